"""Errors are problem details, whatever went wrong."""

import dataclasses
import json
import logging

import pytest

from services import lookup


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/v1/nothing", "/api/v1/cv/1/nothing", "/health/nothing"]
)
async def test_an_unknown_address_is_a_problem(client, path):
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
    assert {"type", "title", "status", "detail", "code"} <= set(answer.json())


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/api/v1/search"), ("GET", "/api/v1/auth/token"), ("POST", "/health/live")]
)
async def test_a_wrong_method_is_a_problem(client, method, path):
    answer = await client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


async def test_an_unforeseen_error_shows_a_reference_and_nothing_else(
    client, make_user, as_user, monkeypatch, caplog
):
    async def broken(*_, **__):
        raise RuntimeError("the secret is 4711")

    monkeypatch.setattr(lookup, "look_up_cvs", broken)
    with caplog.at_level(logging.ERROR):
        answer = await client.get("/api/v1/cv", headers=as_user(await make_user()))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "4711" not in answer.text
    assert answer.json()["reference"] in answer.json()["detail"]
    assert answer.json()["reference"] in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '"text"',
        '{"email": 7, "password": "x"}',
        '{"email": "\\ud800", "password": "x"}',
        "null",
        "",
    ],
)
async def test_an_unreadable_body_is_invalid_input(client, body):
    headers = {"Content-Type": "application/json"}
    answer = await client.post("/api/v1/auth/token", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert answer.json()["errors"]


async def test_a_wrong_input_is_named_but_not_repeated(client):
    answer = await client.post("/api/v1/auth/token", json={"password": ["hunter2"], "email": "a@example.com"})
    assert answer.json()["errors"][0]["field"] == "password"
    assert "hunter2" not in answer.text


async def test_a_body_of_megabytes_is_not_read(client):
    async def body():
        for _ in range(200):
            yield b" " * 65_536

    answer = await client.post(
        "/api/v1/auth/token", content=body(), headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


async def test_a_lost_database_is_told_as_such(client, app, make_user, as_user):
    headers = as_user(await make_user())
    services = app.state.services
    gone = type(services.database)("postgresql+asyncpg://postgres@/none?host=/nowhere/at/all")
    app.state.services = type(services)(services.settings, gone, services.embedder, services.progress)
    answer = await client.get("/api/v1/cv", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json().items() >= {"status": "unavailable", "database": False, "migrated": False}.items()
    assert (await client.get("/health/live")).status_code == 200


async def test_a_ready_server_says_so(client):
    for path in ("/health/ready", "/api/v1/health"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("changed", "scans", "host"),
    [
        ({}, "rapidocr", None),
        ({"text_extraction_provider": "tesseract"}, "tesseract", None),
        ({"text_extraction_provider": "mistral", "mistral_api_key": "k"}, "mistral", "api.mistral.ai"),
        (
            {"text_extraction_provider": "openai", "openai_base_url": "http://127.0.0.1:11434/v1"},
            "openai",
            None,
        ),
    ],
)
async def test_health_says_what_reads_scans_and_where_they_go(client, app, changed, scans, host):
    services = app.state.services
    settings = services.settings.model_copy(update=changed)
    app.state.services = dataclasses.replace(services, settings=settings)
    answer = (await client.get("/api/v1/health")).json()
    assert (answer["scans"], answer["scans_host"]) == (scans, host)


async def test_a_missing_migration_is_not_ready(client, session):
    import sqlalchemy as sa

    await session.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    await session.commit()
    answer = await client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json().items() >= {"status": "unavailable", "database": True, "migrated": False}.items()


async def test_the_reference_lists_every_route_and_asks_no_other_host(client):
    described = (await client.get("/api/openapi.json")).json()
    assert "/api/v1/cv/{cv_id}/profile" in described["paths"]
    assert not [path for path in described["paths"] if path.startswith(("/admin", "/account"))]
    upload = described["paths"]["/api/v1/cv/upload"]["post"]
    assert "multipart/form-data" in json.dumps(upload)
    page = await client.get("/api/docs")
    assert page.status_code == 200
    for path in described["paths"]:
        assert path in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text
