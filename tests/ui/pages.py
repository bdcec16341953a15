"""A page of the chat without a browser: it calls the socket's handlers and records what they send."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from chainlit.server import sio
from chainlit.session import WebsocketSession

from core.security import issue_token
from models import User

SECRET = "s" * 40
HOST = "testserver"


def handler(event: str) -> Any:
    return sio.handlers["/"][event]


async def eventually(check: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until `check` holds; nothing tells a test when a background task has got there."""
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


class ChatPage:
    opened: ClassVar[list[WebsocketSession]] = []

    def __init__(self, user: User) -> None:
        self.user = user
        self.sid = uuid4().hex
        self.session_id = str(uuid4())
        self.events: list[tuple[str, Any]] = []

    async def connect(
        self,
        *,
        session_id: str | None = None,
        thread_id: str | None = None,
        origin: str | None = f"http://{HOST}",
        token: str | None = None,
    ) -> None:
        """Raises ConnectionRefusedError, whose words the browser gets."""
        token = token or issue_token(SECRET, email=self.user.email, token_version=self.user.token_version)
        environ = {"HTTP_HOST": HOST, "HTTP_COOKIE": f"access_token={token}"}
        if origin:
            environ["HTTP_ORIGIN"] = origin
        auth = {
            "sessionId": session_id or self.session_id,
            "threadId": thread_id or "",
            "clientType": "webapp",
        }
        await handler("connect")(self.sid, environ, auth)
        self.session.emit = self._record
        self.opened.append(self.session)

    @property
    def session(self) -> WebsocketSession:
        return WebsocketSession.require(self.sid)

    @property
    def thread_id(self) -> str:
        return str(self.session.thread_id)

    async def resume(self) -> dict[str, Any]:
        """Open the conversation that `connect` named; what the page is told of it."""
        await handler("connection_successful")(self.sid)
        return next(data for event, data in self.events if event == "resume_thread")

    async def send(self, text: str, *, files: list[str] | None = None, **forged: Any) -> None:
        """Send a message and wait for its turn to end. `forged` is what a browser could write besides."""
        message = {"id": str(uuid4()), "type": "user_message", "output": text, "name": "user"} | forged
        references = [{"id": file_id} for file_id in files or ()]
        await handler("client_message")(self.sid, {"message": message, "fileReferences": references})
        await self.settle()

    async def settle(self) -> None:
        session = WebsocketSession.get(self.sid)
        if session is not None and session.current_task is not None:
            await asyncio.wait([session.current_task])
        await asyncio.sleep(0.05)  # Chainlit does some of its work in tasks that nobody can wait for

    def keep_file(self, name: str, data: bytes) -> str:
        """A file as the upload route keeps it."""
        file_id = str(uuid4())
        folder: Path = self.session.files_dir
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_id).write_bytes(data)
        self.session.files[file_id] = {
            "id": file_id, "path": folder / file_id, "name": name,
            "type": "application/octet-stream", "size": len(data),
        }  # fmt: skip
        return file_id

    def said(self) -> list[str]:
        """The assistant's messages, in their last state."""
        last: dict[str, str] = {}
        for event, data in self.events:
            if event in ("new_message", "update_message") and data["type"] == "assistant_message":
                last[data["id"]] = data["output"]
        return list(last.values())

    def steps(self) -> list[dict[str, Any]]:
        """The tools' steps, in their last state."""
        last: dict[str, dict[str, Any]] = {}
        for event, data in self.events:
            if event in ("new_message", "update_message") and data["type"] == "tool":
                last[data["id"]] = data
        return list(last.values())

    def elements(self) -> list[dict[str, Any]]:
        """The cards, in their last state."""
        last: dict[str, dict[str, Any]] = {}
        for event, data in self.events:
            if event == "element" and data["type"] == "custom":
                last[data["id"]] = data
        return list(last.values())

    async def _record(self, event: str, data: Any) -> None:
        self.events.append((event, data))
