"""The limit of request bodies, as FastAPI lets it through: what is raised while it reads must be its own kind."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from core import body_limit


class BodyTooLarge(HTTPException):
    """The body was larger than the route accepts."""

    def __init__(self) -> None:
        super().__init__(status_code=413, detail=body_limit.BodyTooLarge().message)


def limited(request: Request, limit: int) -> Request:
    """The same request, whose body raises BodyTooLarge once more than `limit` bytes have come."""
    stated = request.headers.get("content-length")
    body = body_limit.LimitedBody(request.receive, limit=limit, content_length=stated)

    async def receive() -> Message:
        try:
            return await body.receive()
        except body_limit.BodyTooLarge:
            raise BodyTooLarge() from None

    return Request(request.scope, receive)
