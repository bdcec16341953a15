"""What handing in files answers."""

from collections.abc import Sequence

from pydantic import BaseModel

from schemas.cv import SENTENCES
from services.bundle_intake import Taken
from tools.answers import ToolAnswer

MOST_LISTED = 20  # of many files, those that the model is told of one by one


class MemberTaken(BaseModel):
    filename: str
    cv_id: int | None = None
    sentence: str


class FileTaken(ToolAnswer):
    """`cv_id` is absent when the file was refused; `sentence` says where it stands, or why not. Of an archive
    (status "opened") and of all files at once ("filed") `taken` and `refused` count, and `uploads` lists the first."""

    filename: str
    cv_id: int | None = None
    status: str
    duplicate: bool = False
    sentence: str
    taken: int | None = None
    refused: int | None = None
    uploads: list[MemberTaken] | None = None

    def rows(self) -> int | None:
        return self.taken

    def note(self) -> str:
        return self.sentence


def archive_taken(filename: str, members: Sequence[Taken]) -> FileTaken:
    """What became of the files in an archive."""
    lines = [
        MemberTaken(filename=member.filename, cv_id=cv.id, sentence=SENTENCES[cv.processing_status])
        if (cv := member.answer)
        else MemberTaken(filename=member.filename, sentence=member.refusal.message if member.refusal else "")
        for member in members
    ]
    return _counted(filename, "opened", lines, taken=sum(line.cv_id is not None for line in lines))


def all_taken(files: Sequence[FileTaken]) -> FileTaken:
    """What became of all the files of a message; an archive counts as the files in it."""
    lines = [MemberTaken(filename=file.filename, cv_id=file.cv_id, sentence=file.sentence) for file in files]
    taken = sum(int(file.cv_id is not None) if file.taken is None else file.taken for file in files)
    refused = sum(int(file.status == "refused") if file.refused is None else file.refused for file in files)
    return _counted(f"{len(files)} files", "filed", lines, taken=taken, refused=refused)


def _counted(
    filename: str, status: str, lines: Sequence[MemberTaken], *, taken: int, refused: int | None = None
) -> FileTaken:
    refused = len(lines) - taken if refused is None else refused
    return FileTaken(
        filename=filename,
        status=status,
        sentence=f"{taken + refused} files: {taken} taken in, {refused} not.",
        taken=taken,
        refused=refused,
        uploads=list(lines[:MOST_LISTED]),
    )
