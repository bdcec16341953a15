"""Jobs: which words of a header are the employer, the title, the place."""

from schemas.draft import EmploymentDraft, Pointer
from services.extraction.entries.labels import labelled, table_columns
from services.extraction.entries.lexicons import JobWords, job_scores
from services.extraction.entries.naming import place_score
from services.extraction.entries.pieces import Look
from services.extraction.entries.roles import PLACE, WHAT, WHERE, Group, Header, assign
from services.extraction.entries.segments import Segment, cut_section
from services.extraction.folding import fold, load_words
from services.extraction.sections.view import Row, span_pointer


def read_jobs(rows: list[Row]) -> list[EmploymentDraft]:
    """The jobs of an experience section, in its order."""
    spoken = labelled(rows)
    if spoken:
        return spoken
    columns, rows = table_columns(rows)
    segments = cut_section(rows, JobWords())
    headers = [
        Header(segment.pieces(), parent=_is_parent(segments, at)) for at, segment in enumerate(segments)
    ]
    assign(headers, JobWords(), columns)
    return _with_employers(segments, headers)


def _with_employers(segments: list[Segment], headers: list[Header]) -> list[EmploymentDraft]:
    """Drafts in order; a role without an employer belongs to the one above it, which itself may be no job."""
    drafts: list[EmploymentDraft] = []
    employer: Group | None = None
    for index, (segment, header) in enumerate(zip(segments, headers, strict=True)):
        own = header.chosen.get(WHERE)
        if own is None and employer is not None and WHAT in header.chosen and not _alone(header.chosen[WHAT]):
            header.chosen[WHERE] = employer
        elif own is not None:
            employer = own
            if header.parent or _heads_roles(segments, headers, index):
                continue
        if WHAT in header.chosen or WHERE in header.chosen:
            drafts.append(_draft(segment, header))
    return drafts


def _alone(title: Group) -> bool:
    """Whether words say that there was no employer: parental leave, freelance work."""
    return any(phrase in fold(title.text) for phrase in load_words("careers")["no_employer"])


def _is_parent(segments: list[Segment], index: int) -> bool:
    """An entry without text whose period holds the periods of the entries below it, which look otherwise."""
    segment = segments[index]
    inner: list[Segment] = []
    for other in segments[index + 1 :]:
        if not _within(segment, other) or _look(other) == _look(segment):
            break
        inner.append(other)
    if segment.body or not inner or segment.stated is None:
        return False
    ends = [other.stated.span for other in inner if other.stated]
    begins = [span[0][:7] for span in ends]
    return (
        min(begins)[:4] == segment.stated.span[0][:4]
        and max(span[1] for span in ends)[:4] == segment.stated.span[1][:4]
    )


def _within(outer: Segment, inner: Segment) -> bool:
    if outer.stated is None or inner.stated is None or outer.stated.single or inner.stated.single:
        return False
    (begin, end), (first, last) = outer.stated.span, inner.stated.span
    return begin[:4] <= first[:4] and last[:4] <= end[:4]


def _look(segment: Segment) -> Look | None:
    pieces = segment.pieces()
    return pieces[0].look if pieces else None


def _heads_roles(segments: list[Segment], headers: list[Header], index: int) -> bool:
    """An employer with its whole period, above roles that name none."""
    if WHAT in headers[index].chosen or segments[index].body or index + 1 >= len(headers):
        return False
    below = headers[index + 1].chosen
    return WHAT in below and WHERE not in below


def _draft(segment: Segment, header: Header) -> EmploymentDraft:
    stated = segment.stated
    place = header.chosen.get(PLACE)
    return EmploymentDraft(
        company_name=_pointer(header, WHERE), job_title=_pointer(header, WHAT),
        location=place.line.pointer(place.text, 0.9 if place_score(place.text) else 0.7) if place else None,
        start_date=stated.start if stated else None, end_date=stated.end if stated else None,
        description=span_pointer(segment.body, 0.85),
    )  # fmt: skip


def _pointer(header: Header, role: int) -> Pointer | None:
    group = header.chosen.get(role)
    if group is None:
        return None
    scores = job_scores(group.text)
    lean = scores[role] - scores[WHERE if role == WHAT else WHAT]
    sure = 0.95 if lean >= 2 else 0.85 if lean > -0.5 else 0.6
    return group.line.pointer(group.text, sure)
