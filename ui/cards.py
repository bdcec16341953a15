"""Cards as the page's elements: built from references and today's rows, on sending and on every reload."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid5

from chainlit.element import ElementDict
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import AppError, NotFound
from core.log import get_logger, log_unexpected
from models import Attachment, CVFile
from services.access import Caller, readable_cv
from services.profiles import load_profile
from services.search.search import stored_answer
from ui import card_person, card_profile, card_results, card_uploads

log = get_logger(__name__)
GONE = "What stood here is no longer available."
Builder = Callable[[AsyncSession, Caller, str], Awaitable[dict[str, Any]]]


async def build_element(
    session: AsyncSession, caller: Caller, kind: str, card_id: str, *, for_id: str, thread_id: str
) -> ElementDict:
    """The element of a card. One that may not, or can no longer, be shown becomes a sentence in its place."""
    name, props = await build_props(session, caller, kind, card_id)
    return custom_element(
        name, props, element_id=element_id(for_id, kind, card_id), for_id=for_id, thread_id=thread_id
    )


async def build_props(
    session: AsyncSession, caller: Caller, kind: str, card_id: str
) -> tuple[str, dict[str, Any]]:
    """The name of the custom element and its props."""
    if kind not in BUILDERS:
        return "Notice", {"sentence": GONE}
    name, build = BUILDERS[kind]
    try:
        return name, await build(session, caller, card_id)
    except AppError as problem:
        return "Notice", {"sentence": GONE if isinstance(problem, NotFound) else problem.message}
    except Exception as problem:  # one broken card must not take the whole conversation with it
        reference = log_unexpected(log, f"card {kind}", problem)
        return "Notice", {"sentence": f"This could not be shown. The reference is {reference}."}


def element_id(for_id: str, kind: str, card_id: str) -> str:
    """The same for a card whenever it is sent, so that the page replaces it in place."""
    return str(uuid5(UUID(for_id), f"{kind}:{card_id}"))


def custom_element(
    name: str, props: dict[str, Any], *, element_id: str, for_id: str, thread_id: str
) -> ElementDict:
    """As Chainlit describes a custom element to its page; nothing is written to disk for it."""
    return {
        "id": element_id,
        "threadId": thread_id,
        "forId": for_id,
        "type": "custom",
        "name": name,
        "display": "inline",
        "props": props,
        "mime": "application/json",
    }


def file_element(attachment: Attachment, cv: CVFile, *, for_id: str, thread_id: str) -> ElementDict:
    """A dropped file below the user's message, with the CV it became as its original."""
    return {
        "id": str(attachment.uuid),
        "threadId": thread_id,
        "forId": for_id,
        "type": "file",
        "name": attachment.filename,
        "display": "inline",
        "url": card_profile.original_url(cv.id),
        "mime": cv.content_type,
    }


async def _results(session: AsyncSession, caller: Caller, run_id: str) -> dict[str, Any]:
    return card_results.result_props(await stored_answer(session, caller, UUID(run_id)))


async def _comparison(session: AsyncSession, caller: Caller, run_id: str) -> dict[str, Any]:
    return card_results.comparison_props(await stored_answer(session, caller, UUID(run_id)))


async def _profile(session: AsyncSession, caller: Caller, cv_id: str) -> dict[str, Any]:
    cv = await readable_cv(session, caller, int(cv_id))
    return card_profile.profile_props(cv, await load_profile(session, cv))


async def _uploads(session: AsyncSession, caller: Caller, message_id: str) -> dict[str, Any]:
    return await card_uploads.upload_props(session, caller, UUID(message_id))


BUILDERS: dict[str, tuple[str, Builder]] = {
    "results": ("ResultList", _results),
    "comparison": ("Comparison", _comparison),
    "profile": ("Profile", _profile),
    "uploads": ("UploadList", _uploads),
    "same_person": ("SamePerson", card_person.person_props),
}
