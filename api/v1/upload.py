"""Handing in a CV."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile

from api.body import BodyTooLarge
from api.caller import CurrentCaller
from api.route import UploadRoute
from api.state import database_of, services_of
from core.errors import AppError, FileTooLarge, InvalidInput
from core.settings import MEGABYTE
from schemas.cv import ArchiveAnswer, RefusedMember, TakenMember, UploadAnswer
from services import intake
from services.access import Caller, Permission, require
from services.bundle_intake import AT_THE_DOOR, note_refusal, open_bundle, take_in_bundle
from services.bundles import Bundle
from services.filenames import shown_name

router = APIRouter(prefix="/cv", route_class=UploadRoute, tags=["CVs"])

# The form is read by hand, after the caller is known: a stranger's ten megabytes are not even received.
FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@router.post("/upload", status_code=202, openapi_extra=FORM)
async def upload_cv(request: Request, caller: CurrentCaller) -> UploadAnswer | ArchiveAnswer:
    """Hand in one CV as the multipart field `file`. The same bytes again answer with the CV that is there.

    Of a ZIP each file is a CV of its own; the answer lists them, also those that were not let in.
    """
    require(caller, Permission.UPLOAD)
    services = services_of(request)
    try:
        data, filename = await _file_of(request)
        bundle = await open_bundle(data, filename, services.settings)
        if bundle is not None:
            return await _archive(request, caller, bundle, filename)
        async with services.database.transaction() as session:
            return await intake.register_cv(
                session, caller, data=data, filename=filename, settings=services.settings
            )
    except BodyTooLarge:
        limit = services.settings.max_file_size / MEGABYTE
        refusal = FileTooLarge(f"The file is larger than {limit:g} MB, which is the limit here.")
        await _record(request, caller, refusal)
        raise refusal from None
    except AT_THE_DOOR as refusal:
        await _record(request, caller, refusal)
        raise


async def _archive(request: Request, caller: Caller, bundle: Bundle, filename: str) -> ArchiveAnswer:
    items: list[TakenMember | RefusedMember] = []
    async for taken in take_in_bundle(services_of(request), caller, bundle):
        if taken.answer is not None:
            items.append(TakenMember(filename=taken.filename, **taken.answer.model_dump()))
        elif taken.refusal is not None:
            items.append(
                RefusedMember(filename=taken.filename, code=taken.refusal.code, detail=taken.refusal.message)
            )
    accepted = sum(isinstance(item, TakenMember) for item in items)
    return ArchiveAnswer(
        archive=shown_name(filename), items=items, total=len(items), accepted=accepted,
        refused=len(items) - accepted,
    )  # fmt: skip


async def _file_of(request: Request) -> tuple[bytes, str]:
    """The one file of the form: its bytes and the name that the client gave it."""
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidInput("Send the CV as a file in the multipart field 'file'.")
        return await file.read(), file.filename or "cv"


async def _record(request: Request, caller: Caller, refusal: AppError) -> None:
    async with database_of(request).transaction() as session:
        await note_refusal(session, caller, refusal)
