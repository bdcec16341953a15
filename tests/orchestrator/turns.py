"""Running turns in tests: a user, a conversation, and the events of what they say."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from agents import Model, ModelSettings
from agents.testing import function_call

from models import Message
from orchestrator.events import AttachedFile, Event, Finished, StepFinished, TextDelta
from orchestrator.turn import Orchestrator
from services.conversations import messages_of
from services.runtime import Services


@dataclass
class Chat:
    """One user's conversation with an orchestrator."""

    orchestrator: Orchestrator
    services: Services
    user_id: int
    id: UUID = field(default_factory=uuid4)

    async def say(self, text: str, *files: Path, **given: Any) -> list[Event]:
        """All events of one turn."""
        attached = [AttachedFile(uuid4(), file.name, file) for file in files]
        return [event async for event in self.turn(text, attached, **given)]

    def turn(self, text: str, attachments: Sequence[AttachedFile] = (), **given: Any) -> Any:
        ids = {"message_id": uuid4(), "answer_id": uuid4(), "run_id": uuid4()} | given
        return self.orchestrator.run_turn(
            user_id=self.user_id, conversation_id=self.id, text=text, attachments=attachments, **ids
        )

    async def rows(self) -> list[Message]:
        async with self.services.database.transaction() as session:
            return await messages_of(session, self.id)


def call(tool: str, arguments: Mapping[str, Any] | None = None, *, id: str | None = None) -> Any:
    """A tool call as a scripted model makes it."""
    return function_call(tool, dict(arguments or {}), call_id=id or f"call_{uuid4().hex}")


def answer_of(events: Sequence[Event]) -> str:
    """The answer's text; the streamed pieces must add up to it."""
    last = events[-1]
    assert isinstance(last, Finished), last
    assert "".join(event.text for event in events if isinstance(event, TextDelta)) == last.text
    return last.text


def steps_of(events: Sequence[Event]) -> list[StepFinished]:
    return [event for event in events if isinstance(event, StepFinished)]


class Endless(Model):
    """Streams words for ever: something to stop."""

    async def get_response(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    async def stream_response(
        self,
        system_instructions: str | None,
        input: Any,
        model_settings: ModelSettings,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        from orchestrator.builtin.model import _events, _message, _response

        begun, added, part, delta, *_ = _events(_response(), [_message("word ")])
        for event in (begun, added, part):
            yield event
        while True:
            await asyncio.sleep(0.005)
            yield delta
