"""Verdicts with their proof: which words of a CV answer a wish, on which page, and what follows from them.

The database has graded; here the words are found that show it.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from schemas.criteria import Criterion
from schemas.results import Verdict
from services.search import matching, months
from services.search.criteria import WORK, place_scope
from services.search.cues import fillers
from services.search.forms import Forms, certificate_forms, skill_forms
from services.search.lexicon import Lexicon
from services.search.material import Material, PassageText, Row
from services.search.ranking import verdict_word
from services.vocabulary import occupations, skill_label, skills
from services.words import words_of

LONGEST_QUOTE = 240
BULLETS = "•–—-*·▪◦●‣"
STEM = 5  # letters by which two forms of a word are taken for the same
CORRECTED = "corrected by a person"
SHORTEST_SENTENCE = 4  # words from which a line says more than the bare name


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of the CV (a quote and where it stands) and a derived fact; either may be missing."""

    quote: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What finding a proof needs beside the CV."""

    lexicon: Lexicon
    as_of: dt.date
    best_passages: dict[tuple[str, int], int] = field(default_factory=dict)  # (criterion, CV): passage
    similarities: dict[tuple[str, int], float] = field(default_factory=dict)


def verdict_of(criterion: Criterion, grade: int, material: Material, sources: Sources) -> Verdict:
    """The verdict on one wish. What is not shown has no quote."""
    proof = PROOFS[criterion.kind](criterion, grade, material, sources) if grade else Proof()
    if not grade and criterion.kind == "skill":
        proof = _related(criterion, material)
    return Verdict(
        criterion=criterion.id,
        verdict=verdict_word(criterion, grade),
        quote=proof.quote,
        page=proof.page,
        start=proof.start,
        end=proof.end,
        note=proof.note,
    )


def forms_of(criteria: list[Criterion]) -> Forms:
    """All words that a passage may be quoted for."""
    plain: list[tuple[str, ...]] = []
    cased: list[str] = []
    for criterion in criteria:
        if criterion.kind in ("skill", "certification"):
            forms = _forms(criterion)
            plain += forms.plain
            cased += forms.cased
    return Forms(tuple(dict.fromkeys(plain)), tuple(dict.fromkeys(cased)))


def _forms(criterion: Criterion) -> Forms:
    if criterion.kind == "certification":
        return certificate_forms(criterion.value)
    return skill_forms(tuple(criterion.value))


def _quoted(row: Row, *fields: str, note: str | None = None) -> Proof:
    """The proof of the first field that has evidence."""
    for name in fields:
        found: dict[str, Any] | None = row.evidence.get(name)
        if found and found.get("quote"):
            if found.get("source") == "human":  # it stands on no page of the CV
                return Proof(found["quote"], note="; ".join(filter(None, (note, CORRECTED))))
            return Proof(found["quote"], found.get("page"), found.get("start"), found.get("end"), note)
    return Proof(note=note)


def _job_note(job: Row) -> str:
    name = " at ".join(filter(None, (job["job_title"], job["company_name"])))
    start = _date(job["start_date"], job["start_precision"])
    end = "today" if job["is_current"] else _date(job["end_date"], job["end_precision"])
    dates = " to ".join(filter(None, (start, end)))
    return ", ".join(filter(None, (name, dates)))


def _date(date: dt.date | None, precision: str | None) -> str:
    if date is None:
        return ""
    return date.isoformat()[: {"year": 4, "month": 7}.get(precision or "", 10)]


def _skill(criterion: Criterion, grade: int, material: Material, _sources: Sources) -> Proof:
    """A sentence of a job first, then the listed skill, then any other words; for "partly" the certificate."""
    forms = _forms(criterion)
    hits = [
        (p, span)
        for p in material.passages
        if (span := forms.find(p.text)) and (p.kind == "D") == (grade == 1)
    ]
    hits.sort(key=lambda hit: "BACD".index(hit[0].kind))
    for passage, span in hits:
        proof = _line(passage, span, note=_kind_note(criterion, passage.text[span[0] : span[1]]))
        if passage.kind == "B" and len((proof.quote or "").split()) >= SHORTEST_SENTENCE:
            return proof
    keys = {kind for value in criterion.value for kind in skills().and_narrower(value)}
    for row in material.parts.get("skills", ()):
        if row["canonical"] in keys and "name" in row.evidence:
            return _quoted(row, "name", note=_kind_note(criterion, row["name"] or ""))
    return _line(*hits[0], note="named in a certificate" if grade == 1 else None) if hits else Proof()


def _kind_note(criterion: Criterion, shown: str) -> str | None:
    """ "AWS is a kind of Cloud computing", where the CV names a narrower term than the one asked for."""
    key = skills().key_of.get(tuple(shown.lower().split()))
    if key is None or key in criterion.value:
        return None
    asked = next((value for value in criterion.value if key in skills().and_narrower(value)), None)
    return f"{skill_label(key)} counts as {skill_label(asked)}" if asked else None


def _related(criterion: Criterion, material: Material) -> Proof:
    """A broader skill that the CV does list: no proof, but worth knowing."""
    broader = {
        parent
        for value in criterion.value
        if value in skills().by_key
        for parent in skills().by_key[value].broader
    }
    for row in material.parts.get("skills", ()):
        if row["canonical"] in broader:
            return Proof(note=f"lists {row['name']}")
    return Proof()


def _line(passage: PassageText, span: tuple[int, int], *, note: str | None = None) -> Proof:
    """The line of a passage around a span, whole sentences where lines are wrapped, cut at words where that is
    long; a quote is never altered."""
    text = passage.text
    start, end = _sentence(text, span)
    if end - start > LONGEST_QUOTE:
        start = max(start, text.rfind(" ", 0, max(0, span[0] - LONGEST_QUOTE // 2)) + 1)
        cut = text.rfind(" ", span[1], start + LONGEST_QUOTE)
        end = min(end, cut if cut > 0 else max(span[1], start + LONGEST_QUOTE))
    while start < span[0] and (text[start].isspace() or text[start] in BULLETS):
        start += 1
    while end > span[1] and text[end - 1].isspace():
        end -= 1
    return Proof(text[start:end], passage.page, passage.start + start, passage.start + end, note)


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The lines that a wrapped sentence around a span takes."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = _line_end(text, span[1])
    while start > 0 and text[start].islower() and end - start < LONGEST_QUOTE:
        start = text.rfind("\n", 0, start - 1) + 1
    while end < len(text) and _goes_on(text[start:end], text[end + 1 :]) and end - start < LONGEST_QUOTE:
        end = _line_end(text, end + 1)
    return start, end


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _goes_on(line: str, rest: str) -> bool:
    """Whether a sentence goes on in the next line: it starts small, or this one ends with a word like "the"."""
    following, last = rest.lstrip()[:1], line.split()[-1:] or [""]
    return following.islower() or (last[0] in fillers() and following not in BULLETS)


def _jobs(material: Material, *, current_first: bool = True) -> list[Row]:
    jobs = material.parts.get("jobs", [])
    return sorted(jobs, key=lambda job: not job["is_current"]) if current_first else jobs


def _title(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    titles = set(matching.matching_titles(sources.lexicon, criterion.value))
    return _titled(titles, criterion.tense, material)


def _seniority(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    return _titled(set(matching.titles_of_level(sources.lexicon, criterion.value)), "current", material)


def _titled(titles: set[str], tense: str, material: Material) -> Proof:
    jobs = [job for job in _jobs(material, current_first=tense != "past") if job["job_title"] in titles]
    if tense == "past":
        jobs.sort(key=lambda job: bool(job["is_current"]))
    for job in jobs:
        return _quoted(job, "job_title", note=_job_note(job))
    if material.info["professional_title"] in titles:
        return _quoted(material.info, "professional_title")
    return Proof()


def _place(criterion: Criterion, grade: int, material: Material, sources: Sources) -> Proof:
    scope, values = place_scope(criterion)
    places, codes = set(matching.matching_places(sources.lexicon, values)), set(matching.countries(values))
    at_home = material.info["location"] in places or material.info["country_code"] in codes
    jobs = [job for job in _jobs(material) if job["location"] in places or job["country_code"] in codes]
    by_work = criterion.tense == "past" or scope == WORK
    if grade < 0 or (at_home and not by_work):
        return _quoted(material.info, "location", note="where they live")
    if jobs:
        return _quoted(jobs[0], "location", "company_name", note=_job_note(jobs[0]))
    return _quoted(material.info, "location", note="lives there; no job's place says so")


def _language(criterion: Criterion, _grade: int, material: Material, _sources: Sources) -> Proof:
    for row in material.parts.get("languages", ()):
        if row["language_code"] in criterion.value or (row["language"] or "").lower() in criterion.value:
            return _quoted(row, "language", note=row["proficiency"])
    return Proof()


def _studies(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    studies = set(matching.matching_studies(sources.lexicon, criterion.value))
    for row in material.parts.get("education", ()):
        told = ", ".join(filter(None, (row["degree"], row["field_of_study"], row["institution"])))
        if criterion.kind == "field" and row["field_of_study"] in studies:
            return _quoted(row, "field_of_study", "degree", note=told)
        if row["degree_level"] in criterion.value or row["degree"] in studies:
            return _quoted(row, "degree", "field_of_study", "institution", note=told)
    return Proof()


def _certification(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    names = set(matching.matching_certificates(sources.lexicon, criterion.value))
    for row in material.parts.get("certifications", ()):
        if row["name"] in names:
            return _quoted(row, "name")
    forms = _forms(criterion)
    hits = ((passage, span) for passage in material.passages if (span := forms.find(passage.text)))
    return next((_line(passage, span) for passage, span in hits), Proof())


def _employer(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    names = set(matching.matching_employers(sources.lexicon, criterion.value))
    jobs = [job for job in _jobs(material) if job["company_name"] in names]
    if criterion.tense == "past":
        jobs.sort(key=lambda job: bool(job["is_current"]))
    return _quoted(jobs[0], "company_name", note=_job_note(jobs[0])) if jobs else Proof()


def _industry(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    titles, employers = map(set, matching.matching_industry(sources.lexicon, criterion.value))
    for job in _jobs(material):
        if job["job_title"] in titles:
            return _quoted(job, "job_title", note=_job_note(job))
        if job["company_name"] in employers:
            return _quoted(job, "company_name", note=_job_note(job))
    return _quoted(material.info, "professional_title")


def _name(_criterion: Criterion, _grade: int, material: Material, _sources: Sources) -> Proof:
    return _quoted(material.info, "full_name")


def _years(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    """The dates that a duration comes from; the quote is the newest job that counts."""
    counted = [
        (job, span)
        for job in _shown_jobs(criterion, material, sources)
        if (span := months.span_of(job, sources.as_of))
    ]
    if not counted:
        return Proof()
    note = months.told(span for _, span in counted)
    newest = max(counted, key=lambda pair: pair[1][1])[0]
    return _quoted(newest, "job_title", "start_date", "company_name", note=note)


def _shown_jobs(criterion: Criterion, material: Material, sources: Sources) -> Iterator[Row]:
    """The jobs that a criterion of years counts, as services.search.filters.job_shows chooses them."""
    roles = [value for value in criterion.value if value in occupations().by_key]
    named = tuple(value for value in criterion.value if value not in occupations().by_key)
    titles = set(matching.matching_titles(sources.lexicon, roles)) if roles else set()
    forms = skill_forms(named) if named else Forms(())
    for job in material.parts.get("jobs", ()):
        shown = job["job_title"] in titles or any(
            forms.find(job[part] or "") for part in ("job_title", "description")
        )
        if not criterion.value or shown:
            yield job


def _meaning(criterion: Criterion, _grade: int, material: Material, sources: Sources) -> Proof:
    """The passage that comes nearest to the wish."""
    wanted = sources.best_passages.get((criterion.id, material.cv_id))
    similarity = sources.similarities.get((criterion.id, material.cv_id), 0.0)
    for passage in material.passages:
        if passage.id == wanted:
            return _line(passage, _best_line(passage.text, criterion), note=f"similarity {similarity:.2f}")
    return Proof()


def _best_line(text: str, criterion: Criterion) -> tuple[int, int]:
    """The span of the line that shares the most words with the wish (by their first letters), else the longest."""
    wish = {
        word.folded[:STEM] for value in criterion.value for word in words_of(value) if len(word.folded) > 3
    }
    best, start = (-1, 0, 0, 0), 0
    for line in text.split("\n"):
        shared = sum(word.folded[:STEM] in wish for word in words_of(line))
        best = max(best, (shared, len(line), start, start + len(line)))
        start += len(line) + 1
    return best[2], min(best[3], best[2] + LONGEST_QUOTE // 2)


PROOFS: dict[str, Callable[[Criterion, int, Material, Sources], Proof]] = {
    "skill": _skill, "title": _title, "seniority": _seniority, "years": _years, "place": _place,
    "language": _language, "degree": _studies, "field": _studies, "certification": _certification,
    "employer": _employer, "industry": _industry, "name": _name, "meaning": _meaning,
}  # fmt: skip
