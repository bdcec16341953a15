"""Where on its pages a CV says something: spans of its text as rectangles."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile, CVText
from schemas.evidence import Evidence
from schemas.panel import Mark, MarkRect, MarksAnswer, PageShown, SheetAnswer, SheetLine
from schemas.profile import Profile
from services.access import Caller, readable_cv
from services.page_pictures import has_pictures
from services.profiles import PARTS, load_profile
from services.word_search import span_of

PRECISION = 5  # digits of a fraction: a tenth of a point on a wide page
MOST_RECTS = 400  # of one span
LONGEST_SEARCHED = 2_000  # characters of words that are looked for


async def cv_marks(session: AsyncSession, caller: Caller, cv_id: int) -> MarksAnswer:
    """The pages, and the place of every value that was read. NotFound for a CV that is not the caller's to see."""
    cv = await readable_cv(session, caller, cv_id)
    text = await _text_of(session, cv_id)
    profile = await load_profile(session, cv)
    marks = await asyncio.to_thread(_marks, text, profile) if text is not None else []
    return MarksAnswer(cv_id=cv_id, pages=_pages(cv, text), marks=marks)


async def find_words(
    session: AsyncSession, caller: Caller, cv_id: int, words: str, page: int | None = None
) -> Mark | None:
    """Where the words stand in the text, on `page` if they do, whatever white space is between them."""
    await readable_cv(session, caller, cv_id)
    text = await _text_of(session, cv_id)
    return await asyncio.to_thread(_found, text, words, page) if text is not None else None


async def text_sheet(session: AsyncSession, caller: Caller, cv_id: int) -> SheetAnswer:
    """The text line by line, to be set where there is no picture; no lines where nothing was read."""
    await readable_cv(session, caller, cv_id)
    text = await _text_of(session, cv_id)
    return SheetAnswer(cv_id=cv_id, lines=list(_sheet(text)) if text is not None else [])


async def cv_warnings(session: AsyncSession, cv_id: int) -> list[dict[str, Any]]:
    """What the reader warned of (schemas.document.ReadingWarning). Asks nobody for permission."""
    return await session.scalar(sa.select(CVText.warnings).where(CVText.cv_file_id == cv_id)) or []


def picture_url(cv_id: int, page: int) -> str:
    """Where a page's picture is handed out."""
    return f"/api/v1/cv/{cv_id}/pages/{page}.png"


class PageMap:
    """A CV's lines with the places of their words, by position in the text."""

    def __init__(self, text: CVText) -> None:
        self.lines = [line for line in text.lines if line["start"] < line["end"]]
        self.starts = [line["start"] for line in self.lines]
        self.sizes = {page["page"]: (page.get("width"), page.get("height")) for page in text.pages}
        self.pages = [(page["start"], page["page"]) for page in text.pages]

    def mark(self, start: int, end: int, *, field: str | None = None, page: int | None = None) -> Mark:
        """The span as a mark; it has no rectangles where the format has no pages."""
        rects = [rect for line in self._touched(start, end) if (rect := self._rect(line, start, end))]
        on = rects[0].page if rects else page or self._page(start)
        return Mark(field=field, page=on, start=start, end=end, rects=rects[:MOST_RECTS])

    def _touched(self, start: int, end: int) -> Iterator[dict[str, Any]]:
        first = max(0, bisect_right(self.starts, start) - 1)
        for line in self.lines[first:]:
            if line["start"] >= end:
                return
            if line["end"] > start:
                yield line

    def _rect(self, line: dict[str, Any], start: int, end: int) -> MarkRect | None:
        """The part of a line between `start` and `end`: its words' places, or else the whole line."""
        width, height = self.sizes.get(line["page"], (0, 0))
        if not line.get("box") or not width or not height:
            return None
        left, top, right, bottom = line["box"]
        if words := [word for word in line.get("words") or () if word["start"] < end and word["end"] > start]:
            left = min(_across(word, max(start, word["start"])) for word in words)
            right = max(_across(word, min(end, word["end"])) for word in words)
        return MarkRect(
            page=line["page"],
            left=_fraction(left, width),
            top=_fraction(top, height),
            width=_fraction(right - left, width),
            height=_fraction(bottom - top, height),
        )

    def _page(self, position: int) -> int:
        return max((page for start, page in self.pages if start <= position), default=1)


def _across(word: dict[str, Any], position: int) -> float:
    """How far right a character of a word stands, as if all its letters were equally wide."""
    share = (position - word["start"]) / max(1, word["end"] - word["start"])
    return float(word["left"] + share * (word["right"] - word["left"]))


def _fraction(points: float, whole: float) -> float:
    return round(min(1.0, max(0.0, points / whole)), PRECISION)


def _found(text: CVText, words: str, page: int | None) -> Mark | None:
    bounds = next(((one["start"], one["end"]) for one in text.pages if one["page"] == page), None)
    wanted = words[:LONGEST_SEARCHED]
    span = (span_of(text.text, wanted, *bounds) if bounds else None) or span_of(text.text, wanted)
    return PageMap(text).mark(*span) if span is not None else None


def _marks(text: CVText, profile: Profile) -> list[Mark]:
    places = PageMap(text)
    return [
        places.mark(evidence.start, evidence.end, field=field, page=evidence.page)
        for field, evidence in evidence_by_field(profile)
        if evidence.end > evidence.start
    ]


def evidence_by_field(profile: Profile) -> Iterable[tuple[str, Evidence]]:
    """Every value's evidence under its path: "personal_info/email", "employment/0/job_title"."""
    for name, evidence in profile.personal_info.evidence.items():
        yield f"personal_info/{name}", evidence
    for part in PARTS:
        for position, entry in enumerate(getattr(profile, part)):
            for name, evidence in entry.evidence.items():
                yield f"{part}/{position}/{name}", evidence


def _pages(cv: CVFile, text: CVText | None) -> list[PageShown]:
    drawn = has_pictures(cv.file_format)
    known = text.pages if text is not None and text.pages else [{"page": 1}]
    return [
        PageShown(
            page=page["page"],
            width=page.get("width") or 0.0,
            height=page.get("height") or 0.0,
            picture=picture_url(cv.id, page["page"]) if drawn else None,
        )
        for page in known
    ]


def _sheet(text: CVText) -> Iterator[SheetLine]:
    for line in text.lines:
        yield SheetLine(
            page=line["page"],
            start=line["start"],
            end=line["end"],
            text=text.text[line["start"] : line["end"]],
            heading=line.get("heading", False),
            bold=line.get("bold", False),
            block=line.get("block", 0),
        )


async def _text_of(session: AsyncSession, cv_id: int) -> CVText | None:
    return await session.scalar(sa.select(CVText).where(CVText.cv_file_id == cv_id))
