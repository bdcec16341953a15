"""Who is asking: a Bearer token or the chat's cookie, checked against the accounts table on every request."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

from api.state import database_of, secret_of, services_of
from core.errors import NotAllowed, NotSignedIn
from core.origin import SAFE_METHODS, is_from_own_page
from core.security import read_token
from services.access import Caller, Permission, require
from services.accounts import caller_by_claims

COOKIE = "access_token"  # the chat's; a long token comes in pieces: access_token_0, access_token_1 …

bearer = HTTPBearer(auto_error=False, description="The access_token that POST /api/v1/auth/token answers.")


class ForeignOrigin(NotAllowed):
    """This request came from another website and was refused."""

    code = "foreign_origin"


async def current_caller(
    request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)] = None
) -> Caller:
    """The caller with today's role. Raises NotSignedIn, or ForeignOrigin where another site uses the cookie."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    if scheme:
        if scheme.lower() != "bearer":
            raise NotSignedIn()
        claims = read_token(secret_of(request), token.strip())
    else:
        claims = read_token(secret_of(request), cookie_token(request.cookies))
        check_origin(request)
    async with database_of(request).transaction() as session:
        known = await caller_by_claims(session, claims)
    caller = replace(known, token_version=claims.token_version)
    request.state.caller = caller
    return caller


CurrentCaller = Annotated[Caller, Depends(current_caller)]


async def current_admin(caller: CurrentCaller) -> Caller:
    """The caller, who may review; NotAllowed otherwise."""
    require(caller, Permission.REVIEW)
    return caller


CurrentAdmin = Annotated[Caller, Depends(current_admin)]


def cookie_token(cookies: Mapping[str, str]) -> str:
    """The token in the chat's cookie, put together from its pieces; NotSignedIn without one."""
    token, piece = cookies.get(COOKIE, ""), 0
    if not token:
        while part := cookies.get(f"{COOKIE}_{piece}"):
            token, piece = token + part, piece + 1
    if not token:
        raise NotSignedIn()
    return token


def check_origin(request: Request) -> None:
    """Let a cookie change something only for a page of this very server; raises ForeignOrigin."""
    public = services_of(request).settings.public_url
    if request.method not in SAFE_METHODS and not is_from_own_page(request.method, request.headers, public):
        raise ForeignOrigin()


def client_address(request: Request) -> str | None:
    """The network address that failed sign-ins are counted for."""
    return request.client.host if request.client else None
