"""What the chat's handlers ask for: set when the server has started, gone when it stops."""

from dataclasses import dataclass

from core.errors import AppError
from orchestrator.turn import Orchestrator
from services.runtime import Services


class NotStarted(AppError):
    """The server is still starting. Please try again in a moment."""

    code, status = "not_started", 503


@dataclass(frozen=True, slots=True)
class Runtime:
    services: Services
    orchestrator: Orchestrator

    @property
    def secret(self) -> str:
        """What signs the session cookies; the edges always set one."""
        secret = self.services.settings.auth_secret
        assert secret is not None
        return secret.get_secret_value()


_current: Runtime | None = None


def begin(services: Services, orchestrator: Orchestrator) -> None:
    """Hand the chat its services. One process serves one chat."""
    global _current
    _current = Runtime(services, orchestrator)


def end() -> None:
    global _current
    _current = None


def current() -> Runtime:
    """The running server's services; raises NotStarted before they exist."""
    if _current is None:
        raise NotStarted()
    return _current
