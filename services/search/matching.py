"""Which of the strings that stand in the tables answer a wish: the words are compared here, SQL compares strings."""

from collections.abc import Iterable
from functools import cache

from services.concepts import Phrase, read_data
from services.search.cues import phrases_of
from services.search.forms import Forms, certificate_forms
from services.search.lexicon import Lexicon
from services.vocabulary import field_forms, fold_title, occupations
from services.words import fold


def contains(words: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase stands in the words, whole and in its order."""
    length = len(phrase)
    return any(words[start : start + length] == phrase for start in range(len(words) - length + 1))


def matching_titles(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The titles that name one of the occupations (or a kind of it), or hold an unknown title's words."""
    keys: set[str] = set()
    phrases: list[Phrase] = []
    for value in values:
        if value in occupations().by_key:
            keys |= occupations().and_narrower(value)
        else:
            phrases.append(fold_title(value))
    return sorted(
        title
        for title, words in lexicon.titles.items()
        if lexicon.title_occupations[title] & keys
        or any(contains(words, phrase) for phrase in phrases if phrase)
    )


def titles_of_level(lexicon: Lexicon, levels: Iterable[str]) -> list[str]:
    """The titles that name a level of seniority."""
    phrases = [fold_title(" ".join(words)) for level in levels for words in _level_words(level)]
    found = (
        title for title, words in lexicon.titles.items() if any(contains(words, phrase) for phrase in phrases)
    )
    return sorted(found)


def _level_words(level: str) -> frozenset[Phrase]:
    try:
        return phrases_of("seniority", level)
    except KeyError:
        return frozenset({tuple(fold(level).split())})


def titles_naming(lexicon: Lexicon, forms: Forms) -> list[str]:
    """The titles whose words name a skill ("Java Developer")."""
    return sorted(title for title in lexicon.titles if forms.find(title))


def matching_places(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The locations that name one of the cities, or lie in one of the countries (ISO 3166-1, upper case)."""
    wanted = set(values)
    return sorted(
        place for place, (cities, country) in lexicon.places.items() if cities & wanted or country in wanted
    )


def countries(values: Iterable[str]) -> list[str]:
    return [value for value in values if len(value) == 2 and value.isupper()]


def matching_employers(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The employers whose name holds one of the asked names, without legal forms."""
    phrases = [tuple(value.split()) for value in values]
    return sorted(
        name
        for name, words in lexicon.employers.items()
        if any(contains(words, phrase) for phrase in phrases)
    )


def matching_certificates(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The certificates that go by one of the names, or name one of the skills."""
    forms = certificate_forms(values)
    return sorted(name for name in lexicon.certifications if forms.find(name))


def matching_studies(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The fields of study, or degrees, that hold one of the fields under any of its names."""
    phrases = [form for value in values for form in field_forms().get(value, (tuple(value.split()),))]
    return sorted(
        study
        for study, words in lexicon.studies.items()
        if any(contains(words, phrase) for phrase in phrases)
    )


def matching_names(lexicon: Lexicon, values: Iterable[str]) -> list[str]:
    """The full names that hold all words of one of the asked names."""
    wanted = [set(value.split()) for value in values]
    return sorted(
        name for name, words in lexicon.names.items() if any(asked <= set(words) for asked in wanted)
    )


@cache
def _industries() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Industry: its occupations' keys, and the words that tell it."""
    return {
        key: (
            frozenset(fold(name) for name in entry["occupations"]),
            frozenset(fold(" ".join(entry["words"])).split()),
        )
        for key, entry in read_data("industries").items()
    }


def matching_industry(lexicon: Lexicon, values: Iterable[str]) -> tuple[list[str], list[str]]:
    """The titles and the employers that belong to one of the industries."""
    keys: set[str] = set()
    words: set[str] = set()
    for value in values:
        industry = _industries().get(value, (frozenset(), frozenset(value.split())))
        keys |= {kind for key in industry[0] for kind in occupations().and_narrower(key)}
        words |= industry[1]
    titles = [
        title
        for title in lexicon.titles
        if lexicon.title_occupations[title] & keys or words & set(fold(title).split())
    ]
    employers = [name for name in lexicon.employers if words & set(fold(name).split())]
    return sorted(titles), sorted(employers)
