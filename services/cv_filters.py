"""What a CV states, as exact conditions on its rows."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from core.errors import InvalidInput
from models import CVFile, Employment, Language, PersonalInfo, Skill
from schemas.cv import ProcessingStatus
from services.concepts import read_data
from services.places import city_key, place_tables
from services.vocabulary import canonical_skill, language_code
from services.words import fold

# A CV that was read stays searchable while it is read again, whatever its status says.
SEARCHABLE = sa.and_(CVFile.processed, CVFile.is_current)
# A person's older versions; few, and kept in an index of their own.
OLDER = sa.select(CVFile.id).where(sa.not_(CVFile.is_current))
UNREAD = sa.and_(
    CVFile.processing_status.in_([status.value for status in ProcessingStatus if status.on_its_way]),
    sa.not_(CVFile.processed),
)


def stated(wish: str, words: str) -> sa.ColumnElement[bool]:
    """The condition that a CV states `words` under `wish`, one of CONDITIONS.

    Raises InvalidInput for a status that does not exist.
    """
    return CONDITIONS[wish](words.strip())


def _each_word(column: InstrumentedAttribute[str | None], words: str) -> sa.ColumnElement[bool]:
    return sa.and_(*(column.icontains(word, autoescape=True) for word in words.split()))


def _same(column: InstrumentedAttribute[str | None], words: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(column) == words.lower()


def _by_name(words: str) -> sa.ColumnElement[bool]:
    return _states(PersonalInfo, _each_word(PersonalInfo.full_name, words))


def _by_skill(words: str) -> sa.ColumnElement[bool]:
    return _states(Skill, (Skill.canonical == canonical_skill(words)) | _same(Skill.name, words))


def _by_location(words: str) -> sa.ColumnElement[bool]:
    """A city under any of its spellings, all of a country when its name is asked for, or the words themselves."""
    said = [_each_word(PersonalInfo.location, spelling) for spelling in (words, *_spellings(words))]
    country = place_tables().countries.get(fold(words))
    if country is not None:
        said.append(PersonalInfo.country_code == country)
    return _states(PersonalInfo, sa.or_(*said))


def _spellings(words: str) -> tuple[str, ...]:
    """All names of a known city, as they are written."""
    key = city_key(words)
    return _cities().get(key, ()) if key else ()


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    cities = (city for named in read_data("cities").values() for city in named.items())
    return {fold(label): (label, *others) for label, others in cities}


def _by_employer(words: str) -> sa.ColumnElement[bool]:
    return _states(Employment, _each_word(Employment.company_name, words))


def _by_language(words: str) -> sa.ColumnElement[bool]:
    code = language_code(words)
    coded = Language.language_code == code if code else sa.false()
    return _states(Language, coded | _same(Language.language, words))


def _by_status(words: str) -> sa.ColumnElement[bool]:
    try:
        return CVFile.processing_status == ProcessingStatus(words)
    except ValueError:
        raise InvalidInput(f"The status is one of {', '.join(ProcessingStatus)}.") from None


def _states(table: Any, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return CVFile.id.in_(sa.select(table.cv_file_id).where(condition))


CONDITIONS = {
    "name": _by_name,
    "skill": _by_skill,
    "location": _by_location,
    "employer": _by_employer,
    "language": _by_language,
    "status": _by_status,
}
