"""Documents from lines of text, without a file."""

import datetime as dt

from schemas.document import ReadDocument
from schemas.profile import Profile
from services.extraction.builtin import draft_profile
from services.extraction.evidence import resolve_profile
from services.reading.assemble import Line, assemble

AS_OF = dt.date(2026, 3, 31)


def document(text: str, *, headings: tuple[str, ...] = ()) -> ReadDocument:
    """Rows of `text`; those named in `headings` are larger and bold, as a page would have them."""
    lines = [
        Line(row.strip(), size=14.0 if row.strip() in headings else 10.0, bold=row.strip() in headings,
             heading=row.strip() in headings)
        for row in text.strip().splitlines() if row.strip()
    ]  # fmt: skip
    return assemble(lines)


def profile(text: str, *, headings: tuple[str, ...] = ()) -> Profile:
    read = document(text, headings=headings)
    return resolve_profile(read, draft_profile(read), as_of=AS_OF)


def jobs(rows: str, *, heading: str = "Experience") -> list[tuple[str | None, ...]]:
    """(title, employer, place, start, end) of an experience section with these rows."""
    found = profile(f"Jane Doe\n{heading}\n{rows}", headings=(heading,))
    return [
        (
            job.job_title,
            job.company_name,
            job.location,
            job.start_date,
            "now" if job.is_current else job.end_date,
        )
        for job in found.employment
    ]
