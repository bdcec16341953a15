"""Rewrites the sample CVs and the truth about them: python -m benchmarks.samples [file names]."""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.samples import questions, truth
from benchmarks.samples.drawing import draw
from benchmarks.samples.layouts.chromium import open_browser
from benchmarks.samples.people import PICTURES, READABLE

ROOT = Path(__file__).parents[2]
CVS = ROOT / "data" / "fictional_cvs"
TRUTH = ROOT / "data" / "ground_truth"


def main(wanted: list[str]) -> None:
    people = (*READABLE, *PICTURES)
    with open_browser() as browser:
        for person in people:
            if not wanted or person.file in wanted:
                (CVS / person.file).write_bytes(draw(person, browser))
    facts = {person.file: truth.of_person(person, picture=person in PICTURES) for person in people}
    _write("truth.json", facts)
    _write("scored_fields.json", truth.scored(facts, f"../{CVS.name}"))
    _write("questions.json", questions.answered(READABLE, PICTURES))


def _write(name: str, content: Any) -> None:
    (TRUTH / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
