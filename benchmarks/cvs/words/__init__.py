"""The words that CVs are made of, by language and by field of work."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es")


@cache
def of_language(language: str) -> dict[str, Any]:
    """Months, headings, labels, places and schools of one language."""
    return tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def names() -> dict[str, Any]:
    return tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))


@cache
def fields() -> tuple[str, ...]:
    """The fields of work, in a fixed order."""
    return tuple(sorted(path.stem for path in (HERE / "fields").glob("*.toml")))


@cache
def of_field(field: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "fields" / f"{field}.toml").read_text(encoding="utf-8"))
