"""`make bench-reading`: generates the corpus where it is missing, measures, and writes docs/benchmarks/reading.md."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading import attacks
from benchmarks.reading.damage import measure_damage
from benchmarks.reading.measuring import measure_corpus
from benchmarks.reading.report import written
from benchmarks.reading.results import Results

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    options = _options()
    _generate(options.corpus, options.people)
    results = Results(measure_corpus(options.corpus, pictures=not options.no_pictures, progress=_dots("CVs")))
    if options.others:
        results.themes = measure_corpus(options.others, pictures=False, progress=_dots("others"))
    results.caught = attacks.measure(_dots("hidden words"))
    if options.mutations:
        results.mutated, results.uncontained = measure_damage(options.mutations)
    page = written(results)
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(page, encoding="utf-8")
    print("\n" + page)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=ROOT / ".bench" / "cvs", help="generated there if missing"
    )
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument(
        "--others", type=Path, help="a folder with CVs of other people's layouts and their truth.json"
    )
    parser.add_argument("--mutations", type=int, default=5000)
    parser.add_argument("--no-pictures", action="store_true", help="leave out what is read from pictures")
    parser.add_argument("--report", type=Path, help="where the page is written")
    return parser.parse_args()


def _generate(folder: Path, people: int) -> None:
    if not (folder / "truth.json").exists():
        command = [sys.executable, "-m", "benchmarks.cvs", "--out", str(folder), "--people", str(people)]
        subprocess.run(command, check=True, cwd=ROOT)


def _dots(words: str) -> Callable[[], None]:
    """Tells every hundredth step."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count % 100 == 0:
            print(f"{words}: {count}", file=sys.stderr, flush=True)

    return step


if __name__ == "__main__":
    main()
