"""One's own account: every signed-in user changes their own password here."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.caller import COOKIE, CurrentCaller, client_address
from api.pages import PageRoute, go_to, render
from api.state import database_of, secret_of, services_of
from core.errors import AppError, InvalidInput
from core.security import TOKEN_LIFETIME, issue_token
from services import accounts
from services.access import Caller

router = APIRouter(prefix="/account", route_class=PageRoute, include_in_schema=False)

Password = Annotated[str, Form(max_length=1024)]


@router.get("")
async def account(request: Request, _: CurrentCaller) -> Response:
    return render(request, "account.html", problem=None)


@router.post("")
async def change_password(
    request: Request,
    caller: CurrentCaller,
    current_password: Password = "",
    new_password: Password = "",
    again: Password = "",
) -> Response:
    """Every other session ends; this browser is given a new one."""
    try:
        if new_password != again:
            raise InvalidInput("The new password and its repetition differ.")
        user = await accounts.replace_own_password(
            database_of(request),
            caller,
            old=current_password,
            new=new_password,
            address=client_address(request),
        )
    except AppError as error:
        return render(request, "account.html", status=_status(error), problem=error.message)
    answer = go_to("/account?done=changed")
    _stay_signed_in(request, answer, caller, user.token_version)
    return answer


def _status(error: AppError) -> int:
    """A mistyped password is no reason to be signed out: 401 would say so."""
    return 422 if error.status == 401 else error.status


def _is_https(request: Request) -> bool:
    """Also behind a proxy that speaks http to us."""
    return request.url.scheme == "https" or services_of(request).settings.url.startswith("https://")


def _stay_signed_in(request: Request, answer: Response, caller: Caller, token_version: int) -> None:
    if COOKIE not in request.cookies and f"{COOKIE}_0" not in request.cookies:
        return
    for piece in request.cookies:
        if piece.startswith(f"{COOKIE}_"):
            answer.delete_cookie(piece)
    answer.set_cookie(
        COOKIE,
        issue_token(secret_of(request), email=caller.email, token_version=token_version),
        max_age=int(TOKEN_LIFETIME.total_seconds()),
        httponly=True,
        secure=_is_https(request),
        samesite="lax",
    )
