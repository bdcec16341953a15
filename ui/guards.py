"""What stands before Chainlit's HTTP routes: where a request comes from, how large it is, what answers carry."""

import json
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.settings import Settings
from ui import runtime
from ui.identity import client_address
from ui.page import page_policy

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
SOCKET_PATH = "/ws/socket.io"
UPLOAD_PATH = "/project/file"
LARGEST_BODY = 2 * 1024 * 1024  # of anything but a file
MULTIPART_OVERHEAD = 64 * 1024
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
        if guarded and not from_here(headers):
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
        stated = headers.get("content-length", "")
        if stated.isdecimal() and int(stated) > limit:
            await _refuse(scope, receive, send, 413, sentence)
            return
        body = _MeasuredBody(receive, limit)
        try:
            await self.app(scope, body.receive, body.unless_exceeded(send))
        except Exception:  # reading a body that was cut fails in many ways
            if not body.exceeded:
                raise
        if body.exceeded:
            await _refuse(scope, receive, send, 413, sentence)


class _MeasuredBody:
    """Counts a body whose length was not stated and cuts it at the limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self.exceeded = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.exceeded = True
                return {"type": "http.disconnect"}
        return message

    def unless_exceeded(self, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if not self.exceeded:
                await send(message)

        return guarded


def from_here(headers: Headers) -> bool:
    """Whether a request is of our own page (or of no page at all, as a program's is)."""
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return False
    origin = headers.get("origin")
    return origin is None or origin_is_ours(origin, headers.get("host", ""))


def origin_is_ours(origin: str, host: str) -> bool:
    """Whether `origin` is the address that users open: the public one, or the one that was asked."""
    public = runtime.current().services.settings.public_url
    if public is not None and origin == _origin_of(public):
        return True
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc == host


def allowed_origins(settings: Settings) -> list[str]:
    """For Chainlit's own CORS answers."""
    return [_origin_of(settings.url)]


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _limit(path: str) -> tuple[int, str]:
    if path == UPLOAD_PATH:
        largest = runtime.current().services.settings.max_file_size
        return largest + MULTIPART_OVERHEAD, TOO_LARGE.format(limit=largest / 1024**2)
    return LARGEST_BODY, "This request is too large."


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
