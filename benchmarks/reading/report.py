"""The page of figures: docs/benchmarks/reading.md."""

from collections.abc import Sequence

from benchmarks.reading import summaries
from benchmarks.reading.goals import verdicts
from benchmarks.reading.intervals import field_interval, macro_interval
from benchmarks.reading.measuring import OURS
from benchmarks.reading.opponents import OPPONENTS
from benchmarks.reading.results import Results
from benchmarks.reading.scoring import FIELDS, macro_f1

COMMAND = "make bench-reading"
HEAD = f"""# How well CVs are read
Written by `{COMMAND}`; every figure comes from that one run. The corpus is generated with exact truth
(`python -m benchmarks.cvs`), split by layout family *and* person: no layout and no person of the test part was looked
at while the reader was written. Intervals are 95 %, by the bootstrap over people.
"""


def written(results: Results) -> str:
    """The report as Markdown."""
    parts = [
        HEAD, _goals(results), _fields(results), _groups(results, "format"), _groups(results, "language"),
        _groups(results, "family"), _readers(results), _calibration(results), _hidden(results), _cost(results),
        _damage(results),
    ]  # fmt: skip
    return "\n".join(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _between(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"


def _goals(results: Results) -> str:
    rows = [
        (goal.words, goal.wanted, goal.measured, "yes" if goal.met else "**no**")
        for goal in verdicts(results)
    ]
    return "## Goals\n" + table(("goal", "wanted", "measured", "met"), rows)


def _fields(results: Results) -> str:
    rows = []
    parts = {split: results.part(split) for split in ("tuning", "test")}
    sums = {split: summaries.totals(cvs) for split, cvs in parts.items()}
    themes = summaries.totals(results.themes)
    for name in FIELDS:
        row = [name]
        for split, cvs in parts.items():
            if name in sums[split]:
                between = _between(field_interval(summaries.counted(cvs), name))
                row += [f"{sums[split][name].f1:.3f}", between]
            else:
                row += ["", ""]
        rows.append([*row, f"{themes[name].f1:.3f}" if name in themes else ""])
    row = ["**macro**"]
    for split, cvs in parts.items():
        between = _between(macro_interval(summaries.counted(cvs))) if cvs else ""
        row += [f"**{macro_f1(sums[split]):.3f}**", between]
    rows.append([*row, f"**{macro_f1(themes):.3f}**"])
    counts = ", ".join(f"{len(cvs)} CVs in the {split} part" for split, cvs in parts.items())
    head = ("field", "tuning F1", "95 %", "test F1", "95 %", "other people's layouts F1")
    return f"## By field\n{counts}.\n\n" + table(head, rows)


def _groups(results: Results, key: str) -> str:
    rows = []
    for name, cvs in summaries.by(results.corpus, key).items():
        row = [name, str(len(cvs))]
        for part in ("tuning", "test"):
            inside = [one for one in cvs if one.meta.get("split") == part]
            row.append(f"{macro_f1(summaries.totals(inside)):.3f}" if inside else "")
        worst = min(summaries.totals(cvs).items(), key=lambda entry: entry[1].f1, default=None)
        rows.append([*row, f"{worst[0]} {worst[1].f1:.3f}" if worst else ""])
    return f"## By {key}\n" + table((key, "CVs", "tuning macro-F1", "test macro-F1", "weakest field"), rows)


def _readers(results: Results) -> str:
    test = results.part("test")
    names = [OURS, *OPPONENTS]
    sums = {name: summaries.totals(test, name) for name in names}
    rows = [
        [
            name,
            *(f"{sums[name][one].f1:.2f}" if one in sums[name] else "" for one in FIELDS),
            f"{macro_f1(sums[name]):.3f}",
        ]
        for name in names
    ]
    return "## Other readers, on the test part\n" + table(("reader", *FIELDS, "macro"), rows)


def _calibration(results: Results) -> str:
    rows = [
        [f"{one.low:.2f} to {min(one.high, 1):.2f}", str(one.values), f"{one.rate:.3f}" if one.values else ""]
        for one in summaries.calibration(results.part("test"))
    ]
    return "## Confidence, on the test part\n" + table(("confidence", "values", "of these right"), rows)


def _hidden(results: Results) -> str:
    rows = [
        [carrier, str(one.files), str(one.warned), str(one.kept_out)]
        for carrier, one in sorted(results.caught.items())
    ]
    said = table(("carrier", "files", "warned about", "kept out of text, profile and passages"), rows)
    marked = sum(one.hidden_warnings > 0 for one in results.corpus)
    return (
        f"## Hidden words\n{said}\nOrdinary CVs with a (false) warning: {marked} of {len(results.corpus)}.\n"
    )


def _cost(results: Results) -> str:
    timed = [one for one in [*results.corpus, *results.themes] if one.bare_text is not None]
    seen = [one.seconds for one in results.corpus if one.seconds is not None]
    rows = [
        [
            "reading a text PDF with layout",
            f"{summaries.mean_milliseconds([one.reading for one in timed]):.1f} CPU-ms",
        ],
        [
            "pypdf's bare text of the same files",
            f"{summaries.mean_milliseconds([one.bare_text or 0 for one in timed]):.1f} CPU-ms",
        ],
        [
            "extracting the profile",
            f"{summaries.mean_milliseconds([one.extracting for one in timed]):.1f} CPU-ms",
        ],
    ]
    if seen:
        rows.append(["a CV that is read from its picture", f"{sum(seen) / len(seen):.1f} s"])
    return f"## Cost of a CV\n{len(timed)} text PDFs, warm, in one process.\n\n" + table(
        ("step", "mean"), rows
    )


def _damage(results: Results) -> str:
    rows = [[state, str(count)] for state, count in sorted(results.mutated.items())]
    copies = f"{sum(results.mutated.values())} mutated copies of the samples"
    said = table(("end", "copies"), rows)
    return f"## Damaged copies\n{copies}; {results.uncontained} uncontained failures.\n\n{said}"
