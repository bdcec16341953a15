"""A profile as read, with people's corrections laid over it. Nothing here knows the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models import FieldCorrection
from schemas.profile import Evidenced, Profile
from services.corrected_values import corrected_entry, stated_values
from services.profiles import PARTS
from services.words import fold

# How much a field says about which entry is meant. A field that is not named here does not tell entries apart.
TELLING: dict[str, dict[str, int]] = {
    "employment": {"company_name": 3, "job_title": 3, "start_date": 2, "end_date": 1, "location": 1},
    "education": {"institution": 3, "degree": 3, "start_date": 1, "end_date": 2, "field_of_study": 1},
    "skills": {"name": 1},
    "certifications": {"name": 3, "issuer": 1, "issue_date": 1},
    "projects": {"name": 3, "url": 1},
    "languages": {"language": 1},
}
ENOUGH = 0.5  # share of an entry's telling words that must come back in another reading
LONGEST_REMEMBERED = 300  # characters of a value


@dataclass(slots=True)
class Placed:
    """An entry and where it comes from: its position as read, the correction that added it, or both when a reading
    has found meanwhile what was added."""

    entry: Evidenced
    read_at: int | None = None
    added_by: int | None = None


@dataclass(slots=True)
class Corrected:
    """`fitting` maps the id of each correction that found its place to the entry it is about (None for an entry
    that it removed, and for personal_info)."""

    profile: Profile
    parts: dict[str, list[Placed]]
    fitting: dict[int, Placed | None] = field(default_factory=dict)

    def path(self, correction: FieldCorrection) -> str | None:
        """Where the correction stands in the profile now: "employment/0/job_title", "skills/3"."""
        if correction.id not in self.fitting:
            return None
        names = "/".join(correction.new) if correction.kind == "changed" else ""
        if correction.part == "personal_info":
            return f"personal_info/{names}"
        placed = self.fitting[correction.id]
        where = next((n for n, one in enumerate(self.parts[correction.part]) if one is placed), None)
        return None if where is None else f"{correction.part}/{where}" + (f"/{names}" if names else "")


def corrected(read: Profile, corrections: Sequence[FieldCorrection]) -> Corrected:
    """The profile with the corrections applied, the oldest first."""
    parts = {
        part: [Placed(entry, read_at=n) for n, entry in enumerate(getattr(read, part))] for part in PARTS
    }
    result = Corrected(read.model_copy(), parts)
    for correction in corrections:
        if correction.part == "personal_info":
            info = corrected_entry("personal_info", result.profile.personal_info, correction.new)
            result.profile = result.profile.model_copy(update={"personal_info": info})
            result.fitting[correction.id] = None
        else:
            _apply(result, read, correction)
    entries = {part: [placed.entry for placed in parts[part]] for part in PARTS}
    result.profile = result.profile.model_copy(update=entries)
    return result


def remembered(part: str, entry: Evidenced) -> dict[str, str]:
    """What tells an entry from the others, to find it again in another reading."""
    stated = stated_values(part, entry)
    return {name: stated[name][:LONGEST_REMEMBERED] for name in TELLING[part] if name in stated}


def _apply(result: Corrected, read: Profile, correction: FieldCorrection) -> None:
    entries = result.parts[correction.part]
    if correction.kind == "added":
        result.fitting[correction.id] = _add(entries, correction)
        return
    placed = _meant(entries, getattr(read, correction.part), correction)
    if placed is None:
        return
    result.fitting[correction.id] = placed
    if correction.kind == "removed":
        entries.remove(placed)
    else:
        placed.entry = corrected_entry(correction.part, placed.entry, correction.new)


def says_already(part: str, entry: Evidenced, new: Mapping[str, Any]) -> bool:
    """Whether an entry says every one of the `new` values, and maybe more."""
    stated = stated_values(part, entry)
    return all(fold(stated.get(name, "")) == fold(value or "") for name, value in new.items())


def _add(entries: list[Placed], correction: FieldCorrection) -> Placed:
    """Put the new entry where its start belongs; a reading that has found it meanwhile is enough, and is what later
    corrections of the added entry are about."""
    for placed in entries:
        if placed.added_by is None and _found_meanwhile(placed.entry, correction):
            placed.added_by = correction.id
            return placed
    added = Placed(corrected_entry(correction.part, None, correction.new), added_by=correction.id)
    start = getattr(added.entry, "start_date", None)
    earlier = (n for n, one in enumerate(entries) if start and (_start(one) or start) < start)
    entries.insert(next(earlier, len(entries)), added)
    return added


def _found_meanwhile(entry: Evidenced, correction: FieldCorrection) -> bool:
    """Whether a reading's entry is the one that a person had added: it says all that they said, and that is not
    too little to know it by, as an employer alone would be where there were several jobs."""
    part, telling = correction.part, TELLING[correction.part]
    if not says_already(part, entry, correction.new):
        return False
    whole = sum(telling[name] for name in remembered(part, entry))
    said = sum(telling[name] for name, value in correction.new.items() if value and name in telling)
    return said >= ENOUGH * whole


def _start(placed: Placed) -> str | None:
    return getattr(placed.entry, "start_date", None)


def _meant(
    entries: Sequence[Placed], read: Sequence[Evidenced], correction: FieldCorrection
) -> Placed | None:
    """The entry that the correction is about; None when this reading has none like it."""
    if "added" in correction.entry:
        return next((one for one in entries if one.added_by == correction.entry["added"]), None)
    likely = []
    for placed in entries:
        if placed.read_at is None:
            continue
        share = _likeness(correction, stated_values(correction.part, read[placed.read_at]))
        if share >= ENOUGH:
            likely.append((-share, abs(placed.read_at - correction.position), placed.read_at, placed))
    return min(likely)[-1] if likely else None


def _likeness(correction: FieldCorrection, stated: Mapping[str, str]) -> float:
    """How much of what the entry said is said again, from 0 to 1. What was wrong in it counts only where nothing
    else is known: the next reading may have got it right."""
    telling = TELLING[correction.part]
    known = {name: value for name, value in correction.entry.items() if name in telling}
    others = {name: value for name, value in known.items() if name not in correction.new}
    if sum(telling[name] for name in others) >= max(telling.values()):
        known = others
    whole = sum(telling[name] for name in known)
    return (
        sum(telling[name] * _same(known[name], stated.get(name)) for name in known) / whole if whole else 0.0
    )


def _same(one: Any, other: str | None) -> float:
    """1 for the same words, half for words that hold the other ones."""
    left, right = fold(str(one)), fold((other or "")[:LONGEST_REMEMBERED])
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    return 0.5 if left in right or right in left else 0.0
