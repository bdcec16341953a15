"""Adding everything of this package to the server's application."""

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api import health, reference
from api.admin import account, cvs, overview, users
from api.admin import conversations as admin_conversations
from api.admin import people as admin_people
from api.pages import FOLDER, PageRoute, go_to
from api.problems import add_problem_handlers
from api.v1 import auth, chat, conversations, corrections, cv, pages, people, search, upload

V1 = (
    auth.router,
    upload.router,
    cv.router,
    pages.router,
    corrections.router,
    people.router,
    search.router,
    chat.router,
    conversations.router,
)
PAGES = (
    overview.router,
    admin_conversations.router,
    cvs.router,
    admin_people.router,
    users.router,
    account.router,
)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def add_routes(app: FastAPI) -> None:
    """Add all routes and error handlers, which find `app.state.services` and `.orchestrator` at request time.

    Call it while the application is made, before its lifespan begins, and mount the chat after it: what is
    under /api, /admin, /account or /health and is not ours is answered here and never reaches the chat.
    """
    add_problem_handlers(app)
    app.mount("/admin/static", StaticFiles(directory=FOLDER / "static"), name="admin-static")
    v1 = APIRouter(prefix="/api/v1")
    for router in V1:
        v1.include_router(router)
    for router in (health.router, reference.router, v1, *PAGES):
        app.include_router(router)
    _add_dead_ends(app)


def _add_dead_ends(app: FastAPI) -> None:
    ours = list(app.routes)

    def unmet(request: Request) -> HTTPException:
        """405 where another method would have been answered, 404 elsewhere."""
        met = any(route.matches(request.scope)[0] is Match.PARTIAL for route in ours)
        return HTTPException(405 if met else 404)

    async def dead_end(request: Request) -> None:
        raise unmet(request)

    async def dead_end_page(request: Request) -> Response:
        """A page that was asked for with a slash too much is found; anything else is not."""
        path = request.url.path
        if not path.endswith("/"):
            raise unmet(request)
        return go_to(f"/{path.strip('/')}")

    pages = APIRouter(route_class=PageRoute)
    for prefix in ("/api", "/health"):
        app.add_api_route(f"{prefix}/{{path:path}}", dead_end, methods=METHODS, include_in_schema=False)
    for prefix in ("/admin", "/account"):
        pages.add_api_route(
            f"{prefix}/{{path:path}}", dead_end_page, methods=METHODS, include_in_schema=False
        )
    app.include_router(pages)
