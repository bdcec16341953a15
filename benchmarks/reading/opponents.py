"""Who else is measured: each takes a file and answers what `scoring.said_by` gives, or raises what its parser raises.

A reader that is not installed is left out; `requirements-bench.lock` adds them.
"""

import importlib.util
import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf

from benchmarks.reading.scoring import Said

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".tiff")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"\+?\d[\d\s().-]{7,}\d")
SKILLS = (
    "python",
    "java",
    "sql",
    "javascript",
    "c++",
    "excel",
    "docker",
    "kubernetes",
    "aws",
    "linux",
    "git",
    "react",
)
LANGUAGES = ("English", "German", "French", "Spanish")
YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4}|present|Present)")


def read_floor(path: Path) -> Said:
    """pypdf's (or python-docx's) text and the regular expressions of most tutorials: the first line is the name."""
    text = _bare_text(path)
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    email, phone = EMAIL.search(text), PHONE.search(text)
    return {
        "name": rows[0] if rows else None,
        "email": email.group() if email else None,
        "phone": phone.group() if phone else None,
        "location": None,
        "employers": [],
        "titles": [row for row in rows if re.search(r"\b(engineer|developer|manager|analyst)\b", row, re.I)][
            :10
        ],
        "schools": [row for row in rows if re.search(r"universit|college|school", row, re.I)],
        "skills": [skill for skill in SKILLS if re.search(rf"(?<!\w){re.escape(skill)}(?!\w)", text, re.I)],
        "languages": [language for language in LANGUAGES if language in text],
        "jobs": [],
    }


def _bare_text(path: Path) -> str:
    if path.suffix == ".pdf":
        return bare_pdf_text(path.read_bytes())
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if path.suffix in PICTURES:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def bare_pdf_text(data: bytes) -> str:
    """pypdf's plain text extraction: the yardstick of reading speed."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_resume_extractor(path: Path) -> Said:
    """resume-extractor 0.1: pdfplumber's text and rules for English; it reads PDF files alone."""
    from resume_parser import main

    said = main(str(path))
    jobs = said["Experience"]
    return {
        "name": said["Name"] if said["Name"] != "Not Found" else None,
        "email": next(iter(said["Contact Info"]["email"]), None),
        "phone": next(iter(said["Contact Info"]["phone"]), None),
        "employers": [job["company"] for job in jobs if job["company"] != "Unknown Company"],
        "titles": [job["job_title"] for job in jobs if job["job_title"] != "Unknown Job Title"],
        "schools": said["Education"],
        "skills": said["Skills"],
    }


def _opponents() -> dict[str, Callable[[Path], Said]]:
    readers: dict[str, Callable[[Path], Said]] = {"pypdf and regular expressions (the floor)": read_floor}
    if importlib.util.find_spec("resume_parser"):
        readers["resume-extractor 0.1"] = read_resume_extractor
    return readers


OPPONENTS = _opponents()
