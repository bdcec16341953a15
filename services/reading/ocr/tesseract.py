"""Reading pictures by the command `tesseract`, where it is installed: in the child, on the picture made upright."""

import csv
import io
import subprocess
from collections import defaultdict
from itertools import pairwise

from PIL import Image

from schemas.cv import ProcessingStatus
from schemas.document import ReadDocument
from services.reading.failure import ReadingFailed
from services.reading.limits import PICTURE_PAGE
from services.reading.ocr.flat import Flat
from services.reading.ocr.lines import Place, Sheet, document_of
from services.reading.ocr.page import upright_page
from services.reading.ocr.pictures import page_picture
from services.reading.ocr.words import APART, Piece, Word
from services.reading.sandbox.child import run_in_child

LANGUAGES = ("eng", "deu", "fra", "spa", "por", "ita", "nld", "pol")
WORD = "5"  # the level of a word in its table
UNREADABLE = "Its picture could not be read. Please drop the CV as a PDF with text."
SURE = 30.0  # percent
ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"}


class TesseractScanReader:
    """Reads by Tesseract in those of our languages that it has; `command` is its absolute path."""

    name = "tesseract"

    def __init__(self, command: str) -> None:
        self._command = command
        self._languages = ""

    async def read_page(self, data: bytes, file_format: str, number: int) -> ReadDocument:
        if not self._languages:
            self._languages = await run_in_child(languages_of, self._command, limits=PICTURE_PAGE)
        return await run_in_child(
            read_by_tesseract, data, file_format, number, self._command, self._languages, limits=PICTURE_PAGE
        )


def languages_of(command: str) -> str:
    """The languages that it can read, as it wants them named."""
    told = _answer([command, "--list-langs"]).decode("utf-8", "replace").split()
    return "+".join(language for language in LANGUAGES if language in told) or "eng"


def read_by_tesseract(
    data: bytes, file_format: str, number: int, command: str, languages: str
) -> ReadDocument:
    """One page as a document of one page, numbered 1. Runs in the child; raises ReadingFailed."""
    picture = page_picture(data, file_format, number)
    sight = upright_page(picture.image)
    file = io.BytesIO()
    sight.image.save(file, "PNG", compress_level=1)
    table = _answer([command, "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"], file.getvalue())
    sheet = Sheet(picture.width, picture.height, sight, Flat(0.0, 0.0))
    return document_of(sheet, list(_places(table.decode("utf-8", "replace"), sight.image)), ())


def _answer(command: list[str], given: bytes = b"") -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, env=ENVIRONMENT, check=False)  # noqa: S603
    if done.returncode:
        raise ReadingFailed(ProcessingStatus.BROKEN, UNREADABLE)
    return done.stdout


def _places(table: str, image: Image.Image) -> list[Place]:
    """The table's words, gathered into lines and cut where they stand wide apart."""
    lines: defaultdict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == WORD and (row.get("text") or "").strip() and float(row["conf"]) >= SURE:
            lines[row["block_num"], row["par_num"], row["line_num"]].append(row)
    places = []
    for words in lines.values():
        size = max(float(word["height"]) for word in words) / 0.93
        top = min(float(word["top"]) for word in words)
        bottom = max(float(word["top"]) + float(word["height"]) for word in words)
        for part in _parts(words, APART * size):
            sure = sum(float(word["conf"]) for word in part) / len(part) / 100
            placed = [
                Word(word["text"].strip(), float(word["left"]), float(word["left"]) + float(word["width"]))
                for word in part
            ]
            piece = Piece(placed, sure, size, 0.0, bottom - top, bottom - top - 0.21 * size)
            places.append(Place(0.0, top, image.width, piece))
    return places


def _parts(words: list[dict[str, str]], apart: float) -> list[list[dict[str, str]]]:
    parts = [[words[0]]]
    for before, word in pairwise(words):
        if float(word["left"]) - float(before["left"]) - float(before["width"]) > apart:
            parts.append([])
        parts[-1].append(word)
    return parts
