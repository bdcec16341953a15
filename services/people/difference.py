"""Two versions of a CV side by side: which entries were added, which went, and which are told otherwise.

Entries are paired by what they are recognised by, the surest key first: a job by employer, title and start, then by
two of these; a skill by its canonical name. Order, layout, case, accents and punctuation make no difference.
"""

from collections.abc import Callable, Sequence

from schemas.people import ChangeKind, CVVersion, EntryChange, FieldChange, Part, ProfileDifference
from schemas.profile import Evidenced, StoredProfile
from services.words import fold

# The CV's own words, part by part; what is derived from them (durations, codes) would only tell the same twice.
FIELDS: dict[Part, tuple[str, ...]] = {
    "personal_info": (
        "full_name", "professional_title", "location", "email", "phone", "linkedin_url", "github_url",
        "portfolio_url", "summary",
    ),
    "employment": (
        "job_title", "company_name", "location", "start_date", "end_date", "is_current", "description",
    ),
    "education": ("degree", "field_of_study", "institution", "start_date", "end_date", "grade"),
    "skills": ("name", "category"),
    "certifications": ("name", "issuer", "issue_date", "expiry_date"),
    "projects": ("name", "url", "description"),
    "languages": ("language", "proficiency"),
}  # fmt: skip
# What an entry is recognised by: each key is tried on all entries before the next one is.
KEYS: dict[Part, tuple[tuple[str, ...], ...]] = {
    "employment": (
        ("company_name", "job_title", "start_date"), ("company_name", "job_title"), ("company_name", "start_date"),
        ("job_title", "start_date"),
    ),
    "education": (
        ("institution", "degree", "field_of_study"), ("institution", "degree"), ("institution", "field_of_study"),
        ("degree", "field_of_study"), ("institution", "start_date"),
    ),
    "skills": (("canonical",), ("name",)),
    "certifications": (("name", "issuer", "issue_date"), ("name", "issuer"), ("name",)),
    "projects": (("name",), ("url",)),
    "languages": (("language_code",), ("language",)),
}  # fmt: skip
LABELS: dict[Part, tuple[str, ...]] = {
    "employment": ("job_title", "company_name"), "education": ("degree", "field_of_study", "institution"),
    "skills": ("name",), "certifications": ("name", "issuer"), "projects": ("name",), "languages": ("language",),
}  # fmt: skip
# Where a normalised form stands beside the words, it decides whether they differ.
NORMALISED = {"email": "email_normalised", "phone": "phone_e164"}
# The same skill under another spelling is no news, nor is the heading that it stands below.
SILENT: dict[Part, frozenset[str]] = {"skills": frozenset({"name", "category"})}
Pairs = list[tuple[Evidenced | None, Evidenced | None]]


def difference(
    before: StoredProfile, after: StoredProfile, *, older: CVVersion, newer: CVVersion
) -> ProfileDifference:
    """What `after` says otherwise than `before`, part by part in the profile's order."""
    entries = _personal(before, after)
    for part in KEYS:
        pairs = _paired(part, getattr(before, part), getattr(after, part))
        entries += [change for pair in pairs if (change := _change(part, *pair)) is not None]
    counts = {
        kind: sum(entry.change == kind for entry in entries) for kind in ("added", "removed", "changed")
    }
    return ProfileDifference(older=older, newer=newer, entries=entries, **counts)


def _personal(before: StoredProfile, after: StoredProfile) -> list[EntryChange]:
    """One entry for each personal field, so that "e-mail added" reads as it is."""
    found = []
    for change in _fields("personal_info", before.personal_info, after.personal_info):
        kind: ChangeKind = "changed"
        if change.before is None or change.after is None:
            kind = "added" if change.before is None else "removed"
        label = change.field.replace("_", " ")
        found.append(EntryChange(part="personal_info", change=kind, label=label, fields=[change]))
    return found


def _paired(part: Part, before: Sequence[Evidenced], after: Sequence[Evidenced]) -> Pairs:
    """Each entry of either version once: with its counterpart, or with None."""
    left, right, partner = list(before), list(after), {}
    for names in KEYS[part]:
        key = _key_of(names)
        waiting: dict[tuple[str, ...], list[Evidenced]] = {}
        for entry in left:
            if (words := key(entry)) is not None:
                waiting.setdefault(words, []).append(entry)
        for entry in list(right):
            words = key(entry)
            if words is not None and waiting.get(words):
                partner[id(entry)] = waiting[words].pop(0)
                right = [other for other in right if other is not entry]
        taken = {id(entry) for entry in partner.values()}
        left = [entry for entry in left if id(entry) not in taken]
    return [(partner.get(id(entry)), entry) for entry in after] + [(entry, None) for entry in left]


def _key_of(names: tuple[str, ...]) -> Callable[[Evidenced], tuple[str, ...] | None]:
    def key(entry: Evidenced) -> tuple[str, ...] | None:
        values = [fold(str(getattr(entry, name) or "")) for name in names]
        return tuple(values) if all(values) else None

    return key


def _change(part: Part, before: Evidenced | None, after: Evidenced | None) -> EntryChange | None:
    """What became of an entry; None for one that says the same."""
    fields = _fields(part, before, after)
    if before is not None and after is not None:
        fields = [field for field in fields if field.field not in SILENT.get(part, ())]
        if not fields:
            return None
    kind: ChangeKind = "added" if before is None else "removed" if after is None else "changed"
    entry = after or before
    label = ", ".join(str(value) for name in LABELS[part] if (value := getattr(entry, name)))
    return EntryChange(part=part, change=kind, label=label or "an entry without a name", fields=fields)


def _fields(part: Part, before: Evidenced | None, after: Evidenced | None) -> list[FieldChange]:
    """The fields that differ; all that are stated where there is but one side."""
    found = []
    for field in FIELDS[part]:
        old, new = _words(before, field), _words(after, field)
        if old is None and new is None:
            continue
        if before is not None and after is not None and _same(field, before, after):
            continue
        found.append(
            FieldChange(
                field=field, before=old, after=new, before_page=_page(before, field), after_page=_page(after, field)
            )
        )  # fmt: skip
    return found


def _same(field: str, before: Evidenced, after: Evidenced) -> bool:
    form = NORMALISED.get(field, field)
    old, new = _words(before, form), _words(after, form)
    if old is None or new is None:
        old, new = _words(before, field), _words(after, field)
    return old is not None and new is not None and (old == new or (fold(old) == fold(new) != ""))


def _words(entry: Evidenced | None, field: str) -> str | None:
    """The value in words: "yes" for a flag that is set, None for one that is not."""
    value = getattr(entry, field, None)
    if isinstance(value, bool):
        return "yes" if value else None
    return " ".join(str(value).split()) or None if value is not None else None


def _page(entry: Evidenced | None, field: str) -> int | None:
    evidence = entry.evidence.get(field) if entry is not None else None
    return evidence.page if evidence else None
