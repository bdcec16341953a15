"""What one run measured."""

from dataclasses import dataclass, field

from benchmarks.reading.attacks import Caught
from benchmarks.reading.measuring import Measured


@dataclass(slots=True)
class Results:
    """The parts of a run; a part that was left out is empty."""

    corpus: list[Measured]
    themes: list[Measured] = field(default_factory=list)  # CVs of other people's layouts
    caught: dict[str, Caught] = field(default_factory=dict)
    mutated: dict[str, int] = field(default_factory=dict)  # state: how many damaged copies ended in it
    uncontained: int = 0

    def part(self, split: str) -> list[Measured]:
        return [one for one in self.corpus if one.meta.get("split") == split]
