"""Errors as problem details (RFC 9457) with a stable `code`. No internal text ever leaves."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.state import database_of
from core.errors import AppError, NotAllowed, TooManyAtOnce
from core.log import get_logger, log_unexpected
from services.audit import record_event

log = get_logger(__name__)

# Errors that the framework raises itself.
CODES = {
    400: ("bad_request", "This request cannot be read."),
    401: ("not_signed_in", "Please sign in again."),
    403: ("not_allowed", "Your account is not allowed to do this."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not answer to this method."),
    413: ("request_too_large", "This request is larger than the server accepts."),
    415: ("media_type_not_accepted", "This content type is not accepted here."),
}
APOLOGY = "Something went wrong on our side. Please try again; if it stays, tell an admin this reference: {}"


class Problem(BaseModel):
    """Every error's body. `code` is stable, `detail` is a sentence that a person can act on."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, Any]] | None = None  # invalid_input: which fields, and why
    reference: str | None = None  # internal: finds the trace in the log


def problem_body(
    status: int,
    code: str,
    detail: str,
    *,
    errors: list[dict[str, Any]] | None = None,
    reference: str | None = None,
) -> dict[str, Any]:
    """An error as the API tells it."""
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        errors=errors,
        reference=reference,
    )
    return problem.model_dump(exclude_none=True)


def problem_response(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer that holds this problem."""
    return JSONResponse(
        body, status_code=body["status"], headers=dict(headers or {}), media_type="application/problem+json"
    )


def problem_of(error: AppError) -> JSONResponse:
    """An error of ours; 401, 429 and 503 say how to go on."""
    wait = "2" if isinstance(error, TooManyAtOnce) else "900"
    headers = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": wait}, 503: {"Retry-After": "10"}}
    return problem_response(problem_body(error.status, error.code, error.message), headers.get(error.status))


def unexpected(request: Request, error: Exception) -> JSONResponse:
    """Log what nobody foresaw; the answer holds a reference to it and nothing else."""
    reference = log_unexpected(log, f"{request.method} {request.url.path}", error)
    return problem_response(problem_body(500, "internal", APOLOGY.format(reference), reference=reference))


async def record_refusal(request: Request, error: AppError) -> None:
    """Leave an audit event where somebody signed in was refused something."""
    caller = getattr(request.state, "caller", None)
    if isinstance(error, NotAllowed) and caller is not None:
        await record_event(
            database_of(request),
            actor_id=caller.user_id,
            action="request.refused",
            subject=f"{request.method} {request.url.path}",
        )


def add_problem_handlers(app: FastAPI) -> None:
    """Have `app` answer every foreseen error with problem details."""
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _framework_error)


async def _app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    if error.status >= 500:
        log.warning("%s %s: %s", request.method, request.url.path, error.code)
    await record_refusal(request, error)
    return problem_of(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = field_errors(error.errors())
    detail = "; ".join(f"{found['field']}: {found['message']}" for found in errors[:3])
    sentence = f"Some of this input cannot be used. {detail}"
    return problem_response(problem_body(422, "invalid_input", sentence, errors=errors))


async def _framework_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, detail = CODES.get(error.status_code, ("http_error", HTTPStatus(error.status_code).phrase))
    return problem_response(problem_body(error.status_code, code, detail), error.headers)


def field_errors(errors: Sequence[Any]) -> list[dict[str, Any]]:
    """Which field is wrong and why; the input itself is not repeated (it may be a password)."""
    return [
        {
            "field": ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0]),
            "message": str(error["msg"]).removeprefix("Value error, "),
            "type": error["type"],
        }
        for error in errors
    ]
