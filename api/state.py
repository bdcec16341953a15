"""What the server built once, as request handlers find it.

The server puts both on `app.state` before it takes requests, so routes can be added before they exist.
"""

from starlette.requests import HTTPConnection

from core.database import Database
from orchestrator.turn import Orchestrator
from services.runtime import Services


def services_of(request: HTTPConnection) -> Services:
    services = request.app.state.services
    assert isinstance(services, Services)
    return services


def database_of(request: HTTPConnection) -> Database:
    return services_of(request).database


def orchestrator_of(request: HTTPConnection) -> Orchestrator:
    orchestrator: Orchestrator = request.app.state.orchestrator
    return orchestrator


def secret_of(request: HTTPConnection) -> str:
    """What tokens are signed with; settings hold it by the time a server runs."""
    secret = services_of(request).settings.auth_secret
    assert secret is not None
    return secret.get_secret_value()
