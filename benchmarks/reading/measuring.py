"""Reads a whole corpus with every reader and keeps what the tables are made of."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from benchmarks.reading.opponents import OPPONENTS, bare_pdf_text
from benchmarks.reading.readers import Reading, extracted, read_ours
from benchmarks.reading.scoring import Said, Tally, right, said_by, tally
from benchmarks.reading.seeing import read_with_pictures
from schemas.document import ReadDocument
from schemas.evidence import Evidence
from schemas.profile import Profile
from services.reading.failure import ReadingFailed

OURS = "Expert Sourcing"


@dataclass(slots=True)
class Measured:
    """One CV: its truth, what each reader made of it, and what it cost ours (processor seconds)."""

    name: str
    truth: dict[str, Any]
    meta: dict[str, Any]
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    said: Said = field(default_factory=dict)
    state: str = ""
    reading: float = 0.0
    extracting: float = 0.0
    bare_text: float | None = None  # pypdf's text extraction of the same file
    seconds: float | None = None  # wall time, of files that are read from pictures
    spans: int = 0
    wrong_spans: int = 0
    judged: list[tuple[str, float, bool]] = field(default_factory=list)  # field, confidence, right
    hidden_warnings: int = 0


def load_truth(folder: Path) -> Iterable[tuple[Path, dict[str, Any]]]:
    """Files and their truth; `truth.json` lies beside the files it names."""
    for name, truth in json.loads((folder / "truth.json").read_text(encoding="utf-8")).items():
        yield folder / name, truth


def measure_corpus(folder: Path, *, pictures: bool, progress: Callable[[], None]) -> list[Measured]:
    """Every CV by every reader. Without `pictures` the files that need one are left out."""
    measured, to_see = [], []
    for path, truth in load_truth(folder):
        one = Measured(path.name, truth, truth.get("meta") or {})
        reading = read_ours(path)
        if reading.needs_pictures:
            to_see.append((one, path))
        else:
            _note(one, reading)
            if path.suffix == ".pdf":
                _time_bare_text(one, path)
            _note_opponents(one, path)
            measured.append(one)
            progress()
    if pictures:
        measured += asyncio.run(_see_all(to_see, progress))
    return measured


def _note(one: Measured, reading: Reading) -> None:
    one.state, one.said = reading.state, reading.said
    one.reading, one.extracting = reading.reading, reading.extracting
    one.tallies[OURS] = tally(one.truth, reading.said)
    if reading.profile is None or reading.document is None:
        return
    spots = list(_spots(reading.profile))
    one.spans = len(spots)
    one.wrong_spans = sum(reading.document.text[spot.start : spot.end] != spot.quote for spot in spots)
    one.judged = list(_judged(one.truth, reading.profile))
    one.hidden_warnings = sum(warning.kind == "hidden_text" for warning in reading.document.warnings)


def _note_opponents(one: Measured, path: Path) -> None:
    for name, read in OPPONENTS.items():
        try:
            said = read(path)
        except Exception:
            said = {}  # a reader that fails on a file has read nothing
        one.tallies[name] = tally(one.truth, said)


def _time_bare_text(one: Measured, path: Path) -> None:
    data = path.read_bytes()
    began = process_time()
    bare_pdf_text(data)
    one.bare_text = process_time() - began


async def _see_all(to_see: list[tuple[Measured, Path]], progress: Callable[[], None]) -> list[Measured]:
    for one, path in to_see:
        await _see(one, path)
        _note_opponents(one, path)
        progress()
    return [one for one, _ in to_see]


async def _see(one: Measured, path: Path) -> None:
    """As the worker reads it: pages become pictures, pictures text."""
    began = monotonic()
    try:
        document: ReadDocument = await read_with_pictures(path)
    except ReadingFailed as failure:
        _note(one, Reading(state=str(failure.status)))
    else:
        _note(one, extracted(document))
    one.seconds = monotonic() - began


def _spots(profile: Profile) -> Iterable[Evidence]:
    parts = [profile.personal_info, *profile.employment, *profile.education, *profile.skills]
    parts += [*profile.certifications, *profile.projects, *profile.languages]  # type: ignore[arg-type]
    for part in parts:
        yield from part.evidence.values()


def _judged(truth: dict[str, Any], profile: Profile) -> Iterable[tuple[str, float, bool]]:
    """Each value of a field that the CV states, with its confidence and whether it is right."""
    who = profile.personal_info
    columns: list[tuple[str, str, Iterable[Any]]] = [
        ("name", "full_name", [who]), ("email", "email", [who]), ("phone", "phone", [who]),
        ("location", "location", [who]), ("employers", "company_name", profile.employment),
        ("titles", "job_title", profile.employment), ("schools", "institution", profile.education),
        ("skills", "name", profile.skills), ("languages", "language", profile.languages),
    ]  # fmt: skip
    for field_name, attribute, entries in columns:
        if not truth.get(field_name):
            continue
        for entry in entries:
            value, spot = getattr(entry, attribute), entry.evidence.get(attribute)
            if value and spot:
                yield field_name, spot.confidence, right(field_name, value, truth)
    if truth.get("jobs"):
        yield from _judged_dates(truth, profile)


def _judged_dates(truth: dict[str, Any], profile: Profile) -> Iterable[tuple[str, float, bool]]:
    """A date is right when a job of the truth has it at that end."""
    for position, attribute in ((1, "start_date"), (2, "end_date")):
        stated = {job[position] for job in truth["jobs"]}
        for job, said in zip(profile.employment, said_by(profile)["jobs"], strict=True):
            spot = job.evidence.get(attribute)
            if spot:
                yield "job dates", spot.confidence, said[position] in stated
