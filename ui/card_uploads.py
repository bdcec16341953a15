"""What the card of dropped files shows: where each one stands, and what was read in it or why not."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile
from schemas.cv import SENTENCES, ProcessingStatus
from schemas.profile import StoredProfile
from services.access import Caller, Role
from services.doubts import not_stated, unsure
from services.profiles import load_profiles
from services.threads import DroppedFile, dropped_files
from ui.card_profile import original_url

STAGES = ("waiting", "reading", "extracting", "done")
STAGE_OF = {"reading": "reading", "extracting": "extracting", "embedding": "extracting"}
MOST_NAMED = 6  # unsure or missing parts that are named; the rest are counted
WHO_SEES = {
    Role.CANDIDATE: "Recruiters and admins of this company can find and read it. You can withdraw it at any time.",
    Role.RECRUITER: "Every recruiter and admin can find and read it.",
    Role.ADMIN: "Every recruiter and admin can find and read it.",
}


async def upload_props(session: AsyncSession, caller: Caller, message_id: UUID) -> dict[str, Any]:
    """The files of one of the caller's own messages."""
    dropped = await dropped_files(session, caller, message_id)
    visible = [file.cv for file in dropped if file.cv is not None and not file.withdrawn]
    profiles = await load_profiles(session, [cv.id for cv in visible if cv.processed])
    archives = {file.attachment.archive_id for file in dropped} - {None}
    files = [_file(file, profiles, opened=file.attachment.id in archives) for file in dropped]
    return {
        "messageId": str(message_id),
        "whoSees": WHO_SEES[caller.role],
        "files": files,
        "summary": _summary(files),
        "pending": [cv.id for cv in visible if ProcessingStatus(cv.processing_status).on_its_way],
    }


def _summary(files: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How many files there are, archives aside, how many have come to an end, were read, and need somebody's eye."""
    counted = [file for file in files if file["state"] not in ("opened", "withdrawn")]
    read = sum(file["state"] == "done" and not file.get("needsReview") for file in counted)
    need = sum(bool(file["state"] in ("refused", "failed") or file.get("needsReview")) for file in counted)
    return {"total": len(counted), "finished": read + need, "read": read, "need": need}


def _file(file: DroppedFile, profiles: dict[int, StoredProfile], *, opened: bool = False) -> dict[str, Any]:
    attachment, cv = file.attachment, file.cv
    row: dict[str, Any] = {"id": str(attachment.uuid), "filename": attachment.filename, "stages": STAGES}
    if opened:
        return row | {"state": "opened", "sentence": "Opened: each file in it is a CV of its own."}
    if attachment.problem is not None:
        return row | {"state": "refused", "sentence": attachment.problem}
    if cv is None:
        return row | {"state": "waiting", "sentence": "Not filed yet."}
    if file.withdrawn:
        return row | {"state": "withdrawn", "sentence": "Withdrawn."}
    status = ProcessingStatus(cv.processing_status)
    row |= {
        "cvId": cv.id,
        "original": original_url(cv.id),
        "sample": cv.is_sample,
        "sentence": cv.status_detail or SENTENCES[status],
        "state": _state(cv, status),
    }
    profile = profiles.get(cv.id)
    if profile is not None:
        row["read"] = _what_was_read(profile)
        row["needsReview"] = status is ProcessingStatus.NEEDS_REVIEW
    return row


def _state(cv: CVFile, status: ProcessingStatus) -> str:
    if status is ProcessingStatus.PENDING:
        return "waiting"
    if status is ProcessingStatus.PROCESSING:
        return STAGE_OF.get(cv.processing_step or "", "reading")
    return "done" if status.readable else "failed"


def _what_was_read(profile: StoredProfile) -> dict[str, Any]:
    info = profile.personal_info
    doubts, missing = unsure(profile), not_stated(profile)
    counts = (
        (len(profile.employment), "job", "jobs"),
        (len(profile.education), "degree", "degrees"),
        (len(profile.skills), "skill", "skills"),
        (len(profile.languages), "language", "languages"),
        (len(profile.certifications), "certificate", "certificates"),
        (len(profile.projects), "project", "projects"),
    )
    return {
        "name": info.full_name or "Name not stated",
        "title": info.professional_title,
        "place": info.location,
        "counts": [f"{count} {one if count == 1 else many}" for count, one, many in counts if count],
        "years": _years(profile),
        "unsure": _named(doubts),
        "notStated": _named(missing),
    }


def _named(names: list[str]) -> list[str]:
    if len(names) <= MOST_NAMED:
        return names
    return [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]


def _years(profile: StoredProfile) -> str | None:
    """From the first year to the last that a job states; "2014 to today" when one goes on."""
    starts = [job.start_date[:4] for job in profile.employment if job.start_date]
    ends = [job.end_date[:4] for job in profile.employment if job.end_date]
    if not starts:
        return None
    if any(job.is_current for job in profile.employment):
        return f"{min(starts)} to today"
    return f"{min(starts)} to {max(ends)}" if ends else f"since {min(starts)}"
