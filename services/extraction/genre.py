"""Whether a text is something other than a CV: a job description, an invoice, a letter, an empty form …"""

import re
from functools import cache

from schemas.document import ReadDocument
from schemas.profile import Profile
from services.extraction.folding import fold, load_words

STRONG, WEAK = 2.0, 1.0
ENOUGH_JOBS = 2  # with dates: no other kind of text has them
MOST_CHARACTERS = 30_000  # that are looked at
CV_WORDS = re.compile(r"curriculum vitae|lebenslauf|\bresume\b|\bcv\b|curriculo|resume\b")
BLANKS = re.compile(r"_{4,}|\.{8,}|…{3,}|\[[A-Za-zÀ-ž][^\]\n]{2,40}\]|<[A-Za-zÀ-ž][^>\n]{2,40}>|\bX{4,}\b")
TOP = 400  # characters in which a document says what it is


def other_genre(document: ReadDocument, profile: Profile) -> str | None:
    """What the text looks like, as the end of "This looks like …", when that outweighs what speaks for a CV."""
    if _dated_jobs(profile) >= ENOUGH_JOBS:
        return None
    text = _plain(document.text[:MOST_CHARACTERS])
    evidence = cv_evidence(document, profile)
    best, best_score = None, 0.0
    for name, (says, least, strong, weak) in _genres().items():
        score = STRONG * sum(f" {cue} " in text for cue in strong) + WEAK * sum(
            f" {cue} " in text for cue in weak
        )
        if name == "form":
            score += _blanks(document)
        if score >= least and score > evidence and score > best_score:
            best, best_score = says, score
    return best


def cv_evidence(document: ReadDocument, profile: Profile) -> float:
    """How much speaks for a CV: dated jobs, studies, a person's name with a way to reach them, its own title."""
    info = profile.personal_info
    studies = sum(bool(study.institution or study.degree) for study in profile.education)
    score = 2.5 * _dated_jobs(profile) + 1.5 * min(studies, 3)
    score += 1.5 * bool(info.full_name) + 1.0 * bool(info.email) + 0.5 * bool(info.phone)
    score += 1.0 * bool(profile.languages) + 0.5 * (len(profile.skills) >= 3)
    return score + 3.0 * bool(CV_WORDS.search(fold(document.text[:TOP])))


def _dated_jobs(profile: Profile) -> int:
    return sum(bool(job.start_date and (job.job_title or job.company_name)) for job in profile.employment)


def prose_share(document: ReadDocument) -> float:
    """The share of the letters that stand in long lines, from 0 to 1."""
    lengths = [line.end - line.start for line in document.lines]
    total = sum(lengths)
    return sum(length for length in lengths if length >= 70) / total if total else 0.0


def _plain(text: str) -> str:
    return f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "


def _blanks(document: ReadDocument) -> float:
    """Places to be filled in, and labels with nothing behind them."""
    lines = [document.line_text(index) for index in range(min(len(document.lines), 400))]
    blanks = sum(bool(BLANKS.search(line)) for line in lines)
    empty = sum(line.rstrip().endswith(":") and len(line) < 40 for line in lines)
    share = (blanks + empty) / max(1, len(lines))
    return min(8.0, 1.0 * blanks) * (share > 0.12) + (3.0 if share > 0.4 else 0.0)


@cache
def _genres() -> dict[str, tuple[str, float, tuple[str, ...], tuple[str, ...]]]:
    return {
        name: (entry["says"], float(entry["least"]), tuple(entry["strong"]), tuple(entry["weak"]))
        for name, entry in load_words("genres").items()
    }
