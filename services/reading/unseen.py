"""Words that a file carries and no reader of its pages sees: kept apart, with how they were hidden."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from schemas.document import ReadingWarning
from services.reading.clean import clean_line

MOST_WORDS = 2000  # characters of one warning
LEAST_LETTERS = 3  # a lone white full stop is a spacer


class Hiding(StrEnum):
    """How words were hidden, as the sentence of a warning says it."""

    FORMAT = "they are formatted as hidden"
    COLOUR = "they have the colour of their ground"
    SIZE = "they are too small to be read"
    PLACE = "they stand outside the page, or in a box without a size"
    MARKUP = "the page's markup hides them"
    SPOKEN = "only a screen reader speaks them"
    FIELD = "they stand in a field's code"
    PROPERTY = "they stand in the file's properties"
    COMMENT = "they stand in a comment"
    PICTURE = "they stand in a picture's description"
    DELETED = "a tracked change has deleted them"
    CHARACTERS = "they are written in invisible characters"


# Where ordinary files carry words too, only those are worth a warning that speak to whoever ranks the CV, or that
# are far longer than a title, a caption or a remark.
ORDINARY = {
    Hiding.PROPERTY: 200, Hiding.PICTURE: 300, Hiding.COMMENT: 300, Hiding.DELETED: 1500, Hiding.FIELD: 300,
    Hiding.SPOKEN: 100,
}  # fmt: skip
LEAST_CLAIMS = 7  # words that no page of the file holds
PICTURED = re.compile(
    r"(?i)\b(?:picture|photo|photograph|image|icon|logo|person|man|woman|smiling|wearing|standing|background|portrait|"
    r"close-?up|drawing|graphic|shape|bild|foto|logo|symbol|imagen|retrato)\b"
)
PLAIN_TITLES = frozenset({
    "microsoft", "word", "curriculum", "vitae", "resume", "résumé", "lebenslauf", "bewerbung", "document", "dokument",
    "template", "vorlage", "version", "final", "copy", "normal", "true", "false", "standard", "internal", "general",
})  # fmt: skip
BOILERPLATE = re.compile(r"(?i)ai-generated content may be incorrect|(description )?automatically generated")
ADDRESSED = re.compile(
    r"""(?ix)\b(?:
      (?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:previous|prior|above|all|other|any|instructions?|criteria)
    | (?:system|user|developer)\s*prompt | instructions?\s*(?:to|for|:) | new\s+instructions? | jailbreak
    | you\s+(?:are|must|should|will)\b
    | (?:ai|llm|gpt|chatgpt|language)[\s-]+(?:model|assistant|system|recruiter)
    | (?:note|message|attention)\b.{0,20}\b(?:ai|ats|llm|model|system|screener|recruiter|assistant)\b
    | (?:best|top|ideal|perfect|strongest|only|most\s+qualified)\s+(?:\w+\s+)?
      (?:candidates?|applicants?|match|fit|choice)
    | (?:rank|rate|score|place|put|list|recommend|select|hire|shortlist|prefer|approve|call|mark)\w*\s+
      (?:\w+\s+){0,2}(?:me|him|her|them|this|first|highest|top|candidate|applicant|resume|cv|above)\b
    | (?:exceptionally|highly|extremely)\s+(?:well[\s-])?(?:qualified|suited|recommended)
    | meets?\s+(?:all|every)\b.{0,30}\b(?:requirements?|criteria)
    | (?:score|rating|rank)\s*(?:=|:|of)?\s*(?:100|10\s*/\s*10|10|1\b)
    | (?:ignorier\w+|missacht\w+|vergiss)\b.{0,60}\b(?:anweisung\w*|vorgabe\w*|alle\w*|vorherig\w*)
    | (?:beste\w*|ideale\w*)\s+(?:kandidat|bewerber)\w* | bewerte\s+\w+ | empfiehl\w*
    | (?:ignore[zr]?|oublie[zr]?)\b.{0,60}\b(?:instructions?|consignes?) | meilleure?\s+candidate?
    | (?:ignora|olvida)\b.{0,60}\b(?:instrucciones|anteriores) | mejor\s+candidat[oa]
    )"""
)  # fmt: skip
TAGS = re.compile("[\U000e0020-\U000e007f]{3,}")
REGION = re.compile(
    "\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f"
)  # a black flag and letters: a region's flag
SELECTORS = re.compile("[\U000e0100-\U000e01ef]{3,}")  # variants of a sign: no sign has several
OPERATORS = re.compile("[\u2061-\u2064]{3,}")
ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff\u180e]{8,}")


@dataclass(slots=True)
class Unseen:
    """Hidden words as they are met, by how they were hidden."""

    words: dict[Hiding, list[str]] = field(default_factory=dict)
    length: int = 0

    def add(self, how: Hiding, words: str) -> None:
        if self.length < 20 * MOST_WORDS:
            self.words.setdefault(how, []).append(words)
            self.length += len(words)

    def look_into(self, text: str) -> None:
        """Words spelled in tag characters, and long runs of characters without a width."""
        if text.isascii():
            return
        for found in TAGS.finditer(REGION.sub("", text)):
            self.add(Hiding.CHARACTERS, "".join(chr(ord(char) - 0xE0000) for char in found.group()))
        for found in SELECTORS.finditer(text):
            spelled = "".join(chr(ord(char) - 0xE0100 + 16) for char in found.group())
            self.add(Hiding.CHARACTERS, f"{spelled} ({len(spelled)} variation selectors)")
        for found in OPERATORS.finditer(text):
            self.add(Hiding.CHARACTERS, f"({len(found.group())} invisible operators)")
        for found in ZERO_WIDTH.finditer(text):
            self.add(Hiding.CHARACTERS, f"({len(found.group())} characters without a width)")

    def warnings(self, visible: Iterable[str] | None = None) -> list[ReadingWarning]:
        """One warning for each way of hiding. With the `visible` lines, what ordinary files carry beside their pages
        is worth one, too, where it claims much that no page says."""
        known = None if visible is None else claims(" ".join(visible))
        found = []
        for how, parts in self.words.items():
            words = clean_line("".join(parts) if how in RUNNING else " ".join(parts))
            if worth_a_warning(how, words, known):
                message = f"Words that a reader of the page does not see were left out: {how}."
                found.append(ReadingWarning("hidden_text", message, 1, words[:MOST_WORDS]))
        return found


RUNNING = (Hiding.FORMAT, Hiding.COLOUR, Hiding.SIZE, Hiding.DELETED, Hiding.FIELD)  # collected run by run


def worth_a_warning(how: Hiding, words: str, known: set[str] | None = None) -> bool:
    """Whether a recruiter should hear of these words; `known` are the claims of the visible text."""
    if sum(letter.isalpha() for letter in words) < LEAST_LETTERS:
        return False
    if how not in ORDINARY or is_addressed(words):
        return True
    if known is None or (how is Hiding.PICTURE and PICTURED.search(words)):
        return len(words) > ORDINARY[how]
    return len(claims(words) - known - PLAIN_TITLES) >= LEAST_CLAIMS


def claims(text: str) -> set[str]:
    """The words of a text that say something."""
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))


def is_addressed(words: str) -> bool:
    """Whether words speak to whoever, or whatever, judges the CV."""
    return ADDRESSED.search(BOILERPLATE.sub("", words[:20_000])) is not None


def characters_unseen(texts: Iterable[str]) -> list[ReadingWarning]:
    """Warnings for what is written in invisible characters in these texts."""
    unseen = Unseen()
    for text in texts:
        unseen.look_into(text)
    return unseen.warnings()
