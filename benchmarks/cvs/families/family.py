"""A family of layouts: one template, or one program, that draws any person."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.cvs.sheet import Sheet, Traits

PDF, DOCX, TEXT, SCAN = "pdf", "docx", "text", "scan"


@dataclass(frozen=True)
class Family:
    """`draw` gives the file's bytes; a family without it is a page that Chromium prints."""

    name: str
    format: str
    suffix: str
    traits: Traits = field(default_factory=Traits)
    draw: Callable[[Sheet], bytes] | None = None
    running: bool = False  # whether Chromium adds a running header and footer

    @property
    def printed(self) -> bool:
        return self.draw is None

    @property
    def twin(self) -> bool:
        """Whether it can show all of anyone's facts, so that a person's formats can be compared."""
        free = self.traits == Traits(odd_headings=self.traits.odd_headings)
        return free and self.suffix in ("pdf", "docx", "txt", "html")
