"""Hidden words become warnings that say how they were hidden."""

from collections.abc import Iterable

from schemas.document import ReadingWarning
from services.reading.clean import clean_line
from services.reading.layout.segments import Segment
from services.reading.unseen import Hiding, claims, worth_a_warning

MOST_WORDS = 2000  # characters of one warning
LEAST_LETTERS = 4  # letters and digits; a lone hidden full stop is a spacer
HOW = {
    "white": "they are white text, or nearly white, on white",
    "colour": "they have the colour of their background",
    "tiny": "they are too small to be read",
    "outside": "they stand outside the page",
    "clipped": "they are cut off by a clipping area",
    "covered": "they lie under a picture or a shape",
    "invisible": "they are written as invisible text",
    "transparent": "they are transparent",
    "unmarked": "they leave no mark on the page",
    "replaced": "something else is drawn in their place",
    "layer": "they lie on a layer that is switched off",
    "characters": "they are written in invisible characters",
    "turned": "marks of direction make them read otherwise than they are stored",
    "note": "they stand in a note or a comment",
    "field": "they stand in a field that is not shown",
    "property": "they stand in the file's properties",
}


def hidden_words(hidden: Iterable[Segment], page: int) -> list[ReadingWarning]:
    """One warning for each way in which words of a page were hidden."""
    return unseen_words(((part.hidden or "colour", part.text) for part in hidden), page)


def unseen_words(
    found: Iterable[tuple[str, str]], page: int | None, visible: str = ""
) -> list[ReadingWarning]:
    """The same for words with how they were hidden, a key of HOW.

    A note that says nothing much beyond the page's `visible` text is an ordinary remark.
    """
    by_reason: dict[str, list[str]] = {}
    for how, words in found:
        by_reason.setdefault(how, []).append(words)
    warnings = []
    for how, parts in by_reason.items():
        words = clean_line(" ".join(parts)[: 4 * MOST_WORDS])
        if sum(map(str.isalnum, words)) < LEAST_LETTERS or (
            how == "note" and not worth_a_warning(Hiding.COMMENT, words, claims(visible))
        ):
            continue
        message = f"Words that a reader of the page does not see were left out: {HOW[how]}."
        warnings.append(ReadingWarning("hidden_text", message, page, words[:MOST_WORDS]))
    return warnings
