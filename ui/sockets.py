"""What stands before Chainlit's socket: who connects, under which ids, and what a browser may send."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import chainlit.socket as chainlit_socket
from chainlit.auth import get_token_from_cookies
from chainlit.context import init_ws_context
from chainlit.message import Message
from chainlit.server import sio
from chainlit.session import WebsocketSession
from starlette.requests import cookie_parser

from core.errors import AppError, InvalidInput, NotSignedIn
from core.log import get_logger, log_unexpected
from core.origin import is_from_own_page
from services import threads
from services.access import Caller
from ui import runtime
from ui.identity import caller_of, user_of_token

log = get_logger(__name__)
# Characters. The turn itself answers a message that is too long to be read; this is what is not even stored.
LONGEST_ACCEPTED = 300_000
MOST_FILES_AT_ONCE = 100
KEPT_EVENTS = {
    "connect", "disconnect", "connection_successful", "clear_session", "stop", "client_message",
}  # fmt: skip
Handler = Callable[..., Awaitable[Any]]


def install_socket_guards() -> None:
    """Wrap the events that are used and remove all others (editing, audio, settings, favourites)."""
    handlers: dict[str, Handler] = sio.handlers["/"]
    for event in set(handlers) - KEPT_EVENTS:
        del handlers[event]
    setattr(chainlit_socket, "get_current_user", _user_of_socket)  # noqa: B010  # a name of a module that is not ours
    inner = dict(handlers)
    sio.on("connect", _connect(inner["connect"]))
    sio.on("connection_successful", _signed_in_only(inner["connection_successful"]))
    sio.on("client_message", _signed_in_only(_checked_message(inner["client_message"])))
    sio.on("disconnect", _as_owner(inner["disconnect"]))
    sio.on("stop", _stop)


async def _user_of_socket(token: str) -> Any:
    return await user_of_token(token)


def _connect(inner: Handler) -> Handler:
    async def connect(sid: str, environ: Mapping[str, Any], auth: Mapping[str, Any] | None) -> Any:
        try:
            checked = _checked_ids(auth or {})
            _check_origin(environ)
            token = _token_in(environ)
            caller = await caller_of(token)
            await _check_thread(caller, checked["threadId"])
        except AppError as problem:
            raise ConnectionRefusedError(problem.message) from None
        accepted = await inner(sid, environ, checked)
        session = WebsocketSession.get(sid)
        if session is not None:
            session.token = token  # a page that comes back may have signed in anew meanwhile
        return accepted

    return connect


def _check_origin(environ: Mapping[str, Any]) -> None:
    keys = {"origin": "HTTP_ORIGIN", "host": "HTTP_HOST", "sec-fetch-site": "HTTP_SEC_FETCH_SITE"}
    headers = {name: str(environ[key]) for name, key in keys.items() if key in environ}
    if not is_from_own_page("GET", headers, runtime.current().services.settings.public_url):
        raise InvalidInput("This page is not ours.")


def _checked_ids(auth: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is needed, with ids that are UUIDs: Chainlit makes a folder of the session's id, and removes it."""
    try:
        session_id = str(uuid.UUID(str(auth["sessionId"])))
        thread_id = str(uuid.UUID(str(auth["threadId"]))) if auth.get("threadId") else None
    except (KeyError, ValueError):
        raise InvalidInput("These ids cannot be used.") from None
    return {"sessionId": session_id, "threadId": thread_id, "clientType": "webapp", "userEnv": None}


async def _check_thread(caller: Caller, thread_id: str | None) -> None:
    if thread_id is None:
        return
    async with runtime.current().services.database.transaction() as session:
        if not await threads.thread_is_free(session, caller.user_id, uuid.UUID(thread_id)):
            raise InvalidInput("There is no conversation under this number, or it is not yours.")


def _token_in(environ: Mapping[str, Any]) -> str | None:
    return get_token_from_cookies(cookie_parser(environ.get("HTTP_COOKIE", "")))


def _signed_in_only(inner: Handler) -> Handler:
    """Read the account again on every event; say so and hang up when it may not go on."""

    async def guarded(sid: str, *arguments: Any) -> Any:
        session = WebsocketSession.get(sid)
        if session is None:
            return None
        init_ws_context(session)
        try:
            await caller_of(session.token)
            return await inner(sid, *arguments)
        except NotSignedIn as problem:
            await tell(problem.message)
            await sio.disconnect(sid)
        except AppError as problem:
            await tell(problem.message)
        except Exception as problem:
            await tell(apology(log_unexpected(log, "a socket event", problem)))
        return None

    return guarded


def _as_owner(inner: Handler) -> Handler:
    """The page is leaving: what it keeps is kept for its user, and a failure concerns nobody any more."""

    async def guarded(sid: str, *_reason: Any) -> None:
        session = WebsocketSession.get(sid)
        try:
            if session is not None:
                await caller_of(session.token)
            await inner(sid)
        except AppError as problem:
            log.info("a page left: %s", problem.code)
            await _end(sid, session)

    return guarded


async def _end(sid: str, session: WebsocketSession | None) -> None:
    """End a session whose account is gone or whose database is away."""
    if session is not None and WebsocketSession.get(sid) is session:
        await session.delete()


def _checked_message(inner: Handler) -> Handler:
    async def client_message(sid: str, payload: Any) -> None:
        session = WebsocketSession.require(sid)
        checked = checked_payload(payload, session)
        await inner(sid, checked)

    return client_message


def checked_payload(payload: Any, session: WebsocketSession) -> dict[str, Any]:
    """A browser's message with nothing in it but the id, the words and the files.

    Type, author, time, parent and conversation are ours to say: a browser cannot put an answer into the history.
    Raises InvalidInput with the sentence that the user is shown.
    """
    message = payload.get("message") if isinstance(payload, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("output"), str):
        raise InvalidInput("This message could not be read. Please reload the page.")
    if len(message["output"]) > LONGEST_ACCEPTED:
        raise InvalidInput("This message is far too long and was not stored. Please drop it as a file.")
    task = session.current_task
    if task is not None and not task.done():
        raise InvalidInput("One question at a time, please: the last one is still being answered.")
    user = session.user.identifier if session.user is not None else ""
    return {
        "message": {
            "id": _version_4(message.get("id")),
            "name": user,
            "type": "user_message",
            "output": message["output"],
            "createdAt": None,
            "threadId": session.thread_id,
        },
        "fileReferences": _references(payload.get("fileReferences"), session),
    }


def _version_4(value: Any) -> str:
    try:
        given = uuid.UUID(str(value))
    except ValueError:
        given = None
    if given is None or given.version != 4:
        raise InvalidInput("This message could not be read. Please reload the page.")
    return str(given)


def _references(given: Any, session: WebsocketSession) -> list[dict[str, str]]:
    ids = [str(one.get("id")) for one in given or () if isinstance(one, dict)]
    known = [file_id for file_id in dict.fromkeys(ids) if file_id in session.files]
    if len(known) > MOST_FILES_AT_ONCE:
        raise InvalidInput(f"Please drop at most {MOST_FILES_AT_ONCE} files at once.")
    return [{"id": file_id} for file_id in known]


async def _stop(sid: str) -> None:
    """Stop the turn. Chainlit's own would say so in a message of the assistant, as if it had been said."""
    session = WebsocketSession.get(sid)
    if session is not None and session.current_task is not None:
        session.current_task.cancel()


async def tell(sentence: str) -> None:
    """Show a sentence in the page that is not part of the conversation's history."""
    await Message(content=sentence).send()


def apology(reference: str) -> str:
    """What is said when something unexpected happened; its trace is in the log under the reference."""
    return f"Something went wrong on our side. Please try again. The reference is {reference}."
