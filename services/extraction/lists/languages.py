"""Spoken languages with the level that stands behind, below or above each."""

import re

from schemas.draft import LanguageDraft
from services.extraction.entries.naming import level_words
from services.extraction.folding import fold, tokens
from services.extraction.sections.view import Row
from services.vocabulary import language_code

RATING = re.compile(
    r"[\s●○◉◯★☆■□▪▫•·|_⬤◦⚫⚪🌕🌑]*[●○◉◯★☆■□▪▫⬤⚫⚪][\s●○◉◯★☆■□▪▫•·◦⬤⚫⚪]*$|\s+\d{1,3}\s?%$|"
    r"\s*\[[#=*|.:_xXoO ░▒▓█■□-]{3,}\]$|\s+[#*=█▓▒░▰▮]{2,}[ .:_░▒▱▯-]*$|\s+\d{1,2}\s?/\s?\d{1,2}$"
)
LEVEL_LABEL = re.compile(r"([^:\t]{3,40})(?::\s*|\t)(\S.*)")
KIND_LABEL = re.compile(
    r"(?:(?:mother tongues?|native languages?|other languages?|languages?|foreign languages?|"
    r"(?:mutter|fremd)?sprachen?|"
    r"(?:weitere|sonstige|andere) sprachen|sprachkenntnisse|langues?(?: maternelle| etrangeres?)?|autres langues|"
    r"idiomas?|"
    r"otros idiomas|lenguas?(?: materna)?|lingue|madrelingua|talen|moedertaal|"
    r"altre lingue)(?:\(s\))?)\s*(?::\s*|\t)(?=\S)"
)
SPOKEN_LEVEL = re.compile(
    r"(?:(?:native|fluent|bilingual|proficient|conversational|basic|advanced|intermediate|working knowledge|"
    r"muttersprache|"
    r"fliessend(?:es)?|verhandlungssicher(?:es)?|gute[sr]?|courant|bilingue|fluido|nativo)\s+"
    r"(?:in\s+|of\s+|en\s+|level\s+in\s+)?)"
)
HEADS = frozenset((
    "listening", "reading", "writing", "speaking", "understanding", "interaction", "production", "verstehen",
    "sprechen", "schreiben", "horen", "lesen", "comprehension", "expression", "ecouter", "lire", "parler", "ecrire",
    "comprension", "lectura", "escritura", "expresion", "oral", "level", "niveau", "nivel", "sprache", "langue",
    "idioma", "language", "spoken", "written", "certificate", "certificates", "zertifikat", "cefr", "ger", "overall",
    "page", "continued", "skills", "sehr", "gut", "wort", "schrift", "livello", "lingua",
))  # fmt: skip
LEVELS_AS_LABELS = frozenset(
    ("muttersprache", "native", "maternelle", "materna", "mother", "moedertaal", "madrelingua")
)
CONJUNCTION = re.compile(r"\s*(?:/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|,)\s*")
MOST_PARTS = 60


def read_languages(rows: list[Row]) -> list[LanguageDraft]:
    """Languages with the level that stands behind or below each; each language once."""
    drafts: list[LanguageDraft] = []
    for row in rows:
        begin = _label_end(row)
        whole = LEVEL_LABEL.fullmatch(row.text)
        stated = whole is not None and set(tokens(whole.group(1))) & LEVELS_AS_LABELS
        label = whole if stated else LEVEL_LABEL.fullmatch(row.text[begin:])
        speaks = (
            label is not None and leading_language(label.group(1)) is not None
        )  # a language and its level: another cell
        if (
            label
            and not speaks
            and set(tokens(label.group(1))) & level_words()
            and leading_language(label.group(2))
        ):
            _by_level(drafts, row, label.group(1), label.group(2))
            continue
        spoken = SPOKEN_LEVEL.match(fold(row.text[begin:]))
        if spoken and _same_length(row.text) and leading_language(row.text[begin + spoken.end() :]):
            words = row.text[begin : begin + spoken.end()].strip()
            _by_level(drafts, row, re.sub(r"\s+(?:in|of|en)$", "", words), row.text[begin + spoken.end() :])
            continue
        for position, words in enumerate(_parts(row, begin)):
            _read(drafts, row, words, first=position == 0)
    return _distinct(drafts)


def _same_length(text: str) -> bool:
    return len(fold(text)) == len(text)


def _label_end(row: Row) -> int:
    """Where the content begins behind a label such as "Other languages:"."""
    label = KIND_LABEL.match(fold(row.text)) if _same_length(row.text) else None
    return label.end() if label else 0


def _distinct(drafts: list[LanguageDraft]) -> list[LanguageDraft]:
    kept: dict[str, LanguageDraft] = {}
    for draft in drafts:
        words = (draft.language.words or "") if draft.language else ""
        key = language_code(words) or fold(words)
        first = kept.setdefault(key, draft)
        if first.proficiency is None:
            first.proficiency = draft.proficiency
    return list(kept.values())


def _parts(row: Row, begin: int) -> list[str]:
    """Parts of a row that may name one language each; brackets stay with what is before them."""
    if row.sentence and row.words > 16 and row.text.count(",") < 2:
        return []
    text = RATING.sub("", row.text[begin:])
    parts = []
    for part in re.split(r"(?:[;|•·∙●○◦▪■\t]|\]\s*\[|,(?![^(]*\)))\s*", text.strip("[]"))[:MOST_PARTS]:
        if not re.search(r"[,;:(–—-]", part) and (run := _run_together(part)):
            parts += run
            continue
        both = re.split(r"\s+(?:and|und|et|y|&)\s+", part)
        parts += both if len(both) == 2 and all(leading_language(words) for words in both) else [part]
    return [part.strip(" .") for part in parts if part.strip(" .")]


def _run_together(text: str) -> list[str] | None:
    """ "English native Swedish fluent": two or more languages with nothing but their levels between them."""
    words = text.split()
    starts = [
        index
        for index, word in enumerate(words)
        if word[:1].isupper() and len(word) > 2 and language_code(word)
    ]
    if len(starts) < 2 or starts[0] != 0 or len(words) > 40:
        return None
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _read(drafts: list[LanguageDraft], row: Row, words: str, *, first: bool = True) -> None:
    name = leading_language(words)
    if name is None:
        _read_level(drafts, row, words, first=first)
        return
    rest = words[len(name) :].strip(" \t:–—-(),./·=")
    rest = RATING.sub("", rest).strip(" )")
    draft = LanguageDraft(language=row.pointer(name, 0.93))
    if rest and len(rest) <= 80:
        draft.proficiency = row.pointer(rest, 0.85)
    drafts.append(draft)


def _by_level(drafts: list[LanguageDraft], row: Row, level: str, names: str) -> None:
    """ "Fluent: English, German"."""
    for name in CONJUNCTION.split(names):
        found = leading_language(name)
        if found:
            _read(drafts, row, name)
            if drafts[-1].proficiency is None:
                drafts[-1].proficiency = row.pointer(level, 0.8)


def _read_level(drafts: list[LanguageDraft], row: Row, words: str, *, first: bool) -> None:
    """A level below or behind its language; or a language that the vocabulary lacks."""
    said = [token for token in tokens(words) if token in level_words()]
    spoken = tokens(words)
    if spoken and all(token in HEADS or token in level_words() for token in spoken):
        if drafts and drafts[-1].proficiency is None and said:
            drafts[-1].proficiency = row.pointer(words.strip(" ()"), 0.8)
        return
    parted = re.match(r"([^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+){0,3}?)\s*(?:[:–—(·]|\s-)\s*(.+?)\)?$", words)
    if said and first and (before := _before_level(words)):
        drafts.append(
            LanguageDraft(
                language=row.pointer(before, 0.7), proficiency=row.pointer(words[len(before) :].strip(), 0.7)
            )
        )
        return
    alone = not said and words.isalpha() and words[:1].isupper() and len(words) > 2
    if parted and said and tokens(parted.group(1))[0] not in level_words() | HEADS:
        drafts.append(
            LanguageDraft(
                language=row.pointer(parted.group(1), 0.7), proficiency=row.pointer(parted.group(2), 0.7)
            )
        )
    elif alone and first and (
        not drafts or len(row.cells) > 1 or drafts[-1].proficiency is not None or _same_look(drafts, row)
    ):  # fmt: skip
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


def leading_language(words: str) -> str | None:
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
        if len(name) > 2 and language_code(name) and (count == 1 or language_code(spoken[0]) is None):
            return name
    return None


def states_language(row: Row) -> bool:
    """A row outside a section of languages that speaks of one, with its level: "Englisch – fließend", "French (C1)"."""
    if row.words > 12:
        return False
    name = leading_language(row.text)
    if name is None:
        label = LEVEL_LABEL.fullmatch(row.text)
        return bool(label and KIND_LABEL.match(fold(row.text)) and leading_language(label.group(2)))
    rest = [
        token
        for token in tokens(row.text[len(name) :])
        if token not in ("in", "und", "and", "et", "y", "wort")
    ]
    return bool(rest) and sum(token in level_words() or token in HEADS for token in rest) * 2 > len(rest)
