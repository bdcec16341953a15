"""The types of files that can be read here, in people's words."""

from collections.abc import Iterable

from services.reading.office import accepted_types

WORDS = {
    "pdf": "PDF", "docx": "Word (.docx)", "doc": "old Word (.doc)", "odt": "OpenDocument (.odt)", "rtf": "RTF",
    "html": "web pages (.html)", "json": "JSON Resume (.json)", "txt": "text (.txt)", "md": "Markdown (.md)",
    "zip": "ZIP of these",
}  # fmt: skip
PICTURES = ("png", "jpeg", "webp", "tiff")


def named_types(allowed: Iterable[str]) -> str:
    """ "PDF, Word (.docx), text (.txt), pictures (PNG, JPEG)": those allowed that can be read here."""
    types = accepted_types(allowed)
    named = [WORDS[kind] for kind in types if kind in WORDS and kind != "zip"]
    pictures = [kind.upper() if kind != "webp" else "WebP" for kind in types if kind in PICTURES]
    if pictures:
        named.append(f"pictures ({', '.join(pictures)})")
    if "zip" in types:
        named.append(WORDS["zip"])
    return ", ".join(named)
