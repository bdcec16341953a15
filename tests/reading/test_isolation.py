"""What parses files reaches no network."""

import socket
from collections.abc import Iterator

import pytest

from services.reading.sandbox import isolation
from services.reading.sandbox.child import run_in_child

allowed = pytest.mark.skipif(not isolation.can_cut_off(), reason="this kernel gives no network namespaces")


@pytest.fixture
def listener() -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


@allowed
async def test_a_child_reaches_no_server(listener: tuple[str, int]) -> None:
    attempt = f"__import__('socket').socket().connect_ex({listener!r})"  # 0, or the system's error number
    assert eval(attempt) == 0  # noqa: S307 - our own words
    assert await run_in_child(eval, attempt) != 0


@allowed
async def test_a_child_has_a_network_of_its_own() -> None:
    assert await run_in_child(isolation.network_name) != isolation.network_name()
    assert [name for _, name in await run_in_child(socket.if_nameindex)] == ["lo"]
