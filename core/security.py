"""Passwords and tokens. Hashing takes tens of milliseconds: callers on the event loop use `asyncio.to_thread`."""

import datetime as dt
import functools
import secrets
from dataclasses import dataclass

import jwt
from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError

from core.errors import NotSignedIn

ALGORITHM = "HS256"
TOKEN_LIFETIME = dt.timedelta(hours=12)
# Look-alikes (0 O, 1 l I) are left out: generated passwords are read from a screen and typed.
READABLE = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says. A role is not among it: that is read from the accounts table every time."""

    email: str
    token_version: int


@functools.cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@functools.cache
def _hash_of_nobody() -> str:
    return hash_password(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    """The argon2id hash of `password`, with its salt and parameters in it."""
    return _hasher().hash(password)


def verify_password(password: str, hashed: str | None) -> bool:
    """Whether `password` is the one that was hashed. `None`, for nobody, costs the same time and is False."""
    nobody = _hash_of_nobody()
    try:
        right = _hasher().verify(password, hashed or nobody)
    except (PwdlibError, UnicodeEncodeError):
        return False
    return right and hashed is not None


def generate_password(length: int = 16) -> str:
    """A random password of letters and digits that are not mistaken for each other (94 bits at 16)."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def issue_token(
    secret: str, *, email: str, token_version: int, lifetime: dt.timedelta = TOKEN_LIFETIME
) -> str:
    """A signed token with the very claims that the chat's own cookie carries."""
    now = dt.datetime.now(dt.UTC)
    claims = {
        "identifier": email,
        "display_name": None,
        "metadata": {"token_version": token_version},
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def read_token(secret: str, token: str) -> Claims:
    """The claims of a token that we signed and that has not run out; anything else raises NotSignedIn."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options={"require": ["exp", "iat"]})
    except (jwt.PyJWTError, UnicodeError) as problem:
        raise NotSignedIn() from problem
    email, metadata = claims.get("identifier"), claims.get("metadata")
    version = metadata.get("token_version") if isinstance(metadata, dict) else None
    if not isinstance(email, str) or type(version) is not int:
        raise NotSignedIn()
    return Claims(email=email, token_version=version)
