from schemas.cv import SENTENCES, ProcessingStatus
from services.access import readable_cv
from services.intake import retry_cv
from tools.answers import ToolAnswer
from tools.caller import Run


class ReadingState(ToolAnswer):
    cv_id: int
    filename: str
    status: str
    sentence: str
    step: str | None = None  # "reading", "extracting" or "embedding" while it is being read
    confidence: float | None = None  # 0 to 1: how sure the reader was

    def note(self) -> str:
        return self.sentence


async def extract_cv(run: Run, cv_id: int, read_again: bool = False) -> ReadingState:
    """Say how far the reading of a CV is, or have it read once more.

    Args:
        cv_id: The CV's number.
        read_again: True only when the user asks for a new reading; admins may do that.
    """
    turn = run.context
    async with turn.transaction() as (session, caller):
        load = retry_cv if read_again else readable_cv
        cv = await load(session, caller, cv_id)
    turn.cv_ids.add(cv_id)
    confidence = cv.extraction_confidence
    return ReadingState(
        cv_id=cv.id,
        filename=cv.filename,
        status=cv.processing_status,
        sentence=cv.status_detail or SENTENCES[ProcessingStatus(cv.processing_status)],
        step=cv.processing_step,
        confidence=None if confidence is None else float(confidence),
    )
