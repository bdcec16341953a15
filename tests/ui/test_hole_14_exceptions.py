"""An exception showed the user nothing, but its text reached the browser: now it is an apology with a reference."""

import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from models import User
from orchestrator.turn import Orchestrator
from services.runtime import Services
from tests.ui.pages import ChatPage
from ui import runtime

SECRET_TEXT = "password=hunter2 at /srv/internal.py"


class Breaking(Orchestrator):
    """An orchestrator with a fault that nobody foresaw."""

    async def run_turn(self, **_: Any) -> AsyncIterator[Any]:  # type: ignore[override]
        raise ValueError(SECRET_TEXT)
        yield


async def test_the_user_gets_an_apology_with_a_reference_and_the_log_the_trace(
    open_page: Callable[..., Awaitable[ChatPage]],
    make_user: Callable[..., Awaitable[User]],
    running: Services,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = await open_page(await make_user())
    runtime.begin(running, Breaking(running))
    with caplog.at_level(logging.ERROR):
        await page.send("Who knows COBOL?")
    reference = re.search(r"The reference is (\w{8})\.", page.said()[-1])
    assert reference is not None
    assert f"[{reference[1]}]" in caplog.text
    assert SECRET_TEXT in caplog.text
    assert "hunter2" not in json.dumps(page.events, default=str)


async def test_a_failing_action_is_told_without_its_inside(
    open_page: Callable[..., Awaitable[ChatPage]],
    make_user: Callable[..., Awaitable[User]],
    signed_in: Callable[[User], Any],
) -> None:
    user = await make_user()
    page = await open_page(user)
    async with signed_in(user) as browser:
        answers = [
            await browser.post(
                "/project/action",
                json={"sessionId": page.session_id, "action": {"name": "withdraw_cv", "payload": payload}},
            )
            for payload in ({"cvId": 999_999}, {"cvId": "1; DROP TABLE users"}, {})
        ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.json()["response"]["ok"] is False
        assert "under this number" in answer.json()["response"]["sentence"]
