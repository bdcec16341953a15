"""Who is asking: read from the accounts table on every request, socket message and turn.

The cookie says only which account and which version of it; a role in it is never read.
"""

from contextvars import ContextVar

from chainlit.context import context
from chainlit.session import WebsocketSession
from chainlit.user import PersistedUser

from core.errors import NotSignedIn
from core.security import read_token
from services.access import Caller
from services.accounts import caller_by_claims
from ui import runtime

# Set by the request's and the socket's guards, read by the data layer, whose methods are not told who asks.
signed_in: ContextVar[Caller | None] = ContextVar("signed_in", default=None)
# The network address of a request, for the sign-in throttle.
client_address: ContextVar[str | None] = ContextVar("client_address", default=None)


async def caller_of(token: str | None) -> Caller:
    """Whom this session token speaks for today. Raises NotSignedIn, or DatabaseUnavailable, never a guess."""
    if not token:
        raise NotSignedIn()
    running = runtime.current()
    claims = read_token(running.secret, token)
    async with running.services.database.transaction() as session:
        caller = await caller_by_claims(session, claims)
    signed_in.set(caller)
    return caller


async def user_of_token(token: str | None) -> PersistedUser:
    """The same as Chainlit's own kind of user. The role in it is for the page's looks alone."""
    return as_chat_user(await caller_of(token))


def as_chat_user(caller: Caller) -> PersistedUser:
    return PersistedUser(
        id=str(caller.user_id), createdAt="", identifier=caller.email, metadata={"role": caller.role.value}
    )


def page_session() -> WebsocketSession:
    """The page that sent this socket message or pressed this button."""
    session = context.session
    assert isinstance(session, WebsocketSession)
    return session


def require_caller() -> Caller:
    """Who is asking in this request or socket message; raises NotSignedIn outside of one."""
    caller = signed_in.get()
    if caller is None:
        raise NotSignedIn()
    return caller
