"""Reads profiles with a language model: an agent with structured output that may only point at lines.

What it points at is checked by the same code as the built-in reader's pointers (services.extraction.evidence),
so that it can miss something, but not make anything up.
"""

import json

import openai
from agents import Model, ModelSettings, RunConfig, Runner
from agents.exceptions import AgentsException

from core.log import get_logger
from core.settings import Settings
from orchestrator.building import build_agent
from orchestrator.definitions import PROFILE_AGENT, load_definitions
from orchestrator.memory import portable_input
from orchestrator.providers import Connection, connect
from schemas.document import ReadDocument
from schemas.draft import ProfileDraft
from services.extraction.builtin import BuiltinReader
from services.extraction.merging import fill_gaps
from services.extraction.reader import ProfileReader
from services.reading.failure import ReadingFailed

LONGEST_DOCUMENT = 60_000  # characters; the built-in reader takes longer ones
log = get_logger(__name__)


class AgentReader:
    """A ProfileReader. What the model leaves out or makes up, the built-in reader fills in, field by field; when the
    model fails, it reads alone: a CV is never lost to a server."""

    name = "agent"

    def __init__(
        self, settings: Settings, *, model: Model | None = None, fallback: ProfileReader | None = None
    ) -> None:
        connection = connect(settings) if model is None else Connection(model, ModelSettings())
        definitions = load_definitions()
        self._agent = build_agent(
            PROFILE_AGENT, definitions, model=connection.model, settings=connection.settings
        )
        self._most_turns = definitions[PROFILE_AGENT].head.max_turns
        self._fallback = fallback or BuiltinReader()

    async def read(self, document: ReadDocument) -> ProfileDraft:
        """A draft whose pointers are not checked yet; its `read_by` names the reader that made it."""
        if len(document.text) > LONGEST_DOCUMENT:
            return await self._read_otherwise(document)
        try:
            draft = await self._ask(numbered(document))
        except (AgentsException, openai.OpenAIError) as problem:
            log.warning("the model did not read a CV (%s); the built-in reader does", type(problem).__name__)
            return await self._read_otherwise(document)
        try:
            draft = fill_gaps(document, draft, await self._fallback.read(document))
        except ReadingFailed:  # the limits of the built-in reader are not the model's
            log.info("the built-in reader could not complete what the model read")
        return draft.model_copy(update={"read_by": self.name})

    async def _read_otherwise(self, document: ReadDocument) -> ProfileDraft:
        draft = await self._fallback.read(document)
        return draft.model_copy(update={"read_by": self._fallback.name})

    async def _ask(self, lines: str) -> ProfileDraft:
        config = RunConfig(
            tracing_disabled=True, trace_include_sensitive_data=False, call_model_input_filter=portable_input
        )
        result = await Runner.run(self._agent, lines, max_turns=self._most_turns, run_config=config)
        return result.final_output_as(ProfileDraft, raise_if_incorrect_type=True)


def numbered(document: ReadDocument) -> str:
    """The document's lines as JSON, so that nothing written in a CV can pass for anything but a line's text."""
    lines = [
        {"line": number, "page": line.page, "text": document.line_text(number)}
        for number, line in enumerate(document.lines)
    ]
    return json.dumps({"lines": lines}, ensure_ascii=False)
