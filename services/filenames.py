"""File names as they arrive are foreign text: cleaned before they are stored, shown or saved under."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

LONGEST = 200
UNSAFE = set('<>:"/\\|?*')


def clean_text(text: str) -> str:
    """Text that PostgreSQL can hold and a page can show on one line: no NUL, control or lone surrogate."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = (char for char in whole if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def shown_name(name: str) -> str:
    """The name as it was handed in, cleaned and cut to LONGEST characters with its ending kept."""
    text = clean_text(name) or "file"
    if len(text) <= LONGEST:
        return text
    ending = PurePosixPath(text).suffix[:12]
    return text[: LONGEST - len(ending) - 1] + "…" + ending


def safe_name(name: str) -> str:
    """A plain file name to save under: no folder, no leading dot, nothing a file system objects to."""
    base = PureWindowsPath(PurePosixPath(shown_name(name)).name).name
    plain = "".join("_" if char in UNSAFE else char for char in base).strip(" .")
    return plain or "file"
