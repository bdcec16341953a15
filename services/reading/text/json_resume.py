"""JSON Resume (jsonresume.org): its text is our own rendering, in the order and words of an ordinary CV."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.assemble import Line, assemble
from services.reading.failure import ReadingFailed
from services.reading.styled import Piece, styled_line
from services.reading.text.plain import decode_text
from services.reading.unseen import characters_unseen

SECTIONS = (
    "basics",
    "work",
    "education",
    "skills",
    "languages",
    "projects",
    "certificates",
    "volunteer",
    "awards",
)
LOOKS_LIKE = re.compile(r'"(?:basics|work|education|skills|resume)"\s*:\s*[{\[]')
LONGEST = 2_000_000  # characters of a file
MOST_ITEMS = 200  # of a list
MOST_WORDS = 5_000  # characters of one value
Part = dict[str, Any]


def is_json_resume(text: str) -> bool:
    """Whether a text looks like one: an object that names its sections. Reading decides for good."""
    start = text[:200].lstrip()
    return start.startswith("{") and LOOKS_LIKE.search(text[:LONGEST]) is not None


def read_json_resume(data: bytes) -> ReadDocument:
    """Render the resume; raises ReadingFailed where it is damaged, too large or something else."""
    text = decode_text(data)
    if text is None or len(text) > LONGEST:
        raise ReadingFailed(ProcessingStatus.BROKEN if text is None else ProcessingStatus.TOO_LARGE)
    try:
        resume = json.loads(text)
    except (ValueError, RecursionError):
        raise ReadingFailed(
            ProcessingStatus.BROKEN, "The file is no valid JSON. Please export it again."
        ) from None
    if not isinstance(resume, dict) or not any(resume.get(name) for name in SECTIONS):
        raise ReadingFailed(
            ProcessingStatus.NOT_A_CV, "This JSON file is not a resume in the JSON Resume format."
        )
    rendering = _Rendering()
    rendering.basics(_part(resume.get("basics")))
    for title, name, lines in SHOWN:
        rendering.section(title, [lines(part) for part in _parts(resume.get(name))])
    return assemble(
        rendering.lines,
        links=rendering.links,
        warnings=characters_unseen(line.text for line in rendering.lines),
    )


class _Rendering:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links: list[str] = []
        self.block = 0

    def basics(self, basics: Part) -> None:
        self._put(_words(basics, "name"), size=20.0, bold=True)
        self._put(_words(basics, "label"), size=13.0)
        place = _part(basics.get("location"))
        town = " ".join(filter(None, [_words(place, "postalCode"), _words(place, "city")]))
        where = [_words(place, "address"), town, _words(place, "region"), _words(place, "countryCode")]
        self._put(", ".join(filter(None, where)))
        for name in ("email", "phone", "url", "website"):
            self._put(_words(basics, name))
        for profile in _parts(basics.get("profiles")):
            self._put(
                _words(profile, "url") or _titled(_words(profile, "network"), _words(profile, "username"))
            )
        self.links += [address for address in self._addresses(basics) if address]
        self.section("Summary", [[_words(basics, "summary")]])

    @staticmethod
    def _addresses(basics: Part) -> Iterator[str]:
        yield _words(basics, "url")
        for profile in _parts(basics.get("profiles")):
            yield _words(profile, "url")

    def section(self, title: str, entries: Sequence[Sequence[str]]) -> None:
        """A heading and its entries; the first line of an entry that has more is bold."""
        if not any(line for entry in entries for line in entry):
            return
        self.block += 1
        self._put(title, size=14.0, bold=True, heading=True)
        for entry in entries:
            shown = [line for line in entry if line]
            if len(shown) > 1:
                self.block += 1
            for number, line in enumerate(shown):
                self._put(line, bold=number == 0 and len(shown) > 1)

    def _put(self, words: str, *, size: float = 11.0, bold: bool = False, heading: bool = False) -> None:
        for row in words.split("\n"):
            if row.strip():
                self.lines.append(styled_line([Piece(row, size, bold)], block=self.block, heading=heading))


def _work(part: Part) -> list[str]:
    employer = _words(part, "name") or _words(part, "company") or _words(part, "organization")
    where = ", ".join(filter(None, [employer, _words(part, "location")]))
    title = _words(part, "position") or employer
    return [
        _row(title, _dates(part)),
        where if title != employer else _words(part, "location"),
        _words(part, "summary"),
        *_bullets(part, "highlights"),
    ]


def _education(part: Part) -> list[str]:
    degree = " ".join(filter(None, [_words(part, "studyType"), _words(part, "area")]))
    school = _words(part, "institution")
    score = _words(part, "score") or _words(part, "gpa")
    return [
        _row(degree or school, _dates(part)),
        school if degree else "",
        f"Grade: {score}" if score else "",
        *_bullets(part, "courses"),
    ]


def _skill(part: Part) -> list[str]:
    name, words = _words(part, "name"), ", ".join(_texts(part.get("keywords")))
    return [_titled(name, words) or _words(part, "text")]


def _language(part: Part) -> list[str]:
    return [" – ".join(filter(None, [_words(part, "language"), _words(part, "fluency")]))]


def _project(part: Part) -> list[str]:
    return [
        _row(_words(part, "name"), _dates(part)),
        _words(part, "description"),
        _words(part, "url"),
        *_bullets(part, "highlights"),
    ]


def _certificate(part: Part) -> list[str]:
    return [", ".join(filter(None, [_words(part, "name"), _words(part, "issuer"), _words(part, "date")]))]


def _award(part: Part) -> list[str]:
    named = [_words(part, "title"), _words(part, "awarder"), _words(part, "date")]
    return [", ".join(filter(None, named)), _words(part, "summary")]


def _publication(part: Part) -> list[str]:
    named = [_words(part, "name"), _words(part, "publisher"), _words(part, "releaseDate")]
    return [", ".join(filter(None, named)), _words(part, "summary")]


def _interest(part: Part) -> list[str]:
    return [_titled(_words(part, "name"), ", ".join(_texts(part.get("keywords"))))]


def _reference(part: Part) -> list[str]:
    return [_words(part, "name"), _words(part, "reference")]


SHOWN = (
    ("Experience", "work", _work), ("Volunteering", "volunteer", _work), ("Education", "education", _education),
    ("Skills", "skills", _skill), ("Languages", "languages", _language), ("Projects", "projects", _project),
    ("Certificates", "certificates", _certificate), ("Awards", "awards", _award),
    ("Publications", "publications", _publication), ("Interests", "interests", _interest),
    ("References", "references", _reference),
)  # fmt: skip


def _row(left: str, right: str) -> str:
    return "\t".join(filter(None, [left, right]))


def _titled(title: str, words: str) -> str:
    return ": ".join(filter(None, [title, words]))


def _dates(part: Part) -> str:
    """ "2019-03 – present": an entry that has begun and says no end goes on."""
    start, end = _words(part, "startDate"), _words(part, "endDate")
    return " – ".join([start, end or "present"]) if start else end


def _bullets(part: Part, name: str) -> list[str]:
    return [f"• {words}" for words in _texts(part.get(name))]


def _words(part: Part, name: str) -> str:
    """A value as text; objects and lists are none."""
    value = part.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:MOST_WORDS].strip()


def _texts(value: object) -> list[str]:
    listed = value[:MOST_ITEMS] if isinstance(value, list) else []
    return [words for item in listed if (words := _words({"": item}, ""))]


def _part(value: object) -> Part:
    return value if isinstance(value, dict) else {}


def _parts(value: object) -> list[Part]:
    """The objects of a list; bare words in it stand for their names."""
    listed = value[:MOST_ITEMS] if isinstance(value, list) else []
    found = [{"name": item, "language": item} if isinstance(item, str) else _part(item) for item in listed]
    return [part for part in found if part]
