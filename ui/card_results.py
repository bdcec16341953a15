"""What the cards of a search show: people, a verdict per wish, and how the number came about."""

import datetime as dt
from typing import Any

from schemas.criteria import Criterion
from schemas.results import Candidate, NearMiss, SearchAnswer, Verdict
from services.search.ranking import MOST_POINTS, WEIGHTS
from ui.card_profile import original_url

VERDICTS = {"met": "Met", "partly": "Partly", "not_shown": "Not shown", "contradicted": "Contradicted"}
POINTS = {"met": MOST_POINTS, "partly": 1, "not_shown": 0, "contradicted": 0}
IMPORTANCE = {"required": "required", "preferred": "nice to have", "excluded": "must not"}


def result_props(answer: SearchAnswer) -> dict[str, Any]:
    """The ranked list with what was understood, near misses and what dropping a wish would add."""
    wishes = {criterion.id: criterion for criterion in answer.understood.criteria}
    return {
        "runId": str(answer.run_id),
        "sentence": counted(answer),
        "question": answer.question,
        "criteria": [_chip(criterion) for criterion in answer.understood.criteria],
        "ignored": answer.understood.ignored,
        "people": [_person(one, wishes, answer.as_of) for one in answer.results],
        "nearMisses": [
            _person(one, wishes, answer.as_of) | {"missing": _text(wishes, one.missing)}
            for one in answer.near_misses
        ],
        "relaxations": [
            {"without": _text(wishes, one.criterion), "more": one.more} for one in answer.relaxations
        ],
        "asOf": answer.as_of.isoformat(),
    }


def comparison_props(answer: SearchAnswer) -> dict[str, Any]:
    """People as columns, wishes as rows."""
    wishes = {criterion.id: criterion for criterion in answer.understood.criteria}
    everybody: list[Candidate] = [*answer.results, *answer.near_misses]
    return {
        "runId": str(answer.run_id),
        "criteria": [_chip(criterion) for criterion in answer.understood.criteria],
        "people": [_person(one, wishes, answer.as_of) for one in everybody],
        "asOf": answer.as_of.isoformat(),
    }


def counted(answer: SearchAnswer) -> str:
    """ "3 of 24 people; 2 samples are still being read"."""
    sentence = f"{answer.total} of {answer.people} {'person' if answer.people == 1 else 'people'}"
    own = answer.unread - answer.unread_samples
    waiting = [
        _number(count, singular, plural)
        for count, singular, plural in (
            (own, "CV", "CVs"),
            (answer.unread_samples, "sample", "samples"),
        )
        if count > 0
    ]
    if not waiting:
        return sentence
    verb = "is" if answer.unread == 1 else "are"
    return f"{sentence}; {' and '.join(waiting)} {verb} still being read"


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"


def _chip(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "kind": criterion.kind,
        "text": criterion.text,
        "importance": criterion.importance,
        "label": IMPORTANCE[criterion.importance],
    }


def _person(one: Candidate | NearMiss, wishes: dict[str, Criterion], as_of: dt.date) -> dict[str, Any]:
    return {
        "personId": one.person_id,
        "cvId": one.cv_id,
        "name": one.full_name or "Name not stated",
        "title": one.professional_title,
        "place": one.location,
        "score": one.score,
        "requiredMet": one.required_met,
        "requiredTotal": one.required_total,
        "verdicts": [_verdict(verdict, wishes) for verdict in one.verdicts],
        "age": cv_age(one.cv_date, as_of),
        "sample": one.is_sample,
        "needsReview": one.needs_review,
        "original": original_url(one.cv_id),
        "sum": arithmetic(one, wishes),
    }


def _text(wishes: dict[str, Criterion], criterion_id: str) -> str:
    wish = wishes.get(criterion_id)
    return wish.text if wish is not None else criterion_id


def _verdict(verdict: Verdict, wishes: dict[str, Criterion]) -> dict[str, Any]:
    return {
        "criterion": verdict.criterion,
        "text": _text(wishes, verdict.criterion),
        "verdict": verdict.verdict,
        "label": VERDICTS[verdict.verdict],
        "quote": verdict.quote,
        "page": verdict.page,
        "note": verdict.note,
    }


def arithmetic(one: Candidate, wishes: dict[str, Criterion]) -> dict[str, Any]:
    """How a score came about, line by line, by the rule of services.search.ranking."""
    lines, got, most = [], 0, 0
    for verdict in one.verdicts:
        wish = wishes.get(verdict.criterion)
        if wish is None:
            continue
        weight, points = WEIGHTS[wish.importance], POINTS[verdict.verdict]
        got, most = got + weight * points, most + weight * MOST_POINTS
        how = f"{VERDICTS[verdict.verdict].lower()}, {IMPORTANCE[wish.importance]}: {points} × {weight}"
        lines.append(
            {"text": wish.text, "how": how, "points": f"{weight * points} of {weight * MOST_POINTS}"}
        )
    return {"lines": lines, "total": f"{got} of {most} points, as a share of 100: {one.score}"}


def cv_age(handed_in: dt.date | None, as_of: dt.date) -> str | None:
    """How old a CV is: a list of people is only as true as their CVs are fresh."""
    if handed_in is None:
        return None
    days = max((as_of - handed_in).days, 0)
    if days < 1:
        return "CV from today"
    if days < 60:
        return f"CV {_number(days, 'day', 'days')} old"
    months = days * 12 // 365
    if months < 24:
        return f"CV {months} months old"
    return f"CV {months // 12} years old"
