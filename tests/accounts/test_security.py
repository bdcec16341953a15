"""Passwords and tokens."""

import datetime as dt

import jwt
import pytest

from core import security
from core.errors import NotSignedIn

SECRET = "a secret of more than thirty-two characters"


def test_a_password_is_recognised_and_another_is_not():
    hashed = security.hash_password("correct horse")
    assert security.verify_password("correct horse", hashed)
    assert not security.verify_password("correct horse ", hashed)
    assert hashed.startswith("$argon2id$")


def test_nobody_has_no_password():
    assert not security.verify_password("anything", None)


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "x" * 100_000])
def test_odd_passwords_are_wrong_and_nothing_worse(odd):
    assert not security.verify_password(odd, security.hash_password("correct horse"))
    assert not security.verify_password("correct horse", odd)


def test_a_token_says_whom_it_was_issued_to():
    token = security.issue_token(SECRET, email="ana@example.com", token_version=3)
    assert security.read_token(SECRET, token) == security.Claims("ana@example.com", 3)


def test_a_token_carries_no_role():
    token = security.issue_token(SECRET, email="ana@example.com", token_version=3)
    claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    assert claims["metadata"] == {"token_version": 3}
    assert set(claims) == {"identifier", "display_name", "metadata", "iat", "exp"}


def forged(**changes):
    now = dt.datetime.now(dt.UTC)
    claims = {
        "identifier": "ana@example.com",
        "metadata": {"token_version": 0},
        "iat": now,
        "exp": now + dt.timedelta(hours=1),
    }
    kept = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(kept, SECRET, algorithm="HS256")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "not a token",
        "ü",
        forged(exp=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)),
        forged(exp=None),
        forged(identifier=None),
        forged(identifier=7),
        forged(metadata=None),
        forged(metadata={"token_version": True}),
        forged(metadata={"token_version": "0"}),
        security.issue_token("x" * 40, email="ana@example.com", token_version=0),
        jwt.encode(
            {"identifier": "ana@example.com", "metadata": {"token_version": 0}}, None, algorithm="none"
        ),
    ],
)
def test_any_other_token_is_not_believed(token):
    with pytest.raises(NotSignedIn):
        security.read_token(SECRET, token)


def test_generated_passwords_differ_and_are_long_enough():
    passwords = {security.generate_password() for _ in range(100)}
    assert len(passwords) == 100
    assert all(len(password) == 16 for password in passwords)
