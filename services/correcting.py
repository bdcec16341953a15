"""What a person asks to be corrected, checked against the profile as it stands and made a row."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from core.errors import Conflict, InvalidInput, NotFound
from models import FieldCorrection
from schemas.profile import Evidenced, Profile
from services.corrected_profile import Corrected, Placed, remembered, says_already
from services.corrected_values import (
    check_changed_period,
    check_period,
    checked_value,
    fields_of,
    stated_values,
)

NO_ENTRY = "The profile has no such entry. Please open it again: it may have been read anew."
EMPTY = "Nothing would be left of this entry. Remove it instead."
SAME = "This is what stands there already."
CHANGED = "The profile has changed since you looked at it. Please look at what it says now."
THERE_ALREADY = (
    "There is an entry that says this already. For another one, say what differs, such as its dates."
)


class Change(NamedTuple):
    """A wish: `field` and `new` as in services.corrections.correct_field; `seen` is what the entry, or the person's
    data, said when it was looked at, by field, as far as it matters."""

    field: str
    new: str | Mapping[str, str | None] | None
    seen: Mapping[str, str | None] | None = None


def correction_of(now: Corrected, read: Profile, change: Change) -> FieldCorrection:
    """The row for a change to the profile as it is `now`; InvalidInput for one that cannot be understood, NotFound
    where there is no such entry, Conflict where it says something else than was seen."""
    part, *rest = change.field.split("/")
    new = change.new
    fields_of(part)
    if part == "personal_info":
        if len(rest) != 1:
            raise InvalidInput("Say which of the personal values it is, as in personal_info/phone.")
        _check_seen(part, now.profile.personal_info, change.seen)
        return _change(part, now.profile.personal_info, rest[0], new)
    if not rest:
        return _addition(part, [placed.entry for placed in now.parts[part]], new)
    placed = _placed(now, part, rest[0])
    _check_seen(part, placed.entry, change.seen)
    if len(rest) == 1:
        if new is not None:
            raise InvalidInput("To change an entry, correct one of its values; to remove it, send null.")
        row = FieldCorrection(kind="removed", part=part, old=dict(stated_values(part, placed.entry)), new={})
    elif len(rest) == 2:
        row = _change(part, placed.entry, rest[1], new)
    else:
        raise InvalidInput(NO_ENTRY)
    row.position = placed.read_at or 0
    row.entry = (
        {"added": placed.added_by}
        if placed.read_at is None
        else remembered(part, getattr(read, part)[placed.read_at])
    )
    return row


def _check_seen(part: str, entry: Evidenced, seen: Mapping[str, str | None] | None) -> None:
    """Entries move when one is added or the CV is read anew: a change must not land in another than was meant."""
    stated = stated_values(part, entry)
    if any((value or None) != stated.get(name) for name, value in (seen or {}).items()):
        raise Conflict(CHANGED)


def _placed(now: Corrected, part: str, number: str) -> Placed:
    if not number.isascii() or not number.isdigit() or int(number[:6]) >= len(now.parts[part]):
        raise NotFound(NO_ENTRY)
    return now.parts[part][int(number[:6])]


def _change(part: str, entry: Evidenced, name: str, new: Any) -> FieldCorrection:
    if new is not None and not isinstance(new, str):
        raise InvalidInput("A value is a text, or null where the CV says nothing.")
    value = checked_value(part, name, new)
    stated = stated_values(part, entry)
    old = stated.get(name)
    if value == old:
        raise InvalidInput(SAME)
    left = {**stated, name: value}
    if part != "personal_info" and not any(left.values()):
        raise InvalidInput(EMPTY)
    check_changed_period(stated, left)
    return FieldCorrection(
        kind="changed", part=part, entry={}, position=0, old={name: old}, new={name: value}
    )


def _addition(part: str, entries: Sequence[Evidenced], new: Any) -> FieldCorrection:
    if not isinstance(new, Mapping):
        raise InvalidInput("To add an entry, send its values by field.")
    values = {name: value for name in new if (value := checked_value(part, name, new[name]))}
    if not values:
        raise InvalidInput("An entry needs at least one value.")
    check_period(values)
    if any(says_already(part, entry, values) for entry in entries):
        raise InvalidInput(THERE_ALREADY)
    return FieldCorrection(kind="added", part=part, entry={}, position=0, old={}, new=values)
