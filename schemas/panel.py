"""What the page pictures of a CV carry: which pages there are, and where on them each value stands.

Rectangles are fractions of the page, from 0 to 1 from its top left, so that they fit a picture of any size.
"""

from pydantic import BaseModel


class PageShown(BaseModel):
    """A page; `picture` is where its picture is handed out, None where the format has no pages."""

    page: int
    width: float  # points; 0 where the format has no pages
    height: float
    picture: str | None


class MarkRect(BaseModel):
    """Words side by side on one line of a page."""

    page: int
    left: float
    top: float
    width: float
    height: float


class Mark(BaseModel):
    """Where a value stands: `text[start:end]`. `field` as in "employment/0/job_title", None for words searched for."""

    field: str | None
    page: int
    start: int
    end: int
    rects: list[MarkRect]


class MarksAnswer(BaseModel):
    """The pages of a CV and the places of its values on them."""

    cv_id: int
    pages: list[PageShown]
    marks: list[Mark]


class SheetLine(BaseModel):
    """A line of the text, for showing a page that has no picture; `block` numbers what stands together."""

    page: int
    start: int
    end: int
    text: str
    heading: bool
    bold: bool
    block: int


class SheetAnswer(BaseModel):
    """A CV's text as lines; spans are those of `GET /cv/{id}/text`."""

    cv_id: int
    lines: list[SheetLine]
