"""Signing in at the page, through the same throttled door as everywhere."""

import chainlit as cl
from fastapi import HTTPException

from core.errors import AppError
from services.accounts import sign_in
from ui import runtime
from ui.identity import client_address


async def sign_in_user(username: str, password: str) -> cl.User:
    """The account as the session's token names it: with its version, and without a role.

    Chainlit would swallow our own errors here; an HTTPException reaches the page with its sentence.
    """
    try:
        user = await sign_in(
            runtime.current().services.database,
            email=username,
            password=password,
            address=client_address.get(),
        )
    except AppError as problem:
        raise HTTPException(problem.status, problem.message) from None
    return cl.User(identifier=user.email, metadata={"token_version": user.token_version})
