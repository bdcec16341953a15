"""What only a real server and a plain client show."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from urllib import error, request

import pytest
import uvicorn


@pytest.fixture
async def address(app) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:  # noqa: ASYNC110 - uvicorn tells in no other way
        await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task


def post(url, data, headers):
    """A client that writes everything before it reads anything, as the simplest ones do."""
    try:
        with request.urlopen(request.Request(url, data, headers), timeout=60) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


@pytest.mark.parametrize("megabytes", [11, 40])
async def test_a_plain_client_reads_why_its_file_was_refused(address, make_user, as_user, megabytes):
    body = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="cv.txt"\r\n\r\n'
        + b"a" * (megabytes * 1024 * 1024)
        + b"\r\n--edge--\r\n"
    )
    headers = as_user(await make_user()) | {"Content-Type": "multipart/form-data; boundary=edge"}
    status, problem = await asyncio.to_thread(post, f"{address}/api/v1/cv/upload", body, headers)
    assert (status, problem["code"]) == (413, "file_too_large")


async def test_a_plain_client_signs_in(address, make_user):
    user = await make_user()
    body = json.dumps({"email": user.email, "password": "correct horse"}).encode()
    status, answer = await asyncio.to_thread(
        post, f"{address}/api/v1/auth/token", body, {"Content-Type": "application/json"}
    )
    assert (status, answer["token_type"]) == (200, "bearer")
