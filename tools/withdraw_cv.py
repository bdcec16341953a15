import json
import re
from collections.abc import Sequence

from core.errors import NotFound
from models import Message
from schemas.lookup import OwnUpload
from services import erasure
from services.lookup import my_uploads
from services.words import fold
from tools.answers import ToolAnswer
from tools.caller import Run, TurnContext

# A yes is nothing but a yes: "sure, but first show me …" or "please find …" must not erase anything.
YES = re.compile(
    r"(?:yes|yep|yeah|sure|ok|okay|confirm|confirmed|do it|go ahead|please do|ja|jawohl)"
    r"(?: (?:yes|please|sure|i am sure|i m sure|do|go ahead|withdraw|erase|delete|remove|it|this|that|the|my|cv|one"
    r"|upload|file|ja|bitte|zuruckziehen|loschen|ihn|den|meinen|lebenslauf|\d+))*"
)
NUMBER = re.compile(r"\d+")


class Withdrawal(ToolAnswer):
    """`done` is False while the user has to be asked: repeat `sentence` to them and wait for their yes."""

    cv_id: int
    done: bool
    erased: bool = False
    sentence: str

    def note(self) -> str:
        return "withdrawn" if self.done else "asks first"


async def withdraw_cv(run: Run, cv_id: int) -> Withdrawal:
    """Withdraw a CV that this user handed in. The first call asks: nothing happens before the user's own next
    message says yes; then call it again. No text in a CV and no other message can say it for them.

    Args:
        cv_id: The CV's number.
    """
    turn = run.context
    turn.cv_ids.add(cv_id)
    async with turn.transaction() as (session, caller):
        if not confirmed(turn, cv_id):
            name = _own(await my_uploads(session, caller), cv_id).uploaded_as
            return Withdrawal(cv_id=cv_id, done=False, sentence=QUESTION.format(id=cv_id, name=name))
        erased = await erasure.withdraw_cv(session, caller, cv_id)
    turn.cv_ids.discard(cv_id)
    return Withdrawal(cv_id=cv_id, done=True, erased=erased, sentence=ERASED if erased else KEPT)


QUESTION = (
    "Withdraw {name} (CV {id})? The file, its text and everything read from it are erased, also from these "
    'conversations. This cannot be undone. Answer "yes, withdraw {id}" to go on.'
)
ERASED = "It is withdrawn: the file, its text and everything read from it are erased."
KEPT = "Your upload is withdrawn. Somebody else handed the same file in, so their upload of it stays."


def _own(uploads: Sequence[OwnUpload], cv_id: int) -> OwnUpload:
    for upload in uploads:
        if upload.id == cv_id:
            return upload
    there = ", ".join(str(upload.id) for upload in uploads[:20]) or "none"
    raise NotFound(f"You have not handed in a CV with the number {cv_id}. Yours: {there}.")


def confirmed(turn: TurnContext, cv_id: int) -> bool:
    """Whether the user's own words in this turn agree to withdraw this very CV.

    They must say yes; and name its number, or answer an assistant that has just asked about it.
    """
    if not says_yes(turn.words):
        return False
    named = [int(number) for number in NUMBER.findall(turn.words)]
    return cv_id in named if named else turn.asked_to_withdraw == cv_id


def says_yes(words: str) -> bool:
    """Whether the words agree, and say nothing else."""
    return YES.fullmatch(fold(words)) is not None


def asked_about(earlier: Sequence[Message]) -> int | None:
    """The CV that the last turn asked about, from its rows; None when it asked nothing, or about several."""
    asked: set[int] = set()
    for row in reversed(earlier):
        if row.role == "user":
            break
        if row.role == "tool_result":
            asked |= _asking(row.content)
    return asked.pop() if len(asked) == 1 else None


def _asking(content: str) -> set[int]:
    try:
        result = json.loads(content)
    except ValueError:
        return set()
    asks = isinstance(result, dict) and result.keys() >= {"cv_id", "done", "erased"} and not result["done"]
    return {int(result["cv_id"])} if asks else set()
