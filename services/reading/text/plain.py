"""Plain text and Markdown."""

import re
from collections.abc import Iterator

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.assemble import Line, assemble
from services.reading.failure import ReadingFailed
from services.reading.styled import closed_up
from services.reading.text.columns import in_columns
from services.reading.text.markdown import markdown_lines
from services.reading.unseen import Unseen

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")))
MOST_CONTROL = 0.02  # of a text's bytes; above it the file is no text
UNDERLINE = re.compile(r"\s*([=\-_~*#+\u2500-\u2550\u203e\u2014])\1{2,}\s*$")
RULE = re.compile(r"\s*([-_*=~#+.\u00b7\u2022\u2014\u2500-\u2550\u2580-\u2588\u25ac])(?:\s*\1){2,}\s*$")
CORNERS = "+*#|.'`┌└├┐┘┤╔╚╠╗╝╣┏┗┣┓┛┫╭╰╮╯"
EDGE = re.compile(rf"\s*[{CORNERS}]([-=*#~_─═━])\1{{3,}}[{CORNERS}]\s*$")
BOXED = re.compile(r"\s*([|*#│║┃])\s+(\S(?:.{0,200}?\S)?)\s+\1\s*$")
POINTER = re.compile(r"^(\s*)(?:>{2,3}|=>|::)\s+(?=\S)")
FRAMED = re.compile(r"\s*([-_*=~#+\u2500-\u2550])\1+\s*([^\W\d_][^\t]{0,58}?)\s*\1{2,}\s*$")


def decode_text(data: bytes) -> str | None:
    """The text that `data` encodes (UTF-8, UTF-16 or Windows-1252), or None where it is no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:65536]
    wide = _wide_encoding(sample)
    if wide:
        return data.decode(wide, errors="replace")
    if len(sample) - len(sample.translate(None, CONTROL)) > max(2, MOST_CONTROL * len(sample)):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes of its Latin letters."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.6 * pairs and low < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 * pairs and high < 0.05 * pairs else None


def read_plain(data: bytes, file_format: str) -> ReadDocument:
    """Read a text or Markdown file; raises ReadingFailed where there is no text in it."""
    text = decode_text(data)
    if text is None:
        raise ReadingFailed(ProcessingStatus.BROKEN, "This is not a text file.")
    links: list[str] = []
    unseen = Unseen()
    unseen.look_into(text)
    lines = markdown_lines(text, links, unseen) if file_format == "md" else _text(text)
    return assemble(lines, links=links, warnings=unseen.warnings())


def _text(text: str) -> list[Line]:
    """A line above a rule is a heading, and so is one between rules or in capitals; a form feed parts blocks."""
    rows = re.split(r"\r\n|[\n\r\x0b\x85\u2028\u2029]", text.replace("\x0c", "\n\n"))
    lines: list[Line] = []
    block = 0
    for row in in_columns(list(_unboxed(rows)), _capitals):
        framed = FRAMED.match(row[:200])
        if not row.strip():
            block += 1
        elif RULE.match(row[:2_000]):
            if lines and UNDERLINE.match(row) and lines[-1].block == block and len(lines[-1].text) < 60:
                lines[-1].heading = True
        elif framed:
            lines.append(Line(closed_up(framed.group(2)), block=block, heading=True))
        else:
            words = closed_up(row[:20_000])
            wide = re.sub(r"(?<=\S)(?: {3,}| ?\t[ \t]*)(?=\S)", "\t", words)
            lines.append(Line(wide, block=block, heading=_capitals(wide)))
    return lines


def _unboxed(rows: list[str]) -> Iterator[str]:
    """The rows without the boxes drawn around them; a single row in a box is underlined, as headings are."""
    edges = [EDGE.match(row[:300]) is not None for row in rows]
    for number, row in enumerate(rows):
        boxed = BOXED.match(row[:300])
        if edges[number]:
            alone = number >= 2 and edges[number - 2] and BOXED.match(rows[number - 1][:300])
            yield "----" if alone else ""
        elif boxed and boxed.group(1) not in boxed.group(2):
            yield boxed.group(2)
        else:
            yield POINTER.sub(r"\1", row[:20_000])


def _capitals(row: str) -> bool:
    letters = [letter for letter in row if letter.isalpha()]
    return 4 <= len(letters) <= 50 and "\t" not in row and all(letter.isupper() for letter in letters)
