"""What stands before Chainlit's HTTP routes: where a request comes from, how large it is, what answers carry."""

import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.body_limit import SMALL_BODY, BodyTooLarge, LimitedBody, upload_limit
from core.origin import SAFE_METHODS, is_from_own_page, origin_of
from core.settings import Settings
from ui import runtime
from ui.identity import client_address
from ui.page import page_policy

SOCKET_PATH = "/ws/socket.io"
UPLOAD_PATH = "/project/file"
FROM_ELSEWHERE = "This request comes from another site and was refused."
TOO_LARGE = "The file is larger than {limit:g} MB, which is the limit here."


class Guard:
    """Refuses requests from other sites and bodies over the limit, before any of it is read into memory."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = scope["path"].startswith(SOCKET_PATH) or scope.get("method") not in SAFE_METHODS
        if guarded and not _is_from_here(scope, headers):
            await _refuse(scope, receive, send, 403, FROM_ELSEWHERE)
            return
        client = scope.get("client")
        client_address.set(client[0] if client else None)
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        await self._guard_body(scope, receive, _with_headers(send), headers)

    async def _guard_body(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        limit, sentence = _limit(scope["path"])
        body = LimitedBody(receive, limit=limit, content_length=headers.get("content-length"))

        async def unless_exceeded(message: Message) -> None:
            if not body.exceeded:
                await send(message)

        try:
            await self.app(scope, body.receive, unless_exceeded)
        except Exception:  # reading a body that was cut fails in many ways
            if not body.exceeded:
                raise
        if body.exceeded:
            await _refuse(scope, receive, send, 413, sentence)


def allowed_origins(settings: Settings) -> list[str]:
    """For Chainlit's own CORS answers."""
    own = origin_of(settings.url)
    return [own] if own else []


def _is_from_here(scope: Scope, headers: Headers) -> bool:
    public = runtime.current().services.settings.public_url
    return is_from_own_page(scope.get("method", "GET"), headers, public)


def _limit(path: str) -> tuple[int, str]:
    if path == UPLOAD_PATH:
        largest = runtime.current().services.settings.max_file_size
        return upload_limit(largest), TOO_LARGE.format(limit=largest / 1024**2)
    return SMALL_BODY, BodyTooLarge().message


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", page_policy())
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Referrer-Policy", "same-origin")
            headers.setdefault("X-Frame-Options", "DENY")
            headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        await send(message)

    return sending


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": sentence})
        return
    body = json.dumps({"detail": sentence}).encode()
    length = str(len(body)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
