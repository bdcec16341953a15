"""What was promised of reading, and whether a run keeps it."""

from dataclasses import dataclass

from benchmarks.reading import summaries
from benchmarks.reading.results import Results
from benchmarks.reading.scoring import Tally, macro_f1


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise, and the figure of this run beside it."""

    words: str
    wanted: str
    measured: str
    met: bool


def verdicts(results: Results) -> list[Goal]:
    """Every goal of which this run measured something."""
    test = results.part("test")
    typed = [one for one in test if one.seconds is None]
    seen = [one for one in test if one.seconds is not None]
    sums = summaries.totals(typed)
    goals = [_at_least("macro-F1, test layouts, typed CVs", macro_f1(sums), 0.97)]
    if seen:
        goals.append(_at_least("macro-F1, test layouts, scans", macro_f1(summaries.totals(seen)), 0.90))
    if results.themes:
        goals.append(
            _at_least("macro-F1, other people's layouts", macro_f1(summaries.totals(results.themes)), 0.95)
        )
    goals += [
        _at_least(f"F1 of {name}, test layouts", sums.get(name, Tally()).f1, 0.99)
        for name in ("name", "email", "phone")
    ]
    weakest = min(sums, key=lambda name: sums[name].f1)
    goals.append(_at_least(f"weakest field, test layouts ({weakest})", sums[weakest].f1, 0.90))
    return goals + _other_goals(results, test)


def _other_goals(results: Results, test: list[summaries.Measured]) -> list[Goal]:
    goals = []
    equal, compared = summaries.equal_across_formats(results.corpus)
    if compared:
        goals.append(_at_least("one person in all formats: equal fields", equal / compared, 0.95))
    spans = sum(one.spans for one in [*results.corpus, *results.themes])
    wrong = sum(one.wrong_spans for one in [*results.corpus, *results.themes])
    goals.append(Goal("spans that match the text", "all", f"{spans - wrong} of {spans}", wrong == 0))
    sure = summaries.sure_and_right(test)
    goals.append(
        _at_least(f"right, of the {sure.values} values marked {summaries.SURE} and above", sure.rate, 0.97)
    )
    if results.caught:
        files = sum(one.files for one in results.caught.values())
        caught = sum(min(one.warned, one.kept_out) for one in results.caught.values())
        goals.append(_at_least(f"hidden words caught, {len(results.caught)} carriers", caught / files, 0.98))
    marked = sum(one.hidden_warnings > 0 for one in results.corpus)
    goals.append(_at_most("ordinary CVs with a false warning", marked / max(1, len(results.corpus)), 0.01))
    goals += _speed(results)
    if results.mutated:
        goals.append(
            Goal(
                "uncontained failures on damaged copies",
                "0",
                str(results.uncontained),
                results.uncontained == 0,
            )
        )
    return goals


def _speed(results: Results) -> list[Goal]:
    timed = [one for one in [*results.corpus, *results.themes] if one.bare_text is not None]
    if not timed:
        return []
    reading = summaries.mean_milliseconds([one.reading for one in timed])
    both = reading + summaries.mean_milliseconds([one.extracting for one in timed])
    bare = summaries.mean_milliseconds([one.bare_text or 0 for one in timed])
    return [
        Goal("reading a text PDF, CPU-ms", "≤ 30", f"{reading:.1f}", reading <= 30),
        Goal(
            "reading against pypdf's bare text", "≤ 1.0 times", f"{reading / bare:.2f} times", reading <= bare
        ),
        Goal("reading and extracting, CPU-ms", "≤ 60", f"{both:.1f}", both <= 60),
    ]


def _at_least(words: str, measured: float, wanted: float) -> Goal:
    return Goal(words, f"≥ {wanted:.2f}", f"{measured:.3f}", measured >= wanted)


def _at_most(words: str, measured: float, wanted: float) -> Goal:
    return Goal(words, f"≤ {wanted:.2f}", f"{measured:.3f}", measured <= wanted)
