"""Handing in a ZIP: each file in it is answered for by itself."""

import io
import zipfile

import sqlalchemy as sa

from models import AuditEvent, CVFile

TEXT = b"Ada Example\nada@example.org\n\nExperience\nEngineer, Example Ltd, 2019 - 2021\n"


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def upload(client, headers, data: bytes):
    return client.post(
        "/api/v1/cv/upload", headers=headers, files={"file": ("cvs.zip", data, "application/zip")}
    )


async def test_each_file_gets_its_own_answer(client, make_user, as_user, session):
    headers = as_user(await make_user(role="recruiter"))
    inner = packed({"x.txt": TEXT})
    data = packed(
        {"ada.txt": TEXT, "again.txt": TEXT, "run.exe": b"MZ\x90\0" * 9, "inner.zip": inner, "e.txt": b""}
    )
    answer = await upload(client, headers, data)
    assert answer.status_code == 202
    body = answer.json()
    assert (body["archive"], body["total"], body["accepted"], body["refused"]) == ("cvs.zip", 5, 2, 3)
    (cv,) = (await session.scalars(sa.select(CVFile))).all()
    assert body["items"][0] == {
        "id": cv.id, "processing_status": "pending", "sha256": cv.sha256, "duplicate": False, "filename": "ada.txt",
    }  # fmt: skip
    assert body["items"][1]["duplicate"]
    refused = {item["filename"]: item["code"] for item in body["items"] if "code" in item}
    assert refused == {
        "run.exe": "file_type_not_accepted", "inner.zip": "file_type_not_accepted", "e.txt": "file_empty",
    }  # fmt: skip
    assert all(item["detail"].endswith(".") for item in body["items"] if "code" in item)
    events = (await session.scalars(sa.select(AuditEvent.action))).all()
    assert events.count("cv.refused") == 3


async def test_a_bomb_is_one_refusal_and_leaves_nothing(client, make_user, as_user, session):
    headers = as_user(await make_user(role="recruiter"))
    answer = await upload(client, headers, packed({"cv.txt": bytes(64 * 1024 * 1024)}))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert await session.scalar(sa.select(sa.func.count()).select_from(CVFile)) == 0
