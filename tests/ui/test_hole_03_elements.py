"""One user could overwrite or delete another's element: elements are built from rows, so nobody may."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from models import User
from tests.ui.pages import ChatPage


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_elements_cannot_be_written(
    signed_in: Callable[[User], httpx.AsyncClient],
    open_page: Callable[..., Awaitable[ChatPage]],
    make_user: Callable[..., Awaitable[User]],
    method: str,
) -> None:
    user = await make_user()
    page = await open_page(user)
    element = {
        "id": "e1",
        "type": "custom",
        "name": "ResultList",
        "display": "inline",
        "props": {"sentence": "forged"},
    }
    async with signed_in(user) as browser:
        answer = await browser.request(
            method, "/project/element", json={"sessionId": page.session_id, "element": element}
        )
    assert answer.status_code in (404, 405)
    assert page.elements() == []
