"""Accounts: adding, disabling, roles and passwords."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.caller import CurrentAdmin
from api.fields import RowId
from api.pages import PageRoute, go_to, render
from api.state import database_of
from core.errors import AppError
from services import user_management
from services.access import Role
from services.accounts import user_by_id

router = APIRouter(prefix="/admin/users", route_class=PageRoute, include_in_schema=False)

Field = Annotated[str, Form(max_length=400)]


@router.get("")
async def users(request: Request, admin: CurrentAdmin) -> Response:
    return await _page(request, admin)


@router.post("")
async def add(request: Request, admin: CurrentAdmin, email: Field = "", role: Field = "") -> Response:
    try:
        async with database_of(request).transaction() as session:
            user, password = await user_management.add_account(session, admin, email=email, role=role)
    except AppError as error:
        return await _page(request, admin, error=error, email=email, role=role)
    return await _page(request, admin, secret=(user.email, password))


@router.post("/{user_id}/password")
async def set_password(
    request: Request, admin: CurrentAdmin, user_id: RowId, password: Field = ""
) -> Response:
    try:
        async with database_of(request).transaction() as session:
            user = await user_by_id(session, user_id)
            _, chosen = await user_management.reset_password(session, admin, user, password=password or None)
    except AppError as error:
        return await _page(request, admin, error=error)
    if password:
        return go_to("/admin/users?done=password")
    return await _page(request, admin, secret=(user.email, chosen))


@router.post("/{user_id}/role")
async def set_role(request: Request, admin: CurrentAdmin, user_id: RowId, role: Field = "") -> Response:
    try:
        async with database_of(request).transaction() as session:
            user = await user_by_id(session, user_id)
            await user_management.change_role(session, admin, user, role=role)
    except AppError as error:
        return await _page(request, admin, error=error)
    return go_to("/admin/users?done=role")


@router.post("/{user_id}/disable")
async def disable(request: Request, admin: CurrentAdmin, user_id: RowId) -> Response:
    return await _set_active(request, admin, user_id, active=False)


@router.post("/{user_id}/enable")
async def enable(request: Request, admin: CurrentAdmin, user_id: RowId) -> Response:
    return await _set_active(request, admin, user_id, active=True)


async def _set_active(request: Request, admin: CurrentAdmin, user_id: int, *, active: bool) -> Response:
    try:
        async with database_of(request).transaction() as session:
            user = await user_by_id(session, user_id)
            await user_management.change_active(session, admin, user, active=active)
    except AppError as error:
        return await _page(request, admin, error=error)
    return go_to(f"/admin/users?done={'enabled' if active else 'disabled'}")


async def _page(
    request: Request,
    admin: CurrentAdmin,
    *,
    error: AppError | None = None,
    secret: tuple[str, str] | None = None,
    email: str = "",
    role: str = Role.RECRUITER,
) -> Response:
    """The list, with what went wrong, or a new password (shown this once), above it."""
    async with database_of(request).transaction() as session:
        accounts = await user_management.all_accounts(session, admin)
    return render(
        request,
        "users.html",
        status=error.status if error else 200,
        users=accounts,
        roles=list(Role),
        problem=error.message if error else None,
        secret=secret,
        email=email,
        role=role,
    )
