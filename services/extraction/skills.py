"""Skills, languages with their levels, certificates, projects: sections that are lists."""

import re

from schemas.draft import CertificationDraft, LanguageDraft, Pointer, ProjectDraft, SkillDraft
from services.extraction.dates import find_periods
from services.extraction.entries import dated, without_periods
from services.extraction.folding import fold, tokens
from services.extraction.listing import LONGEST_ITEM, MOST_ITEM_WORDS, read_list
from services.extraction.naming import level_words
from services.extraction.view import Row, span_pointer
from services.vocabulary import language_code

RATING = re.compile(
    r"[\s●○◉◯★☆■□▪▫•·|_]*[●○◉◯★☆■□▪▫][\s●○◉◯★☆■□▪▫•·]*$|\s+\d{1,3}\s?%$|\s+\d{1,2}\s?/\s?\d{1,2}$"
)
LEVEL_TAIL = re.compile(
    r"\s*[(\[]\s*(?:[^()\[\]]*\b(?:\d+\+?\s*(?:years?|yrs?|jahre?|ans|años)|expert|advanced|basic|intermediate|"
    r"beginner|proficient|fortgeschritten|grundkenntnisse|experte|sehr gut|gut)\b[^()\[\]]*)[)\]]$",
    re.IGNORECASE,
)
LEVEL_LABEL = re.compile(r"([^:]{3,40}):\s*(\S.*)")
MOST_SKILLS = 200
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){1,3}/\S+")


def read_skills(rows: list[Row]) -> list[SkillDraft]:
    """Skills under their categories; sentences are no skills."""
    drafts: list[SkillDraft] = []
    seen: set[str] = set()
    for item in read_list(rows):
        words = RATING.sub("", LEVEL_TAIL.sub("", item.text)).strip(" .,;:–—-•·")
        words = re.sub(r"^(?:and|und|et|y|sowie)\s+", "", words)
        if not _is_skill(words) or fold(words) in seen:
            continue
        seen.add(fold(words))
        sure = 0.9 if len(words.split()) <= 4 else 0.75
        drafts.append(SkillDraft(name=item.pointer(words, sure), category=item.category))
        if len(drafts) >= MOST_SKILLS:
            break
    return drafts


def _is_skill(words: str) -> bool:
    if not words or len(words) > LONGEST_ITEM or len(words.split()) > MOST_ITEM_WORDS or "@" in words:
        return False
    return any(letter.isalpha() for letter in words) and not ADDRESS.fullmatch(words)


def read_languages(rows: list[Row]) -> list[LanguageDraft]:
    """Languages with the level that stands behind or below each."""
    drafts: list[LanguageDraft] = []
    for row in rows:
        label = LEVEL_LABEL.fullmatch(row.text)
        if label and set(tokens(label.group(1))) & level_words() and _leading_language(label.group(2)):
            _by_level(drafts, row, label.group(1), label.group(2))
            continue
        for position, words in enumerate(_language_parts(row)):
            _read_language(drafts, row, words, first=position == 0)
    return drafts


def _language_parts(row: Row) -> list[str]:
    """Parts of a row that may name one language each; brackets stay with what is before them."""
    if row.sentence and row.words > 16:
        return []
    text = RATING.sub("", row.text)
    parts = re.split(r"(?:[;|•\t]|,(?![^(]*\)))\s*", text)
    return [part.strip(" .") for part in parts[:60] if part.strip(" .")]


def _read_language(drafts: list[LanguageDraft], row: Row, words: str, *, first: bool = True) -> None:
    name = _leading_language(words)
    if name is None:
        _read_level(drafts, row, words, first=first)
        return
    rest = words[len(name) :].strip(" \t:–—-(),./·")
    rest = RATING.sub("", rest).strip(" )")
    draft = LanguageDraft(language=row.pointer(name, 0.93))
    if rest and len(rest) <= 80:
        draft.proficiency = row.pointer(rest, 0.85)
    drafts.append(draft)


def _by_level(drafts: list[LanguageDraft], row: Row, level: str, names: str) -> None:
    """ "Fluent: English, German"."""
    for name in re.split(r"\s*(?:,|/|&|\band\b|\bund\b|\bet\b|\by\b)\s*", names):
        found = _leading_language(name)
        if found:
            _read_language(drafts, row, name)
            if drafts[-1].proficiency is None:
                drafts[-1].proficiency = row.pointer(level, 0.8)


def _read_level(drafts: list[LanguageDraft], row: Row, words: str, *, first: bool) -> None:
    """A level below or behind its language; or a language that the vocabulary lacks."""
    said = [token for token in tokens(words) if token in level_words()]
    parted = re.match(r"([^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+){0,3}?)\s*(?:[:–—(·]|\s-)\s*(.+?)\)?$", words)
    if said and first and (spoken := _before_level(words)):
        drafts.append(
            LanguageDraft(
                language=row.pointer(spoken, 0.7), proficiency=row.pointer(words[len(spoken) :].strip(), 0.7)
            )
        )
        return
    alone = not said and words.isalpha() and words[:1].isupper() and len(words) > 2
    if parted and said and tokens(parted.group(1))[0] not in level_words():
        drafts.append(
            LanguageDraft(
                language=row.pointer(parted.group(1), 0.7), proficiency=row.pointer(parted.group(2), 0.7)
            )
        )
    elif (
        alone
        and first
        and (
            not drafts or len(row.cells) > 1 or drafts[-1].proficiency is not None or _same_look(drafts, row)
        )
    ):
        drafts.append(LanguageDraft(language=row.pointer(words, 0.5)))
    elif drafts and drafts[-1].proficiency is None and (said or len(words.split()) <= 4) and len(words) <= 60:
        drafts[-1].proficiency = row.pointer(words.strip(" ()"), 0.8)


def _before_level(words: str) -> str | None:
    """ "Igbo fluent": one capitalised word, then nothing but words of levels."""
    name, _, level = words.partition(" ")
    plain = name.isalpha() and name[:1].isupper() and not set(tokens(name)) & level_words()
    return name if plain and level and all(token in level_words() for token in tokens(level)) else None


def _same_look(drafts: list[LanguageDraft], row: Row) -> bool:
    """Rows of one cell each below one another, none of them with a level: a list of languages."""
    last = drafts[-1].language
    return last is not None and row.source.bold and last.line == row.line - 1


def _leading_language(words: str) -> str | None:
    """The language that the words begin with: up to three words, the longest name that is known."""
    found = re.match(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}", words)
    if found is None:
        return None
    spoken = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", found.group(0))
    for count in range(min(3, len(spoken)), 0, -1):
        name = words[
            : words.find(spoken[count - 1], sum(map(len, spoken[: count - 1]))) + len(spoken[count - 1])
        ]
        if any(token in level_words() for token in tokens(name)) and count > 1:
            continue
        if language_code(name) and (count == 1 or language_code(spoken[0]) is None):
            return name
    return None


def read_certifications(rows: list[Row]) -> list[CertificationDraft]:
    """One certificate a line; a line that goes on in the next keeps its words together."""
    drafts = []
    for group in _wrapped(rows):
        text = "\n".join(row.text for row in group)
        period = next((found for row in group for found in row.periods), None)
        name = _certificate_name(text)
        if len(name) < 2 or len(name) > 160:
            continue
        last = group[-1].line if len(group) > 1 else None
        draft = CertificationDraft(
            name=Pointer(line=group[0].line, last_line=last, words=name, confidence=0.85)
        )
        _issue(draft, group, bool(period))
        drafts.append(draft)
    return drafts


def _certificate_name(text: str) -> str:
    """The words before a date or a wide gap."""
    periods = find_periods(text.replace("\n", " "))
    head = text
    if periods and periods[0].begin > 3:
        head = text[: periods[0].begin]
    elif periods:
        head = text[periods[0].end :]
    head = head.split("\t")[0] if head.split("\t")[0].strip() else head.strip("\t").split("\t")[0]
    head = re.sub(
        r"[\s,(]+(?:since|seit|issued|renewed|in|vom|from|am|obtained|valid|gültig|expires?|bis|ab)?\s*:?\s*$",
        "",
        head,
    )
    return head.strip(" \t\n,;:–—-(|·")


def _issue(draft: CertificationDraft, group: list[Row], found: bool) -> None:
    for row in group if found else []:
        for period in row.periods:
            if period.first is not None:
                draft.issue_date = row.pointer(row.text[period.first.begin : period.first.end], 0.85)
                if period.last is not None:
                    draft.expiry_date = row.pointer(row.text[period.last.begin : period.last.end], 0.7)
                return


def _wrapped(rows: list[Row]) -> list[list[Row]]:
    """Rows that go on with the one before: lower case, a dash or a date first, or an open end before them."""
    groups: list[list[Row]] = []
    bullets = sum(row.bullet for row in rows) * 2 > len(rows)
    for row in rows:
        before = groups[-1][-1] if groups else None
        pure = bool(row.periods) and len(without_periods(row.text, row.periods).strip(" \t.,()–-")) < 3
        goes_on = before is not None and (
            pure or (bullets and not row.bullet)
            or row.text[:1].islower() or row.text[:1] in "–—("
            or before.text.endswith((",", "–", "-", "&", " and", " und", " of", " for"))
            or (not bullets and not before.periods and bool(row.periods) and before.source.bold == row.source.bold
                and any(len(group) == 1 and group[0].periods for group in groups[:-1] or groups) and before.words <= 6)
        )  # fmt: skip
        if goes_on and len(groups[-1]) < 4:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def read_projects(rows: list[Row]) -> list[ProjectDraft]:
    """Projects: "Name: description", or a name with text below it."""
    drafts: list[ProjectDraft] = []
    for index, row in enumerate(rows):
        if _begins_project(row, rows[index - 1] if index else None):
            drafts.append(_project(rows, index))
    return drafts


def _begins_project(row: Row, before: Row | None) -> bool:
    if before is None:
        return True
    if row.sentence and row.text[:1].islower():
        return False
    if dated(row) is not None and not row.bullet:
        return True
    if re.match(r"[^\s:][^:]{1,50}:\s+\S", row.text) and not row.text[:1].islower():
        return not row.bullet or before.bullet
    return row.source.bold and not before.source.bold and not row.bullet


def _project(rows: list[Row], index: int) -> ProjectDraft:
    row = rows[index]
    end = index + 1
    while end < len(rows) and not _begins_project(rows[end], rows[end - 1]):
        end += 1
    head = without_periods(row.text, row.periods).strip(" \t,;:–—-|()")
    label = re.match(r"([^\s:][^:]{1,60}):\s+\S", head)
    name = label.group(1) if label else re.split(r"\t|\s[–—|]\s", head)[0].strip(" ,;:()")
    draft = ProjectDraft(name=row.pointer(name, 0.8) if name else None)
    draft.description = _project_text(row, name, rows[index + 1 : end], bool(label))
    for part in rows[index:end]:
        address = ADDRESS.search(part.text)
        if address:
            draft.url = part.pointer(address.group(0).rstrip(".,;)"), 0.9)
            break
    return draft


def _project_text(row: Row, name: str, rest: list[Row], labelled: bool) -> Pointer | None:
    if not labelled:
        return span_pointer(rest, 0.8)
    words = row.text[row.text.find(name) + len(name) :].lstrip(" :")
    if not rest:
        return row.pointer(words, 0.8) if words else None
    whole = "\n".join([words, *(part.text for part in rest)])
    bullets = any(part.bullet for part in rest)
    return Pointer(line=row.line, last_line=rest[-1].line, words=None if bullets else whole, confidence=0.8)
