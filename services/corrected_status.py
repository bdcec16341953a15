"""A CV's state after corrections: what a person has put right is no reason to look at it any more."""

import asyncio

from models import CVFile
from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from schemas.profile import Profile
from services.extraction.assess import READ_BEFORE, Assessment, assess


async def assess_anew(cv: CVFile, document: ReadDocument, profile: Profile) -> None:
    """Set a readable CV's state by its corrected profile. A reading under way sets its own, and that a later reading
    failed remains true."""
    status = ProcessingStatus(cv.processing_status)
    if not status.readable or (cv.status_detail or "").startswith(READ_BEFORE):
        return
    assessment = await reassessed(document, profile)
    if assessment is not None:
        cv.processing_status, cv.status_detail = assessment.status, assessment.detail
        cv.extraction_confidence = round(assessment.confidence, 2)  # type: ignore[assignment]  # to NUMERIC


async def reassessed(document: ReadDocument, profile: Profile) -> Assessment | None:
    """How far a corrected profile can be trusted; None where too little is left of it to tell it for a CV's, which
    its file was."""
    assessment = await asyncio.to_thread(assess, document, profile)
    return assessment if assessment.status.readable else None
