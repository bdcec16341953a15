"""From invented people to files and the truth about them."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.cvs import people as invented
from benchmarks.cvs import printing, scans
from benchmarks.cvs.families import ALL
from benchmarks.cvs.families.family import SCAN
from benchmarks.cvs.families.pages import html, running
from benchmarks.cvs.plan import Item, make
from benchmarks.cvs.truth import of_sheet


def generate(out: Path, *, people: int = 200, seed: int = 1, only: str = "", limit: int | None = None) -> int:
    """Draw all CVs into `out`/files, write `out`/truth.json, and say how many there are."""
    items = [
        item for item in make(invented.invent(people, seed), ALL, seed) if only in ("", item.family.name)
    ]
    (out / "files").mkdir(parents=True, exist_ok=True)
    truths: dict[str, Any] = {}
    for item, suffix, content in _drawn(items[:limit]):
        name = f"files/{item.stem}.{suffix}"
        (out / name).write_bytes(content)
        truths[name] = {**of_sheet(item.sheet), "meta": _meta(item)}
    (out / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(truths)


def _drawn(items: list[Item]) -> Iterator[tuple[Item, str, bytes]]:
    with ExitStack() as stack:
        page: Page | None = None
        for item in items:
            if item.family.printed and page is None:
                page = stack.enter_context(printing.open_page())
            content = draw(item, page)
            if item.format == SCAN:
                suffix, content = scans.scan(content, item.sheet.seed)
                yield item, suffix, content
            else:
                yield item, item.family.suffix, content


def draw(item: Item, page: Page | None = None) -> bytes:
    """The file's bytes as its family draws it, before any scanning."""
    if item.family.draw:
        return item.family.draw(item.sheet)
    assert page is not None
    header, footer = running(item.sheet) if item.family.running else ("", "")
    return printing.pdf(page, html(item.sheet), header=header, footer=footer)


def _meta(item: Item) -> dict[str, str]:
    meta = {
        "family": item.family.name,
        "person": item.person.name,
        "format": item.format,
        "language": item.person.language,
        "split": item.split,
    }
    return meta | ({"twin_group": item.twin_group} if item.twin_group else {})
