"""Plain text and Markdown."""

import re

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.assemble import Line, assemble
from services.reading.failure import ReadingFailed

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")))
MOST_CONTROL = 0.02  # of a text's bytes; above it the file is no text
HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"\s*([=\-_~*])\1{2,}\s*$")
RULE = re.compile(r"\s*([-_*=~])(?:\s*\1){2,}\s*$")
EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|\*|`)(?=\S)(.{1,300}?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\((\S{1,500}?)(?:\s+\"[^\"\n]{0,100}\")?\)")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")


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
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    links: list[str] = []
    lines = _markdown(rows, links) if file_format == "md" else _text(rows)
    return assemble(lines, links=links)


def _text(rows: list[str]) -> list[Line]:
    """A line above a rule is a heading, and so is one that stands alone between empty lines in capitals."""
    lines: list[Line] = []
    block = 0
    for row in rows:
        if not row.strip():
            block += 1
        elif RULE.match(row):
            if lines and UNDERLINE.match(row) and lines[-1].block == block and len(lines[-1].text) < 60:
                lines[-1].heading = True
        else:
            wide = re.sub(r"(?<=\S)(?: {3,}| ?\t[ \t]*)(?=\S)", "\t", row[:20_000])
            lines.append(Line(wide, block=block, heading=_capitals(wide)))
    return lines


def _capitals(row: str) -> bool:
    letters = [letter for letter in row if letter.isalpha()]
    return 4 <= len(letters) <= 50 and "\t" not in row and all(letter.isupper() for letter in letters)


def _markdown(rows: list[str], links: list[str]) -> list[Line]:
    lines: list[Line] = []
    block = 0
    for row in rows:
        heading = HEADING.match(row)
        if not row.strip() or TABLE_RULE.match(row[:2000]) or RULE.match(row):
            if UNDERLINE.match(row) and lines and lines[-1].block == block and len(lines[-1].text) < 60:
                lines[-1].heading = True
            block += not row.strip()
            continue
        text = _without_marks(heading.group(2) if heading else row[:20_000], links)
        level = len(heading.group(1)) if heading else 0
        size = {1: 22.0, 2: 16.0, 3: 13.0}.get(level, 11.0)
        bold = bool(heading) or bool(re.fullmatch(r"\s*(\*\*|__)[^*_]+\1\s*", row[:500]))
        lines.append(Line(text, size=size, bold=bold, block=block, heading=bool(heading)))
    return lines


def _without_marks(row: str, links: list[str]) -> str:
    def shown(found: re.Match[str]) -> str:
        links.append(found.group(2))
        return found.group(1)

    row = LINK.sub(shown, row)
    row = re.sub(r"<((?:https?://|mailto:)?[^<>\s]{3,300})>", r"\1", row)
    row = re.sub(r"<br\s*/?>", " ", row, flags=re.IGNORECASE)
    for _ in range(2):
        row = EMPHASIS.sub(r"\2", row)
    row = re.sub(r"^(\s*)[*+-]\s+", r"\1• ", row)
    row = re.sub(r"^\s*>\s?", "", row)
    if row.strip().startswith("|") or row.count("|") >= 3:
        row = "\t".join(cell.strip() for cell in row.strip().strip("|").split("|"))
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|<>-])", r"\1", row)
