"""Server-rendered pages: no script, nothing from another host, errors as pages."""

import datetime as dt
import json
import re
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.body import limited
from api.problems import APOLOGY, CODES, field_errors, log, record_refusal
from core.body_limit import SMALL_BODY
from core.errors import AppError, NotSignedIn
from core.log import log_unexpected

FOLDER = Path(__file__).parent / "admin"
SIGN_IN = "/login"  # the chat's own page
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Of Markdown, what the assistant's sentences use: bold words, and a backslash before a sign that stands for itself.
MARKED = re.compile(r"\*\*(?=\S)(?P<bold>(?:\\.|[^*\\\n])+)(?<=\S)\*\*|\\(?P<sign>[!-/:-@\[-`{-~])")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def when(moment: dt.datetime | None) -> str:
    """A time as a table shows it, in UTC."""
    return moment.astimezone(dt.UTC).strftime("%d %b %Y, %H:%M") if moment else "–"


def size(count: int) -> str:
    """A file's size for people."""
    if count < 1024:
        return f"{count} bytes"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def words(code: str) -> str:
    """ "needs_review" as a person writes it."""
    return code.replace("_", " ")


def pretty(content: str) -> str:
    """JSON set out in lines; any other text as it is."""
    try:
        return json.dumps(json.loads(content), indent=2, ensure_ascii=False)
    except ValueError:
        return content


def said(text: str) -> Markup:
    """The assistant's words as HTML: everything is escaped, bold is bold, other marks stay as they are."""
    shown, end = Markup(), 0
    for mark in MARKED.finditer(text):
        shown += text[end : mark.start()]
        bold = mark["bold"]
        shown += Markup("<strong>{}</strong>").format(said(bold)) if bold else mark["sign"]
        end = mark.end()
    return shown + text[end:]


def query(request: Request, **changes: Any) -> str:
    """This page's query with some parameters changed; empty ones are left out."""
    parameters = {**request.query_params, **changes}
    return urlencode({name: value for name, value in parameters.items() if value not in (None, "")})


TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"when": when, "size": size, "words": words, "pretty": pretty, "said": said}
TEMPLATES.globals["query"] = query


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page with the headers that keep it to itself. `caller` is known to every template."""
    caller = getattr(request.state, "caller", None)
    page = TEMPLATES.get_template(template).render(request=request, caller=caller, **values)
    return HTMLResponse(page, status_code=status, headers=HEADERS)


def go_to(path: str) -> RedirectResponse:
    """See the other page: what was sent is not sent again when the page is reloaded."""
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})


def problem_page(request: Request, status: int, message: str) -> HTMLResponse:
    return render(
        request, "problem.html", status=status, code=status, title=HTTPStatus(status).phrase, message=message
    )


class PageRoute(APIRoute):
    """A page: whoever is not signed in is sent to do so, every error becomes a page with a sentence."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(limited(request, SMALL_BODY))
            except NotSignedIn:
                return go_to(SIGN_IN)
            except AppError as error:
                await record_refusal(request, error)
                return problem_page(request, error.status, error.message)
            except RequestValidationError as error:
                found = field_errors(error.errors())[0]
                return problem_page(request, 422, f"{found['field']}: {found['message']}.")
            except HTTPException as error:
                _, sentence = CODES.get(error.status_code, ("", "This page cannot be shown."))
                return problem_page(request, error.status_code, sentence)
            except ClientDisconnect:
                return Response(status_code=499)
            except Exception as error:
                reference = log_unexpected(log, f"{request.method} {request.url.path}", error)
                return problem_page(request, 500, APOLOGY.format(reference))

        return guarded
