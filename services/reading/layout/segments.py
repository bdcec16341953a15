"""Segments: words on one baseline without a wide gap between them."""

from dataclasses import dataclass, field, replace

from services.reading.pdf.styles import Look

BULLETS = frozenset("•●○◦▪▫■□‣⁃∙·◆◇▶►▸➢➤✓✔★☆❖⦿⁌⁍–-*»›➔→❯")
MOST_STYLED = 110  # letters of a line that a change of weight may part
Looks = tuple[tuple[int, Look], ...]  # from which letter on a word looks how


@dataclass(slots=True)
class Word:
    text: str
    left: float
    right: float
    looks: Looks

    def joined(self, other: "Word") -> "Word":
        """One word of this and the one that follows it."""
        length = len(self.text)
        looks = self.looks
        if len(other.looks) > 1 or other.looks[0][1] is not looks[-1][1]:
            looks += tuple((length + offset, look) for offset, look in other.looks)
        return Word(self.text + other.text, self.left, other.right, looks)


@dataclass(slots=True)
class Segment:
    """Words with their box in points from the page's top left; `base` is the baseline, `size` the largest letters'.

    Where only the `text` is known, its words are spread over the box by their length.
    """

    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: float  # share of its letters
    words: list[Word] = field(default_factory=list)
    tight: float = 0.0  # mean gap between the letters of a word, in sizes
    cell: bool = False  # begins a cell of its own, however close the one before it ends
    colour: int = 0  # 0xRRGGBB of its first letter
    span: tuple[int, int] = (0, 0)  # its first and last character in the text page
    hidden: str | None = None  # why nobody sees it
    text: str = ""  # of its words, a space between them
    styled: str = ""  # the same with a tab behind words in bold that the rest goes on without
    bold_words: int = 0  # the tab stands before the word of this number; 0 for none

    def __post_init__(self) -> None:
        if self.words:
            self.retext()
        else:
            self._spread()

    def _spread(self) -> None:
        letter = (self.right - self.left) / max(1, len(self.text))
        looks = ((0, Look(round(self.size, 1), self.bold > 0.5, False, self.colour)),)
        at = 0
        for text in self.text.split():
            at = self.text.index(text, at)
            self.words.append(
                Word(text, self.left + at * letter, self.left + (at + len(text)) * letter, looks)
            )
            at += len(text)
        self.retext()

    def of_words(self, words: list[Word], hidden: str | None) -> "Segment":
        """A part of this segment."""
        return replace(
            self, words=words, left=min(word.left for word in words), right=max(word.right for word in words),
            hidden=hidden, text="", styled="",
        )  # fmt: skip

    def retext(self) -> None:
        """Compute the texts anew after a change of the words."""
        texts = [word.text for word in self.words]
        self.text = self.styled = " ".join(texts)
        tab = self.bold_words = self._bold_words() if 0 < self.bold < 1 else 0
        if tab:
            self.styled = f"{' '.join(texts[:tab])}\t{' '.join(texts[tab:])}"

    def _bold_words(self) -> int:
        """A short line that begins in bold and goes on without it says two things: a tab parts them."""
        count = len(self.words)
        bold = [word.looks[0][1].bold and len(word.looks) == 1 for word in self.words]
        end = bold.index(False) if False in bold else count
        if not 0 < end < count or len(self.text) > MOST_STYLED or any(bold[end:]):
            return 0
        if self.words[end].looks[0][1].bold:  # the weight changes inside of a word
            return 0
        head, rest = " ".join([word.text for word in self.words[:end]]), self.words[end].text
        if len(head) < 3 or head[-1] in ":,;-–—|·(" or rest[0] in "-–—|·,(&":
            return 0
        return end

    @property
    def gaps(self) -> list[float]:
        """The width of each space, in sizes."""
        words = self.words
        return [(words[i + 1].left - words[i].right) / self.size for i in range(len(words) - 1)]
