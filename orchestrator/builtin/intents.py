"""What a user wants, read off their words by rule. Patterns stand on folded words: no case, accents or signs."""

import re
from enum import Enum, auto

from services.correction_wishes import wish_in
from services.words import fold


class Intent(Enum):
    GREET = auto()
    THANK = auto()
    HELP = auto()
    PRIVACY = auto()
    HAND_IN = auto()
    WITHDRAW = auto()
    READ_AGAIN = auto()
    CORRECT = auto()
    STATE = auto()
    UPLOADS = auto()
    DUPLICATES = auto()  # CVs of the same person
    SHOW = auto()
    COMPARE = auto()
    LOOK_UP = auto()
    SEARCH = auto()
    DELETE_MORE = auto()  # everything, other people's CVs, an account
    BEST = auto()  # "who is the best?", without saying at what


CV = r"(?:cvs?|resumes?|lebenslauf\w*|curriculum|profiles?|profil\w*|uploads?|files?|datei\w*)"
EVERYBODY = r"(?:people|persons?|candidates?|experts?|everybody|everyone|anyone|leute|personen|kandidat\w*|bewerber\w*)"
PEOPLE = rf"\b(?:{EVERYBODY}|somebody|someone)\b"
POLITE = r"(?:(?:please|can you|could you|bitte|now|and|ok) )*"
ERASE = r"(?:withdraw\w*|eras(?:e|ed)|deleted?|removed?|take back|losch\w*|entfern\w*|zuruckzieh\w*|zieh\w*)"
ONE_PERSON = re.compile(r"\b(?:this|that|dies\w*) (?:person|candidate|expert|kandidat\w*)\b")  # "this one"
ASKS_FOR_PEOPLE = re.compile(rf"^(?:who|wer|find|finde|suche|search|which people|any)\b|\bwho\b|{PEOPLE}")
OPEN = (
    r"(?:show|open|display|view|see|zeig\w*|offne\w*|summari[sz]e|sum up|describe|tell (?:me|us) (?:more )?about"
    r"|what do you know about|give me (?:a )?summary of|fass\w*|beschreib\w*|erzahl\w*|was weisst du uber)"
)
THE = r"(?:(?:the|your|our|der|die|das|den|very) ){0,2}"
BEST = r"(?:best|top|beste\w*|strongest|greatest)"
HERE = r"(?: (?:here|of all|of them|there (?:are|is)|(?:you|we) have|known|auf))?"

# In the order in which they are tried.
PATTERNS: list[tuple[Intent, str]] = [
    (Intent.GREET, r"^(?:hi|hello|hey|hallo|moin|servus|good (?:morning|day|afternoon|evening)"
        r"|guten (?:tag|morgen|abend))"
        r"(?: there| all| you)?$"),
    (
        Intent.THANK,
        r"^(?:thanks|thank you|thx|danke)\b(?: \w+){0,4}$|^(?:great|ok|okay|cool|perfect|nice|super|prima)$",
    ),
    (
        Intent.HELP,
        r"^(?:help|hilfe)\b|what (?:can|could) (?:you|i) (?:do|ask)|how (?:does|do) (?:this|it|you) work"
        r"|^(?:what|who) are you|was kannst du|was kann ich|wie funktioniert",
    ),
    (
        Intent.PRIVACY,
        r"\bwho (?:can|will|could|may) (?:see|read|find|access)\b.*\b(?:my|me|it|this|mine|cvs?|conversations?)\b"
        r"|\bwho sees\b|\bwer (?:kann|sieht)\b.*\b(?:meinen|meine|mich)\b"
        r"|\bprivacy\b|datenschutz|what happens (?:to|with) my",
    ),
    (
        Intent.HAND_IN,
        rf"\b(?:hand in|handing in|upload|submit|add|drop|einreichen|hochladen)\b.*\b{CV}\b"
        r"|\b(?:which|what|welche) (?:(?:kinds?|types?|sorts?) of )?(?:files?(?: (?:types?|formats?))?|formats?"
        r"|documents?|dateien|dateitypen|dateiformate|formate)(?! .*\bnot\b) "
        r"(?:(?:can|may|could|should) (?:i|we|you|be)|do you"
        r"|(?:are|is) (?:accepted|allowed|supported|taken|possible|ok)|kann ich|darf ich|nimmst du|liest du)\b"
        rf"|^how (?:do|can) i (?:upload|hand in|apply)|\b{CV}\b.*\b(?:einreichen|hochladen)\b",
    ),
    (
        Intent.DELETE_MORE,
        rf"^{POLITE}(?:i want (?:you )?to |ich (?:will|mochte) )?(?!who|wer|find|search|suche|which|welche)"
        rf"(?!.*\b(?:my|meine?n?) (?:\w+ )?{CV}\b)"
        rf"(?:(?:delete|erase|wipe|destroy|withdraw|losch\w*|(?:remove|drop|entfern\w*)(?!.*\b(?:without|who|with|from)\b))"
        rf"\b.*\b(?:everything|all|every|data|database|tables?|accounts?|users?|{EVERYBODY}|alles|alle|konto|daten)\b"
        rf"|.*\b(?:alles|alle|konto|daten)\b.*\b(?:losch\w*|entfern\w*)\b)"
        rf"|\b(?:delete|close|erase) my (?:user )?(?:account|data)\b|\bmein konto\b.*\blosch\w*",
    ),
    (
        Intent.WITHDRAW,
        rf"\b{ERASE}\b.*\b(?:it|this|that|one|mine|ihn|es|{CV})\b|^(?:withdraw|zuruckziehen|loschen)\b"
        # German puts the verb last, and so does the passive: "meinen Lebenslauf löschen", "can my CV be deleted".
        rf"|\b(?:ihn|(?:my|this|the|mein\w*|den|das) {CV}|cv \d+)\b.*\b(?:{ERASE}|zuruckzuziehen|zuruck)\b",
    ),
    (
        Intent.READ_AGAIN,
        r"\b(?:re ?read|re ?extract|re ?process|retry)\b|\bread\b.*\b(?:again|once more)\b|noch ?mal (?:\w+ )?les",
    ),
    (
        Intent.STATE,
        r"\b(?:state|status|progress) (?:of|is)\b|\b(?:its|the|der|what) (?:state|status|stand)\b"
        r"|^(?:is|are|was|were|has|have|ist|sind|wurde)\b.*\b(?:read|processed|ready|done|gelesen|fertig)\b"
        r"|^how far\b|^wie weit\b",
    ),
    (
        Intent.UPLOADS,
        r"\b(?:my|meine) (?:uploads|files|cvs|resumes|documents|dateien|lebenslaufe)\b"
        r"|\bwhat (?:did|have) i (?:upload|drop|hand|give)|\bwhat i (?:have |ve )?(?:upload|drop|hand|given|gave)"
        r"|was habe ich hochgeladen|^(?:my )?uploads$",
    ),
    (
        Intent.LOOK_UP,
        rf"^{POLITE}(?:list|show|count|name|zeig\w*|liste|nenne)(?: me| mir)?"
        rf"(?: (?:all|every|alle|the|of|our|your)){{0,3}} (?:{EVERYBODY}|cvs|resumes|lebenslaufe){HERE}$",
    ),
    (
        Intent.BEST,
        rf"^(?:who|wer|which (?:one|{EVERYBODY})) (?:is|are|ist|sind) {THE}{BEST}(?: (?:ones?|{EVERYBODY}))?{HERE}$"
        rf"|^{POLITE}(?:show|find|give|list|name|zeig\w*|finde)(?: me| mir| us)?"
        rf" {THE}{BEST} (?:one|{EVERYBODY}){HERE}$",
    ),
    (
        Intent.DUPLICATES,
        rf"^{POLITE}(?:are|is|any|do|does|show|list|find|look|which|what|gibt|zeig\w*|finde|welche)\b"
        rf"(?!.*\b(?:who|with|experience|knows?|{EVERYBODY} (?:for|from|in))\b)"
        rf".*\b(?:duplicates?|dubletten?|doppelte?|twice)\b|^duplicates?$"
        rf"|\b(?:{CV}|which|welche|\d+)\b.*\b(?:the same|derselben) person\b|\b{CV} (?:of|from) one person\b",
    ),
    (Intent.COMPARE, r"\b(?:compare|comparison|vergleich\w*|side by side|versus|vs|difference between)\b"),
    (
        Intent.SHOW,
        rf"^{POLITE}{OPEN}\b"
        rf".*\b(?:it|its|him|her|his|their|one|first|second|third|last|number|read|ihn|sie|gelesen|{CV})\b"
        rf"|\bwhat (?:did|have|was) (?:you )?read\b|what does (?:it|the cv|my cv) say|was hast du gelesen"
        rf"|\b(?:{CV}) (?:of|von) |^(?:my|mein) (?:cv|profile|resume|lebenslauf|profil)$",
    ),
    (
        Intent.LOOK_UP,
        rf"^(?:how many|wie ?viele|list|count|zahle) (?:all )?(?:the |your |of the )?{CV}\b"
        rf"|^(?:how many|wie ?viele) (?:people|persons|candidates|leute|personen)(?: (?:are there|are known"
        rf"|do (?:you|we) have|do you know|gibt es|kennst du|haben wir))?$"
        rf"|^(?:show|which|what)\b.*\b(?:cvs|resumes)\b (?:from|in|of|with|are|have|need|failed|could|is)"
        rf"|\b(?:called|named|by the name of|with the name|heisst|namens)\b",
    ),
]  # fmt: skip
COMPILED = [(intent, re.compile(pattern)) for intent, pattern in PATTERNS]
LONGEST_REQUEST = 40  # words
ABOUT_ONE_CV = (Intent.SHOW, Intent.WITHDRAW, Intent.STATE, Intent.READ_AGAIN, Intent.CORRECT)

NAMED = re.compile(
    rf"\b(?:{CV})\s+(?:of|from|for|von)\s+(?P<after>.+)$"
    rf"|\b(?:called|named|by the name of|with the name|heißt|namens)\s+(?P<called>.+)$"
    rf"|^(?:please\s+)?(?:open|show|display|view|zeige?|öffne)\s+(?:me\s+|mir\s+)?(?P<whose>.+?)['’]s?\s+{CV}\b",
    re.IGNORECASE,
)
NO_NAME = {"it", "this", "that", "him", "her", "them", "me", "mine", "my", "the", "his", "their", "one"}
WHO_IS = re.compile(
    r"^(?i:who(?:\s+i|['’])s|wer\s+ist|(?:please\s+)?(?:tell\s+me\s+(?:more\s+)?about|summari[sz]e|describe))\s+(?P<name>[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*)+)\W*$"
)

LOCATION = re.compile(r"\b(?:from|in|near|based in|living in|aus)\s+(?P<words>[^?.!,]+)", re.IGNORECASE)
SKILL = re.compile(r"\b(?:with|mentioning|that mentions?|naming|mit)\s+(?P<words>[^?.!,]+)", re.IGNORECASE)
STATES = {
    "failed": "broken", "broken": "broken", "damaged": "broken", "encrypted": "encrypted",
    "needs review": "needs_review", "need review": "needs_review", "unsure": "needs_review",
    "waiting": "pending", "pending": "pending",
}  # fmt: skip

REFINES = re.compile(
    r"^(?:and|but|only|just|also|plus|with|without|in|from|near|those|these|of (?:those|these|them)|what about"
    r"|how about|except|excluding|no|not|preferably|ideally|at least|und|aber|nur|auch|mit|ohne|davon)\b"
    r"|\b(?:who|which|any) of (?:them|those|these)\b|\bwer davon\b"
)
NEW_QUESTION = re.compile(r"\b(?:who|wer|find|finde|search|suche|looking for)\b")
STILL_THE_SAME = re.compile(r"\bof (?:them|those|these)\b|\bdavon\b|^(?:and|but|only|just|und|aber|nur)\b")
LEAD = re.compile(
    r"^\W*(?:(?:and|but|only|just|also|plus|now|please|what about|how about|und|aber|nur|auch|davon)\b\s*)*"
    r"(?:(?:those|these|the ones|people|ones|die|wer)\b\s*)?(?:(?:who|which|any)\s+of\s+(?:them|those|these)\s*)?"
    r"(?:of\s+(?:them|those|these)\s*)?(?:davon\s+)?(?:(?:who|that|which)\b\s*)?(?:(?:are|is)\s+)?",
    re.IGNORECASE,
)


def intent_of(text: str) -> Intent:
    """What the words ask for; a search unless they say otherwise."""
    words = fold(text)
    if not words:
        return Intent.HELP
    if words.count(" ") > LONGEST_REQUEST:
        return Intent.SEARCH  # a job description, whatever else its words might mean
    if WHO_IS.match(text.strip()):
        return Intent.LOOK_UP
    if wish_in(text) is not None:
        return Intent.CORRECT
    words = ONE_PERSON.sub("this one", words)
    for intent, pattern in COMPILED:
        if pattern.search(words) and not (intent in ABOUT_ONE_CV and ASKS_FOR_PEOPLE.search(words)):
            return intent
    return Intent.SEARCH


def asks_for_people(text: str) -> bool:
    """Whether the words look for people, as opposed to something else that was not understood."""
    return ASKS_FOR_PEOPLE.search(ONE_PERSON.sub("", fold(text))) is not None


def name_in(text: str) -> str | None:
    """The name of the person whose CV the words ask for, as it was written."""
    who = WHO_IS.match(text.strip())
    if who:
        return who["name"].strip()
    found = NAMED.search(text.strip().rstrip("?!. "))
    if not found:
        return None
    name = next(part for part in found.groups() if part).strip(" '’\"“”")
    return None if not name or fold(name).split()[0] in NO_NAME | {"cv"} else name


def facts_in(text: str) -> dict[str, str]:
    """The exact facts by which a look-up is asked for: name, location, skill or status."""
    if name := name_in(text) if not LOCATION.search(text) else None:
        return {"name": name}
    words = fold(text)
    for said, status in STATES.items():
        if re.search(rf"\b{said}\b", words):
            return {"status": status}
    facts = {}
    if place := LOCATION.search(text):
        facts["location"] = re.split(r"\s+(?:with|and|mit|und)\s+", place["words"])[0].strip()
    if skill := SKILL.search(text):
        facts["skill"] = re.split(r"\s+(?:from|in|aus)\s+", skill["words"])[0].strip()
    return facts


def refined(text: str, previous: str | None) -> str:
    """The whole question: `text` alone, or added to `previous` when it only narrows or widens that."""
    words = fold(text)
    if not previous or not REFINES.search(words):
        return text
    if NEW_QUESTION.search(words) and not STILL_THE_SAME.search(words):
        return text
    addition = LEAD.sub("", text, count=1).strip(" ?!.")
    # A sentence of its own: "in Hamburg" after a comma would still belong to "has worked".
    return f"{previous.rstrip(' ?!.')}. {addition[:1].upper()}{addition[1:]}." if addition else previous
