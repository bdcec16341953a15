"""Is the process alive, is it ready: for supervisors and load balancers."""

import asyncio

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.route import ApiRoute
from api.state import database_of, services_of
from orchestrator.providers import connection_note
from services.readiness import readiness
from services.reading.ocr.choice import scan_engine
from services.reading.office import accepted_types
from services.reading.sandbox.isolation import can_cut_off

router = APIRouter(route_class=ApiRoute, tags=["health"])


class Health(BaseModel):
    status: str  # "ok", or "unavailable"
    database: bool
    migrated: bool
    # The processes that parse files are cut off from every network.
    parsers_offline: bool
    # What reads scans and photos: "rapidocr" or "tesseract" on this machine, "mistral" or "openai".
    scans: str
    # Where pictures of pages are sent to be read; None: they do not leave this machine.
    scans_host: str | None
    # Those let in that can be read here: doc, odt and rtf need LibreOffice.
    file_types: list[str]


@router.get("/health/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/health/ready", responses={503: {"model": Health}})
@router.get("/api/v1/health", responses={503: {"model": Health}})
async def ready(request: Request, response: Response) -> Health:
    """The database answers and has the newest schema; 503 otherwise. Loading samples does not delay it."""
    settings = services_of(request).settings
    state = await readiness(database_of(request))
    response.status_code = 200 if state.ready else 503
    response.headers["Cache-Control"] = "no-store"
    return Health(
        status="ok" if state.ready else "unavailable",
        database=state.database,
        migrated=state.migrated,
        parsers_offline=await asyncio.to_thread(can_cut_off),
        scans=scan_engine(settings),
        scans_host=connection_note(settings).scans_host,
        file_types=accepted_types(settings.allowed_file_types),
    )
