"""How sure a value is: what a rule believes becomes how often such values have been right.

A rule gives each value a confidence of its own, by the way in which the value was found. The table in
`words/confidence.toml` holds, field by field, the share of values that were right on the tuning part of the reading
benchmark for each such confidence; `python -m benchmarks.calibration` measures it again.
"""

from functools import cache

from pydantic import BaseModel

from schemas.draft import Pointer, ProfileDraft
from services.extraction.folding import load_words

Steps = tuple[tuple[float, float], ...]  # (least own confidence, share that was right), ascending
MOST_GAIN = 0.15  # by which measuring may raise a rule's own confidence: the next layout may be an odd one
UNMEASURED = 0.89  # the most that a field is trusted whose values no benchmark knows
CERTAIN = ("linkedin_url", "github_url", "portfolio_url")  # an address is one, or it is not
PARTS = ("employment", "education", "skills", "certifications", "projects", "languages")


def calibrate(draft: ProfileDraft, *, doubt: float = 0.0) -> None:
    """Give every pointer its measured confidence; `doubt` is taken from each rule's own before."""
    entries: list[tuple[str, BaseModel]] = [("personal_info", draft.personal_info)]
    entries += [(part, entry) for part in PARTS for entry in getattr(draft, part)]
    for part, entry in entries:
        for name in type(entry).model_fields:
            pointer = getattr(entry, name)
            if isinstance(pointer, Pointer):  # a copy: entries may share one
                sure = calibrated(f"{part}.{name}", max(0.0, pointer.confidence - doubt))
                setattr(entry, name, pointer.model_copy(update={"confidence": sure}))


def calibrated(field: str, own: float) -> float:
    """The measured confidence of a field such as "employment.job_title", from 0 to 1."""
    steps = _table().get(field)
    if steps is None:
        return own if field.rpartition(".")[2] in CERTAIN else min(own, UNMEASURED)
    measured = steps[0][1]
    for least, share in steps:
        if own + 1e-9 >= least:
            measured = share
    return min(measured, own + MOST_GAIN)


@cache
def _table() -> dict[str, Steps]:
    fields = load_words("confidence")["fields"]
    return {field: tuple((least, share) for least, share in steps) for field, steps in fields.items()}
