"""The words that the stored CVs themselves use: titles, employers, places, certificates, names, skills.

Search learns unknown words from it, and turns a wish into the exact strings that stand in the tables.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Certification, Education, Employment, PersonalInfo, Skill
from services.concepts import Phrase
from services.search.titles import occupations_in
from services.vocabulary import city_keys, country_code, fold_title, skills
from services.words import fold

# Words of a company's legal form: nobody asks for them.
LEGAL_FORMS = {
    "gmbh", "ag", "kg", "ohg", "se", "mbh", "co", "ltd", "limited", "llc", "llp", "inc", "corp", "corporation", "plc",
    "sa", "s", "a", "l", "sl", "sas", "sarl", "srl", "spa", "bv", "b", "v", "nv", "n", "ab", "oy", "as", "aps", "pvt",
    "pty", "sp", "z", "o", "ev", "e", "ug", "ltda", "kgaa", "gbr", "company", "the",
}  # fmt: skip
SOURCES = (
    ("title", Employment.job_title),
    ("title", PersonalInfo.professional_title),
    ("employer", Employment.company_name),
    ("place", Employment.location),
    ("place", PersonalInfo.location),
    ("certification", Certification.name),
    ("study", Education.field_of_study),
    ("study", Education.degree),
    ("name", PersonalInfo.full_name),
    ("skill", Skill.canonical),
)
KEPT_VERSIONS = 4
_kept: OrderedDict[tuple[object, ...], "Lexicon"] = OrderedDict()


@dataclass(frozen=True)
class Lexicon:
    """Distinct strings of the stored CVs with their folded words."""

    titles: dict[str, Phrase] = field(default_factory=dict)
    employers: dict[str, Phrase] = field(default_factory=dict)
    places: dict[str, tuple[frozenset[str], str | None]] = field(default_factory=dict)
    certifications: dict[str, Phrase] = field(default_factory=dict)
    studies: dict[str, Phrase] = field(default_factory=dict)
    names: dict[str, Phrase] = field(default_factory=dict)
    skills: frozenset[str] = frozenset()

    @cached_property
    def skill_phrases(self) -> dict[Phrase, str]:
        """Skills that only the CVs know, by their folded words (at most four, not a bare number)."""
        unknown = (key for key in self.skills if key not in skills().by_key)
        phrases = {tuple(key.split()): key for key in unknown}
        return {p: key for p, key in phrases.items() if len(p) <= 4 and len(key) > 2 and not key.isdigit()}

    @cached_property
    def title_phrases(self) -> frozenset[Phrase]:
        return frozenset(phrase for phrase in self.titles.values() if 1 <= len(phrase) <= 6)

    @cached_property
    def title_occupations(self) -> dict[str, frozenset[str]]:
        """The occupations that each title names."""
        return {title: occupations_in(phrase) for title, phrase in self.titles.items()}

    @cached_property
    def employer_phrases(self) -> dict[Phrase, str]:
        return {phrase: " ".join(phrase) for phrase in self.employers.values() if phrase}

    @cached_property
    def name_phrases(self) -> dict[Phrase, str]:
        """Full names, and first with last name where there are more; a single word is no name to look up."""
        found: dict[Phrase, str] = {}
        for phrase in self.names.values():
            if len(phrase) > 1:
                found[phrase] = " ".join(phrase)
                found.setdefault((phrase[0], phrase[-1]), f"{phrase[0]} {phrase[-1]}")
        return found

    @cached_property
    def certification_phrases(self) -> dict[Phrase, str]:
        """Certificates by their full name, and by an abbreviation in capitals that stands in it."""
        found = {phrase: " ".join(phrase) for phrase in self.certifications.values() if phrase}
        for name in self.certifications:
            for word in name.replace("(", " ").replace(")", " ").split():
                folded = fold(word)
                if word.isupper() and word.isalpha() and len(word) > 2 and (folded,) not in skills().key_of:
                    found.setdefault((folded,), folded)
        return found

    @cached_property
    def cities(self) -> frozenset[str]:
        return frozenset(key for keys, _ in self.places.values() for key in keys if not key.isdigit())


def without_legal_form(name: str) -> Phrase:
    """An employer's folded words without its legal form; the whole name where nothing else is left."""
    words = tuple(fold(name).split())
    core = tuple(word for word in words if word not in LEGAL_FORMS)
    return core or words


def make_lexicon(rows: Iterable[tuple[str, str]]) -> Lexicon:
    """A lexicon from (kind, string) pairs."""
    strings: dict[str, set[str]] = {kind: set() for kind, _ in SOURCES}
    for kind, value in rows:
        strings[kind].add(value)
    return Lexicon(
        titles={title: fold_title(title) for title in strings["title"]},
        employers={name: without_legal_form(name) for name in strings["employer"]},
        places={place: (city_keys(place), country_code(place)) for place in strings["place"]},
        certifications={name: tuple(fold(name).split()) for name in strings["certification"]},
        studies={study: tuple(fold(study).split()) for study in strings["study"]},
        names={name: tuple(fold(name).split()) for name in strings["name"]},
        skills=frozenset(strings["skill"]),
    )


async def load_lexicon(session: AsyncSession, *, version: tuple[object, ...]) -> Lexicon:
    """The lexicon of the corpus at `version`; read once for each version and kept in memory."""
    if version not in _kept:
        parts = [
            sa.select(sa.literal(kind).label("kind"), column.label("value"))
            .where(column.is_not(None))
            .distinct()
            for kind, column in SOURCES
        ]
        rows = await session.execute(sa.union_all(*parts))
        _kept[version] = make_lexicon((str(kind), str(value)) for kind, value in rows)
        while len(_kept) > KEPT_VERSIONS:
            _kept.popitem(last=False)
    return _kept[version]
