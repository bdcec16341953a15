""" "My phone number is wrong, it is …": what is wrong, and what is right, read off the user's own words."""

import re
from typing import NamedTuple

from services.spoken_corrections import FACT_OF, FACTS, FORMS_OF_FACTS, has_form
from services.words import fold

LONGEST = 300  # characters of a value, as correct_cv takes it
FACT = "|".join(
    sorted(
        (re.escape(word).replace(r"\ ", "[ -]") for words in FACTS.values() for word in words),
        key=len,
        reverse=True,
    )
)
WHOSE = (
    r"(?:(?:my|the|his|her|their|your|meine?|die|der|das|ihre?|seine?|(?:[^\W\d_][\w-]*\s+){0,2}[^\W\d_][\w-]*['’]s)"
    r"\s+)?"
)
IN_CV = (
    r"(?:\s+(?:in|of|on|for|von)\s+(?:(?:my|the|his|her|their|this)\s+)?(?:cv|resume|profile|lebenslauf)"
    r"(?:\s+\d+)?)?"
)
POLITE = r"^\W*(?:(?:please|can you|could you|bitte|no|sorry|and|in cv \d+)[,:]?\s+)*"
IT_IS = (
    r"(?:it|this|that|the right one|er|sie|es)?(?:'s|’s|\s+(?:is|should be|ist|lautet)\b)\s*:?\s*"
    r"(?:(?:actually|now|rather|jetzt|eigentlich)\s+)?"
)
NAMED = rf"(?:(?P<what>{FACT})|[\"“„'‘«](?P<words>[^\"”“'’»]+)[\"”“'’»])"
SAID_WRONG = re.compile(
    rf"{POLITE}{WHOSE}(?P<what>{FACT}){IN_CV}\s+(?:is|was|ist)\s+"
    rf"(?:wrong|incorrect|not right|outdated|old|falsch|veraltet)\W+{IT_IS}(?P<new>.+)$",
    re.IGNORECASE | re.DOTALL,
)
SAID_HOW = [
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{POLITE}(?:change|correct|fix|update|set|ändere|korrigiere)\s+{WHOSE}{NAMED}{IN_CV}"
        r"\s+(?:to|into|in|auf|zu)\s+(?P<new>.+)$",
        rf"{POLITE}{WHOSE}{NAMED}{IN_CV}\s+(?:should be|must be|should read|muss heißen)\s+(?P<new>.+)$",
    )
]
QUOTED = re.compile(r"[\"“„«]([^\"”“»]+)[\"”“»]")
# With what another clause begins; "Hamburg, Germany" and "Research and Development" go on.
BEGINS = (
    r"(?:this|that|these|those|it|its|he|she|they|we|i|you|who|which|whose|please|also|then|and|but|must|should|show|open"
    r"|find|list|search|tell|give|compare|change|correct|fix|update|set|add|thanks|thank|only|not|instead|because|is|are"
    r"|dies\w*|er|sie|es|ich|bitte|und|aber|dann|auch|zeig\w*|öffne|finde|suche|danke|nicht|nur|ändere|muss)\b"
)
CLAUSE = re.compile(
    rf"\s*[,;.!?–]\s+(?={BEGINS})|\s+(?:and|but|then|und|aber|dann)\s+(?={BEGINS})"
    r"|\s+(?:because|instead of|rather than|weil)\s|,?\s+(?:please|thanks|bitte|danke)\W*$|\n",
    re.IGNORECASE,
)
AT_END = re.compile(rf"{IN_CV}\s*$", re.IGNORECASE)
SIGNS = " \t\n.,;!\"“”„'‘’«»"

# In folded words: what a message says that finds something wrong, and what one says that looks for people.
CORRECTS = re.compile(
    r"\b(?:wrong|incorrect|not|outdated|change\w*|correct\w*|fix|update|set|replace|rename|should|must be|instead"
    r"|rather|actually|typo|misspel\w*|moved|falsch|veraltet|ander\w*|korrig\w*|ersetz\w*|statt|sondern|nicht|umgezogen|faux"
    r"|fausse|corrig\w*|cambi\w*|incorrecto)\b"
)
LOOKS_FOR_PEOPLE = re.compile(
    r"^(?:find\w*|search|suche?|list|show|zeig\w*|which|welche\w*|how many|wie ?viele)\b|\b(?:who|wer|people|persons"
    r"|candidates?|experts?|somebody|someone|anyone|everyone|leute|personen|kandidat\w*|bewerber\w*)\b"
)


class Wish(NamedTuple):
    """A correction: `what` is wrong, `new` is right. `whose` are the words that may say in whose CV."""

    what: str
    new: str
    whose: str


def wish_in(text: str) -> Wish | None:
    """The correction that the words ask for; None when they ask for something else."""
    text = text.strip()
    if found := SAID_WRONG.match(text):
        return _wish(text, found, sure=True)
    for form in SAID_HOW:
        if found := form.match(text):
            return _wish(text, found, sure=False)
    return None


def asks_to_correct(words: str, *, fact: str | None, old: str | None, new: str) -> bool:
    """Whether the words ask for this very change: a `fact` of the person (a key of FACTS), or the words `old`, to
    become `new`. Words that only hold the new value, such as a question for people, do not."""
    wish = wish_in(words)
    if wish and fold(wish.new) == fold(new):
        named = FACT_OF.get(fold(wish.what))
        return named == fact if named and fact else fold(wish.what) == fold(old or "")
    rest = f" {fold(words)} ".replace(f" {fold(new)} ", " / ")
    if LOOKS_FOR_PEOPLE.search(rest.strip()) or not CORRECTS.search(rest):
        return False
    said = [fold(word) for word in FACTS.get(fact or "", ())] + [fold(old or "")]
    return any(word and f" {word} " in rest for word in said)


def _wish(text: str, found: re.Match[str], *, sure: bool) -> Wish | None:
    """`sure`: a fact was said to be wrong, so a value without its form is still meant as one."""
    groups = found.groupdict()
    what = (groups["what"] or groups.get("words") or "").strip()
    fact = FACT_OF.get(fold(what)) if groups["what"] else None
    new, in_cv = _value(fact, groups["new"].lstrip())
    if not what or not 0 < len(new) <= LONGEST or not (sure or has_form(fact, new)):
        return None
    return Wish(what, new, text[: found.start("new")] + in_cv)


def _value(fact: str | None, rest: str) -> tuple[str, str]:
    """The right words, and what names a CV behind them; another clause belongs to neither."""
    if quoted := QUOTED.match(rest):
        behind = re.match(IN_CV, rest[quoted.end() :], re.IGNORECASE)
        return quoted[1].strip(SIGNS), behind[0] if behind else ""
    clause = CLAUSE.split(rest, maxsplit=1)[0]
    in_cv = AT_END.search(clause)
    words = (clause[: in_cv.start()] if in_cv else clause).strip(SIGNS)
    form = FORMS_OF_FACTS.get(fact or "")
    found = form.pattern.match(words) if form else None
    return (found[0] if found else words).strip(SIGNS), in_cv[0] if in_cv else ""
