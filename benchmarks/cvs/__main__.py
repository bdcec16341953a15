"""Draws the CVs and writes the truth about them: python -m benchmarks.cvs --out DIR"""

import argparse
from pathlib import Path

from benchmarks.cvs.generate import generate


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True, help="the folder to write to")
    arguments.add_argument("--people", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", metavar="FAMILY", help="this family of layouts alone")
    arguments.add_argument("--limit", type=int, metavar="N", help="the first N CVs")
    options = arguments.parse_args()
    count = generate(
        options.out, people=options.people, seed=options.seed, only=options.only or "", limit=options.limit
    )
    print(f"{count} CVs in {options.out}")


if __name__ == "__main__":
    main()
