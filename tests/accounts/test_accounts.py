"""Accounts: signing in, the throttle, and changes that end sessions."""

import asyncio

import pytest
import sqlalchemy as sa

from core.errors import Conflict, InvalidInput, NotFound, NotSignedIn, TooManyAttempts, WrongCredentials
from core.security import Claims
from models import LoginFailure
from services import accounts, throttle
from services.access import Caller, Role

PASSWORD = "correct horse"
HERE = "192.0.2.7"


async def fail(database, email="recruiter@example.com", address=HERE, times=1):
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            await accounts.sign_in(database, email=email, password="wrong", address=address)


async def test_signing_in_ignores_the_case_of_the_address(database, make_user):
    await make_user(email="Recruiter@Example.com")
    user = await accounts.sign_in(database, email=" RECRUITER@example.com ", password=PASSWORD, address=HERE)
    assert user.email == "recruiter@example.com"


@pytest.mark.parametrize(
    "email", ["nobody@example.com", "", "a\0b@example.com", "\ud800@example.com", "x" * 5000]
)
async def test_unknown_accounts_are_refused_like_wrong_passwords(database, email):
    with pytest.raises(WrongCredentials):
        await accounts.sign_in(database, email=email, password=PASSWORD, address=HERE)


async def test_a_disabled_account_is_refused_like_a_wrong_password(database, session, make_user):
    user = await make_user(email="recruiter@example.com")
    await accounts.set_active(session, user, False)
    await session.commit()
    with pytest.raises(WrongCredentials):
        await accounts.sign_in(database, email=user.email, password=PASSWORD, address=HERE)


async def test_ten_failures_close_the_account_even_for_the_right_password(database, make_user):
    await make_user(email="recruiter@example.com")
    await fail(database, times=throttle.ACCOUNT_LIMIT)
    with pytest.raises(TooManyAttempts):
        await accounts.sign_in(database, email="recruiter@example.com", password=PASSWORD, address=HERE)


async def test_unknown_accounts_are_throttled_too(database):
    await fail(database, email="nobody@example.com", times=throttle.ACCOUNT_LIMIT)
    with pytest.raises(TooManyAttempts):
        await accounts.sign_in(database, email="nobody@example.com", password="wrong", address=HERE)


async def test_guesses_sent_at_once_are_counted_like_guesses_sent_in_turn(database, make_user):
    await make_user(email="recruiter@example.com")
    guesses = (
        accounts.sign_in(database, email="recruiter@example.com", password="wrong", address=HERE)
        for _ in range(30)
    )
    ends = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(end, WrongCredentials) for end in ends) == throttle.ACCOUNT_LIMIT
    assert sum(isinstance(end, TooManyAttempts) for end in ends) == 30 - throttle.ACCOUNT_LIMIT


async def test_many_right_sign_ins_at_once_all_succeed(database, make_user):
    await make_user(email="recruiter@example.com")
    signed_in = await asyncio.gather(
        *(
            accounts.sign_in(database, email="recruiter@example.com", password=PASSWORD, address=HERE)
            for _ in range(15)
        )
    )
    assert len(signed_in) == 15


async def test_a_success_clears_the_account_but_not_the_address(database, session, make_user):
    await make_user(email="recruiter@example.com")
    await fail(database, times=3)
    await accounts.sign_in(database, email="recruiter@example.com", password=PASSWORD, address=HERE)
    left = (await session.scalars(sa.select(LoginFailure.subject))).all()
    assert set(left) == {f"address:{HERE}"}


async def test_an_address_that_tries_many_accounts_is_closed(database, session):
    session.add_all(LoginFailure(subject=f"address:{HERE}") for _ in range(throttle.ADDRESS_LIMIT))
    await session.commit()
    with pytest.raises(TooManyAttempts):
        await accounts.sign_in(database, email="new@example.com", password="wrong", address=HERE)
    await fail(database, email="new@example.com", address="192.0.2.8")


async def test_failures_older_than_the_window_do_not_count(database, session, make_user):
    await make_user(email="recruiter@example.com")
    await fail(database, times=throttle.ACCOUNT_LIMIT)
    await session.execute(sa.update(LoginFailure).values(created_at=sa.func.now() - throttle.WINDOW))
    await session.commit()
    await accounts.sign_in(database, email="recruiter@example.com", password=PASSWORD, address=HERE)


async def test_a_borrowed_session_cannot_guess_the_password_without_end(database, make_user):
    user = await make_user()
    caller = Caller(user.id, user.email, Role.RECRUITER)
    for _ in range(throttle.ACCOUNT_LIMIT):
        with pytest.raises(WrongCredentials, match="current password"):
            await accounts.replace_own_password(
                database, caller, old="guess", new="long enough", address=HERE
            )
    with pytest.raises(TooManyAttempts):
        await accounts.replace_own_password(database, caller, old=PASSWORD, new="long enough", address=HERE)


async def test_claims_speak_for_the_account_as_it_is_today(session, make_user):
    user = await make_user(role="recruiter")
    await accounts.set_role(session, user, "candidate")
    caller = await accounts.caller_by_claims(session, Claims(user.email, 0))
    assert caller == Caller(user.id, user.email, Role.CANDIDATE)


async def test_a_new_password_ends_every_session(session, make_user):
    user = await make_user()
    await accounts.set_password(session, user, "another password")
    with pytest.raises(NotSignedIn):
        await accounts.caller_by_claims(session, Claims(user.email, 0))


async def test_disabling_ends_every_session_and_enabling_does_not_bring_it_back(session, make_user):
    user = await make_user()
    await accounts.set_active(session, user, False)
    await accounts.set_active(session, user, True)
    with pytest.raises(NotSignedIn):
        await accounts.caller_by_claims(session, Claims(user.email, 0))


async def test_the_old_password_is_needed_for_a_new_one(session, make_user):
    user = await make_user()
    caller = Caller(user.id, user.email, Role.RECRUITER)
    with pytest.raises(WrongCredentials):
        await accounts.change_own_password(session, caller, old="wrong", new="long enough")
    await accounts.change_own_password(session, caller, old=PASSWORD, new="long enough")
    assert user.token_version == 1


@pytest.mark.parametrize(
    "wrong", [{"email": "no address"}, {"password": "short"}, {"password": "x" * 257}, {"role": "owner"}]
)
async def test_unusable_accounts_are_refused_with_a_sentence(session, wrong):
    account = {"email": "new@example.com", "password": "long enough", "role": "recruiter"} | wrong
    with pytest.raises(InvalidInput):
        await accounts.add_user(session, **account)


async def test_an_address_is_taken_once(session, make_user):
    await make_user(email="taken@example.com")
    with pytest.raises(Conflict):
        await accounts.add_user(session, email="TAKEN@example.com", password="long enough", role="admin")


async def test_addresses_inside_a_company_are_accepted(session):
    user = await accounts.add_user(session, email="ana@intranet.local", password="long enough", role="admin")
    assert (await accounts.user_by_email(session, "ANA@intranet.local")).id == user.id


async def test_the_last_active_admin_stays(session, make_user):
    admin, other = await make_user(role="admin"), await make_user(role="admin")
    await accounts.set_active(session, other, False)
    with pytest.raises(Conflict):
        await accounts.set_active(session, admin, False)
    with pytest.raises(Conflict):
        await accounts.set_role(session, admin, "recruiter")
    await accounts.set_role(session, other, "candidate")


async def test_an_unknown_account_is_named_as_such(session):
    with pytest.raises(NotFound):
        await accounts.user_by_email(session, "nobody@example.com")
    with pytest.raises(NotFound):
        await accounts.user_by_id(session, 999_999)
