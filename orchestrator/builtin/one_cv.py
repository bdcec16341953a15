"""Showing, correcting, withdrawing or asking after one CV: first find out which one is meant."""

import re
from collections.abc import Sequence

from orchestrator.builtin import phrases
from orchestrator.builtin.conversation import Mention, ToolUse, Turn, in_focus, meant, mentions
from orchestrator.builtin.intents import Intent, name_in
from orchestrator.builtin.moves import Calls, Say, Step, call, look_up_name
from services.correction_wishes import wish_in
from services.words import fold

FOUND = frozenset({"search_experts", "look_up_cvs", "compare_experts"})
LOOKUPS = frozenset({"look_up_cvs", "list_my_uploads"})
POINTS_BACK = re.compile(
    r"\b(?:it|its|this|that|him|her|his|she|he|they|them|their|one|you read"
    r"|the (?:cv|profile|file|upload|resume)|ihn|ihm|ihr|sie|er|es|der lebenslauf|das profil|gelesen)\b"
)
OWN = re.compile(r"\b(?:my|mine|mein|meinen|meine)\b")
CHANGES = (Intent.WITHDRAW, Intent.CORRECT)  # never on a guess
EXAMPLES = {Intent.CORRECT: "the phone in CV 1 should be …"}
WHOSE = "Whose CV is it? Say its number as well, for example “the phone in CV 1 should be …”."
MOST_TRIED = 5  # of several files dropped at once, until one can be shown


def first_step(intent: Intent, turns: list[Turn]) -> Step:
    """Call the tool for the CV that is meant; look its number up first when only a name is given."""
    text, earlier = turns[-1].text, turns[:-1]
    found = meant(_about(intent, text), earlier)
    if not found and (name := name_in(text)):
        return look_up_name(name)
    if not found:
        found = _pointed_back(turns)
    own = OWN.search(fold(_about(intent, text)))
    if intent is Intent.CORRECT and not own and (not found or _nobody_was_chosen(turns)):
        return Say(WHOSE)
    if not found or (intent in CHANGES and len(found) > 1):
        return call("list_my_uploads")
    if intent is Intent.STATE:
        return Calls(tuple(("extract_cv", {"cv_id": cv.cv_id}) for cv in found[:MOST_TRIED]))
    return _on_cv(intent, found[0].cv_id, text)


def next_step(intent: Intent, turns: list[Turn]) -> Step:
    """After a look-up the call it was made for; after a file that could not be shown, the next one."""
    uses = turns[-1].uses
    if {use.tool for use in uses} <= LOOKUPS:
        return _pick(intent, uses[-1], turns[-1].text)
    done = [use for use in uses if use.tool not in LOOKUPS]
    if intent is Intent.SHOW and done[-1].error and (other := _not_tried(turns)):
        return _on_cv(intent, other.cv_id, turns[-1].text)
    shown = [use for use in done if not use.error]
    return Say(phrases.answer(shown or done[:1]))


def _pointed_back(turns: Sequence[Turn]) -> list[Mention]:
    """The CVs named beside the message; without any, what its "it" or "her" means."""
    now = turns[-1]
    words = fold(_about(Intent.CORRECT, now.text))
    if now.about:
        return [Mention(cv_id, None) for cv_id in now.about]
    return [] if OWN.search(words) or not POINTS_BACK.search(words) else in_focus(turns[:-1])


def _nobody_was_chosen(turns: Sequence[Turn]) -> bool:
    """Whether "it" would only be somebody that a search has found, or the first of a list: after a search "change the
    city" may as well mean the question."""
    if turns[-1].about or meant(_about(Intent.CORRECT, turns[-1].text), turns[:-1]):
        return False
    latest = (use for turn in reversed(turns[:-1]) for use in reversed(turn.uses) if mentions(use))
    use = next(latest, None)
    return use is not None and (use.tool in FOUND or len(mentions(use)) > 1)


def _not_tried(turns: list[Turn]) -> Mention | None:
    """Another of the files that were dropped together, while "it" may mean any of them."""
    text, earlier = turns[-1].text, turns[:-1]
    tried = [use.arguments.get("cv_id") for use in turns[-1].uses]
    if meant(text, earlier) or name_in(text) or len(tried) >= MOST_TRIED:
        return None
    return next((cv for cv in _pointed_back(turns) if cv.cv_id not in tried), None)


def _about(intent: Intent, text: str) -> str:
    """The words that say whose CV is meant: a new name is nobody's yet."""
    wish = wish_in(text) if intent is Intent.CORRECT else None
    return wish.whose if wish else text


def _on_cv(intent: Intent, cv_id: int, text: str) -> Step:
    match intent:
        case Intent.CORRECT if wish := wish_in(text):
            return call("correct_cv", cv_id=cv_id, what=wish.what, new=wish.new)
        case Intent.SHOW:
            return call("show_profile", cv_id=cv_id)
        case Intent.WITHDRAW:
            return call("withdraw_cv", cv_id=cv_id)
        case Intent.READ_AGAIN:
            return call("extract_cv", cv_id=cv_id, read_again=True)
    return call("extract_cv", cv_id=cv_id)


def _pick(intent: Intent, use: ToolUse, text: str) -> Step:
    """One hit, or the newest of the user's own uploads unless it is to be changed."""
    choices = mentions(use)
    own = use.tool == "list_my_uploads"
    if not use.error and (len(choices) == 1 or (choices and own and intent not in CHANGES)):
        return _on_cv(intent, choices[0].cv_id, text)
    return Say(phrases.which_one(use, example=EXAMPLES.get(intent)))
