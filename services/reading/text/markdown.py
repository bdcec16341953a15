"""Markdown: its marks become looks, headings, cells and links; none of them is part of the text."""

import re
from collections.abc import Iterator

from services.reading.assemble import Line
from services.reading.styled import Piece, closed_up, styled_line
from services.reading.unseen import Hiding, Unseen

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=|-)\1+\s*$")
RULE = re.compile(r"\s*([-_*=~])(?:\s*\1){2,}\s*$")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
FENCE = re.compile(r"\s{0,3}(```|~~~)")
DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,100}\]:\s*<?(\S{1,500}?)>?(?:\s+[\"'(].*)?$")
EMPHASIS = re.compile(
    r"(\*\*\*|\*\*|__|\*|(?<!\w)_|`)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)|(\*\*)(?=\S)(.{1,300}?)(?<=\S)\3"
)
LINK = re.compile(r"!?\[([^\]\n]{0,300})\](?:\((\S{1,500}?)(?:\s+\"[^\"\n]{0,100}\")?\)|\[[^\]\n]{0,100}\])")
ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^<>\s]*[@:.][^<>\s]{1,300})>")
COMMENT = re.compile(r"<!--(.{0,20000}?)-->", re.DOTALL)
CONCEALED = re.compile(
    r"<(\w{1,12})\b[^>]{0,300}?(?:display:\s*none|visibility:\s*hidden|font-size:\s*0|color:\s*(?:white|#fff\b|#ffffff)|"
    r"\bhidden\b)[^>]{0,300}>(.{0,5000}?)</\1>",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"</?[a-zA-Z][\w-]{0,20}(?:\s[^<>]{0,500})?/?>")
SIZES = {1: 22.0, 2: 16.0, 3: 13.0}
BODY = 11.0
LONGEST_ROW = 20_000
LONGEST_HEADING = 60


def markdown_lines(text: str, links: list[str], unseen: Unseen) -> list[Line]:
    """The lines that a reader of the rendered page sees; link targets go to `links`."""
    for found in COMMENT.finditer(text):
        unseen.add(Hiding.COMMENT, found.group(1))
    text = COMMENT.sub("", text)
    for found in CONCEALED.finditer(text):
        unseen.add(Hiding.MARKUP, TAG.sub("", found.group(2)))
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", CONCEALED.sub("", text))
    lines: list[Line] = []
    block = 0
    for row in rows:
        heading = HEADING.match(row[:2000])
        if not row.strip():
            block += 1
        elif UNDERLINE.match(row) and _can_be_heading(lines, block):
            _make_heading(lines[-1], 1 if "=" in row else 2)
        elif FENCE.match(row) or TABLE_RULE.match(row[:2000]) or RULE.match(row[:2000]):
            continue
        elif defined := DEFINITION.match(row[:2000]):
            links.append(defined.group(1))
        else:
            lines.append(_line(heading.group(2) if heading else row[:LONGEST_ROW], links, block))
            if heading:
                _make_heading(lines[-1], len(heading.group(1)))
    return lines


def _can_be_heading(lines: list[Line], block: int) -> bool:
    return bool(lines) and lines[-1].block == block and len(lines[-1].text) < LONGEST_HEADING


def _make_heading(line: Line, level: int) -> None:
    line.heading, line.bold, line.size, line.runs = True, True, SIZES.get(level, BODY), ()
    line.text = closed_up(line.text)


def _line(row: str, links: list[str], block: int) -> Line:
    def shown(found: re.Match[str]) -> str:
        if found.group(2):
            links.append(found.group(2))
        return found.group(1)

    row = LINK.sub(shown, row)
    row = ADDRESS.sub(r"\1", row)
    row = re.sub(r"<br\s*/?>", " ", row, flags=re.IGNORECASE)
    row = TAG.sub("", row)
    row = re.sub(r"(?<=[^`\s])`[ \t]+`(?=[^`\s])", "`\t`", row)
    row = re.sub(r"^(\s*)[*+-]\s+(?:\[[ xX]\]\s+)?", r"\1• ", row)
    row = re.sub(r"^\s*>\s?", "", row)
    if row.strip().startswith("|") or row.count("|") >= 3:
        row = "\t".join(cell.strip() for cell in row.strip().strip("|").split("|"))
    row = re.sub(r" {2,}$", "", row)
    return styled_line(list(_pieces(row, bold=False, italic=False, depth=0)), block=block, size=BODY)


def _pieces(row: str, *, bold: bool, italic: bool, depth: int) -> Iterator[Piece]:
    """The row's words, emphasised ones apart, without the marks."""
    at = 0
    for found in EMPHASIS.finditer(row):
        yield _plain(row[at : found.start()], bold, italic)
        mark, inner = found.group(1) or found.group(3), found.group(2) or found.group(4)
        strong = bold or mark in ("**", "__", "***")
        slanted = italic or mark in ("*", "_", "***")
        if depth < 3 and mark != "`":
            yield from _pieces(inner, bold=strong, italic=slanted, depth=depth + 1)
        else:
            yield Piece(inner, BODY, strong, slanted)
        at = found.end()
    yield _plain(row[at:], bold, italic)


def _plain(words: str, bold: bool, italic: bool) -> Piece:
    return Piece(re.sub(r"\\([\\`*_{}\[\]()#+.!|<>-])", r"\1", words), BODY, bold, italic)
