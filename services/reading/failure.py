"""The one way in which reading a file fails."""

from schemas.cv import SENTENCES, ProcessingStatus


class ReadingFailed(Exception):
    """A file could not be read; `status` names the end it has come to, `detail` is a sentence for its owner."""

    def __init__(self, status: ProcessingStatus, detail: str | None = None) -> None:
        super().__init__(status, detail)
        self.status = ProcessingStatus(status)
        self.detail = detail or SENTENCES[self.status]

    def __str__(self) -> str:
        return f"{self.status}: {self.detail}"
