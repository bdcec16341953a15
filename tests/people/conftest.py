"""CVs with marks, as the worker leaves them."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, User
from services.access import Caller, Role
from services.people.suggesting import suggest_same_person

LINES = itertools.count(1)
MakeCV = Callable[..., Awaitable[CVFile]]


def caller(user: User) -> Caller:
    return Caller(user.id, user.email, Role(user.role))


@pytest.fixture
async def recruiter(make_user: Any) -> Caller:
    return caller(await make_user())


@pytest.fixture
def read_cv(make_cv: MakeCV, session: AsyncSession) -> MakeCV:
    """`await read_cv(full_name=…)`: as `make_cv`, then looked at for others of the same person. Each has a line of
    its own unless `text` is given."""

    async def read(**facts: Any) -> CVFile:
        cv = await make_cv(**{"text": f"Line {next(LINES)}", **facts})
        await suggest_same_person(session, cv.id)
        await session.commit()
        return cv

    return read
