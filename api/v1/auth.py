"""Signing in for programs, and changing one's own password."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.caller import CurrentCaller, client_address
from api.route import ApiRoute
from api.state import database_of, secret_of
from core.security import TOKEN_LIFETIME, issue_token
from models import User
from services import accounts

router = APIRouter(prefix="/auth", route_class=ApiRoute, tags=["accounts"])


class Credentials(BaseModel):
    email: str = Field(max_length=320)
    password: str = Field(max_length=1024)


class PasswordChange(BaseModel):
    current_password: str = Field(max_length=1024)
    new_password: str = Field(max_length=1024)


class TokenAnswer(BaseModel):
    """`expires_in` is in seconds."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the scheme's name, not a secret
    expires_in: int = int(TOKEN_LIFETIME.total_seconds())


@router.post("/token")
async def sign_in(request: Request, credentials: Credentials) -> TokenAnswer:
    """Sign in. Only failures count towards the throttle; too many answer 429."""
    user = await accounts.sign_in(
        database_of(request),
        email=credentials.email,
        password=credentials.password,
        address=client_address(request),
    )
    return _token_for(request, user)


@router.post("/password")
async def change_password(request: Request, caller: CurrentCaller, change: PasswordChange) -> TokenAnswer:
    """Change one's own password. Every session ends, this one too: go on with the token in the answer."""
    user = await accounts.replace_own_password(
        database_of(request),
        caller,
        old=change.current_password,
        new=change.new_password,
        address=client_address(request),
    )
    return _token_for(request, user)


def _token_for(request: Request, user: User) -> TokenAnswer:
    token = issue_token(secret_of(request), email=user.email, token_version=user.token_version)
    return TokenAnswer(access_token=token)
