"""Words made comparable, and the word lists that the built-in reader knows."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"
SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)
TOKEN = re.compile(r"[^\W_](?:[\w.+#'/&-]*[\w+#.'])?|&")


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def tokens(text: str) -> list[str]:
    """Folded words; inner points, hyphens and plus signs belong to a word."""
    return TOKEN.findall(fold(text))


@cache
def load_words(name: str) -> dict[str, Any]:
    """A word list file of `words/`."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.replace('"', "").split())
