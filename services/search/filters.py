"""Criteria become SQL. Every value is bound; nothing of a question is ever part of a statement's text.

A criterion becomes a selection of (cv_file_id, grade): 2 the CV shows it, 1 it shows it partly, -1 it shows
something else. A CV that is not in the selection does not show it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, INT4RANGE, REGCONFIG, TSQUERY

from models import Certification, Education, Employment, Language, Passage, PersonalInfo, Skill
from schemas.criteria import Bounds, Criterion
from services.search import matching
from services.search.criteria import HOME, WORK, place_scope
from services.search.forms import (
    Forms,
    any_pattern,
    cased_pattern,
    certificate_forms,
    skill_forms,
    text_query,
)
from services.search.lexicon import Lexicon
from services.vocabulary import occupations, skills
from services.words import words_of

SHOWN, PARTLY, CONTRADICTED = 2, 1, -1
CLAIMED = "ABC"  # passages of jobs, projects, skills and free text; "D" are certificates
Graded = sa.Select[Any]
Condition = sa.ColumnElement[bool]


def one_of(column: Any, values: Sequence[str]) -> Condition:
    """`column = ANY(values)`, with the values as one bound array."""
    bound = sa.cast(sa.literal(list(values), ARRAY(sa.Text)), ARRAY(sa.Text))
    return sa.type_coerce(column, sa.Text) == sa.any_(bound)


def matches_query(query: str) -> Condition:
    """Passages whose words match a query that services.search.forms.text_query made.

    A query of its own, so that it is parsed once and not for every passage.
    """
    simple = sa.cast(sa.literal("simple"), REGCONFIG)
    parsed = sa.select(sa.func.to_tsquery(simple, query, type_=TSQUERY)).scalar_subquery()
    return Passage.tsv.bool_op("@@")(parsed)


def names_forms(forms: Forms, *, weights: str = "") -> Condition:
    """Passages that show one of the forms."""
    options: list[Condition] = []
    if forms.plain:
        options.append(matches_query(text_query(forms.plain, weights=weights)))
    for label in forms.cased:
        phrase = tuple(word.folded for word in words_of(label))
        spelt = Passage.text.regexp_match(cased_pattern(label))
        options.append(sa.and_(matches_query(text_query([phrase], weights=weights)), spelt))
    return sa.or_(*options) if options else sa.false()


def graded(criterion: Criterion, lexicon: Lexicon, *, as_of: dt.date) -> Graded:
    """The selection of a criterion that the database decides (every kind but `meaning`)."""
    selections = FILTERS[criterion.kind](criterion, lexicon, as_of)
    rows = sa.union_all(*selections).subquery()
    return sa.select(rows.c.cv, sa.func.max(rows.c.grade).label("grade")).group_by(rows.c.cv)


def _rows(column: Any, condition: Condition, grade: int | sa.ColumnElement[int] = SHOWN) -> Graded:
    value = sa.literal_column(str(grade), sa.Integer) if isinstance(grade, int) else grade
    return sa.select(column.label("cv"), value.label("grade")).where(condition)


def _skill(criterion: Criterion, _lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    """Listed as a skill, or named in a job, a project or free text; a certificate alone shows it partly.

    Names that are also letters or everyday words ("C", "R", "Go") count in text only as an item among other
    skills or behind a cue such as "Languages:", before a role ("Go developer"), or behind a verb of programming
    ("wrote drivers in C"); see services.search.listed.
    """
    keys = sorted({kind for value in criterion.value for kind in skills().and_narrower(value)})
    forms = skill_forms(tuple(criterion.value))
    return [
        _rows(Skill.cv_file_id, one_of(Skill.canonical, keys)),
        _rows(Passage.cv_file_id, names_forms(forms, weights=CLAIMED)),
        _rows(Passage.cv_file_id, names_forms(forms, weights="D"), PARTLY),
    ]


def _title(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    titles = matching.matching_titles(lexicon, criterion.value)
    return _titled(titles, criterion.tense)


def _titled(titles: Sequence[str], tense: str) -> list[Graded]:
    """Jobs with one of the titles; the right title at the wrong time is only partly right."""
    named = one_of(Employment.job_title, titles)
    selections = [_rows(Employment.cv_file_id, named, _timed(tense))]
    if tense != "past":
        selections.append(_rows(PersonalInfo.cv_file_id, one_of(PersonalInfo.professional_title, titles)))
    return selections


def _timed(tense: str) -> int | sa.ColumnElement[int]:
    if tense == "either":
        return SHOWN
    right = Employment.is_current if tense == "current" else sa.not_(Employment.is_current)
    return sa.case((right, sa.literal_column(str(SHOWN))), else_=sa.literal_column(str(PARTLY)))


def _seniority(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    """The level of the present job, or of the latest where none is present; never of one long ago."""
    titles = matching.titles_of_level(lexicon, criterion.value)
    today = sa.or_(Employment.is_current, Employment.position == 0)
    return [
        _rows(Employment.cv_file_id, sa.and_(one_of(Employment.job_title, titles), today)),
        _rows(PersonalInfo.cv_file_id, one_of(PersonalInfo.professional_title, titles)),
    ]


def _place(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    """Where somebody has worked is told by the places of jobs; where they are, by their own and a present job's.

    "Lives in" asks for their own place, or the present job's where none is stated; "works in" for the job's.
    """
    scope, values = place_scope(criterion)
    places, codes = matching.matching_places(lexicon, values), matching.countries(values)
    job = sa.or_(one_of(Employment.location, places), one_of(Employment.country_code, codes))
    home = sa.or_(one_of(PersonalInfo.location, places), one_of(PersonalInfo.country_code, codes))
    elsewhere = sa.and_(PersonalInfo.location.is_not(None), sa.not_(sa.func.coalesce(home, sa.false())))
    if criterion.tense == "past" or scope == WORK:
        tense = "current" if scope == WORK else "either"
        return [
            _rows(Employment.cv_file_id, job, _timed(tense)),
            _rows(PersonalInfo.cv_file_id, home, PARTLY),
        ]
    at_home = _rows(PersonalInfo.cv_file_id, home)
    if criterion.tense == "either":
        return [at_home, _rows(Employment.cv_file_id, job)]
    away = _rows(PersonalInfo.cv_file_id, elsewhere, CONTRADICTED)
    if scope == HOME:
        stated = sa.select(PersonalInfo.cv_file_id).where(PersonalInfo.location.is_not(None))
        settled = sa.and_(Employment.is_current, Employment.cv_file_id.not_in(stated))
        grade = sa.case((settled, sa.literal_column(str(SHOWN))), else_=sa.literal_column(str(PARTLY)))
        return [at_home, _rows(Employment.cv_file_id, job, grade), away]
    return [at_home, _rows(Employment.cv_file_id, job, _timed("current")), away]


def _language(criterion: Criterion, _lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    named = sa.or_(
        one_of(Language.language_code, criterion.value),
        one_of(sa.func.lower(Language.language), criterion.value),
    )
    return [_rows(Language.cv_file_id, named)]


def _degree(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    studies = matching.matching_studies(lexicon, criterion.value)
    held = sa.or_(one_of(Education.degree_level, criterion.value), one_of(Education.degree, studies))
    return [_rows(Education.cv_file_id, held)]


def _field(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    studies = matching.matching_studies(lexicon, criterion.value)
    studied = sa.or_(one_of(Education.field_of_study, studies), one_of(Education.degree, studies))
    return [_rows(Education.cv_file_id, studied)]


def _certification(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    """A certificate of that name; one that only running text names counts too, a skill of that name does not."""
    names = matching.matching_certificates(lexicon, criterion.value)
    own = [value for value in criterion.value if value not in skills().by_key]
    by_skill = [value for value in criterion.value if value in skills().by_key]
    return [
        _rows(Certification.cv_file_id, one_of(Certification.name, names)),
        _rows(Passage.cv_file_id, names_forms(certificate_forms(own))),
        _rows(Passage.cv_file_id, names_forms(certificate_forms(by_skill), weights="D")),
    ]


def _employer(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    names = matching.matching_employers(lexicon, criterion.value)
    return [_rows(Employment.cv_file_id, one_of(Employment.company_name, names), _timed(criterion.tense))]


def _industry(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    titles, employers = matching.matching_industry(lexicon, criterion.value)
    job = sa.or_(one_of(Employment.job_title, titles), one_of(Employment.company_name, employers))
    return [
        _rows(Employment.cv_file_id, job),
        _rows(PersonalInfo.cv_file_id, one_of(PersonalInfo.professional_title, titles)),
    ]


def _name(criterion: Criterion, lexicon: Lexicon, _as_of: dt.date) -> list[Graded]:
    names = matching.matching_names(lexicon, criterion.value)
    return [_rows(PersonalInfo.cv_file_id, one_of(PersonalInfo.full_name, names))]


def _years(criterion: Criterion, lexicon: Lexicon, as_of: dt.date) -> list[Graded]:
    """Months of all jobs together, or of those in a role or with a skill; overlaps count once."""
    jobs = sa.select(
        Employment.cv_file_id.label("cv"),
        sa.cast(sa.func.int4range(_first_month(), _last_month(as_of)), INT4RANGE).label("span"),
    ).where(Employment.start_date.is_not(None), _last_month(as_of) > _first_month())
    if criterion.value:
        jobs = jobs.where(job_shows(criterion.value, lexicon))
    spans = jobs.subquery()
    merged = sa.select(spans.c.cv, sa.func.unnest(sa.func.range_agg(spans.c.span)).label("span")).group_by(
        spans.c.cv
    )
    rows = merged.subquery()
    months = sa.func.sum(sa.func.upper(rows.c.span) - sa.func.lower(rows.c.span))
    inside = _within(months, criterion.bounds or Bounds())
    grade = sa.case((inside, sa.literal_column(str(SHOWN))), else_=sa.literal_column(str(CONTRADICTED)))
    return [sa.select(rows.c.cv.label("cv"), grade.label("grade")).group_by(rows.c.cv)]


def job_shows(values: Sequence[str], lexicon: Lexicon) -> Condition:
    """Jobs in one of the roles, or whose title or description names one of the skills."""
    roles = [value for value in values if value in occupations().by_key]
    named = tuple(value for value in values if value not in occupations().by_key)
    titles = matching.matching_titles(lexicon, roles) if roles else []
    options: list[Condition] = []
    if named:
        forms = skill_forms(named)
        titles += matching.titles_naming(lexicon, forms)
        shown = sa.select(Passage.cv_file_id).where(names_forms(forms, weights=CLAIMED))
        told = Employment.description.regexp_match(any_pattern(forms))
        options.append(sa.and_(Employment.cv_file_id.in_(shown), told))
    return sa.or_(one_of(Employment.job_title, titles), *options)


def _month(date: Any) -> sa.ColumnElement[int]:
    return sa.cast(sa.extract("year", date) * 12 + sa.extract("month", date), sa.Integer)


def _first_month() -> sa.ColumnElement[int]:
    return _month(Employment.start_date)


def _last_month(as_of: dt.date) -> sa.ColumnElement[int]:
    """The month a job ended in, one earlier where exact days show that its last month was not full."""
    today = sa.literal(as_of, sa.Date)
    end = sa.case((Employment.is_current, today), else_=Employment.end_date)
    exact = sa.and_(
        Employment.start_precision == "day", sa.or_(Employment.is_current, Employment.end_precision == "day")
    )
    short = sa.and_(exact, sa.extract("day", end) < sa.extract("day", Employment.start_date))
    return _month(end) - sa.case((short, sa.literal_column("1")), else_=sa.literal_column("0"))


def _within(months: sa.ColumnElement[Any], bounds: Bounds) -> Condition:
    conditions: list[Condition] = [sa.true()]
    if bounds.lower is not None:
        least = sa.literal(bounds.lower * 12, sa.Float)
        conditions.append(months > least if bounds.lower_strict else months >= least)
    if bounds.upper is not None:
        most = sa.literal(bounds.upper * 12, sa.Float)
        conditions.append(months < most if bounds.upper_strict else months <= most)
    return sa.and_(*conditions)


FILTERS: dict[str, Callable[[Criterion, Lexicon, dt.date], list[Graded]]] = {
    "skill": _skill, "title": _title, "seniority": _seniority, "place": _place, "language": _language,
    "degree": _degree, "field": _field, "certification": _certification, "employer": _employer,
    "industry": _industry, "name": _name, "years": _years,
}  # fmt: skip
