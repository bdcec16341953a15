"""Accounts in the hands of the operator, who has none, and of admins."""

import pytest
import sqlalchemy as sa

from core.errors import Conflict, NotAllowed
from core.security import verify_password
from models import AuditEvent
from services import user_management
from services.access import load_caller


async def test_the_operator_does_everything_and_it_is_recorded_as_theirs(session, make_user):
    await make_user(role="admin")
    user, password = await user_management.add_account(
        session, None, email="New@example.com", role="recruiter"
    )
    assert verify_password(password, user.password_hash)
    await user_management.reset_password(session, None, user, password="chosen by operator")
    assert verify_password("chosen by operator", user.password_hash)
    await user_management.change_role(session, None, user, role="candidate")
    await user_management.change_active(session, None, user, active=False)
    await user_management.change_active(session, None, user, active=True)
    assert (user.email, user.role, user.active) == ("new@example.com", "candidate", True)
    assert user in await user_management.all_accounts(session, None)
    events = (await session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id))).all()
    assert [event.action for event in events] == [
        "user.added", "user.password_set", "user.role_changed", "user.disabled", "user.enabled",
    ]  # fmt: skip
    assert {(event.actor_id, event.reason, event.subject) for event in events} == {
        (None, "operator", f"user:{user.id}")
    }


async def test_a_password_that_is_given_is_the_one_that_is_set(session):
    user, password = await user_management.add_account(
        session, None, email="new@example.com", role="admin", password="battery staple"
    )
    assert password == "battery staple"
    assert verify_password("battery staple", user.password_hash)


async def test_the_last_admin_stays_one_for_the_operator_too(session, make_user):
    admin = await make_user(role="admin")
    with pytest.raises(Conflict, match="last active admin"):
        await user_management.change_role(session, None, admin, role="candidate")


@pytest.mark.parametrize("role", ["candidate", "recruiter"])
async def test_others_than_admins_do_nothing(session, make_user, role):
    user = await make_user(role=role)
    caller = await load_caller(session, user.id)
    for attempt in (
        user_management.all_accounts(session, caller),
        user_management.add_account(session, caller, email="new@example.com", role="admin"),
        user_management.reset_password(session, caller, user),
        user_management.change_role(session, caller, user, role="admin"),
        user_management.change_active(session, caller, user, active=False),
    ):
        with pytest.raises(NotAllowed):
            await attempt
    assert (await session.scalars(sa.select(AuditEvent))).all() == []
