"""Criteria in their normal form: values as the database holds them, words as a person reads them."""

from collections.abc import Iterable, Sequence

from core.errors import InvalidInput
from schemas.criteria import Criterion
from services.places import place_tables
from services.search.durations import told
from services.search.entities import certification_keys, field_keys, industry_names
from services.search.titles import occupation_of
from services.vocabulary import (
    LEVELS,
    canonical_skill,
    city_key,
    degree_level,
    fold_title,
    language_code,
)
from services.words import fold

MOST_CRITERIA = 30
CHECKED = frozenset(
    {
        "skill", "title", "seniority", "years", "place", "language", "degree", "field", "certification", "employer",
        "industry", "name", "meaning",
    }
)  # fmt: skip
# A place's value may tell which place is meant; a bare one is where somebody lives or has a present job.
HOME, WORK = "home:", "work:"
PLACE_WORDS = {
    HOME: "lives in {}",
    WORK: "works in {}",
    "current": "lives or works in {}",
    "past": "has worked in {}",
    "either": "{}, now or before",
}
EMPLOYER_WORDS = {"current": "works at {}", "past": "formerly at {}", "either": "has worked at {}"}
TITLE_WORDS = {"current": "{} today", "past": "formerly {}", "either": "{}"}


def worded(criterion: Criterion) -> Criterion:
    """The criterion with its `text` as a full wish: its text so far is the bare name of what is wished for."""
    name = criterion.text
    texts = {
        "place": PLACE_WORDS[place_scope(criterion)[0] or criterion.tense].format(name),
        "employer": EMPLOYER_WORDS[criterion.tense].format(name),
        "title": TITLE_WORDS[criterion.tense].format(name),
        "language": f"speaks {name}",
        "field": f"studied {name}",
        "industry": f"works in {name}",
        "name": f"is called {name}",
    }
    text = texts.get(criterion.kind, name)
    if criterion.kind == "years" and criterion.bounds:
        text = told(criterion.bounds) + (f" of {name}" if name else " of work in all")
    return criterion.model_copy(update={"text": text})


def place_scope(criterion: Criterion) -> tuple[str, list[str]]:
    """HOME, WORK or "" with the bare values, for a criterion of present places."""
    first = criterion.value[0] if criterion.value else ""
    scope = next(
        (mark for mark in (HOME, WORK) if criterion.tense == "current" and first.startswith(mark)), ""
    )
    return scope, [value.removeprefix(HOME).removeprefix(WORK) for value in criterion.value]


def numbered(criteria: Iterable[Criterion]) -> list[Criterion]:
    """The first criteria, with ids "c1", "c2" … in their order."""
    kept = list(criteria)[:MOST_CRITERIA]
    return [criterion.model_copy(update={"id": f"c{n}"}) for n, criterion in enumerate(kept, start=1)]


def normalised(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Criteria that came from outside, checked and in normal form.

    Raises InvalidInput, naming the criterion, for one that cannot be checked in a CV or that another one denies.
    """
    result = [_normal(criterion) for criterion in criteria]
    check_agreement(result)
    ids = [criterion.id for criterion in result]
    return result if len(set(ids)) == len(ids) and all(ids) else numbered(result)


def check_agreement(criteria: Sequence[Criterion]) -> None:
    """Raise InvalidInput where something is wished for and all that would show it is excluded."""
    denied: dict[str, set[str]] = {}
    for criterion in criteria:
        if criterion.importance == "excluded":
            denied.setdefault(_aspect(criterion), set()).update(criterion.value or [""])
    for wish in criteria:
        if wish.importance != "excluded" and set(wish.value or [""]) <= denied.get(_aspect(wish), set()):
            raise InvalidInput(
                f"The question contradicts itself: “{wish.text}” is both wished for and excluded."
            )


def _aspect(criterion: Criterion) -> str:
    return f"{criterion.kind} {criterion.tense} {criterion.bounds}"


def _normal(criterion: Criterion) -> Criterion:
    if criterion.kind not in CHECKED:
        raise InvalidInput(
            f"“{criterion.text}”: wishes of the kind “{criterion.kind}” cannot be checked. Remove it."
        )
    if criterion.kind == "years" and not _has_bound(criterion):
        raise InvalidInput(f"“{criterion.text}”: say how many years.")
    given = [value for value in (criterion.value or [criterion.text]) if value.strip()]
    if criterion.kind == "years" and not criterion.value:
        given = []
    values = list(dict.fromkeys(value for words in given for value in normal_values(criterion.kind, words)))
    if not values and criterion.kind != "years":
        raise InvalidInput(f"“{criterion.text}”: there is nothing in it to look for.")
    told = criterion.model_copy(update={"value": values, "text": criterion.text.strip()})
    return told if told.text else worded(told.model_copy(update={"text": " or ".join(values)}))


def _has_bound(criterion: Criterion) -> bool:
    bounds = criterion.bounds
    return bounds is not None and (bounds.lower is not None or bounds.upper is not None)


def normal_values(kind: str, words: str) -> list[str]:
    """The words of one value in the form that the filters compare."""
    if kind == "meaning":
        return [words.replace("\x00", " ").strip()[:2000]]
    folded = fold(words)
    if not folded:
        return []
    phrase = tuple(folded.split())
    if kind == "skill":
        return [canonical_skill(words) or folded]
    if kind == "years":
        return [occupation_of(fold_title(words)) or canonical_skill(words) or folded]
    if kind == "title":
        return [occupation_of(fold_title(words)) or " ".join(fold_title(words))]
    if kind == "place":
        return _place_values(words, folded)
    if kind == "language":
        return [language_code(words) or folded]
    if kind == "degree":
        level = words if words in LEVELS else degree_level(words)
        return [level] if level else [folded]
    if kind == "field":
        return [field_keys().get(phrase, folded)]
    if kind == "certification":
        return [certification_keys().get(phrase) or canonical_skill(words) or folded]
    if kind == "industry":
        return [industry_names().get(phrase, folded)]
    return [folded]


def _place_values(words: str, folded: str) -> list[str]:
    tables = place_tables()
    for scope in (HOME, WORK):
        if words.startswith(scope):
            bare = words.removeprefix(scope)
            return [scope + value for value in _place_values(bare, fold(bare)) if value]
    if words.strip() in tables.labels:
        return [words.strip()]
    if code := tables.countries.get(folded):
        return [code]
    if folded in tables.regions:
        return list(tables.regions[folded][1])
    return [city_key(words) or folded]
