"""pdfium's own functions, bound to plain numbers: they are called for every glyph, in batches."""

import ctypes
from collections import deque
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

Numbers = np.ndarray[Any, Any]
POINTER, INT, UINT, FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float


def address(pointer: Any) -> int:
    """The address that a pypdfium2 handle holds; 0 for none."""
    return ctypes.cast(pointer, POINTER).value or 0


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(address(function))


_code_of = _bound(pdfium.FPDFText_GetUnicode, UINT, POINTER, INT)
_box_of = _bound(pdfium.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
_text_of = _bound(pdfium.FPDFText_GetText, INT, POINTER, INT, INT, POINTER)
object_of = _bound(pdfium.FPDFText_GetTextObject, POINTER, POINTER, INT)
matrix_of = _bound(pdfium.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
size_of = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, POINTER, INT)
weight_of = _bound(pdfium.FPDFText_GetFontWeight, INT, POINTER, INT)
fill_of = _bound(pdfium.FPDFText_GetFillColor, INT, POINTER, INT, POINTER, POINTER, POINTER, POINTER)
stroke_of = _bound(pdfium.FPDFText_GetStrokeColor, INT, POINTER, INT, POINTER, POINTER, POINTER, POINTER)
font_info_of = _bound(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, POINTER, INT, POINTER, ctypes.c_ulong, POINTER
)
mode_of = _bound(pdfium.FPDFTextObj_GetTextRenderMode, INT, POINTER)
font_of = _bound(pdfium.FPDFTextObj_GetFont, POINTER, POINTER)
_object_at = _bound(pdfium.FPDFPage_GetObject, POINTER, POINTER, INT)
kind_of = _bound(pdfium.FPDFPageObj_GetType, INT, POINTER)
bounds_of = _bound(pdfium.FPDFPageObj_GetBounds, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
object_fill = _bound(pdfium.FPDFPageObj_GetFillColor, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
object_stroke = _bound(pdfium.FPDFPageObj_GetStrokeColor, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
stroke_width = _bound(pdfium.FPDFPageObj_GetStrokeWidth, INT, POINTER, POINTER)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
count_segments = _bound(pdfium.FPDFPath_CountSegments, INT, POINTER)
segment_at = _bound(pdfium.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
segment_kind = _bound(pdfium.FPDFPathSegment_GetType, INT, POINTER)
point_of = _bound(pdfium.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)
form_count = _bound(pdfium.FPDFFormObj_CountObjects, INT, POINTER)
form_object = _bound(pdfium.FPDFFormObj_GetObject, POINTER, POINTER, ctypes.c_ulong)
clip_of = _bound(pdfium.FPDFPageObj_GetClipPath, POINTER, POINTER)
clip_paths = _bound(pdfium.FPDFClipPath_CountPaths, INT, POINTER)
clip_segments = _bound(pdfium.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
clip_segment = _bound(pdfium.FPDFClipPath_GetPathSegment, POINTER, POINTER, INT, INT)
count_marks = _bound(pdfium.FPDFPageObj_CountMarks, INT, POINTER)
mark_at = _bound(pdfium.FPDFPageObj_GetMark, POINTER, POINTER, ctypes.c_ulong)
mark_name = _bound(pdfium.FPDFPageObjMark_GetName, INT, POINTER, POINTER, ctypes.c_ulong, POINTER)
mark_text = _bound(
    pdfium.FPDFPageObjMark_GetParamStringValue,
    INT,
    POINTER,
    ctypes.c_char_p,
    POINTER,
    ctypes.c_ulong,
    POINTER,
)
text_size = _bound(pdfium.FPDFTextObj_GetFontSize, INT, POINTER, POINTER)
font_data = _bound(pdfium.FPDFFont_GetFontData, INT, POINTER, POINTER, ctypes.c_size_t, POINTER)
has_transparency = _bound(pdfium.FPDFPageObj_HasTransparency, INT, POINTER)
set_active = _bound(pdfium.FPDFPageObj_SetIsActive, INT, POINTER, INT)


def codes_of(textpage: int, count: int) -> Numbers:
    """The Unicode of each of a text page's characters; 0 for a glyph that stands for none."""
    units = np.empty(count + 1, np.uint16)
    if _text_of(textpage, 0, count, units.ctypes.data) == count + 1:
        codes = units[:count].astype(np.uint32)
        if not ((codes >= 0xD800) & (codes < 0xE000)).any():
            return codes
    return np.fromiter(map(_code_of, repeat(textpage), range(count)), np.uint32, count)


def boxes_of(textpage: int, indices: list[int]) -> Numbers:
    """The loose boxes of these characters: left, top, right, bottom in the page's own coordinates."""
    boxes = np.zeros((len(indices), 4), np.float32)
    begin = boxes.ctypes.data
    deque(map(_box_of, repeat(textpage), indices, range(begin, begin + 16 * len(indices), 16)), maxlen=0)
    return boxes


def page_objects(page: int, count: int) -> tuple[list[int], list[int]]:
    """A page's objects in drawing order, and the type of each."""
    handles = list(map(_object_at, repeat(page), range(count)))
    return handles, list(map(kind_of, handles))
