"""Two drafts of one document become one: the second fills, field by field, what the first has not found."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from pydantic import BaseModel

from schemas.document import ReadDocument
from schemas.draft import Pointer, ProfileDraft
from services.extraction.evidence import Resolver, find_words

LISTS = ("employment", "education", "skills", "certifications", "projects", "languages")
Part = TypeVar("Part", bound=BaseModel)


def fill_gaps(document: ReadDocument, draft: ProfileDraft, other: ProfileDraft) -> ProfileDraft:
    """`draft` without what is not in the text, and with what only `other` found.

    A list of which nothing holds is taken whole. An entry is completed by the entry of `other` that speaks of the
    same words; entries that only `other` has are left out, since two readers may cut one job differently.
    """
    find = partial(find_words, document)
    filled: dict[str, object] = {"personal_info": _completed(draft.personal_info, other.personal_info, find)}
    for name in LISTS:
        held = [entry for entry in getattr(draft, name) if _spans(entry, find)]
        others = getattr(other, name)
        filled[name] = [_completed(entry, _partner(entry, others, find), find) for entry in held] or others
    return draft.model_copy(update=filled)


def _completed(entry: Part, partner: Part | None, find: Resolver) -> Part:
    """The entry's own fields where they hold, else the partner's, but no words twice."""
    own = _spans(entry, find)
    fields: dict[str, Pointer | None] = {}
    for name in type(entry).model_fields:
        offered = getattr(partner, name) if partner is not None else None
        spot = find(offered)
        taken = spot is None or any(_overlap((spot.start, spot.end), span) for span in own.values())
        fields[name] = getattr(entry, name) if name in own else None if taken else offered
    return entry.model_copy(update=fields)


def _partner(entry: Part, others: Sequence[Part], find: Resolver) -> Part | None:
    """The entry whose fields stand on the most of the same words; None where none shares a field's words."""
    own = _spans(entry, find)
    best, most = None, 0
    for other in others:
        theirs = _spans(other, find)
        shared = sum(_overlap(own[name], theirs[name]) for name in own.keys() & theirs.keys())
        if shared > most:
            best, most = other, shared
    return best


def _spans(entry: BaseModel, find: Resolver) -> dict[str, tuple[int, int]]:
    """Where each field of an entry stands; fields that are not in the text are missing."""
    spots = {name: find(getattr(entry, name)) for name in type(entry).model_fields}
    return {name: (spot.start, spot.end) for name, spot in spots.items() if spot is not None}


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
