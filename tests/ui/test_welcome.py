"""The first page: who is told what."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from models import User
from orchestrator.providers import ConnectionNote
from services.access import Role
from ui.welcome import connection_line

MakeUser = Callable[..., Awaitable[User]]
SignedIn = Callable[[User], httpx.AsyncClient]


async def page_settings(signed_in: SignedIn, user: User) -> Any:
    async with signed_in(user) as browser:
        return (await browser.get("/project/settings")).json()


@pytest.mark.parametrize("role", list(Role))
async def test_everybody_is_told_who_reads_along_and_what_leaves(
    signed_in: SignedIn, make_user: MakeUser, role: Role
) -> None:
    settings = await page_settings(signed_in, await make_user(role=role))
    (profile,) = settings["chatProfiles"]
    welcome = profile["markdown_description"]
    assert welcome.startswith("# Expert Sourcing")
    assert "Admins can review conversations; each reading is recorded." in welcome
    assert "No language model is connected; nothing leaves this server." in welcome
    assert "(/account)" in welcome
    assert ("(/admin)" in welcome) == (role is Role.ADMIN)
    links = [link["url"] for link in settings["ui"]["header_links"]]
    assert "/account" in links


async def test_candidates_are_not_offered_a_search(signed_in: SignedIn, make_user: MakeUser) -> None:
    candidate = (await page_settings(signed_in, await make_user(role="candidate")))["chatProfiles"][0]
    recruiter = (await page_settings(signed_in, await make_user(role="recruiter")))["chatProfiles"][0]
    offered = {starter["message"] for starter in candidate["starters"]}
    assert offered
    assert not any("who " in message.lower() and "can see" not in message for message in offered)
    assert any("Berlin" in starter["message"] for starter in recruiter["starters"])


def test_a_connected_model_is_named_with_its_host_and_what_goes_there() -> None:
    note = ConnectionNote(
        connected=True, model="m-1", host="models.example", leaves="questions and shown quotes"
    )
    line = connection_line(note, Role.RECRUITER)
    assert "m-1 at models.example" in line
    assert "questions and shown quotes" in line


def test_the_page_names_the_host_that_pictures_of_scans_go_to() -> None:
    note = ConnectionNote(False, None, None, "nothing", scans_host="ocr.example")
    for role in Role:
        line = connection_line(note, role)
        assert "Pictures of scanned pages go to ocr.example" in line
        assert "nothing leaves this server" not in line


async def test_what_would_be_dangerous_is_switched_off(signed_in: SignedIn, make_user: MakeUser) -> None:
    features = (await page_settings(signed_in, await make_user()))["features"]
    assert features["edit_message"] is False
    assert features["unsafe_allow_html"] is False
    assert features["allow_thread_sharing"] is False
    assert features["mcp"]["enabled"] is False
    assert features["spontaneous_file_upload"]["max_size_mb"] == 10


async def test_the_theme_follows_the_readers_system(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/auth/config")).json()["default_theme"] == "system"


@pytest.mark.parametrize(
    "path",
    [
        "/logo?theme=light",
        "/logo?theme=dark",
        "/favicon",
        "/public/style.css",
        "/public/elements/ResultList.jsx",
    ],
)
async def test_our_own_looks_are_served(visitor: httpx.AsyncClient, path: str) -> None:
    answer = await visitor.get(path)
    assert answer.status_code == 200
    assert "chainlit" not in answer.text.lower()
