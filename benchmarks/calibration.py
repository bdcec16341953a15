"""Measures how often the built-in reader's values are right, and writes the table that its confidences come from.

    python -m benchmarks.calibration FOLDER [--split tuning] [--write]

FOLDER holds `truth.json` and the CVs that it names. The table keeps, for each field and each confidence that a rule
gives, the lower end of the 90 % interval (Wilson) of the share of right values, made to rise with the rule's
confidence (pool adjacent violators). Only the tuning part is looked at unless told otherwise.
"""

import argparse
from collections import defaultdict
from itertools import accumulate
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.reading.measuring import load_truth
from benchmarks.reading.readers import AS_OF
from benchmarks.reading.scoring import right, said_by
from schemas.profile import Profile
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.extraction.folding import WORDS
from services.reading.document import read_bytes
from services.reading.failure import ReadingFailed
from services.reading.sniff import sniff_format

TABLE = WORDS / "confidence.toml"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")
Z = 1.2816  # of the normal distribution, one-sided 90 %
MOST = 0.99  # no value is surer
Judged = dict[str, list[tuple[float, bool]]]
COLUMNS = (
    ("name", "personal_info", "full_name"), ("email", "personal_info", "email"), ("phone", "personal_info", "phone"),
    ("location", "personal_info", "location"), ("employers", "employment", "company_name"),
    ("titles", "employment", "job_title"), ("schools", "education", "institution"), ("skills", "skills", "name"),
    ("languages", "languages", "language"),
)  # fmt: skip


def judge(folder: Path, split: str | None, *, calibrated: bool) -> Judged:
    """Every value of a scored field that was read: its confidence, and whether it is right."""
    judged: Judged = defaultdict(list)
    for path, truth in load_truth(folder):
        if path.suffix.lower() in PICTURES or (split and (truth.get("meta") or {}).get("split") != split):
            continue
        try:
            data = path.read_bytes()
            document = read_bytes(data, sniff_format(data, path.name) or "")
        except ReadingFailed:
            continue
        draft = draft_profile(document, calibrated=calibrated)
        _judge_profile(truth, resolve_profile(document, draft, as_of=AS_OF), judged)
    return judged


def _judge_profile(truth: dict[str, Any], profile: Profile, judged: Judged) -> None:
    for scored, part, field in COLUMNS:
        entries = getattr(profile, part)
        for entry in entries if isinstance(entries, list) else [entries]:
            value, spot = getattr(entry, field), entry.evidence.get(field)
            if truth.get(scored) and value and spot:
                judged[f"{part}.{field}"].append((spot.confidence, right(scored, value, truth)))
    if truth.get("jobs"):
        for position, field in ((1, "start_date"), (2, "end_date")):
            stated = {job[position] for job in truth["jobs"]}
            for job, said in zip(profile.employment, said_by(profile)["jobs"], strict=True):
                if spot := job.evidence.get(field):
                    judged[f"employment.{field}"].append((spot.confidence, said[position] in stated))


def steps_of(values: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(least own confidence, lower bound of the share that was right), rising with the confidence."""
    bins: dict[float, list[int]] = {}
    for confidence, is_right in values:
        counts = bins.setdefault(round(confidence, 2), [0, 0])
        counts[0] += is_right
        counts[1] += 1
    pooled: list[list[float]] = []
    for least in sorted(bins):
        pooled.append([least, *map(float, bins[least])])
        while len(pooled) > 1 and pooled[-2][1] * pooled[-1][2] >= pooled[-1][1] * pooled[-2][2]:
            _, hits, count = pooled.pop()
            pooled[-1][1] += hits
            pooled[-1][2] += count
    shares = accumulate((min(MOST, lower_bound(hits, count)) for _, hits, count in pooled), max)
    return [(least, round(share, 3)) for (least, _, _), share in zip(pooled, shares, strict=True)]


def lower_bound(hits: float, count: float) -> float:
    """The lower end of Wilson's interval for a share."""
    share, square = hits / count, Z * Z
    middle = share + square / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return (middle - spread) / (1 + square / count)


def write_table(judged: Judged) -> None:
    rows = [
        "# Written by `python -m benchmarks.calibration`: [least own confidence, share of values that were right]."
    ]
    rows.append("[fields]")
    for field in sorted(judged):
        steps = ", ".join(f"[{least}, {share}]" for least, share in steps_of(judged[field]))
        rows.append(f'"{field}" = [{steps}]')
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


def report(judged: Judged) -> None:
    """Values and right ones by what the profile says of them."""
    everything = [value for values in judged.values() for value in values]
    for low, high in (
        (0.0, 0.5),
        (0.5, 0.7),
        (0.7, 0.8),
        (0.8, 0.9),
        (0.9, 0.95),
        (0.95, 0.98),
        (0.98, 1.01),
    ):
        inside = [is_right for confidence, is_right in everything if low <= confidence < high]
        if inside:
            print(
                f"{low:.2f} to {min(high, 1.0):.2f}: {sum(inside) / len(inside):.3f} right of {len(inside)}"
            )
    sure = [is_right for confidence, is_right in everything if confidence >= 0.9]
    print(
        f"0.9 and above: {sum(sure) / max(1, len(sure)):.4f} right of {len(sure)}, of {len(everything)} values"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="How often are the reader's values right?")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="tuning", help="part of the corpus; '' for all of it")
    parser.add_argument("--write", action="store_true", help="write the table")
    options = parser.parse_args()
    if options.write:
        write_table(judge(options.folder, options.split or None, calibrated=False))
    else:
        report(judge(options.folder, options.split or None, calibrated=True))


if __name__ == "__main__":
    main()
