"""Routes of the API: bodies of bounded size, and problem details for whatever nobody foresaw."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.body import limited
from api.problems import unexpected
from api.state import services_of
from core.body_limit import SMALL_BODY, upload_limit
from core.errors import AppError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
CLIENT_WENT_AWAY = 499  # nobody reads it; it keeps the log honest


class ApiRoute(APIRoute):
    """A route whose unforeseen errors become an apology with a reference."""

    takes_a_file = False

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(limited(request, self._body_limit(request)))
            except (AppError, RequestValidationError, HTTPException):
                raise
            except ClientDisconnect:
                return Response(status_code=CLIENT_WENT_AWAY)
            except Exception as error:
                return unexpected(request, error)

        return guarded

    def _body_limit(self, request: Request) -> int:
        """How many bytes a body may have."""
        if not self.takes_a_file:
            return SMALL_BODY
        return upload_limit(services_of(request).settings.max_file_size)


class UploadRoute(ApiRoute):
    """A route that takes one file of up to MAX_FILE_SIZE."""

    takes_a_file = True
