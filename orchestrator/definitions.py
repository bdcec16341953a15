"""Loads and checks agents/*.md: head and instructions of each agent. Adding an agent needs no Python.

Nothing here loads the Agents SDK, so that a start can check the files first; orchestrator.building makes agents.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import SettingsProblem
from schemas.draft import ProfileDraft
from tools.names import TOOL_NAMES

AGENTS_FOLDER = Path(__file__).resolve().parent.parent / "agents"
OUTPUT_SCHEMAS: Mapping[str, type[BaseModel]] = {"ProfileDraft": ProfileDraft}
MAIN_AGENT = "orchestrator"
PROFILE_AGENT = "profile_reader"
FACTS = frozenset(
    {"role", "file_types"}
)  # what instructions may name as `$role`; nothing that a user or a CV wrote
FENCE = "---"


class FrontMatter(BaseModel):
    """The head of an agent's file. An unknown key is a mistake, not a remark."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    description: str = Field(min_length=1)
    tools: list[str] = []
    agents: list[str] = []  # other agents that this one may ask, as tools
    output: str | None = None  # a schema of OUTPUT_SCHEMAS; without one the agent answers in words
    temperature: float | None = Field(default=None, ge=0, le=2)
    max_turns: int = Field(default=8, ge=1, le=30)


@dataclass(frozen=True, slots=True)
class AgentDefinition:
    head: FrontMatter
    instructions: str
    file: str


def load_definitions(folder: Path = AGENTS_FOLDER) -> dict[str, AgentDefinition]:
    """All agents by name. Raises SettingsProblem with a sentence that names the file and what is wrong."""
    definitions: dict[str, AgentDefinition] = {}
    for file in sorted(folder.glob("*.md")):
        definition = parse_definition(_text_of(file), file.name)
        if definition.head.name in definitions:
            raise SettingsProblem(f"agents/{file.name}: there is another agent named {definition.head.name}.")
        definitions[definition.head.name] = definition
    for definition in definitions.values():
        _check_names(definition, definitions)
    return definitions


def check_definitions(folder: Path = AGENTS_FOLDER) -> None:
    """Raises SettingsProblem, naming the file, when an agent is missing or its file has a mistake."""
    definitions = load_definitions(folder)
    for name in (MAIN_AGENT, PROFILE_AGENT):
        if name not in definitions:
            raise SettingsProblem(f"agents/{name}.md: there is no agent named {name}.")


def parse_definition(text: str, file: str) -> AgentDefinition:
    """One file's head and instructions."""
    parts = text.split(f"{FENCE}\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise SettingsProblem(f"agents/{file}: it must begin with a head between two lines of '{FENCE}'.")
    try:
        head = FrontMatter.model_validate(_read_head(parts[1], file))
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsProblem(f"agents/{file}: {where}: {first['msg']}.") from None
    if not parts[2].strip():
        raise SettingsProblem(f"agents/{file}: it has no instructions.")
    unknown = sorted(set(Template(parts[2]).get_identifiers()) - FACTS)
    if unknown:
        raise SettingsProblem(
            f"agents/{file}: there is no ${unknown[0]} to name. There are: $role, $file_types."
        )
    return AgentDefinition(head, parts[2].strip(), file)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SettingsProblem(f"agents/{file.name}: it cannot be read as text.") from None


def _check_names(definition: AgentDefinition, definitions: Mapping[str, AgentDefinition]) -> None:
    head = definition.head
    known: dict[str, tuple[list[str], Collection[str]]] = {
        "tool": (head.tools, TOOL_NAMES),
        "agent": (head.agents, definitions),
        "output schema": ([head.output] if head.output else [], OUTPUT_SCHEMAS),
    }
    for what, (names, there) in known.items():
        for name in names:
            if name not in there:
                choices = ", ".join(sorted(there))
                raise SettingsProblem(
                    f"agents/{definition.file}: there is no {what} named '{name}'. There is: {choices}."
                )
    if head.name in _reachable(head.name, definitions):
        raise SettingsProblem(f"agents/{definition.file}: the agent asks itself, directly or through others.")


def _reachable(name: str, definitions: Mapping[str, AgentDefinition]) -> set[str]:
    found: set[str] = set()
    waiting = list(definitions[name].head.agents)
    while waiting:
        helper = waiting.pop()
        if helper in definitions and helper not in found:
            found.add(helper)
            waiting += definitions[helper].head.agents
    return found


def _read_head(text: str, file: str) -> dict[str, Any]:
    """`key: value` lines; a list is `[a, b]`, or `- item` lines below its key."""
    head: dict[str, Any] = {}
    key = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.lstrip().startswith("- ") and key:
            head[key] = [*(head[key] or []), line.lstrip()[2:].strip()]
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise SettingsProblem(f"agents/{file}: '{line.strip()}' is neither 'key: value' nor '- item'.")
        head[key] = _value(value)
    return head


def _value(words: str) -> Any:
    if not words:
        return None
    if words.startswith("[") and words.endswith("]"):
        return [part.strip() for part in words[1:-1].split(",") if part.strip()]
    return words
