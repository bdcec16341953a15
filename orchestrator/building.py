"""An agent of the SDK from its definition: see orchestrator.definitions."""

from collections.abc import Mapping
from string import Template

from agents import Agent, AgentOutputSchema, Model, ModelSettings, RunContextWrapper

from core.errors import SettingsProblem
from orchestrator.definitions import OUTPUT_SCHEMAS, AgentDefinition
from services.reading.accepted import named_types
from tools.caller import TurnContext
from tools.registry import tool_named


def build_agent(
    name: str,
    definitions: Mapping[str, AgentDefinition],
    *,
    model: Model,
    settings: ModelSettings,
) -> Agent[TurnContext]:
    """The SDK's agent, with the agents that it may ask as tools. Raises SettingsProblem for one without a file."""
    if name not in definitions:
        raise SettingsProblem(f"agents/{name}.md: there is no agent named {name}.")
    definition = definitions[name]
    head = definition.head
    template = Template(definition.instructions)

    def instructions(run: RunContextWrapper[TurnContext], _agent: Agent[TurnContext]) -> str:
        return template.safe_substitute(facts_of(run.context))

    helpers = [build_agent(helper, definitions, model=model, settings=settings) for helper in head.agents]
    return Agent(
        name=name,
        instructions=instructions,
        tools=[
            *(tool_named(tool) for tool in head.tools),
            *(helper.as_tool(helper.name, definitions[helper.name].head.description) for helper in helpers),
        ],
        output_type=AgentOutputSchema(OUTPUT_SCHEMAS[head.output]) if head.output else None,
        model=model,
        model_settings=settings.resolve(ModelSettings(temperature=head.temperature)),
    )


def facts_of(turn: TurnContext | None) -> dict[str, str]:
    """The values of orchestrator.definitions.FACTS."""
    if turn is None:
        return {}
    settings = turn.services.settings
    return {"role": turn.role.value, "file_types": named_types(settings.allowed_file_types)}
