"""Cutting a withdrawn CV from the history: messages, titles, comments and stored searches."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models import (
    Attachment,
    Conversation,
    CVFile,
    CVText,
    CVUpload,
    Feedback,
    Message,
    MessageCV,
    PersonalInfo,
    ProfileAsRead,
    SearchRun,
)
from schemas.profile import Profile
from services import redaction
from services.corrections import said_of_person
from services.pointing import (
    CONTACTS,
    contacts_among,
    contacts_of,
    is_ordinary,
    loosely_written,
    name_parts_of,
)
from services.profiles import load_profile
from services.redaction import Redactor

# What a place in the history is searched for: columns, or JSON read as text.
Place = sa.ColumnElement[Any] | InstrumentedAttribute[Any]


async def cut_from_history(session: AsyncSession, cv: CVFile) -> None:
    """Replace the CV's quotes, and every name and contact in it, by "[withdrawn]" wherever they were said.

    In turns that speak of the CV its quotes and parts of its names go, too; elsewhere only what points to
    nobody else: the full names (unless another CV bears them) and the contacts. Names and contacts that were
    corrected away count, as far as they are such (services.pointing).
    """
    words = await _words_of(session, cv)
    turns = await _turns_about(session, cv.id)
    others = await _other_names(session, cv.id, turns)
    near = Redactor(
        cv.id,
        identifiers=(*words.names, *words.contacts, *words.loose, *words.filenames, *_parts(words, others)),
        quotes=redaction.telling(words.quotes),
        runs=redaction.runs_of(await _text_of(session, cv)),
    )
    far = Redactor(cv.id, await _pointing_to_nobody_else(session, cv.id, words))
    await _cut_messages(session, turns, near, far)
    await _cut_titles(session, far)
    await _cut_comments(session, far)
    await _cut_runs(session, far)


@dataclass(frozen=True)
class _Words:
    """What a CV is recognised by in what was said about it."""

    names: tuple[str, ...]  # all that it ever had
    sure_name: str | None  # the one that was read from it and that nobody has corrected
    contacts: tuple[str, ...]
    loose: tuple[str, ...]  # contacts that have not the form of one
    filenames: tuple[str, ...]
    quotes: tuple[str, ...]


async def _words_of(session: AsyncSession, cv: CVFile) -> _Words:
    profile = await load_profile(session, cv)
    info, read = profile.personal_info, await _read_of(session, cv)
    uploads = await session.scalars(sa.select(CVUpload.filename).where(CVUpload.cv_file_id == cv.id))
    dropped = await session.scalars(sa.select(Attachment.filename).where(Attachment.cv_file_id == cv.id))
    filenames = {cv.filename, cv.original_filename, *uploads, *dropped} - {redaction.WITHDRAWN}
    corrected, personal = await said_of_person(session, cv.id)
    typed = await asyncio.to_thread(contacts_among, personal, info.location)
    sure = info.full_name if read is None or read.personal_info.full_name == info.full_name else None
    infos = [info, read.personal_info] if read else [info]
    stated = {getattr(one, field) for one in infos for field in CONTACTS} - {None}
    stated |= {words for field in CONTACTS for words in personal.get(field, ())}
    names = {info.full_name, read and read.personal_info.full_name, *personal.get("full_name", ())}
    return _Words(
        names=tuple(name for name in names if name and (name == sure or not is_ordinary(name))),
        sure_name=sure,
        contacts=tuple(typed.union(*map(contacts_of, infos))),
        loose=tuple(loosely_written(stated)),
        filenames=tuple(filenames),
        quotes=(*_strings(profile.model_dump()), *_strings(read.model_dump() if read else {}), *corrected),
    )


async def _read_of(session: AsyncSession, cv: CVFile) -> Profile | None:
    """What the reader found, where people have corrected it."""
    query = sa.select(ProfileAsRead.profile).where(ProfileAsRead.cv_file_id == cv.id)
    kept = await session.scalar(query)
    return Profile.model_validate(kept) if kept is not None else None


def _parts(words: _Words, others: list[str]) -> tuple[str, ...]:
    found = (name_parts_of(name, shared_with=others, as_read=name == words.sure_name) for name in words.names)
    return tuple(part for parts in found for part in parts)


async def _text_of(session: AsyncSession, cv: CVFile) -> str:
    return await session.scalar(sa.select(CVText.text).where(CVText.cv_file_id == cv.id)) or ""


def _strings(data: Any) -> list[str]:
    """Every quote of the profile's evidence, and every value: a value may be the quote, tidied."""
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [words for value in inner for words in _strings(value)]


async def _turns_about(session: AsyncSession, cv_id: int) -> Sequence[int]:
    """The messages that speak of the CV or brought it, with the other messages of the same turns."""
    linked = sa.union(
        sa.select(MessageCV.message_id).where(MessageCV.cv_file_id == cv_id),
        sa.select(Attachment.message_id).where(Attachment.cv_file_id == cv_id),
    ).subquery()
    said, around = aliased(Message), aliased(Message)
    same_turn = sa.and_(
        around.conversation_id == said.conversation_id,
        around.ui["run_id"].astext == said.ui["run_id"].astext,
    )
    query = (
        sa.select(around.id)
        .join(said, (around.id == said.id) | same_turn)
        .where(said.id.in_(sa.select(linked)))
        .distinct()
    )
    return (await session.scalars(query)).all()


async def _other_names(session: AsyncSession, cv_id: int, message_ids: Sequence[int]) -> list[str]:
    """Who else the same messages speak of."""
    query = (
        sa.select(PersonalInfo.full_name)
        .join(MessageCV, MessageCV.cv_file_id == PersonalInfo.cv_file_id)
        .where(MessageCV.message_id.in_(message_ids), MessageCV.cv_file_id != cv_id)
        .distinct()
    )
    return [name for name in await session.scalars(query) if name]


async def _pointing_to_nobody_else(session: AsyncSession, cv_id: int, words: _Words) -> tuple[str, ...]:
    """The identifiers that are safe to cut anywhere: a namesake's name, or a lone first name, is not."""
    full = {name for name in words.names if len(name.split()) > 1}
    lower = sa.func.lower(PersonalInfo.full_name)
    namesakes = sa.select(lower).where(
        lower.in_([name.lower() for name in full]), PersonalInfo.cv_file_id != cv_id
    )
    shared = set(await session.scalars(namesakes))
    return (*words.contacts, *(name for name in full if name.lower() not in shared))


async def _cut_messages(session: AsyncSession, turns: Sequence[int], near: Redactor, far: Redactor) -> None:
    places = (Message.content, sa.cast(Message.item, sa.Text), sa.cast(Message.ui, sa.Text))
    query = sa.select(Message).where(Message.id.in_(turns) | _mentions(far, *places))
    for message in await session.scalars(query):
        about_it = message.id in turns
        redactor = near if about_it else far
        message.content = redactor.text(message.content, about_it=about_it)
        message.ui = redactor.data(message.ui, about_it=about_it)
        if message.item is not None:
            message.item = redactor.data(message.item, about_it=about_it)
    await session.flush()


async def _cut_titles(session: AsyncSession, redactor: Redactor) -> None:
    """A conversation is named after its first message, which may have asked for this person."""
    for conversation in await session.scalars(
        sa.select(Conversation).where(_mentions(redactor, Conversation.name))
    ):
        conversation.name = redactor.text(conversation.name or "", about_it=False)
    await session.flush()


async def _cut_comments(session: AsyncSession, redactor: Redactor) -> None:
    for feedback in await session.scalars(sa.select(Feedback).where(_mentions(redactor, Feedback.comment))):
        feedback.comment = redactor.text(feedback.comment or "", about_it=False)
    await session.flush()


async def _cut_runs(session: AsyncSession, redactor: Redactor) -> None:
    """Cut from stored searches: the CV's own entry, and its identifiers in questions and criteria."""
    answer, criteria = SearchRun.answer, SearchRun.criteria
    ranked = [answer.contains({part: [{"cv_id": redactor.cv_id}]}) for part in ("results", "near_misses")]
    asked = _mentions(redactor, SearchRun.question, sa.cast(answer, sa.Text), sa.cast(criteria, sa.Text))
    for run in await session.scalars(sa.select(SearchRun).where(sa.or_(*ranked, asked))):
        run.question = redactor.text(run.question, about_it=False)
        run.criteria = redactor.data(run.criteria, about_it=False)
        run.answer = redactor.data(run.answer, about_it=False)
    await session.flush()


def _mentions(redactor: Redactor, *places: Place) -> sa.ColumnElement[bool]:
    """Whether an identifier may stand in any of the places, also as JSON inside JSON writes it.

    Finds a little too much (anything may stand between two words): the exact look is the redactor's.
    """
    found: list[sa.ColumnElement[bool]] = [sa.false()]
    for word in redactor.identifiers:
        escaped = json.dumps(word)[1:-1]
        for written in {word, escaped, json.dumps(escaped)[1:-1]}:
            pattern = "%".join(_literal(part) for part in written.split())
            found += [place.ilike(f"%{pattern}%", escape="/") for place in places]
    return sa.or_(*found)


def _literal(words: str) -> str:
    """The words as a pattern of LIKE that matches nothing but them; the escape is "/"."""
    return re.sub(r"[%_/]", r"/\g<0>", words)
