"""Request bodies of bounded size: counted while they arrive, never read whole first."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from core.settings import MEGABYTE

SMALL = MEGABYTE
MULTIPART_OVERHEAD = MEGABYTE // 4  # boundaries and headers around an uploaded file
# A client that is still sending when the connection closes sees a broken pipe instead of the answer. So what is
# too much is received and thrown away for a while.
THROWN_AWAY = 64 * MEGABYTE


class BodyTooLarge(HTTPException):
    """The body was larger than the route accepts."""

    def __init__(self) -> None:
        super().__init__(status_code=413, detail="This request is larger than the server accepts.")


def limited(request: Request, limit: int) -> Request:
    """The same request, whose body raises BodyTooLarge once more than `limit` bytes have come."""
    received = 0

    async def receive() -> Message:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received <= limit and _announced(request) <= limit:
            return message
        while message.get("more_body") and received <= limit + THROWN_AWAY:
            message = await request.receive()
            received += len(message.get("body", b""))
        raise BodyTooLarge()

    return Request(request.scope, receive)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0
