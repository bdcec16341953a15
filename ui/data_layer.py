# ruff: noqa: ARG002  # the signatures are Chainlit's
"""Chainlit's data layer over our own rows.

The turn stores what is said, so steps and elements that Chainlit hands over are not stored again: nothing that a
browser sends becomes a row here. Whoever asks is known from the guards, never from an argument; each method either
does what it is asked or raises, because Chainlit takes None for "go on without".
"""

from typing import Any
from uuid import UUID

from chainlit.data.base import BaseDataLayer
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import Feedback, PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from chainlit.user import PersistedUser, User

from core.database import Database
from core.errors import NotFound, NotSignedIn
from models import Conversation
from services import threads
from ui import history, runtime
from ui.identity import as_chat_user, require_caller

# What the page may keep with a conversation; everything else in a session (its user, its files) is not stored.
KEPT_DETAILS = ("chat_settings",)


class ChatDataLayer(BaseDataLayer):
    """Parameter names are part of Chainlit's contract: several are passed by keyword."""

    async def get_user(self, identifier: str) -> PersistedUser:
        caller = require_caller()
        if caller.email != identifier:
            raise NotSignedIn()
        return as_chat_user(caller)

    async def create_user(self, user: User) -> PersistedUser | None:
        """Called at each sign-in, when the accounts table has said yes already. Makes nobody."""
        return None

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        caller, conversation_id = require_caller(), _uuid(thread_id)
        async with _database().transaction() as session:
            if user_id is not None:  # the first message of a conversation
                await threads.begin_thread(session, caller.user_id, conversation_id, name)
            elif name is not None:
                await threads.rename_thread(session, caller.user_id, conversation_id, name)
            kept = {key: value for key, value in (metadata or {}).items() if key in KEPT_DETAILS and value}
            if kept:
                await threads.keep_details(session, caller.user_id, conversation_id, kept)

    async def get_thread_author(self, thread_id: str) -> str:
        """The owner's identifier; "" for an unknown, deleted or malformed id."""
        try:
            conversation_id = UUID(thread_id)
        except ValueError:
            return ""
        async with _database().transaction() as session:
            return await threads.thread_owner(session, conversation_id) or ""

    async def delete_thread(self, thread_id: str) -> None:
        caller = require_caller()
        async with _database().transaction() as session:
            await threads.delete_thread(session, caller.user_id, _uuid(thread_id))

    async def list_threads(
        self, pagination: Pagination, filters: ThreadFilter
    ) -> PaginatedResponse[ThreadDict]:
        caller = require_caller()
        async with _database().transaction() as session:
            page, more = await threads.list_threads(
                session,
                caller.user_id,
                first=pagination.first,
                cursor=_uuid(pagination.cursor) if pagination.cursor else None,
                search=filters.search,
                feedback=filters.feedback,
            )
        rows = [_listed(conversation, caller.email) for conversation in page]
        ends = (rows[0]["id"], rows[-1]["id"]) if rows else (None, None)
        return PaginatedResponse(
            pageInfo=PageInfo(hasNextPage=more, startCursor=ends[0], endCursor=ends[1]), data=rows
        )

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """The whole conversation; None only where there is none of this user's under the id."""
        caller = require_caller()
        try:
            conversation_id = UUID(thread_id)
        except ValueError:
            return None
        async with _database().transaction() as session:
            try:
                view = await threads.view_thread(session, caller.user_id, conversation_id)
            except NotFound:
                return None
            steps = history.steps_of(view)
            elements = await history.elements_of(session, caller, view)
        return {**_listed(view.conversation, caller.email), "steps": steps, "elements": elements}

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        thread = await self.get_thread(thread_id)
        elements = thread["elements"] if thread is not None else None
        return next((element for element in elements or () if element["id"] == element_id), None)

    async def create_element(self, element: Element) -> None:
        """Dropped files become CVs and cards are rebuilt from rows: there is nothing to keep."""

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Elements are not stored."""

    async def create_step(self, step_dict: StepDict) -> None:
        """The turn has stored, or will store, what is said."""

    async def update_step(self, step_dict: StepDict) -> None:
        """See create_step."""

    async def delete_step(self, step_id: str) -> None:
        """What was said stays for review."""

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        return []

    async def upsert_feedback(self, feedback: Feedback) -> str:
        caller = require_caller()
        async with _database().transaction() as session:
            row = await threads.rate_answer(
                session, caller.user_id, feedback.forId, value=feedback.value, comment=feedback.comment
            )
            return str(row.id)

    async def delete_feedback(self, feedback_id: str) -> bool:
        caller = require_caller()
        if not feedback_id.isdecimal() or len(feedback_id) > 18:
            raise NotFound("There is no rating of yours under this number.")
        async with _database().transaction() as session:
            await threads.remove_rating(session, caller.user_id, int(feedback_id))
        return True

    async def build_debug_url(self) -> str:
        return ""

    async def close(self) -> None:
        """The server's own lifespan closes the database."""


def _database() -> Database:
    return runtime.current().services.database


def _uuid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise NotFound("There is no conversation under this number, or it is not yours.") from None


def _listed(conversation: Conversation, owner: str) -> ThreadDict:
    return {
        "id": str(conversation.uuid),
        "createdAt": history.moment(conversation.last_message_at),
        "name": conversation.name,
        "userId": str(conversation.user_id),
        "userIdentifier": owner,
        "tags": [],
        "metadata": dict(conversation.details),
        "steps": [],
        "elements": [],
    }
