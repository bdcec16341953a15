"""A picture of a page becomes a document of one page: lines in reading order, as a PDF's glyphs would give them.

Runs in the child process (services.reading.sandbox.child).
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from schemas.document import ReadDocument, ReadingWarning
from services.reading.ocr.bullets import with_bullet
from services.reading.ocr.flat import flattening, sloped
from services.reading.ocr.letters import Letter, read_letters
from services.reading.ocr.lines import Place, Sheet, document_of
from services.reading.ocr.pictures import Picture, page_picture
from services.reading.ocr.regions import Region, find_regions
from services.reading.ocr.strips import Strip, cut_strip
from services.reading.ocr.upright import Upright, half_turned_regions, lies_sideways
from services.reading.ocr.words import pieces_of

SURE = 0.6  # mean of its letters: a strip that is read with less is no text
UPSIDE_DOWN = 0.85  # the same of a page's first strips: with less it may stand on its head
TRIED = 4
TELLING = 10  # heights: regions of about this length tell, and are soon read
READERS = 2
POLITE = 5  # of 19
UNSEEN = 26.0  # levels of contrast: fainter words are not meant to be seen


def read_picture_page(data: bytes, file_format: str, number: int) -> ReadDocument:
    """Page `number` (from 1) of an image or a PDF, read by the built-in networks; its text may be empty.

    The document has one page, numbered 1. Raises ReadingFailed for a damaged or too large picture.
    """
    return read_picture(page_picture(data, file_format, number))


def read_aside(data: bytes, file_format: str, number: int) -> ReadDocument:
    """`read_picture_page` in a process that gives way to those that answer people."""
    os.nice(POLITE)
    return read_picture_page(data, file_format, number)


def read_picture(picture: Picture) -> ReadDocument:
    """The words of a grey picture with their places on the page as it is shown."""
    sight, regions = _level(picture.image)
    with ThreadPoolExecutor(READERS) as readers:
        sight, regions = _right_way_up(sight, regions, readers)
        flat = flattening(regions, sight.image.size)
        read = _read(sight.image, sloped(regions, flat), readers)
    sheet = Sheet(picture.width, picture.height, sight, flat)
    seen = [entry for entry in read if entry[0].contrast >= UNSEEN]
    places = [place for strip, letters in seen for place in _places(sight.image, strip, letters)]
    return document_of(sheet, places, _warned(read))


def _places(image: Image.Image, strip: Strip, letters: list[Letter]) -> list[Place]:
    pieces = [piece for piece in pieces_of(strip, letters) if piece.sure >= SURE]
    if pieces:
        with_bullet(image, strip, pieces[0])
    return [Place(strip.left, strip.top, strip.width, piece) for piece in pieces]


def upright_page(image: Image.Image) -> Upright:
    """The picture turned and levelled, for other readers."""
    sight, regions = _level(image)
    with ThreadPoolExecutor(READERS) as readers:
        return _right_way_up(sight, regions, readers)[0]


def _level(image: Image.Image) -> tuple[Upright, list[Region]]:
    sight = Upright(image, image.size)
    regions = find_regions(image)
    if lies_sideways(regions):
        sight = sight.quarter_turned()
        regions = find_regions(sight.image)
    return sight.levelled(regions)


def _right_way_up(
    sight: Upright, regions: list[Region], readers: ThreadPoolExecutor
) -> tuple[Upright, list[Region]]:
    """The page, turned by half a turn when its longest lines read better that way."""
    tried = sorted(regions, key=lambda part: abs(part.length - TELLING * part.height))[:TRIED]
    sure = _sureness(_read(sight.image, tried, readers))
    if not tried or sure >= UPSIDE_DOWN:
        return sight, regions
    turned, size = sight.half_turned(), sight.image.size
    if _sureness(_read(turned.image, half_turned_regions(tried, size), readers)) <= sure:
        return sight, regions
    return turned, half_turned_regions(regions, size)


def _read(
    image: Image.Image, regions: list[Region], readers: ThreadPoolExecutor
) -> list[tuple[Strip, list[Letter]]]:
    strips = [cut_strip(image, region) for region in regions]
    return list(zip(strips, readers.map(read_letters, strips), strict=True))


def _sureness(read: Iterable[tuple[Strip, list[Letter]]]) -> float:
    sure = [letter.sure for _, letters in read for letter in letters]
    return sum(sure) / len(sure) if sure else 0.0


def _warned(read: list[tuple[Strip, list[Letter]]]) -> list[ReadingWarning]:
    """What stands on the page in the colour of the paper, or nearly."""
    words = " ".join(
        "".join((" " if letter.spaced else "") + letter.text for letter in letters)
        for strip, letters in read
        if strip.contrast < UNSEEN and _sureness([(strip, letters)]) >= SURE
    )
    if sum(letter.isalnum() for letter in words) < 4:
        return []
    message = "Hidden words were found on this page and left out."
    return [ReadingWarning("hidden_text", message, 1, words[:2000])]
