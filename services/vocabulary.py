"""What words mean: skills, occupations, languages, degrees, certificates and places, under all their names.

The data lies in `vocabulary_data`; unknown words stay what they are, folded.
"""

import re
from functools import cache, lru_cache

from services.concepts import Concept, Concepts, Phrase, data_files, load_concepts, read_data
from services.places import city_key, city_keys, city_label, country_code, country_name
from services.words import fold, words_of

__all__ = [
    "canonical_skill", "certification_forms", "city_key", "city_keys", "city_label", "country_code", "country_name",
    "degree_level", "field_forms", "fold_title", "known_skills", "language_code", "language_name", "occupations",
    "skill_label", "skills",
]  # fmt: skip

PLAIN = re.compile(r"[a-zA-Z0-9]+(?: [a-zA-Z0-9]+)*")
LEVELS = ("school", "vocational", "bachelor", "master", "doctorate")
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
# Words round a skill's name that do not change it ("Java programming", "advanced Excel", "Python 3.11").
BEFORE = {
    "advanced",
    "basic",
    "good",
    "strong",
    "expert",
    "proficient",
    "fluent",
    "microsoft",
    "ms",
    "apache",
    "the",
}
AFTER = {"programming", "development", "framework", "language", "advanced", "basics", "skills", "knowledge", "expert",
         "experience", "programmierung", "kenntnisse", "entwicklung"}  # fmt: skip
TITLE_ENDINGS = ("innen", "in", "es", "en", "s", "n", "e")


def phrase_of(words: str) -> Phrase:
    if PLAIN.fullmatch(
        words
    ):  # what the tokeniser would find, ten times as fast: the data has thousands of these
        return tuple(words.lower().split(" "))
    return tuple(word.folded for word in words_of(words))


@cache
def skills() -> Concepts:
    """All known skills."""
    return load_concepts(data_files("skills_*"), phrase_of)


@lru_cache(maxsize=50_000)
def canonical_skill(words: str) -> str | None:
    """One key for all names of a skill ("k8s" is "kubernetes"); unknown words fold to themselves.

    Brackets, version numbers and words such as "programming" are dropped where what remains is known.
    None for text without a letter or digit.
    """
    known = skills().key_of
    phrase = phrase_of(words[:200])
    for candidate in (phrase, phrase_of(BRACKETS.sub(" ", words[:200]))):
        while candidate:
            if candidate in known:
                return known[candidate]
            if candidate[-1] in AFTER or candidate[-1].isdigit():
                candidate = candidate[:-1]
            elif candidate[0] in BEFORE:
                candidate = candidate[1:]
            else:
                break
    return " ".join(phrase) or None


def known_skills(text: str) -> list[tuple[str, int, int]]:
    """The known skills that running text names, as (key, start, end) in code points; the longest form wins."""
    known, longest_from = skills().key_of, skills().longest_from
    words = words_of(text)
    found, index = [], 0
    while index < len(words):
        for length in range(min(longest_from(words[index].folded), len(words) - index), 0, -1):
            span = words[index : index + length]
            key = known.get(tuple(word.folded for word in span))
            start, end = span[0].start, span[-1].end
            if key and spelt_right(skills().by_key[key], text[start:end]):
                found.append((key, start, end))
                index += length - 1
                break
        index += 1
    return found


def spelt_right(concept: Concept, words: str) -> bool:
    """Whether running text means the concept: a common word counts only when it is spelt as the data tells."""
    return phrase_of(words) not in concept.strict or words in concept.exact


def skill_label(key: str) -> str:
    """How a skill is shown."""
    return skills().label(key)


@cache
def occupations() -> Concepts:
    """All known occupations; the words of their forms are folded as titles are, "*" marks an ending."""
    return load_concepts(data_files("occupations_*"), _occupation_phrase)


def _occupation_phrase(form: str) -> Phrase:
    phrase = fold_title(form)
    return (f"*{phrase[0]}", *phrase[1:]) if form.startswith("*") and phrase else phrase


@lru_cache(maxsize=50_000)
def fold_title(words: str) -> Phrase:
    """A job title's words without case, accents, plural and gender: "Entwicklerinnen" is "entwickler"."""
    return tuple(title_word(word.folded) for word in words_of(BRACKETS.sub(" ", words)))


def title_word(folded: str) -> str:
    """One folded word of a title without the endings of plural and gender."""
    for ending in TITLE_ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded


@cache
def _language_names() -> dict[str, str]:
    return {fold(name): code for code, names in read_data("languages").items() for name in (code, *names)}


@lru_cache(maxsize=5_000)
def language_code(words: str) -> str | None:
    """ISO 639-1 of a language named in English, German, French, Spanish or by itself; None when unknown."""
    names = _language_names()
    folded = fold(BRACKETS.sub(" ", words[:100]))
    if code := names.get(folded):
        return code
    # "English language", "Englisch in Wort und Schrift", "Langue française"
    return next((names[word] for word in folded.split() if len(word) > 2 and word in names), None)


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code; an unknown code is its own name."""
    names = read_languages().get(code)
    return names[0] if names else code


@cache
def read_languages() -> dict[str, list[str]]:
    return read_data("languages")


@cache
def _degree_phrases() -> dict[Phrase, str]:
    levels = read_data("degrees")["levels"]
    return {phrase_of(form): level for level in LEVELS for form in levels[level]}


@lru_cache(maxsize=5_000)
def degree_level(words: str) -> str | None:
    """school, vocational, bachelor, master or doctorate: by the first degree that the words name."""
    phrases = _degree_phrases()
    folded = phrase_of(words[:300])
    for start in range(len(folded)):
        for length in range(min(5, len(folded) - start), 0, -1):
            if level := phrases.get(folded[start : start + length]):
                return level
    return None


@cache
def field_forms() -> dict[str, tuple[Phrase, ...]]:
    """Fields of study: key and all names as folded phrases."""
    fields = read_data("degrees")["fields"]
    return {
        fold(key): tuple(dict.fromkeys(phrase_of(name) for name in names)) for key, names in fields.items()
    }


@cache
def certification_forms() -> dict[str, tuple[str, tuple[Phrase, ...]]]:
    """Certificates: key, label and all names as folded phrases."""
    named = read_data("certifications")
    return {
        fold(label): (label, tuple(phrase_of(name) for name in (label, *names)))
        for label, names in named.items()
    }
