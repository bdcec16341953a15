"""Skills in every kind of list that CVs use."""

import re
from functools import cache
from itertools import groupby

from schemas.draft import SkillDraft
from services.extraction.entries.naming import is_duration
from services.extraction.folding import fold, load_words, word_set
from services.extraction.lists.languages import RATING
from services.extraction.lists.listing import LONGEST_ITEM, MOST_ITEM_WORDS, Item, read_list
from services.extraction.sections.view import Row
from services.vocabulary import canonical_skill, known_skills, skills

YEARS = r"(?:\d+\+?\s*(?:years?|yrs?|jahre?n?|ans?|annees?|années?|años?|anos|anni|jaar|months|monate)\.?)"
GRADES = (
    r"(?:expert|experte|advanced|basic|basics|intermediate|beginner|proficient|competent|familiar|master|excellent|good|"
    r"very good|solid|strong|fluent|native|fortgeschritten|grundkenntnisse|grundlagen|sehr gut|gut|profi|basis|"
    r"anwenderkenntnisse|expertenkenntnisse|erweiterte kenntnisse|gute kenntnisse|sehr gute kenntnisse|avance|avancé|"
    r"intermediaire|intermédiaire|debutant|débutant|maitrise|maîtrise|courant|bon niveau|notions|confirmé|confirme|"
    r"avanzado|intermedio|basico|básico|experto|alto|medio|nivel alto|nivel medio|nivel avanzado|high|medium|low|"
    r"daily use|"
    r"working knowledge|upper intermediate|level \d|avanzato|base|buono|ottimo|goed|uitstekend)"
)
LEVEL_TAIL = re.compile(rf"\s*[(\[]\s*[^()\[\]]*\b(?:{YEARS}|{GRADES})\b[^()\[\]]*[)\]]$", re.IGNORECASE)
DASHED_TAIL = re.compile(
    rf"\s*(?:\s[–—-]|:|,)\s*(?:{YEARS}|{GRADES})(?:[,/ ]+(?:{YEARS}|{GRADES}))*\s*$", re.IGNORECASE
)
LEVEL = re.compile(rf"(?:(?:ca\.?|seit|since|depuis|desde|over|über|\(|\[)\s*)?(?:{YEARS}|{GRADES}|(?:19|20)\d\d)"
                   rf"(?:[,/ –-]+(?:{YEARS}|{GRADES}))*[)\]]?", re.IGNORECASE)  # fmt: skip
LEAD = re.compile(
    r"(?:(?:(?:very |sehr )?(?:strong|good|solid|excellent|deep|advanced|basic|proven|extensive|working|broad|gute?|"
    r"fundierte|vertiefte|umfassende|sichere[rs]?|bonnes?|solides?|buen|amplios?|buenos)\s+)?"
    r"(?:knowledge of|command of|experience (?:with|in|of)|understanding of|proficien(?:t|cy) (?:in|with)|expertise in|"
    r"skilled in|skills in|familiar(?:ity)? with|experienced in|fluent in|ability to|use of|"
    r"kenntnisse (?:in|im|der|von)|"
    r"erfahrung (?:mit|in|im)|umgang mit|sicher im umgang mit|beherrschung von|maitrise (?:de la|des|de l'|du|de|d')|"
    r"connaissances? (?:de la|des|de l'|du|de|d'|en)|conocimientos? (?:de|en)|manejo (?:de|del)|dominio (?:de|del)|"
    r"experiencia (?:en|con)))\s+",
)
CONJUNCTIONS = re.compile(r"\s+(?:and|und|et|y|e|&|sowie|as well as|ainsi que|así como)\s+")
BEGINS = re.compile(
    r"^(?:and|und|et|y|e|sowie|as well as|including|incl\.|z\. ?b\.|e\.g\.)\s+(?=\S{2})", re.IGNORECASE
)
MOST_SKILLS, MOST_ITEMS = 200, 600
MOST_SIDE_BY_SIDE = 20  # words
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){1,3}/\S+")
AROUND = " .,;:–—-•·*●○"


def read_skills(rows: list[Row]) -> list[SkillDraft]:
    """Skills under their categories; sentences and levels are no skills, each skill is named once."""
    drafts: list[SkillDraft] = []
    seen: set[str] = set()
    for item in _parted(read_list(rows)[:MOST_ITEMS]):
        words = bare_skill(item.text)
        label = item.category
        if (
            label is not None
            and label.line == item.line
            and label.words
            and LEVEL.fullmatch(item.text.strip(AROUND))
        ):
            words, item = label.words, item.part(label.words)  # "SQL: 5 years" is a skill with its level
        if not _is_skill(words) or fold(words) in seen:
            continue
        seen.add(fold(words))
        drafts.append(SkillDraft(name=item.pointer(words, _sure(words)), category=item.category))
        if len(drafts) >= MOST_SKILLS:
            break
    return drafts or _named_in(rows)


def bare_skill(text: str) -> str:
    """The skill without its rating, level, years or the words that lead to it ("Good command of")."""
    words = text.strip(AROUND)
    for _ in range(3):
        shorter = RATING.sub("", words).strip(AROUND)
        shorter = LEVEL_TAIL.sub("", DASHED_TAIL.sub("", shorter)).strip(AROUND)
        if shorter == words:
            break
        words = shorter
    words = BEGINS.sub("", words)
    lead = LEAD.match(fold(words)) if len(fold(words)) == len(words) else None
    return words[lead.end() :] if lead and len(words) - lead.end() > 2 else words


def _parted(items: list[Item]) -> list[Item]:
    """The last item of "a, b and c" is two; a skill that is known as a whole is not."""
    parted: list[Item] = []
    for _, grouped in groupby(items, key=lambda item: item.group):
        group = list(grouped)
        joined = any(CONJUNCTIONS.search(item.text) for item in group[:-1])
        for item in group:
            halves = CONJUNCTIONS.split(item.text)
            listed = item is group[-1] and len(group) >= 3 and not joined
            words = halves if _are_two(item.text, halves, listed) else _side_by_side(item.text)
            parted += [item.part(part) for part in words]
    return parted


def _side_by_side(text: str) -> list[str]:
    """Known skills with nothing between them, as labels in boxes are read ("Java Python Git"); else the text."""
    words = text.split()
    if not 3 <= len(words) <= MOST_SIDE_BY_SIDE or canonical_skill(text) in skills().by_key:
        return [text]
    parts: list[str] = []
    known, rest = 0, ""
    while words:
        length = next((n for n in (3, 2, 1) if n <= len(words) and _known(" ".join(words[:n]))), 0)
        if length and rest:
            parts.append(rest)
            rest = ""
        if length:
            parts.append(" ".join(words[:length]))
            known += length
        else:
            rest = f"{rest} {words[0]}".strip()
        words = words[length or 1 :]
    parts += [rest] if rest else []
    return parts if known * 2 >= len(text.split()) and len(parts) >= 3 else [text]


def _are_two(words: str, halves: list[str], listed: bool) -> bool:
    """Whether the words around "and" are two skills: both are known, or they end a list."""
    if len(halves) != 2 or _known(words):
        return False
    if all(map(_known, halves)):
        return True
    return listed and all(len(half) > 2 for half in halves)


def _known(words: str) -> bool:
    return canonical_skill(words) in skills().by_key


def _sure(words: str) -> float:
    if canonical_skill(words) in skills().by_key:
        return 0.95
    return 0.9 if len(words.split()) <= 4 else 0.75


def _is_skill(words: str) -> bool:
    if not words or len(words) > LONGEST_ITEM or len(words.split()) > MOST_ITEM_WORDS or "@" in words:
        return False
    if LEVEL.fullmatch(words) or is_duration(words) or fold(words) in _no_skills():
        return False
    return any(letter.isalpha() for letter in words) and not ADDRESS.fullmatch(words)


@cache
def _no_skills() -> frozenset[str]:
    """Words that head columns or groups of skills."""
    return frozenset(word.replace("_", " ") for word in word_set(load_words("skills")["heads"]))


def _named_in(rows: list[Row]) -> list[SkillDraft]:
    """The known skills that running text names, where a section of skills is nothing but sentences."""
    drafts: list[SkillDraft] = []
    seen: set[str] = set()
    for row in rows:
        for key, start, end in known_skills(row.text[:500]):
            if key not in seen:
                seen.add(key)
                drafts.append(SkillDraft(name=row.pointer(row.text[start:end], 0.7)))
    return drafts[:MOST_SKILLS]
