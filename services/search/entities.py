"""What a word of a question, and the words behind it, name: a skill, a title, a place, a language …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas.criteria import Kind
from services.concepts import Phrase, read_data
from services.places import place_tables
from services.search.cues import fillers, phrase, phrase_values, phrases_of, question_data
from services.search.lexicon import LEGAL_FORMS, Lexicon
from services.search.titles import occupation_of, occupations_in
from services.vocabulary import (
    LEVELS,
    certification_forms,
    field_forms,
    fold_title,
    language_name,
    occupations,
    skills,
)
from services.words import Word

LONGEST = 6
# Names that are also everyday words: without a sign (its spelling, a preposition, a neighbour) they mean the word.
EVERYDAY_SKILLS = frozenset(
    ("go", "c", "r", "rest", "spring", "swift", "express", "node", "lean", "cloud", "excel", "training",
     "make", "word", "outlook", "acting", "presenting", "directing", "turning", "casting", "history", "reporting",
     "sketch", "scheme", "notion", "zoom", "composer", "poetry", "remix", "bun", "less", "karma", "bamboo", "shiny",
     "maple", "sage", "stripe", "sentry", "nuke", "expo", "tornado", "cucumber", "mocha", "jasmine", "combine", "apex",
     "commissioning", "publishing", "flooring", "catering", "philosophy", "relativity", "prefect", "prisma", "ada",
     "astro", "babel", "conan", "elm", "nim", "zig", "slack", "spinnaker", "workday", "fidelio", "unity")
)  # fmt: skip
EVERYDAY_CITIES = frozenset(
    ("reading", "nice", "bath", "split", "cork", "essen", "tours", "nancy", "halle", "lund", "brest", "york",
     "rio", "cali", "mobile", "perth", "lima", "linz", "angers")
)  # fmt: skip
EVERYDAY_LANGUAGES = frozenset({"polish"})
SENIORITY_UP = {
    "intern": ("intern",),
    "junior": ("intern", "junior"),
    "senior": ("senior", "lead"),
    "lead": ("lead",),
}
DEGREE_LABELS = {"school": "School-leaving certificate", "vocational": "Vocational training",
                 "bachelor": "Bachelor's degree", "master": "Master's degree", "doctorate": "Doctorate"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """`values` are alternatives in normalised form, `label` is how they are shown, `end` the word behind."""

    kind: Kind
    values: tuple[str, ...]
    label: str
    end: int
    priority: int = 5


@dataclass(frozen=True, slots=True)
class Context:
    """What the words before an entity tell: `head` what kind is expected, `neighbour` the kind of an entity
    that this one is listed with, `tense` whether a verb of living or working went before."""

    head: str = ""
    neighbour: str = ""
    tense: str = ""
    language: str = "english"


class Reader:
    """Recognises entities in the words of one question."""

    def __init__(self, text: str, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.text, self.words, self.lexicon = text, words, lexicon
        self.lower = text == text.lower()

    def entity_at(self, index: int, context: Context) -> Entity | None:
        """The entity that begins at a word: the longest; at equal length the likeliest kind."""
        found = [entity for entity in self._candidates(index, context) if entity]
        return max(found, key=lambda entity: (entity.end, entity.priority), default=None)

    def _candidates(self, index: int, context: Context) -> Iterator[Entity | None]:
        for length in range(min(LONGEST, len(self.words) - index), 0, -1):
            key = tuple(word.folded for word in self.words[index : index + length])
            end = index + length
            yield self._name(key, end)
            yield self._certification(key, index, end, context)
            yield self._degree(key, end)
            yield self._title(index, end)
            yield self._skill(key, index, end, context)
            yield self._language(key, index, end, context)
            yield self._place(key, index, end, context)
            yield self._employer(key, index, end, context)
            yield self._industry(key, end, context)
            yield self._seniority(key, end)
            if context.head == "field":
                yield self.field_at(index, end)

    def _name(self, key: Phrase, end: int) -> Entity | None:
        name = self.lexicon.name_phrases.get(key)
        return Entity("name", (name,), name.title(), end, priority=9) if name else None

    def _certification(self, key: Phrase, index: int, end: int, context: Context) -> Entity | None:
        behind = self._follows(end, phrases_of("certification", "behind"))
        before = self._precedes(index, phrases_of("certification", "before"))
        skill = skills().key_of.get(key)
        known = certification_keys().get(key) or self.lexicon.certification_phrases.get(key)
        if known and (behind or before or (not skill and key not in self.lexicon.skill_phrases)):
            label = (
                certification_forms()[known][0] if known in certification_forms() else self._said(index, end)
            )
            return Entity("certification", (known,), label, end + behind, priority=8)
        if skill and (behind or (before and context.neighbour != "skill")):
            return Entity(
                "certification", (skill,), f"{skills().label(skill)} certificate", end + behind, priority=8
            )
        if behind and not known and self._capital(index) and len(key) <= 3 and end - index == len(key) == 1:
            return Entity("certification", (" ".join(key),), self._said(index, end), end + behind, priority=4)
        return None

    def _degree(self, key: Phrase, end: int) -> Entity | None:
        level = phrase_values("degree").get(key)
        if level is None:
            return None
        levels = LEVELS[LEVELS.index(level) :]
        label = DEGREE_LABELS[level] + (" or higher" if len(levels) > 1 else "")
        return Entity("degree", levels, label, end, priority=7)

    def _title(self, index: int, end: int) -> Entity | None:
        folded = fold_title(self.text[self.words[index].start : self.words[end - 1].end])
        if key := occupation_of(folded):
            return Entity("title", (key,), occupations().label(key), end, priority=7)
        known = folded in self.lexicon.title_phrases and not occupations_in(folded)
        if known and (len(folded) > 1 or (len(folded[0]) > 4 and folded not in skills().key_of)):
            return Entity("title", (" ".join(folded),), self._said(index, end), end, priority=4)
        return None

    def _skill(self, key: Phrase, index: int, end: int, context: Context) -> Entity | None:
        skill = skills().key_of.get(key) or _of_plural(key)
        if skill is None:
            known = self.lexicon.skill_phrases.get(key)
            if known is None or not (len(key) > 1 or len(known) > 2):
                return None
            return Entity("skill", (known,), self._said(index, end), end, priority=4)
        said = self._said(index, end)
        sure = context.head == "skill" or context.neighbour == "skill" or said == skills().label(skill)
        if key[0] in EVERYDAY_SKILLS and len(key) == 1 and not sure and said.islower():
            return None
        return Entity("skill", (skill,), skills().label(skill), end, priority=6)

    def _language(self, key: Phrase, index: int, end: int, context: Context) -> Entity | None:
        code = language_phrases().get(key)
        if code is None:
            return None
        beside = self._follows(end, phrases_of("language", "beside"))
        expected = bool(beside) or context.head == "language" or context.neighbour == "language"
        if key[0] in EVERYDAY_LANGUAGES and not expected and not self._capital(index):
            return None
        return Entity("language", (code,), language_name(code), end + beside, priority=8 if expected else 5)

    def _place(self, key: Phrase, index: int, end: int, context: Context) -> Entity | None:
        tables, name = place_tables(), " ".join(key)
        expected = context.head in ("place", "origin") or context.neighbour == "place"
        priority = 8 if expected else 5
        if name in tables.countries and (expected or self.lower or self._capital(index)):
            code = tables.countries[name]
            return Entity("place", (code,), tables.labels[code], end, priority=priority)
        if name in tables.regions:
            label, codes = tables.regions[name]
            return Entity("place", codes, label, end, priority=priority)
        city = tables.cities.get(name)
        if city and (expected or (name not in EVERYDAY_CITIES and (self.lower or self._capital(index)))):
            return Entity("place", (city.key,), city.label, end, priority=priority)
        if not city and name in self.lexicon.cities and expected and not key[0].isdigit():
            return Entity("place", (name,), self._said(index, end), end, priority=4)
        return None

    def _employer(self, key: Phrase, index: int, end: int, context: Context) -> Entity | None:
        core = tuple(word for word in key if word not in LEGAL_FORMS)
        known = self.lexicon.employer_phrases.get(core) if core and key[0] not in LEGAL_FORMS else None
        expected = context.head in ("employer", "origin") or context.neighbour == "employer"
        if known and (expected or len(core) > 1):
            return Entity("employer", (known,), self._said(index, end), end, priority=9 if expected else 5)
        return None

    def _industry(self, key: Phrase, end: int, context: Context) -> Entity | None:
        industry = industry_names().get(key)
        if industry is None or not (
            context.head in ("place", "origin", "employer", "skill") or context.neighbour
        ):
            return None
        if end < len(self.words) and not self._gap(end).strip() and self.words[end].folded not in fillers():
            return None  # "retail banks" are banks
        return Entity("industry", (industry,), industry, end, priority=5)

    def _seniority(self, key: Phrase, end: int) -> Entity | None:
        level = phrase_values("seniority").get(key)
        if level is None:
            return None
        return Entity("seniority", SENIORITY_UP[level], level, end, priority=3)

    def field_at(self, index: int, end: int) -> Entity | None:
        """A field of study that stands in these words."""
        key = tuple(word.folded for word in self.words[index:end])
        if known := field_keys().get(key):
            return Entity("field", (known,), known, end, priority=9)
        if key in self.lexicon.studies.values():
            return Entity("field", (" ".join(key),), self._said(index, end), end, priority=8)
        return None

    def capitals(self, index: int, stop: int) -> int:
        """How many capitalised words stand in a row, without a sign between them, before `stop`."""
        end = index
        while (
            end < stop and self._capital(end) and (end == index or self._gap(end) in (" ", "-", "&", " & "))
        ):
            end += 1
        return end - index

    def _gap(self, index: int) -> str:
        return self.text[self.words[index - 1].end : self.words[index].start]

    def _said(self, index: int, end: int) -> str:
        return self.text[self.words[index].start : self.words[end - 1].end]

    def _capital(self, index: int) -> bool:
        return self.text[self.words[index].start].isupper()

    def _follows(self, end: int, phrases: frozenset[Phrase]) -> int:
        for length in (2, 1):
            if tuple(word.folded for word in self.words[end : end + length]) in phrases:
                return length
        return 0

    def _precedes(self, index: int, phrases: frozenset[Phrase]) -> bool:
        return any(
            index >= length and tuple(word.folded for word in self.words[index - length : index]) in phrases
            for length in (2, 1)
        )


def _of_plural(key: Phrase) -> str | None:
    """The skill that some words name in the plural; a name with its own spelling has none ("buns")."""
    singular = (*key[:-1], key[-1].removesuffix("s"))
    skill = skills().key_of.get(singular)
    return skill if skill and singular not in skills().by_key[skill].strict else None


@cache
def certification_keys() -> dict[Phrase, str]:
    return {form: key for key, (_, forms) in certification_forms().items() for form in forms}


@cache
def field_keys() -> dict[Phrase, str]:
    return {form: key for key, forms in field_forms().items() for form in forms}


@cache
def language_phrases() -> dict[Phrase, str]:
    """Languages by their names, and by adjectives such as "francophone"."""
    named = {phrase(name): code for code, names in read_data("languages").items() for name in names}
    adjectives = question_data()["language"]["adjectives"]
    endings = ("sprachig", "sprachige", "sprachiger", "sprachigen")
    german = {
        (f"{name[0]}{ending}",): code for name, code in named.items() if len(name) == 1 for ending in endings
    }
    return german | {phrase(word): code for word, code in adjectives.items()} | named


@cache
def industry_names() -> dict[Phrase, str]:
    return {
        phrase(name): key for key, entry in read_data("industries").items() for name in (key, *entry["names"])
    }
