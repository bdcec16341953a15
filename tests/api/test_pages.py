"""The admin's pages and everybody's account page."""

import re
from uuid import uuid4

import pytest
import sqlalchemy as sa

from models import AuditEvent, CVFile, Feedback, LoginFailure, User
from services.conversations import open_conversation, record_answer, record_user_message

PAGES = ["/admin", "/admin/conversations", "/admin/cvs", "/admin/users", "/admin/record"]
HTML = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def admin(make_user):
    return await make_user(role="admin", email="admin@example.com")


@pytest.fixture
def browser(client, with_cookie, admin):
    """The admin's browser: `await browser("GET", "/admin")`."""

    async def send(method, path, **fields):
        return await client.request(
            method, path, headers=with_cookie(admin), data=fields or None, follow_redirects=False
        )

    return send


@pytest.fixture
async def conversation(session, make_user):
    user = await make_user(email="recruiter@example.com")
    conversation = await open_conversation(session, user.id, uuid4())
    await record_user_message(session, conversation, message_id=uuid4(), text="<b>Who</b> knows Kubernetes?")
    answer = await record_answer(session, conversation, message_id=uuid4(), text="The secret answer")
    session.add(Feedback(message_id=answer.id, value=0, comment="<script>alert(1)</script>"))
    await session.commit()
    return conversation


@pytest.mark.parametrize("path", PAGES)
async def test_pages_open_for_admins_and_keep_to_themselves(browser, path):
    page = await browser("GET", path)
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)


@pytest.mark.parametrize("path", [*PAGES, "/admin/samples/remove", "/account"])
async def test_whoever_is_not_signed_in_is_sent_to_do_so(client, path):
    page = await client.get(path)
    assert (page.status_code, page.headers["location"]) == (303, "/login")


@pytest.mark.parametrize("role", ["candidate", "recruiter"])
@pytest.mark.parametrize("path", PAGES)
async def test_others_get_a_plain_page_and_leave_an_event(
    client, session, make_user, with_cookie, role, path
):
    user = await make_user(role=role)
    page = await client.get(path, headers=with_cookie(user))
    assert page.status_code == 403
    assert "not allowed" in page.text
    event = (await session.scalars(sa.select(AuditEvent))).one()
    assert (event.actor_id, event.action, event.subject) == (user.id, "request.refused", f"GET {path}")


async def test_a_bearer_token_opens_the_pages_too(client, admin, as_user):
    assert (await client.get("/admin", headers=as_user(admin))).status_code == 200


async def test_an_unknown_page_is_a_page(browser):
    page = await browser("GET", "/admin/nothing")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")


async def test_a_slash_too_much_leads_to_the_page(browser):
    page = await browser("GET", "/admin/")
    assert (page.status_code, page.headers["location"]) == (303, "/admin")


async def test_the_first_page_shows_what_needs_attention(browser, make_cv, conversation):
    await make_cv(status="encrypted", filename="locked.pdf")
    await make_cv(status="needs_review", full_name="Unsure Person")
    await make_cv(full_name="Fine Person")
    page = (await browser("GET", "/admin")).text
    for shown in ("locked.pdf", "Unsure Person", "recruiter@example.com", "&lt;script&gt;alert(1)"):
        assert shown in page
    assert "Fine Person" not in page
    assert "The secret answer" not in page


async def test_with_nothing_to_do_it_says_so(browser):
    assert "Nothing waits for you" in (await browser("GET", "/admin")).text


async def test_a_transcript_opens_only_with_a_reason(browser, session, admin, conversation):
    address = f"/admin/conversations/{conversation.uuid}"
    asked = await browser("GET", address)
    assert "Why do you need to read it?" in asked.text
    assert "The secret answer" not in asked.text
    refused = await browser("POST", address, reason="  ")
    assert (refused.status_code, "The secret answer" in refused.text) == (422, False)
    assert await session.scalar(sa.select(sa.func.count(AuditEvent.id))) == 0
    page = await browser("POST", address, reason="complaint 12")
    assert "The secret answer" in page.text
    assert "&lt;b&gt;Who&lt;/b&gt;" in page.text
    event = (await session.scalars(sa.select(AuditEvent))).one()
    assert (event.actor_id, event.action, event.reason) == (admin.id, "conversation.read", "complaint 12")


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [
        ("**Ana <i>Example</i>** fits.", "<strong>Ana &lt;i&gt;Example&lt;/i&gt;</strong> fits."),
        (r"A \*star\* and **C\#**", "A *star* and <strong>C#</strong>"),
        ("2 ** 3 is **not closed", "2 ** 3 is **not closed"),
        ('**<img src=x onerror="a">**', "<strong>&lt;img src=x onerror=&#34;a&#34;&gt;</strong>"),
        (r"\<script>", "&lt;script&gt;"),
    ],
)
async def test_a_transcript_shows_the_assistants_bold_words_bold_and_nothing_else_as_markup(
    browser, session, conversation, spoken, shown
):
    await record_answer(session, conversation, message_id=uuid4(), text=spoken)
    await session.commit()
    page = await browser("POST", f"/admin/conversations/{conversation.uuid}", reason="complaint 12")
    assert f'<div class="said">{shown}</div>' in page.text


async def test_a_transcript_shows_a_users_own_asterisks(browser, session, conversation):
    await record_user_message(session, conversation, message_id=uuid4(), text="**very** <b>")
    await session.commit()
    page = await browser("POST", f"/admin/conversations/{conversation.uuid}", reason="complaint 12")
    assert '<div class="said">**very** &lt;b&gt;</div>' in page.text


async def test_conversations_are_filtered_and_empty_fields_filter_nothing(browser, conversation):
    nothing = "/admin/conversations?text=&user=&feedback=&since=&until="
    assert str(conversation.uuid) in (await browser("GET", nothing)).text
    assert (
        str(conversation.uuid) in (await browser("GET", "/admin/conversations?feedback=down&text=who")).text
    )
    empty = (await browser("GET", "/admin/conversations?feedback=up")).text
    assert "No conversation fits" in empty


async def test_the_last_day_there_is_can_be_filtered_by(browser, conversation):
    page = await browser("GET", "/admin/conversations?since=0001-01-01&until=9999-12-31")
    assert page.status_code == 200
    assert str(conversation.uuid) in page.text


@pytest.mark.parametrize("query", ["text=%00", "page=0", "page=x"])
async def test_a_page_asked_wrongly_is_a_page(browser, query):
    page = await browser("GET", f"/admin/conversations?{query}")
    assert (page.status_code, page.headers["content-type"]) == (422, "text/html; charset=utf-8")


async def test_a_cv_is_shown_with_its_state_and_read_again(browser, session, make_cv, make_user):
    candidate = await make_user(role="candidate", email="candidate@example.com")
    cv = await make_cv(
        full_name="Ana Example", skills=["Kubernetes"], uploaded_by=candidate, status="needs_review"
    )
    listed = await browser("GET", "/admin/cvs?status=needs_review&name=ana")
    assert "Ana Example" in listed.text
    page = (await browser("GET", f"/admin/cvs/{cv.id}")).text
    for shown in ("Ana Example", "needs review", "Kubernetes", "candidate@example.com"):
        assert shown in page
    answer = await browser("POST", f"/admin/cvs/{cv.id}/retry")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/admin/cvs/{cv.id}?done=retry")
    await session.refresh(cv)
    assert cv.processing_status == "pending"


@pytest.mark.parametrize("status", ["pending", "broken", "no_text", "not_a_cv"])
async def test_an_unread_cv_has_its_page_too(browser, make_cv, status):
    cv = await make_cv(status=status, filename="odd <name>.pdf")
    page = await browser("GET", f"/admin/cvs/{cv.id}")
    assert page.status_code == 200
    assert "odd &lt;name&gt;.pdf" in page.text


async def test_erasing_is_confirmed_first(browser, session, make_cv):
    cv = await make_cv()
    assert "cannot be undone" in (await browser("GET", f"/admin/cvs/{cv.id}/erase")).text
    assert await session.scalar(sa.select(sa.func.count(CVFile.id))) == 1
    answer = await browser("POST", f"/admin/cvs/{cv.id}/erase")
    assert answer.status_code == 303
    assert await session.scalar(sa.select(sa.func.count(CVFile.id))) == 0
    assert (await browser("GET", f"/admin/cvs/{cv.id}")).status_code == 404


async def test_samples_are_removed_with_a_click(browser, session, make_cv):
    await make_cv(is_sample=True)
    assert "1 sample" in (await browser("GET", "/admin")).text
    assert (await browser("POST", "/admin/samples/remove")).status_code == 303
    assert await session.scalar(sa.select(sa.func.count(CVFile.id))) == 0


async def test_a_new_user_gets_a_password_that_is_shown_once(browser, client):
    page = await browser("POST", "/admin/users", email="New@example.com", role="candidate")
    password = re.search(r'class="secret">(\w+)<', page.text).group(1)
    credentials = {"email": "new@example.com", "password": password}
    assert (await client.post("/api/v1/auth/token", json=credentials)).status_code == 200
    assert password not in (await browser("GET", "/admin/users")).text


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"email": "no address", "role": "candidate"}, 422), ({"email": "a@example.com", "role": "owner"}, 422),
     ({}, 422), ({"email": "admin@example.com", "role": "admin"}, 409)],
)  # fmt: skip
async def test_a_user_who_cannot_be_added_is_explained(browser, session, fields, status):
    page = await browser("POST", "/admin/users", **fields)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert await session.scalar(sa.select(sa.func.count(User.id))) == 1


async def test_an_account_is_disabled_enabled_and_given_a_role_and_a_password(browser, session, make_user):
    user = await make_user()
    for path, fields in [("disable", {}), ("enable", {}), ("role", {"role": "candidate"}),
                         ("password", {"password": "chosen by admin"})]:  # fmt: skip
        assert (await browser("POST", f"/admin/users/{user.id}/{path}", **fields)).status_code == 303, path
    await session.refresh(user)
    assert (user.active, user.role, user.token_version) == (True, "candidate", 2)
    actions = (await session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id))).all()
    assert actions == ["user.disabled", "user.enabled", "user.role_changed", "user.password_set"]


async def test_an_admin_does_not_lock_themselves_out(browser, session, admin):
    for path, fields in [("disable", {}), ("role", {"role": "candidate"})]:
        page = await browser("POST", f"/admin/users/{admin.id}/{path}", **fields)
        assert page.status_code == 409
        assert "your own account" in page.text
    await session.refresh(admin)
    assert (admin.active, admin.role) == (True, "admin")


CHANGES = ["/admin/users", "/admin/users/1/disable", "/admin/users/1/role", "/admin/users/1/password",
           "/admin/cvs/1/retry", "/admin/cvs/1/erase", "/admin/samples/remove", "/account",
           f"/admin/conversations/{uuid4()}"]  # fmt: skip


@pytest.mark.parametrize("path", CHANGES)
async def test_another_site_changes_nothing(client, admin, with_cookie, path):
    page = await client.post(
        path, headers=with_cookie(admin, "https://evil.test") | HTML, content="role=admin"
    )
    assert page.status_code == 403
    assert "another website" in page.text


@pytest.mark.parametrize("path", CHANGES[:-2])
async def test_a_recruiter_changes_nothing(client, session, make_user, with_cookie, path):
    user = await make_user()
    page = await client.post(path, headers=with_cookie(user) | HTML, content="role=admin&email=x@example.com")
    assert page.status_code == 403
    await session.refresh(user)
    assert (user.role, user.active) == ("recruiter", True)


async def test_everybody_changes_their_own_password_and_stays_signed_in_here(client, make_user, with_cookie):
    user = await make_user(role="candidate")
    fields = {
        "current_password": "correct horse",
        "new_password": "battery staple",
        "again": "battery staple",
    }
    answer = await client.post("/account", headers=with_cookie(user), data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=changed")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    client.cookies.clear()
    assert (await client.get("/account", headers=with_cookie(user))).status_code == 303
    fresh = {"Cookie": cookie.partition(";")[0]}
    assert "is changed" in (await client.get("/account?done=changed", headers=fresh)).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"current_password": "wrong"}, "current password"), ({"again": "another"}, "differ"),
     ({"new_password": "short", "again": "short"}, "8 to 256")],
)  # fmt: skip
async def test_a_password_that_cannot_be_changed_is_explained(
    client, session, make_user, with_cookie, wrong, sentence
):
    user = await make_user()
    fields = {
        "current_password": "correct horse",
        "new_password": "battery staple",
        "again": "battery staple",
    }
    page = await client.post("/account", headers=with_cookie(user), data=fields | wrong)
    assert page.status_code == 422
    assert sentence in page.text
    await session.refresh(user)
    assert user.token_version == 0
    counted = await session.scalar(sa.select(sa.func.count(LoginFailure.id)))
    assert bool(counted) is ("current_password" in wrong)


async def test_the_style_is_served_from_here(client):
    assert (await client.get("/admin/static/admin.css")).headers["content-type"].startswith("text/css")
