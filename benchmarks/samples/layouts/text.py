"""CVs as plain text and as Markdown."""

import textwrap

from benchmarks.samples.content import Entry, Section, sections
from benchmarks.samples.facts import Person


def markdown(person: Person) -> bytes:
    """A developer's CV kept as Markdown beside the code."""
    parts = [f"# {person.printed_name}", f"**{person.title}**", "\n".join(f"- {c}" for c in person.contacts)]
    for section in sections(person):
        parts.append(f"## {section.heading}")
        parts += _markdown_body(section)
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_body(section: Section) -> list[str]:
    if section.paragraph:
        return [section.paragraph]
    if section.entries:
        return [_markdown_entry(e) for e in section.entries]
    rows = section.lines or tuple(f"**{a}**: {b}" if a else b for a, b in section.pairs)
    return ["\n".join(f"* {row}" for row in rows)]


def _markdown_entry(entry: Entry) -> str:
    lines = [
        f"### {entry.title}, {entry.organisation}",
        "",
        f"*{entry.dates}*" + (f" | {entry.place}" if entry.place else ""),
    ]
    if entry.text:
        lines += ["", entry.text]
    return "\n".join([*lines, *([""] if entry.points else []), *(f"- {p}" for p in entry.points)])


def plain(person: Person) -> bytes:
    """A CV typed into a text editor, with ruled headings and hanging bullets."""
    lines = [person.printed_name, *([person.title] if person.title else []), "", *person.contacts, ""]
    for section in sections(person):
        lines += ["", section.heading.upper(), "-" * len(section.heading), *_plain_body(section)]
    return ("\r\n".join(line.rstrip() for line in lines) + "\r\n").encode()


def _plain_body(section: Section) -> list[str]:
    if section.paragraph:
        return textwrap.wrap(section.paragraph, 76)
    if section.entries:
        return [line for e in section.entries for line in _plain_entry(e)]
    rows = section.lines or tuple(f"{a}: {b}" if a else b for a, b in section.pairs)
    return [line for row in rows for line in textwrap.wrap(row, 76, subsequent_indent="   ")]


def _plain_entry(entry: Entry) -> list[str]:
    lines = [f"{entry.dates:<24}{entry.title}", " " * 24 + entry.where]
    if entry.text:
        lines += textwrap.wrap(entry.text, 76, initial_indent=" " * 24, subsequent_indent=" " * 24)
    for point in entry.points:
        lines += textwrap.wrap(point, 76, initial_indent=" " * 24 + "* ", subsequent_indent=" " * 26)
    return [*lines, ""]
