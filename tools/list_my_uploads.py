from services.lookup import my_uploads
from tools.answers import ToolAnswer
from tools.caller import Run
from tools.look_up_cvs import CVLine, cv_line

MOST_LISTED = 20


class OwnUploads(ToolAnswer):
    total: int
    uploads: list[CVLine]  # newest first; `filename` is the name under which the user handed it in

    def rows(self) -> int:
        return self.total

    def note(self) -> str:
        return f"{self.total} {'file' if self.total == 1 else 'files'}"


async def list_my_uploads(run: Run) -> OwnUploads:
    """List the CVs that this user handed in and did not withdraw, newest first, with their state."""
    turn = run.context
    async with turn.transaction() as (session, caller):
        uploads = await my_uploads(session, caller)
    shown = uploads[:MOST_LISTED]
    turn.cv_ids.update(upload.id for upload in shown)
    lines = [cv_line(upload).model_copy(update={"filename": upload.uploaded_as}) for upload in shown]
    return OwnUploads(total=len(uploads), uploads=lines)
