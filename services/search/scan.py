"""One walk over the words of a question: cues colour what follows them, names become what they name."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz import fuzz, process

from schemas.criteria import Bounds, Importance, Kind, Tense
from services.concepts import read_data
from services.passages import text_configuration
from services.search.criteria import HOME, WORK
from services.search.cues import LONGEST_CUE, Cue, cues, fillers, phrases_of, soft_words
from services.search.durations import duration_at, is_number
from services.search.entities import Context, Entity, Reader
from services.search.lexicon import LEGAL_FORMS, Lexicon
from services.vocabulary import skill_label, skills
from services.words import Word, fold, words_of

# From so many words, or so many in several lines, a text is read as a job description.
LONG_TEXT, LONG_LINES, LINES = 60, 30, 3
STOP = re.compile(r"[.;?!:\n](?:\s|$)|\n")
BEFORE_FIELD = frozenset({"in", "of", "en", "de", "im", "fach", "the", "der"})
BEFORE_YEARS = frozenset({"with", "for", "since", "mit", "seit", "avec", "con"})
# rapidfuzz's ratio: one wrong or two swapped letters in eight, never another word of the vocabulary.
TYPO_CUTOFF = 88
TECHNICAL = (
    "skills_software",
    "skills_platform",
    "skills_data",
    "skills_libraries",
    "skills_cloud",
    "skills_databases",
)


@dataclass(frozen=True, slots=True)
class Found:
    """An entity in its place: words `start` to `end`, with what the words around it tell."""

    kind: Kind
    values: tuple[str, ...]
    label: str
    start: int
    end: int
    importance: Importance = "required"
    tense: Tense = "either"
    bounds: Bounds | None = None
    of: str = ""  # of years: the kind of its values
    link: str = ""  # how it is joined to the one before: "", "list", "and", "or"


@dataclass(slots=True)
class State:
    """What the words so far tell about the next ones."""

    importance: Importance = "required"
    cue_at: int = -1  # how many entities there were when the importance was told
    tense: str = ""
    head: str = ""
    found: list[Found] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)


class Scan:
    """One walk over the words of a question."""

    def __init__(self, text: str, words: list[Word], lexicon: Lexicon) -> None:
        self.text, self.words = text, words
        lines = sum(bool(line.strip()) for line in text.splitlines())
        self.long_text = len(words) > (LONG_LINES if lines >= LINES else LONG_TEXT)
        self.language = text_configuration(text)
        self.reader = Reader(text, words, lexicon)
        self.state = State(importance=self._default())

    def run(self) -> State:
        index = 0
        while index < len(self.words):
            if index and STOP.search(self._gap(index)) and ":" not in self._gap(index):
                self._new_sentence()
            index = self._step(index)
        return self.state

    def _step(self, index: int) -> int:
        """Read what begins at a word; the index behind it."""
        duration = duration_at(self.text, self.words, index)
        if duration:
            return self._years(index, duration.bounds, duration.end)
        entity = self.reader.entity_at(index, self._context(index))
        cue, length = self._cue(index)
        if cue and (entity is None or index + length > entity.end):
            return self._follow(cue, index, length)
        if entity:
            return self._add(entity, index)
        unknown = self._unknown(index)
        return self._add(unknown, index) if unknown else self._leave(index)

    def _default(self) -> Importance:
        return "preferred" if self.long_text else "required"

    def _new_sentence(self) -> None:
        self.state.importance, self.state.cue_at = self._default(), -1
        self.state.tense = self.state.head = ""

    def _gap(self, index: int) -> str:
        return self.text[self.words[index - 1].end : self.words[index].start]

    def _cue(self, index: int) -> tuple[tuple[Cue, ...], int]:
        for length in range(min(LONGEST_CUE, len(self.words) - index), 0, -1):
            span = self.words[index : index + length]
            spelt = tuple(self.text[word.start : word.end].lower() for word in span)
            if found := cues().get(spelt) or cues().get(tuple(word.folded for word in span)):
                return found, length
        return (), 0

    def _follow(self, found: tuple[Cue, ...], index: int, length: int) -> int:
        for cue in found:
            if cue.group == "importance":
                self._colour(cue.name, index + length)
            elif cue.group == "tense":
                self.state.tense = cue.name
                self._late_verb(cue.name, index)
                self._separate()
            elif cue.group == "head":
                self.state.head = cue.name
            elif cue.name == "separating":
                self._separate()
        return index + length

    def _late_verb(self, tense: str, index: int) -> None:
        """German puts the verb behind the place ("in Berlin gearbeitet"), English a participle ("Berlin based")."""
        last = self.state.found[-1] if self.state.found else None
        if not last or last.kind != "place" or last.end != index or self._gap(index).strip(" -"):
            return
        if tense in ("past", "current", "living", "working"):
            entity = self._scoped(Entity("place", last.values, last.label, last.end))
            self.state.found[-1] = replace(
                last, tense="past" if tense == "past" else "current", values=entity.values
            )

    def _colour(self, name: str, end: int) -> None:
        """Set the importance of what follows; "Go is a plus" speaks of what went before."""
        if self.long_text and name == "excluded":
            return
        importance: Importance = "required"
        if name in ("preferred", "excluded"):
            importance = "preferred" if name == "preferred" else "excluded"
        if name != "excluded" and self.state.found and self._closes(end):
            self._colour_last(importance)
            return
        self.state.importance, self.state.cue_at = importance, len(self.state.found)

    def _closes(self, end: int) -> bool:
        """Whether a clause ends before word `end`; a colon announces instead of closing."""
        if end >= len(self.words):
            return True
        gap = self._gap(end)
        return ":" not in gap and (bool(STOP.search(gap)) or gap.strip()[:1] in (")", ","))

    def _colour_last(self, importance: Importance) -> None:
        for position in range(len(self.state.found) - 1, -1, -1):
            self.state.found[position] = replace(self.state.found[position], importance=importance)
            if self.state.found[position].link not in ("and", "or"):
                break

    def _separate(self) -> None:
        """A new clause begins: what "without" or "ideally" told ends, once it has coloured something."""
        if 0 <= self.state.cue_at < len(self.state.found):
            self.state.importance, self.state.cue_at = self._default(), -1

    def _context(self, index: int) -> Context:
        neighbour = self.state.found[-1].kind if self._link(index) else ""
        return Context(self.state.head, neighbour, self.state.tense, self.language)

    def _link(self, index: int) -> str:
        """How a word is joined to the entity before it; "" when other words stand between."""
        if not self.state.found:
            return ""
        last = self.state.found[-1].end
        between = {(word.folded,) for word in self.words[last:index]}
        signs = "".join(self._gap(at) for at in range(last, index + 1))
        if len(between) > 3 or not between <= passing_words() or STOP.search(signs):
            return ""
        if between & phrases_of("join", "alternatives") or (not between and signs.strip() == "/"):
            return "or"
        if between & phrases_of("join", "and") or signs.strip() == "&":
            return "and"
        return "list" if signs.strip() == "," else ""

    def _add(self, entity: Entity, index: int) -> int:
        state, link = self.state, self._link(index)
        entity = self._scoped(entity)
        last = state.found[-1] if state.found else None
        if last and last.kind == "years" and last.values and last.of == entity.kind and link == "or":
            both = (*last.values, *entity.values)
            state.found[-1] = replace(
                last, values=both, label=f"{last.label} or {entity.label}", end=entity.end
            )
            state.head = ""
            return entity.end
        same = last is not None and last.kind == entity.kind
        tense = self._tense(entity.kind, inherited=last.tense if last and same and link else None)
        state.found.append(
            Found(entity.kind, entity.values, entity.label, index, entity.end, state.importance, tense,
                  link=link if same or link == "or" else "")
        )  # fmt: skip
        state.head = ""
        state.tense = "" if state.tense == "former" else state.tense
        end = entity.end
        while entity.kind == "employer" and end < len(self.words) and self.words[end].folded in LEGAL_FORMS:
            end += 1
        return self._field_behind(end) if entity.kind == "degree" else end

    def _field_behind(self, end: int) -> int:
        """The field of study behind a degree ("PhD in Physics"); the index behind it."""
        at = end
        while at < len(self.words) and self.words[at].folded in BEFORE_FIELD:
            at += 1
        for length in range(min(5, len(self.words) - at), 0, -1):
            entity = self.reader.field_at(at, at + length) if at > end else None
            if entity:
                found = Found("field", entity.values, entity.label, at, entity.end, self.state.importance)
                self.state.found.append(found)
                return entity.end
        return end

    def _tense(self, kind: Kind, *, inherited: Tense | None) -> Tense:
        if kind not in ("place", "employer", "title"):
            return "either"
        told = self.state.tense
        if inherited and not told:
            return inherited
        now = told in ("current", "working") or (kind == "place" and told == "living")
        if kind == "place" and not told:
            return "current" if self.state.head in ("place", "origin") else "either"
        if kind == "place":
            return "current" if now else "past"
        if kind == "employer" and now:
            return "current"
        return "past" if told == "former" else "either"

    def _scoped(self, entity: Entity) -> Entity:
        """A place that somebody lives in, or works in, is told apart from one that they are in."""
        told = {"living": HOME, "working": WORK}.get(self.state.tense, "")
        if entity.kind != "place" or not told:
            return entity
        return replace(entity, values=tuple(told + value for value in entity.values))

    def _years(self, index: int, bounds: Bounds, end: int) -> int:
        """A number of years, and the skill or role that it speaks of, behind it or before it."""
        at = end
        while at < len(self.words) and (self.words[at].folded,) in phrases_of("bounds", "behind"):
            at += 1
        signs = "".join(self._gap(place) for place in range(end, min(at + 1, len(self.words))))
        entity = None
        if at < len(self.words) and "," not in signs and not STOP.search(signs):
            entity = self.reader.entity_at(at, Context(head="skill"))
        found = Found("years", (), "", index, end, self.state.importance, bounds=bounds)
        if entity and entity.kind in ("skill", "title"):
            found = replace(found, values=entity.values, label=entity.label, of=entity.kind, end=entity.end)
        elif owner := self._owner_before(index):
            found = replace(found, values=owner.values, label=owner.label)
        self.state.found.append(found)
        return found.end

    def _owner_before(self, index: int) -> Found | None:
        """The skill or title that a number of years behind it speaks of ("Java developers with 5+ years")."""
        last = self.state.found[-1] if self.state.found and not self.long_text else None
        if last is None or last.kind not in ("skill", "title"):
            return None
        if not {word.folded for word in self.words[last.end : index]} <= BEFORE_YEARS:
            return None
        before = self.state.found[-2] if len(self.state.found) > 1 else None
        if last.kind == "title" and before and before.kind == "skill" and before.end == last.start:
            return before
        return last

    def _unknown(self, index: int) -> Entity | None:
        """A word that no vocabulary knows, where the words before it tell what it must be."""
        state, word = self.state, self.words[index]
        if word.folded in fillers() or word.folded in soft_words():
            return None
        said_once = self.text[word.start : word.end]
        a_skill = state.head == "skill" or self._context(index).neighbour == "skill"
        if typo := _typo(word.folded, sure=a_skill):
            return Entity("skill", (typo,), f"{skill_label(typo)} (for “{said_once}”)", index + 1)
        capitals = self.reader.capitals(index, len(self.words))
        end = index + max(capitals, 1)
        said = self.text[word.start : self.words[end - 1].end]
        value = (" ".join(words_said(said)),)
        if state.head in ("employer", "origin", "name") and capitals:
            return Entity("name" if state.head == "name" else "employer", value, said, end)
        if state.head == "place" and state.tense and capitals and self.language != "german":
            return Entity("place", value, said, end)
        if a_skill and capitals < 4 and (capitals or self._ends(end)):
            return Entity("skill", value, said, end)
        return None

    def _ends(self, end: int) -> bool:
        if end >= len(self.words) or self._gap(end).strip():
            return True
        return bool(self._cue(end)[1])

    def _leave(self, index: int) -> int:
        folded = self.words[index].folded
        if folded in soft_words() or (is_number(folded) and folded not in fillers()):
            self.state.ignored.append(index)
        elif folded not in fillers():
            (self.state.ignored if self.state.importance == "excluded" else self.state.rest).append(index)
            self.state.head = ""
        return index + 1


def words_said(text: str) -> list[str]:
    """Folded words without those of a company's legal form."""
    words = [word.folded for word in words_of(text)]
    return [word for word in words if word not in LEGAL_FORMS] or words


@cache
def passing_words() -> frozenset[tuple[str, ...]]:
    """Words that may stand between the members of a list."""
    joins = phrases_of("join", "alternatives") | phrases_of("join", "and")
    return joins | phrases_of("head", "place") | {("the",), ("a",), ("an",), ("either",)}


@cache
def _single_words(*, names_only: bool) -> list[str]:
    """Long single words of the vocabulary; only of products and techniques, which no everyday word resembles."""
    known = skills()
    if not names_only:
        return [form[0] for form in known.key_of if len(form) == 1 and len(form[0]) > 5]
    labels = [
        fold(label) for name in TECHNICAL for label in read_data(name) if not known.by_key[fold(label)].strict
    ]
    return [label for label in labels if label.isalnum() and len(label) > 5]


def _typo(folded: str, *, sure: bool) -> str | None:
    """The known skill that a misspelt word means, or None; `sure` where the words around it ask for a skill."""
    if len(folded) < 6:
        return None
    words = _single_words(names_only=not sure)
    best = process.extractOne(folded, words, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
    return skills().key_of[(best[0],)] if best else None
