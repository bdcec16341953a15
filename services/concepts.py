"""Concepts with synonyms and broader terms, as the data files in `vocabulary_data` tell them."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.words import fold

DATA = Path(__file__).parent / "vocabulary_data"
Phrase = tuple[str, ...]
# The lists of an entry that hold its other names: in English or everywhere, then by language.
FORMS = ("also", "de", "fr", "es")


def data_files(pattern: str) -> tuple[str, ...]:
    """The names of the data files that match a pattern ("skills_*"), in the order of the alphabet."""
    return tuple(sorted(path.stem for path in DATA.glob(f"{pattern}.toml")))


def read_data(name: str) -> dict[str, Any]:
    """One data file of the vocabularies."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Concept:
    """A term: `label` as shown, `forms` as folded phrases, `cased` when running text must spell it like the
    label, `in_text` False when its label is too common a word to be looked for in running text.

    `exact` are the spellings, of the label or of other forms, that running text must have; `strict` are the forms
    that do not count there by their words alone. `proper`: a name that is the same in every language.
    """

    key: str
    label: str
    forms: tuple[Phrase, ...]
    broader: tuple[str, ...] = ()
    cased: bool = False
    in_text: bool = True
    exact: tuple[str, ...] = ()
    strict: frozenset[Phrase] = frozenset()
    proper: bool = False


@dataclass(slots=True)
class Concepts:
    """Concepts by key, and the key of every form."""

    by_key: dict[str, Concept] = field(default_factory=dict)
    key_of: dict[Phrase, str] = field(default_factory=dict)
    _narrower: dict[str, frozenset[str]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """The label of a concept; an unknown key is its own label."""
        known = self.by_key.get(key)
        return known.label if known else key

    def and_narrower(self, key: str) -> frozenset[str]:
        """The concept and everything that is one of its kind ("cloud computing": AWS, Azure, EKS …)."""
        return self._narrower.get(key, frozenset({key}))

    def longest_from(self, word: str) -> int:
        """How many words the longest form has that begins with a word; 0 when none does."""
        return self._longest.get(word, 0)

    def complete(self) -> None:
        """Work out the narrower terms of every concept, where a cycle in the data does no harm, and the longest form
        from every first word."""
        for form in self.key_of:
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))
        direct: dict[str, set[str]] = {}
        for concept in self.by_key.values():
            for parent in concept.broader:
                direct.setdefault(parent, set()).add(concept.key)
        for key in self.by_key:
            found: set[str] = set()
            waiting = [key]
            while waiting:
                current = waiting.pop()
                if current not in found:
                    found.add(current)
                    waiting.extend(direct.get(current, ()))
            self._narrower[key] = frozenset(found)


def load_concepts(files: Iterable[str], phrase_of: Callable[[str], Phrase]) -> Concepts:
    """Concepts from data files. Where two claim a form, a label goes before a synonym, then the first wins."""
    entries: dict[str, dict[str, Any]] = {}
    for name in files:
        entries.update(read_data(name))
    concepts = Concepts()
    for label, entry in entries.items():
        concept = _concept(label, entry, phrase_of)
        concepts.by_key[concept.key] = concept
        concepts.key_of[concept.forms[0]] = concept.key
    for key, concept in concepts.by_key.items():
        for form in concept.forms:
            concepts.key_of.setdefault(form, key)
    concepts.complete()
    return concepts


def _concept(label: str, entry: dict[str, Any], phrase_of: Callable[[str], Phrase]) -> Concept:
    """One entry of a data file, its forms in all languages; the first form is the label's."""
    spelt = entry.get("spelt", ())
    named = (label, *(form for group in FORMS for form in entry.get(group, ())), *spelt)
    cased, in_text = entry.get("cased", False), entry.get("text", True)
    strict = [phrase_of(form) for form in spelt]
    if cased or not in_text:
        strict.append(phrase_of(label))
    return Concept(
        key=fold(label),
        label=label,
        forms=tuple(dict.fromkeys(phrase for phrase in map(phrase_of, named) if phrase)),
        broader=tuple(fold(parent) for parent in entry.get("broader", ())),
        cased=cased,
        in_text=in_text,
        exact=((label,) if cased and in_text else ()) + tuple(spelt),
        strict=frozenset(strict),
        proper=entry.get("proper", False),
    )
