"""Damaged copies of real files: what falls from a bad disk, a broken mail gateway, or an ill will.

A seed and a number give the same copy everywhere, so that one that fails can be made again.

python -m benchmarks.mutations --copies 5000
"""

import asyncio
import datetime as dt
import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from schemas.document import ReadDocument
from services.extraction.builtin import BuiltinReader
from services.extraction.evidence import resolve_profile
from services.reading.failure import ReadingFailed
from services.reading.sandbox.child import read_file
from services.reading.sniff import sniff_format

FILES = Path(__file__).resolve().parents[1] / "data" / "fictional_cvs"
SEED = 20261123
LARGEST = 70_000  # bytes: large files repeat what small ones show, slowly
MOST_FLIPS = 40
LONGEST_JUNK = 2_000  # bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A damaged copy: of which file, what was done to it, and its bytes."""

    name: str
    damage: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a copy: `end` is "read" with the profile resolved, "refused" at the door, a named state, or,
    where something got out that should not have, "uncontained"."""

    copy: Copy
    end: str
    seconds: float
    problem: str | None = None


def copies(count: int, *, folder: Path = FILES, seed: int = SEED) -> Iterator[Copy]:
    """`count` damaged copies of the folder's smaller files, each file and each kind of damage in turn."""
    paths = sorted(path for path in folder.iterdir() if path.stat().st_size <= LARGEST)
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        path = paths[number % len(paths)]
        damage = DAMAGE[(number // len(paths)) % len(DAMAGE)]
        yield Copy(path.name, damage.__name__, damage(path.read_bytes(), chance))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits flipped."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST_FLIPS)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncated(data: bytes, chance: random.Random) -> bytes:
    """The end missing."""
    return data[: chance.randrange(1, len(data))]


def inserted(data: bytes, chance: random.Random) -> bytes:
    """Junk in the middle."""
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.randint(1, LONGEST_JUNK)) + data[place:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two pieces of equal length in each other's place."""
    length = chance.randint(1, max(1, len(data) // 8))
    first, second = sorted(chance.sample(range(len(data) - length + 1), 2))
    changed = bytearray(data)
    changed[first : first + length], changed[second : second + length] = (
        data[second : second + length],
        data[first : first + length],
    )
    return bytes(changed)


def numbers_changed(data: bytes, chance: random.Random) -> bytes:
    """Digits replaced by others: lengths, offsets and counts that no longer hold."""
    changed = bytearray(data)
    places = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    for place in chance.sample(places, min(len(places), chance.randint(1, MOST_FLIPS))):
        changed[place] = chance.choice(b"0123456789")
    return bytes(changed)


def members_damaged(data: bytes, chance: random.Random) -> bytes:
    """The parts of a zip damaged one by one and packed again, so that the damage is found behind the packing; a part
    may also go, or stand twice. Files that are no zip are flipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except zipfile.BadZipFile:
        return flipped(data, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            fate = chance.random()
            if fate < 0.1 and len(parts) > 1:
                continue
            damage = chance.choice((flipped, truncated, inserted, swapped))
            archive.writestr(name, damage(part, chance) if part and fate < 0.4 else part)
            if fate > 0.97:
                archive.writestr(f"{name}.copy", part)
    return packed.getvalue()


DAMAGE = (flipped, truncated, members_damaged, inserted, swapped, numbers_changed)


async def outcome(copy: Copy) -> Outcome:
    """Take a copy the way every file takes: sniffed, read in a child process, its profile resolved."""
    started = time.perf_counter()
    end, problem = "read", None
    try:
        found = sniff_format(copy.data, copy.name)
        if found is None:
            end = "refused"
        else:
            await _profile_holds(await read_file(copy.data, found))
    except ReadingFailed as failure:
        end = str(failure.status.value)
    except Exception as escaped:  # whatever gets out is what this looks for
        end, problem = "uncontained", f"{type(escaped).__name__}: {escaped}"
    return Outcome(copy, end, time.perf_counter() - started, problem)


async def outcomes(damaged: Sequence[Copy], *, at_once: int = 2) -> list[Outcome]:
    """The outcomes in the copies' order, `at_once` of them at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one(copy: Copy) -> Outcome:
        async with gate:
            return await outcome(copy)

    return await asyncio.gather(*(one(copy) for copy in damaged))


async def _profile_holds(document: ReadDocument) -> None:
    draft = await BuiltinReader().read(document)
    profile = resolve_profile(document, draft, as_of=dt.date(2026, 1, 1))
    for field, evidence in profile.personal_info.evidence.items():
        if document.text[evidence.start : evidence.end] != evidence.quote:
            raise AssertionError(f"{field} does not stand where it is said to")


def main(copies_wanted: int = typer.Option(1_000, "--copies"), at_once: int = 2, seed: int = SEED) -> None:
    """Read damaged copies and say how they ended; exit 1 if anything got out."""
    started = time.perf_counter()
    found = asyncio.run(outcomes(list(copies(copies_wanted, seed=seed)), at_once=at_once))
    ends = Counter(one.end for one in found)
    slowest = max(found, key=lambda one: one.seconds)
    typer.echo(f"{len(found)} copies in {time.perf_counter() - started:.0f} s: {dict(ends.most_common())}")
    typer.echo(f"slowest: {slowest.seconds:.1f} s, {slowest.copy.name} {slowest.copy.damage}, {slowest.end}")
    for one in found:
        if one.end == "uncontained":
            typer.echo(f"UNCONTAINED {one.copy.name} {one.copy.damage}: {one.problem}")
    sys.exit(1 if ends["uncontained"] else 0)


if __name__ == "__main__":
    typer.run(main)
