"""Page pictures and marks: who may see them, and that a mark lies over the words it stands for."""

import io

import numpy as np
from PIL import Image

from services.access import load_caller
from services.extraction.builtin import BuiltinReader
from services.ingestion import ingest_cv
from services.intake import register_cv
from services.runtime import Services
from tests.reading.drawing import Page

CV = [
    "Ada Example", "ada@example.org", "", "Experience", "Platform Engineer, Nordlicht Example GmbH, Berlin",
    "03/2019 - 06/2021", "", "Skills", "Python, Kubernetes, PostgreSQL",
]  # fmt: skip


def a_cv() -> bytes:
    page = Page()
    for number, line in enumerate(CV):
        page.put(
            60, 60 + 22 * number, line, size=18 if number == 0 else 11, bold=line in ("Experience", "Skills")
        )
    return page.pdf()


async def read(services: Services, session, owner, data: bytes, name: str) -> int:
    caller = await load_caller(session, owner.id)
    answer = await register_cv(session, caller, data=data, filename=name, settings=services.settings)
    await session.commit()
    await ingest_cv(services, BuiltinReader(), answer.id)
    return answer.id


async def test_a_page_is_drawn_as_wide_as_asked_and_kept_by_no_browser(
    services, session, client, make_user, as_user
) -> None:
    owner = await make_user(role="candidate")
    cv_id = await read(services, session, owner, a_cv(), "ada.pdf")
    url, headers = f"/api/v1/cv/{cv_id}/pages/1.png", as_user(owner)
    first = await client.get(url, headers=headers)
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    assert first.headers["cache-control"] == "private, no-store"
    assert first.headers["x-content-type-options"] == "nosniff"
    assert Image.open(io.BytesIO(first.content)).width == 1100
    assert "etag" not in first.headers
    small = await client.get(f"{url}?width=240", headers=headers)
    assert Image.open(io.BytesIO(small.content)).width == 240


async def test_nobody_sees_a_page_of_a_cv_that_is_not_theirs_to_see(
    services, session, client, make_user, as_user
) -> None:
    owner, other = await make_user(role="candidate"), await make_user(role="candidate")
    cv_id = await read(services, session, owner, a_cv(), "ada.pdf")
    for path in ("pages/1.png", "marks", "marks/search?words=Ada", "lines"):
        assert (await client.get(f"/api/v1/cv/{cv_id}/{path}", headers=as_user(other))).status_code == 404
        recruiter = as_user(await make_user(role="recruiter"))
        assert (await client.get(f"/api/v1/cv/{cv_id}/{path}", headers=recruiter)).status_code == 200
        assert (await client.get(f"/api/v1/cv/{cv_id}/{path}")).status_code == 401


async def test_marks_lie_over_the_words_they_stand_for(services, session, client, make_user, as_user) -> None:
    owner = await make_user(role="candidate")
    cv_id = await read(services, session, owner, a_cv(), "ada.pdf")
    headers = as_user(owner)
    answer = (await client.get(f"/api/v1/cv/{cv_id}/marks", headers=headers)).json()
    assert answer["pages"] == [
        {"page": 1, "width": 595.0, "height": 842.0, "picture": f"/api/v1/cv/{cv_id}/pages/1.png"}
    ]
    drawn = (await client.get(f"/api/v1/cv/{cv_id}/pages/1.png", headers=headers)).content
    ink = 255 - np.asarray(Image.open(io.BytesIO(drawn)).convert("L"), dtype=int)
    marks = {mark["field"]: mark for mark in answer["marks"]}
    for field in ("personal_info/full_name", "personal_info/email"):
        [rect] = marks[field]["rects"]
        inside, around = covered(ink, rect), covered(ink, {**rect, "left": 0, "width": 1})
        assert inside > 0
        assert inside >= 0.98 * around  # the line holds nothing but the value


async def test_words_are_found_across_a_line_break_and_unknown_ones_are_not(
    services, session, client, make_user, as_user
) -> None:
    owner = await make_user(role="candidate")
    cv_id = await read(services, session, owner, a_cv(), "ada.pdf")
    url = f"/api/v1/cv/{cv_id}/marks/search"
    words = {"words": "GmbH, Berlin 03/2019", "page": 1}
    found = (await client.get(url, params=words, headers=as_user(owner))).json()
    assert [rect["page"] for rect in found["rects"]] == [1, 1]
    missing = await client.get(url, params={"words": "Haskell"}, headers=as_user(owner))
    assert missing.status_code == 404


async def test_a_text_file_has_lines_and_no_picture(services, session, client, make_user, as_user) -> None:
    owner = await make_user(role="candidate")
    cv_id = await read(services, session, owner, "\n".join(CV).encode(), "ada.txt")
    headers = as_user(owner)
    assert (await client.get(f"/api/v1/cv/{cv_id}/pages/1.png", headers=headers)).status_code == 404
    marks = (await client.get(f"/api/v1/cv/{cv_id}/marks", headers=headers)).json()
    assert marks["pages"][0]["picture"] is None
    lines = (await client.get(f"/api/v1/cv/{cv_id}/lines", headers=headers)).json()["lines"]
    name = next(mark for mark in marks["marks"] if mark["field"] == "personal_info/full_name")
    [line] = [line for line in lines if line["start"] <= name["start"] < line["end"]]
    assert line["text"] == "Ada Example"


def covered(ink: np.ndarray, rect: dict) -> int:
    """How much ink lies in the rectangle."""
    high, wide = ink.shape
    top, bottom = round(rect["top"] * high), round((rect["top"] + rect["height"]) * high)
    left, right = round(rect["left"] * wide), round((rect["left"] + rect["width"]) * wide)
    return int(ink[top:bottom, left:right].sum())
