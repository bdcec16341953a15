"""Names as e-mail addresses and file names have them."""

import re
import unicodedata

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "", "'": ""})


def plain(text: str) -> str:
    """Small ASCII letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "", decomposed.encode("ascii", "ignore").decode())


def squeezed(text: str) -> str:
    """For comparing what a document shows with what it should show: no case, one space for any run of white."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
