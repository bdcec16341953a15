"""Request bodies of bounded size: counted while they arrive, never read whole first (plain ASGI)."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from core.errors import AppError
from core.settings import MEGABYTE

SMALL_BODY = MEGABYTE  # of anything but a file
MULTIPART_OVERHEAD = MEGABYTE // 4  # boundaries and headers around an uploaded file
# A client that is still sending when the connection closes sees a broken pipe instead of the answer. So what is
# too much is received and thrown away for a while.
THROWN_AWAY = 64 * MEGABYTE

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class BodyTooLarge(AppError):
    """This request is larger than the server accepts."""

    code, status = "request_too_large", 413


def upload_limit(max_file_size: int) -> int:
    """How many bytes the body may have that brings one file of up to `max_file_size` bytes."""
    return max_file_size + MULTIPART_OVERHEAD


class LimitedBody:
    """A body of at most `limit` bytes; `content_length` is what its header announces."""

    def __init__(self, receive: Receive, *, limit: int, content_length: str | None) -> None:
        self._receive, self._limit = receive, limit
        stated = content_length or ""
        self._stated = int(stated) if stated.isdecimal() and len(stated) < 20 else 0
        self._received = 0
        self.exceeded = False

    async def receive(self) -> Message:
        """The next message; raises BodyTooLarge once more than the limit was announced or has come."""
        message = await self._next()
        if message["type"] != "http.request" or self._fits():
            return message
        self.exceeded = True
        while message.get("more_body") and self._received <= self._limit + THROWN_AWAY:
            message = await self._next()
        raise BodyTooLarge()

    async def _next(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        return message

    def _fits(self) -> bool:
        return max(self._received, self._stated) <= self._limit
