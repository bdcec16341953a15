"""A turn's rows: what the user said, what was answered, and why it was not."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core.log import get_logger, log_unexpected
from orchestrator.events import Failed
from services.access import load_caller
from services.conversations import (
    link_cvs,
    messages_of,
    open_conversation,
    record_answer,
    record_attachment,
    record_user_message,
)
from tools.asked_corrections import asked_to_correct, opened_cv
from tools.caller import TurnContext
from tools.withdraw_cv import asked_about

log = get_logger(__name__)
EARLIER_ROWS = 40  # enough to hold the turn before this one


@dataclass
class Answer:
    """The answer as it grows, and what is stored with it."""

    id: UUID
    run_id: UUID
    text: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
    ui: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ui["run_id"] = str(self.run_id)


async def begin_turn(turn: TurnContext, answer: Answer) -> None:
    """Read who is asking, and store what they said before anything else happens.

    The conversation begins in the same transaction: none is ever left without a message.
    """
    async with turn.services.database.transaction() as session:
        caller = await load_caller(session, turn.user_id, token_version=turn.token_version)
        turn.role = caller.role
        conversation = await open_conversation(session, turn.user_id, turn.conversation_id)
        earlier = await messages_of(session, turn.conversation_id, limit=EARLIER_ROWS)
        turn.asked_to_withdraw = asked_about(earlier)
        turn.asked_to_correct = asked_to_correct(earlier)
        turn.opened_cv = opened_cv(earlier)
        message = await record_user_message(
            session,
            conversation,
            message_id=turn.message_id,
            text=turn.words,
            ui={"run_id": str(answer.run_id)},
        )
        for file in turn.attachments.values():
            await record_attachment(session, message, id=file.id, filename=file.name)


async def store_answer(turn: TurnContext, answer: Answer) -> None:
    """Store the answer, and note which CVs question and answer speak of."""
    answer.ui["cards"] = [{"kind": card.kind, "id": card.id} for card in turn.cards]
    async with turn.services.database.transaction() as session:
        conversation = await open_conversation(session, turn.user_id, turn.conversation_id)
        said = await record_answer(
            session,
            conversation,
            message_id=answer.id,
            text=answer.text,
            item={"role": "assistant", "content": answer.text},
            ui=answer.ui,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
        )
        asked = await record_user_message(session, conversation, message_id=turn.message_id, text=turn.words)
        for row in (asked, said):
            await link_cvs(session, row, turn.cv_ids)


async def store_stopped(turn: TurnContext, answer: Answer) -> None:
    """Keep what was said until the user left or stopped it; without a word yet, that it was stopped."""
    answer.ui["stopped"] = True
    try:
        await store_answer(turn, answer)
    except Exception as problem:  # nobody is listening any more
        log_unexpected(log, "storing a stopped turn", problem)


async def store_failure(turn: TurnContext, answer: Answer, failed: Failed) -> None:
    """Keep the failure in the conversation, below whatever was said before it."""
    answer.text = "\n\n".join(part for part in (answer.text, failed.message) if part)
    answer.ui["error"] = {"message": failed.message, "reference": failed.reference}
    try:
        await store_answer(turn, answer)
    except Exception as problem:  # the user is told of the first failure all the same
        log_unexpected(log, "storing a failed turn", problem)
