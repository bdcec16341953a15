""" "My phone number is wrong, it is …": what is wrong, and what is right, read off the user's own words."""

import re
from typing import NamedTuple

from services.spoken_corrections import FACTS

LONGEST = 300  # characters of a value, as correct_cv takes it
FACT = "|".join(
    sorted(
        (re.escape(word).replace(r"\ ", "[ -]") for words in FACTS.values() for word in words),
        key=len,
        reverse=True,
    )
)
WHOSE = r"(?:(?:my|the|his|her|their|your|meine?|die|der|das|ihre?|seine?)\s+)?"
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
FORMS = [
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{POLITE}{WHOSE}(?P<what>{FACT}){IN_CV}\s+(?:is|was|ist)\s+"
        rf"(?:wrong|incorrect|not right|outdated|old|falsch|veraltet)\W+{IT_IS}(?P<new>.+)$",
        rf"{POLITE}(?:change|correct|fix|update|set|ändere|korrigiere)\s+{WHOSE}{NAMED}{IN_CV}"
        r"\s+(?:to|into|in|auf|zu)\s+(?P<new>.+)$",
        rf"{POLITE}{WHOSE}{NAMED}{IN_CV}\s+(?:should be|must be|should read|muss heißen)\s+(?P<new>.+)$",
    )
]
AT_END = re.compile(rf"{IN_CV}\s*$", re.IGNORECASE)


class Wish(NamedTuple):
    """A correction: `what` is wrong, `new` is right."""

    what: str
    new: str


def wish_in(text: str) -> Wish | None:
    """The correction that the words ask for; None when they ask for something else."""
    for form in FORMS:
        if found := form.match(text.strip()):
            groups = found.groupdict()
            what, new = groups["what"] or groups.get("words") or "", AT_END.sub("", groups["new"])
            new = new.strip(" \t\n.!\"“”„'‘’«»")
            if what.strip() and 0 < len(new) <= LONGEST:
                return Wish(what.strip(), new)
    return None
