from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from agents import Model

from models import User
from orchestrator.turn import Orchestrator
from services.runtime import Services
from tests.orchestrator.turns import Chat


@pytest.fixture
def chat(services: Services, make_user: Callable[..., Awaitable[User]]) -> Callable[..., Awaitable[Chat]]:
    """`await chat(role="candidate", model=…)`: a new user in a new conversation; without a model the built-in one."""

    async def begin(
        role: str = "recruiter", model: Model | None = None, user: User | None = None, **given: Any
    ) -> Chat:
        who = user or await make_user(role=role)
        return Chat(Orchestrator(services, model=model), services, who.id, **given)

    return begin
