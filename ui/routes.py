"""Routes of our own in Chainlit's place, and which of Chainlit's are kept; all others are not there."""

import uuid
from typing import Annotated, Any

from chainlit import server as chainlit_server
from chainlit.auth import get_configuration, get_current_user, reuseable_oauth
from chainlit.session import WebsocketSession
from chainlit.types import UpdateFeedbackRequest
from chainlit.user import PersistedUser
from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from fastapi.routing import APIRoute

from core.errors import AppError, FileTooLarge, InvalidInput, NotFound
from core.log import get_logger, log_unexpected
from core.settings import MEGABYTE
from services.filenames import shown_name
from ui import runtime
from ui.data_layer import ChatDataLayer
from ui.dropped_files import ANY_TYPE, keep_file
from ui.guards import TOO_LARGE
from ui.identity import user_of_token
from ui.page import FILE_POLICY, page_html

log = get_logger(__name__)
KEPT = {
    ("GET", "/public/{filename:path}"), ("GET", "/assets/{filename:path}"), ("GET", "/favicon"),
    ("GET", "/logo"), ("GET", "/avatars/{avatar_id:str}"), ("POST", "/login"), ("POST", "/logout"),
    ("GET", "/user"), ("GET", "/project/translations"), ("GET", "/project/settings"), ("DELETE", "/feedback"),
    ("POST", "/project/threads"), ("GET", "/project/thread/{thread_id}"),
    ("GET", "/project/thread/{thread_id}/element/{element_id}"), ("PUT", "/project/thread"),
    ("DELETE", "/project/thread"), ("POST", "/project/action"),
}  # fmt: skip
PAGES = ("/", "/login", "/login/callback", "/thread/{rest:path}", "/element/{rest:path}")
MOST_FILES = 200  # of one session that wait for their message; each takes up to MOST_FILES_AT_ONCE
ours = APIRouter()


async def signed_in_user(token: Annotated[str | None, Depends(reuseable_oauth)]) -> PersistedUser:
    """In place of Chainlit's own, which trusts the token where the database gives no answer."""
    return await user_of_token(token)


SignedIn = Annotated[PersistedUser, Depends(signed_in_user)]


def install_routes(chainlit_app: FastAPI) -> None:
    """Leave only our routes, the kept ones and the socket."""
    kept = APIRouter()
    kept.routes.extend(
        route
        for route in chainlit_server.router.routes
        if isinstance(route, APIRoute) and any((method, route.path) in KEPT for method in route.methods or ())
    )
    socket = [
        route for route in chainlit_app.router.routes if getattr(route, "path", "").endswith("/ws/socket.io")
    ]
    chainlit_app.router.routes[:] = socket
    chainlit_app.include_router(ours)
    chainlit_app.include_router(kept)
    chainlit_app.dependency_overrides[get_current_user] = signed_in_user
    chainlit_app.add_exception_handler(AppError, _answer_problem)
    chainlit_app.add_exception_handler(Exception, _apologise)


@ours.get("/auth/config")
async def sign_in_options() -> dict[str, Any]:
    """As Chainlit's, with the theme of the reader's system."""
    return {**get_configuration(), "default_theme": "system"}


@ours.post("/set-session-cookie")
async def set_session_cookie(
    response: Response, session_id: Annotated[uuid.UUID, Body(embed=True)]
) -> dict[str, bool]:
    """Lets a balancer in front of several web processes send a page to the one that holds its session."""
    public = runtime.current().services.settings.public_url or ""
    response.set_cookie(
        "X-Chainlit-Session-id", str(session_id), httponly=True, samesite="lax",
        secure=public.startswith("https://"),
    )  # fmt: skip
    return {"success": True}


@ours.put("/feedback")
async def rate(update: UpdateFeedbackRequest, _user: SignedIn) -> dict[str, Any]:
    """A thumb, on an answer of one's own only."""
    feedback_id = await ChatDataLayer().upsert_feedback(feedback=update.feedback)
    return {"success": True, "feedbackId": feedback_id}


@ours.post("/project/file")
async def receive_file(session_id: str, user: SignedIn, file: UploadFile) -> dict[str, str]:
    """Keep a dropped file until its message comes. What it is, is decided by its bytes, later."""
    session = _session_of(session_id, user)
    if len(session.files) >= MOST_FILES:
        raise InvalidInput("Many files wait in this page already. Please send them first.")
    data, most = await file.read(), runtime.current().services.settings.max_file_size
    if len(data) > most:
        raise FileTooLarge(TOO_LARGE.format(limit=most / MEGABYTE))
    return {"id": keep_file(session, shown_name(file.filename or "file"), data)}


@ours.get("/project/file/{file_id}")
async def send_file(file_id: str, session_id: str, user: SignedIn) -> FileResponse:
    """A dropped file back to who dropped it: to save, never to be opened in the page."""
    file = _session_of(session_id, user).files.get(file_id)
    if file is None:
        raise NotFound()
    headers = {"Content-Security-Policy": FILE_POLICY, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file["path"], media_type=ANY_TYPE, filename=file["name"], headers=headers)


async def send_page() -> HTMLResponse:
    return HTMLResponse(page_html())


for page in PAGES:
    ours.add_api_route(page, send_page, methods=["GET"], include_in_schema=False)


def _session_of(session_id: str, user: PersistedUser) -> WebsocketSession:
    session: WebsocketSession | None = WebsocketSession.get_by_id(session_id)
    if session is None or session.user is None or session.user.identifier != user.identifier:
        raise NotFound("This page has lost its connection. Please reload it.")
    return session


async def _answer_problem(_request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, AppError)
    return JSONResponse({"detail": problem.message, "code": problem.code}, status_code=problem.status)


async def _apologise(request: Request, problem: Exception) -> JSONResponse:
    if isinstance(problem, HTTPException):
        return JSONResponse({"detail": problem.detail}, status_code=problem.status_code)
    reference = log_unexpected(log, f"{request.method} {request.url.path}", problem)
    return JSONResponse({"detail": f"Something went wrong on our side. The reference is {reference}."}, 500)
