"""Which CVs a message names by their number."""

import re

from services.words import fold

CV_NUMBERS = re.compile(
    r"\b(?:cvs?|withdraw|erase|delete)\s*(\d+(?:\s+(?:(?:and|with|to|vs|versus|or|und|mit|oder)\s+)?\d+)*)\b"
)  # in folded words
ABOUT = re.compile(
    r"\s*\(About (CV \d+(?:, CV \d+)*)\.\)\s*$"
)  # as the API names the CVs a message speaks of


def numbered_cvs(text: str) -> list[int]:
    """The numbers of the CVs that the words name ("CV 3", "CVs 3 and 4"), each once, in their order."""
    groups = CV_NUMBERS.findall(fold(text))
    return list(dict.fromkeys(int(number) for group in groups for number in re.findall(r"\d+", group)))


def without_about(text: str) -> str:
    """What the user wrote themselves, without the line that the API puts below it."""
    return ABOUT.sub("", text).strip()
