"""CVs over the API: who may see, hand in, and remove them."""

import hashlib

import pytest
import sqlalchemy as sa

from models import AuditEvent, CVFile, CVUpload, User

TEXT = b"Ana Example\nSoftware Engineer\n\nSkills\nPython, Kubernetes\n"


def upload(client, headers, data=TEXT, name="cv.txt", kind="text/plain"):
    return client.post("/api/v1/cv/upload", headers=headers, files={"file": (name, data, kind)})


async def test_handing_in_a_cv_answers_where_it_stands(client, make_user, as_user):
    answer = await upload(client, as_user(await make_user(role="candidate")))
    assert answer.status_code == 202
    taken = answer.json()
    assert taken["sha256"] == hashlib.sha256(TEXT).hexdigest()
    assert (taken["processing_status"], taken["duplicate"]) == ("pending", False)


async def test_the_same_bytes_again_are_the_same_cv(client, session, make_user, as_user):
    first = await upload(client, as_user(await make_user(role="candidate")))
    second = await upload(client, as_user(await make_user(role="candidate")), name="other.txt")
    assert second.json() == first.json() | {"duplicate": True}
    assert await session.scalar(sa.select(sa.func.count(CVUpload.id))) == 2


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (b"", "cv.pdf", 422, "file_empty"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 200, "cv.pdf", 415, "file_type_not_accepted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cv.doc", 415, "file_type_not_accepted"),
    ],
)
async def test_at_the_door_a_file_is_refused_with_a_code_and_an_event(
    client, session, make_user, as_user, data, name, status, code
):
    answer = await upload(client, as_user(await make_user()), data, name, "application/pdf")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await session.scalar(sa.select(sa.func.count(CVFile.id))) == 0
    event = (await session.scalars(sa.select(AuditEvent))).one()
    assert (event.action, event.details) == ("cv.refused", {"code": code})


@pytest.mark.parametrize("excess", [1, 5_000_000])
async def test_a_file_over_the_limit_is_refused(client, services, session, make_user, as_user, excess):
    data = b"a" * (services.settings.max_file_size + excess)
    answer = await upload(client, as_user(await make_user()), data)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert "10 MB" in answer.json()["detail"]
    assert await session.scalar(sa.select(sa.func.count(CVFile.id))) == 0


async def test_a_body_without_an_end_is_not_swallowed(client, make_user, as_user):
    sent = 0

    async def endless():
        nonlocal sent
        yield b'--edge\r\nContent-Disposition: form-data; name="file"; filename="cv.txt"\r\n\r\n'
        while True:
            sent += 1_000_000
            yield b"a" * 1_000_000

    headers = as_user(await make_user()) | {"Content-Type": "multipart/form-data; boundary=edge"}
    answer = await client.post("/api/v1/cv/upload", headers=headers, content=endless())
    assert answer.status_code == 413
    assert sent < 100_000_000


async def test_a_stranger_sends_no_file(client):
    sent = 0

    async def body():
        nonlocal sent
        for _ in range(100):
            sent += 100_000
            yield b"a" * 100_000

    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    answer = await client.post("/api/v1/cv/upload", content=body(), headers=headers)
    assert answer.status_code == 401
    assert sent <= 100_000


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"file": "just words"}},
        {"files": {"other": ("cv.txt", TEXT)}},
        {"content": b"no form", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}},
        {"content": b"no form", "headers": {"Content-Type": "multipart/form-data"}},
        {"json": {"file": "cv"}},
        {"files": [("file", ("a.txt", TEXT)), ("file", ("b.txt", TEXT))]},
    ],
)
async def test_anything_but_one_file_is_a_problem(client, make_user, as_user, sent):
    headers = as_user(await make_user()) | sent.pop("headers", {})
    answer = await client.post("/api/v1/cv/upload", headers=headers, **sent)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("bad_request", "invalid_input")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "a" * 4000 + ".txt", "a\0b.txt", "Lebenslauf ä ñ 履歴.txt"]
)
async def test_any_file_name_is_taken_and_given_back_harmless(client, make_user, as_user, name):
    headers = as_user(await make_user(role="candidate"))
    taken = (await upload(client, headers, name=name)).json()
    cv = (await client.get(f"/api/v1/cv/{taken['id']}", headers=headers)).json()
    assert "/" not in cv["filename"]
    assert len(cv["filename"]) < 256
    file = await client.get(f"/api/v1/cv/{taken['id']}/file", headers=headers)
    assert file.content == TEXT
    assert "\n" not in file.headers["content-disposition"]


async def test_the_original_leaves_as_a_download_that_no_browser_renders(client, make_user, make_cv, as_user):
    cv = await make_cv(filename="Žofie CV.pdf")
    answer = await client.get(f"/api/v1/cv/{cv.id}/file", headers=as_user(await make_user()))
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%C5%BDofie%20CV.pdf" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_a_profile_points_into_the_text(client, make_user, make_cv, as_user):
    cv = await make_cv(full_name="Ana Exämple", skills=["Kubernetes"], languages=["German"])
    headers = as_user(await make_user())
    profile = (await client.get(f"/api/v1/cv/{cv.id}/profile", headers=headers)).json()
    text = (await client.get(f"/api/v1/cv/{cv.id}/text", headers=headers)).json()
    place = profile["personal_info"]["evidence"]["full_name"]
    assert text["text"][place["start"] : place["end"]] == "Ana Exämple" == place["quote"]
    assert text["pages"][0] == {"page": 1, "start": 0, "end": len(text["text"])}
    assert profile["skills"][0]["name"] == "Kubernetes"
    assert profile["languages"][0]["language_code"] == "de"
    assert (profile["cv_id"], profile["person_id"]) == (cv.id, cv.person_id)


@pytest.mark.parametrize("part", ["profile", "text"])
@pytest.mark.parametrize(("status", "http"), [("pending", 409), ("broken", 404)])
async def test_what_was_not_read_is_said_to_be_so(client, make_user, make_cv, as_user, part, status, http):
    cv = await make_cv(status=status)
    answer = await client.get(f"/api/v1/cv/{cv.id}/{part}", headers=as_user(await make_user()))
    assert answer.status_code == http
    assert "read" in answer.json()["detail"]


EVERY_WAY = [("GET", ""), ("GET", "/profile"), ("GET", "/text"), ("GET", "/file"), ("DELETE", "")]


@pytest.mark.parametrize(("method", "part"), EVERY_WAY)
async def test_another_candidates_cv_is_not_there(client, make_user, make_cv, as_user, method, part):
    cv = await make_cv(uploaded_by=await make_user(role="candidate"))
    other = as_user(await make_user(role="candidate"))
    answer = await client.request(method, f"/api/v1/cv/{cv.id}{part}", headers=other)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    nothing = await client.request(method, f"/api/v1/cv/999999{part}", headers=other)
    assert nothing.json() == answer.json()


@pytest.mark.parametrize(("method", "part"), [*EVERY_WAY, ("POST", "/retry")])
async def test_nobody_sees_a_cv_without_signing_in(client, make_cv, method, part):
    cv = await make_cv()
    assert (await client.request(method, f"/api/v1/cv/{cv.id}{part}")).status_code == 401


@pytest.mark.parametrize("cv_id", ["0", "-1", "x", "9223372036854775808", "1.5"])
async def test_a_number_that_is_none_is_invalid(client, make_user, as_user, cv_id):
    answer = await client.get(f"/api/v1/cv/{cv_id}", headers=as_user(await make_user()))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_the_list_holds_what_the_caller_may_see(client, make_user, make_cv, as_user):
    candidate = await make_user(role="candidate")
    own = await make_cv(uploaded_by=candidate)
    await make_cv()
    mine = (await client.get("/api/v1/cv", headers=as_user(candidate))).json()
    assert ([cv["id"] for cv in mine["items"]], mine["total"]) == ([own.id], 1)
    all_of_them = (await client.get("/api/v1/cv", headers=as_user(await make_user()))).json()
    assert all_of_them["total"] == 2


async def test_the_list_is_asked_exactly(client, make_user, make_cv, as_user):
    ana = await make_cv(full_name="Ana Example", location="München, Germany", skills=["k8s"], languages=["Deutsch"],
                        employment=[{"company_name": "Example Trains GmbH"}])  # fmt: skip
    await make_cv(full_name="Bo Sample", location="Oslo", skills=["Java"], status="needs_review")
    headers = as_user(await make_user())
    for wish, words in [("skill", "Kubernetes"), ("location", "Munich"), ("language", "german"),
                        ("name", "example ana"), ("employer", "trains"), ("status", "processed")]:  # fmt: skip
        found = (await client.get("/api/v1/cv", params={wish: words}, headers=headers)).json()
        assert [cv["id"] for cv in found["items"]] == [ana.id], wish
    both = await client.get("/api/v1/cv", params={"skill": "java", "name": "Ana"}, headers=headers)
    assert both.json()["total"] == 0


async def test_a_wish_is_words_not_a_pattern(client, make_user, make_cv, as_user):
    await make_cv(full_name="Ana Example")
    headers = as_user(await make_user())
    for words in ("%", "_na", "' OR 1=1 --"):
        assert (await client.get("/api/v1/cv", params={"name": words}, headers=headers)).json()["total"] == 0


async def test_lists_come_in_pages(client, make_user, make_cv, as_user):
    made = [(await make_cv()).id for _ in range(3)]
    headers = as_user(await make_user())
    page = (await client.get("/api/v1/cv?limit=2&offset=1", headers=headers)).json()
    assert ([cv["id"] for cv in page["items"]], page["total"]) == ([made[1], made[0]], 3)
    assert (page["limit"], page["offset"]) == (2, 1)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "offset=-1", "limit=x", "skill=%00", "status=nonsense"]
)
async def test_a_list_asked_wrongly_is_a_problem(client, make_user, as_user, query):
    answer = await client.get(f"/api/v1/cv?{query}", headers=as_user(await make_user()))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_an_uploader_withdraws_and_the_cv_is_gone(client, make_user, make_cv, as_user):
    candidate = await make_user(role="candidate")
    cv = await make_cv(uploaded_by=candidate)
    assert (await client.delete(f"/api/v1/cv/{cv.id}", headers=as_user(candidate))).status_code == 204
    assert (await client.get(f"/api/v1/cv/{cv.id}", headers=as_user(await make_user()))).status_code == 404


async def test_a_recruiter_cannot_remove_what_others_handed_in(client, make_user, make_cv, as_user):
    cv = await make_cv(uploaded_by=await make_user(role="candidate"))
    recruiter = as_user(await make_user())
    answer = await client.delete(f"/api/v1/cv/{cv.id}", headers=recruiter)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert (await client.get(f"/api/v1/cv/{cv.id}", headers=recruiter)).status_code == 200


async def test_an_admin_erases_any_cv(client, make_user, make_cv, as_user):
    cv = await make_cv(uploaded_by=await make_user(role="candidate"))
    admin = as_user(await make_user(role="admin"))
    assert (await client.delete(f"/api/v1/cv/{cv.id}", headers=admin)).status_code == 204
    assert (await client.delete(f"/api/v1/cv/{cv.id}", headers=admin)).status_code == 404


async def test_an_admin_has_a_cv_read_again(client, make_user, make_cv, as_user):
    cv = await make_cv(status="broken")
    answer = await client.post(f"/api/v1/cv/{cv.id}/retry", headers=as_user(await make_user(role="admin")))
    assert (answer.status_code, answer.json()["processing_status"]) == (202, "pending")


@pytest.mark.parametrize("role", ["candidate", "recruiter"])
async def test_only_an_admin_does(client, make_user, make_cv, as_user, role):
    user: User = await make_user(role=role)
    cv = await make_cv(uploaded_by=user)
    answer = await client.post(f"/api/v1/cv/{cv.id}/retry", headers=as_user(user))
    assert answer.status_code == 403
