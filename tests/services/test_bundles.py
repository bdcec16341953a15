"""A ZIP of CVs: what is in it, what is left alone, and what is refused before it can do harm."""

import io
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import AppError, FileDamaged, FileEmpty, FileProtected, FileTooLarge, FileTypeNotAccepted
from services.bundles import MOST_ENTRIES, MOST_MEMBERS, Bundle, members_of

MOST = 1024 * 1024


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def opened(data: bytes) -> dict[str, bytes | type[AppError]]:
    bundle = Bundle(data, most_bytes=MOST)
    return {
        member.name: type(member.refusal) if member.refusal else member.data for member in members_of(bundle)
    }


def test_each_file_is_a_member() -> None:
    assert opened(packed({"ann.txt": b"Ann", "more/bob.txt": b"Bob"})) == {
        "ann.txt": b"Ann",
        "more/bob.txt": b"Bob",
    }


def test_names_never_lead_outside_and_system_files_are_left_alone() -> None:
    found = opened(
        packed({
            "../../etc/ann.txt": b"Ann", "/root/bob.txt": b"Bob", "C:\\cvs\\cy.txt": b"Cy", "__MACOSX/._ann.txt": b"x",
            ".DS_Store": b"x", "a/.hidden/dee.txt": b"x", "Thumbs.db": b"x", "folder/": b"",
        })
    )  # fmt: skip
    assert found == {"etc/ann.txt": b"Ann", "root/bob.txt": b"Bob", "cvs/cy.txt": b"Cy"}


def test_old_and_unmarked_names_are_read() -> None:
    data = packed({"Müller.txt": b"x"})
    unmarked = data.replace(struct.pack("<H", 0x800), struct.pack("<H", 0))
    assert list(opened(data)) == list(opened(unmarked)) == ["Müller.txt"]


def test_an_archive_in_the_archive_is_refused_by_itself() -> None:
    found = opened(packed({"inner.zip": packed({"ann.txt": b"Ann"}), "bob.txt": b"Bob", "c.rar": b"Rar!"}))
    assert found == {"inner.zip": FileTypeNotAccepted, "bob.txt": b"Bob", "c.rar": FileTypeNotAccepted}


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(packed({"ann.txt": b"Ann", "bob.txt": b"Bob"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert opened(bytes(data)) == {"ann.txt": FileProtected, "bob.txt": b"Bob"}


def test_a_member_over_the_limit_and_a_damaged_one_are_refused_alone() -> None:
    data = packed({"big.txt": b"x" * (MOST + 1), "bob.txt": b"Bob", "cy.txt": b"Cy" * 50}, zipfile.ZIP_STORED)
    data = data.replace(b"Cy" * 50, b"Cz" * 50)
    assert opened(data) == {"big.txt": FileTooLarge, "bob.txt": b"Bob", "cy.txt": FileDamaged}


def test_an_unusual_packing_is_refused() -> None:
    assert opened(packed({"ann.txt": b"Ann"}, zipfile.ZIP_LZMA)) == {"ann.txt": FileDamaged}


def overlapping(count: int, size: int) -> bytes:
    """Many directory entries that name one and the same compressed body."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = packer.compress(bytes(size)) + packer.flush()
    crc = zlib.crc32(bytes(size))
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(raw), size, 1, 0) + b"a" + raw
    entry = b"PK\x01\x02" + struct.pack(
        "<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, crc, len(raw), size, 1, 0, 0, 0, 0, 0, 0
    ) + b"a"  # fmt: skip
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(entry) * count, len(local), 0)
    return local + entry * count + end


BOMBS = {
    "one file of zeros": packed({"cv.txt": bytes(64 * 1024 * 1024)}),
    "many files": packed({f"{number}.txt": b"" for number in range(MOST_ENTRIES + 1)}),
    "more CVs than are taken at once": packed({f"{number}.txt": b"x" for number in range(MOST_MEMBERS + 1)}),
    "entries that share a body": overlapping(400, 4 * 1024 * 1024),
    "a directory without an end": b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_at_once(bomb: str) -> None:
    started = time.process_time()
    with pytest.raises(FileTooLarge):
        Bundle(BOMBS[bomb], most_bytes=MOST)
    assert time.process_time() - started < 1.0


def test_a_directory_that_lies_about_sizes_does_not_unpack_more() -> None:
    data = packed({"cv.txt": bytes(32 * 1024 * 1024)})
    lying = data.replace(struct.pack("<I", 32 * 1024 * 1024), struct.pack("<I", 10))
    assert opened(lying) == {"cv.txt": FileDamaged}


def test_an_archive_without_files_and_one_that_is_none() -> None:
    with pytest.raises(FileEmpty):
        Bundle(packed({}), most_bytes=MOST)
    with pytest.raises(FileDamaged):
        Bundle(b"PK\x03\x04 nothing", most_bytes=MOST)


SAMPLE = packed({"ann.txt": b"Ann Lee\n" * 20, "bob.txt": b"Bob Ray\n" * 20})


@given(place=st.integers(0, len(SAMPLE) - 1), junk=st.binary(min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_damaged_archive_ends_in_members_or_one_error(place: int, junk: bytes) -> None:
    damaged = SAMPLE[:place] + junk + SAMPLE[place + len(junk) :]
    try:
        found = opened(damaged)
    except AppError:
        return
    assert all(name and not name.startswith(("/", "..")) for name in found)


def test_a_packing_that_cannot_be_unpacked_in_pieces_is_refused() -> None:
    assert opened(packed({"ann.txt": b"Ann"}, zipfile.ZIP_BZIP2)) == {"ann.txt": FileDamaged}
