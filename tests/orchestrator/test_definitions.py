"""agents/*.md: what is there loads, and a mistake is named."""

import subprocess
import sys
from pathlib import Path

import pytest
from agents import ModelSettings
from agents.testing import ScriptedModel

from core.errors import SettingsProblem
from orchestrator.building import build_agent
from orchestrator.definitions import AGENTS_FOLDER, check_definitions, load_definitions, parse_definition
from tools.names import TOOL_NAMES
from tools.registry import TOOLS

HEAD = "---\nname: helper\ndescription: Helps.\n{more}---\nYou help.\n"


def test_the_agents_folder_holds_markdown_only() -> None:
    # A module in it would hide the Agents SDK, which owns the import name `agents`.
    assert {file.suffix for file in AGENTS_FOLDER.rglob("*") if file.is_file()} == {".md"}


def test_every_agent_builds_and_the_orchestrator_has_every_tool() -> None:
    definitions = load_definitions()
    built = {
        name: build_agent(name, definitions, model=ScriptedModel([]), settings=ModelSettings())
        for name in definitions
    }

    assert {tool.name for tool in built["orchestrator"].tools} == set(TOOLS)
    assert built["profile_reader"].output_type is not None


def test_an_agent_is_added_by_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "helper.md").write_text(HEAD.format(more="tools: [look_up_cvs, show_profile]\n"))
    (tmp_path / "main.md").write_text(
        "---\nname: main\ndescription: Main.\ntemperature: 0.2\nagents:\n  - helper\n---\nYou are main.\n"
    )

    main = build_agent("main", load_definitions(tmp_path), model=ScriptedModel([]), settings=ModelSettings())

    assert [tool.name for tool in main.tools] == ["helper"]
    assert main.model_settings.temperature == 0.2


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("tools: [look_up_cv]\n", "there is no tool named 'look_up_cv'. There is: compare_experts,"),
        ("output: Profil\n", "there is no output schema named 'Profil'. There is: ProfileDraft."),
        ("agents: [nobody]\n", "there is no agent named 'nobody'"),
        ("agents: [helper]\n", "the agent asks itself"),
        ("colour: red\n", "colour: Extra inputs are not permitted"),
        ("max_turns: many\n", "max_turns:"),
        ("temperature: hot\n", "temperature:"),
        ("just words\n", "'just words' is neither 'key: value' nor '- item'"),
    ],
)
def test_a_mistake_is_named_with_its_file(more: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "helper.md").write_text(HEAD.format(more=more))

    with pytest.raises(SettingsProblem) as problem:
        load_definitions(tmp_path)

    assert problem.value.message.startswith("agents/helper.md: ")
    assert complaint in problem.value.message


@pytest.mark.parametrize(
    "text", ["You help.", "---\nname: a\n", HEAD.format(more="").removesuffix("You help.\n")]
)
def test_a_file_without_head_or_instructions_is_refused(text: str) -> None:
    with pytest.raises(SettingsProblem, match=r"agents/x\.md"):
        parse_definition(text, "x.md")


def test_two_agents_of_one_name_are_refused(tmp_path: Path) -> None:
    for file in ("a.md", "b.md"):
        (tmp_path / file).write_text(HEAD.format(more=""))

    with pytest.raises(SettingsProblem, match="another agent named helper"):
        load_definitions(tmp_path)


def test_the_names_that_are_checked_are_those_of_the_tools() -> None:
    assert sorted(TOOL_NAMES) == sorted(TOOLS)


def test_the_agents_of_the_product_are_in_order() -> None:
    check_definitions()


def test_checking_them_does_not_load_the_agents_sdk() -> None:
    check = "import sys; from orchestrator.definitions import check_definitions as check; check()"
    code = f"{check}; assert not {{'agents', 'openai'}} & set(sys.modules)"

    subprocess.run([sys.executable, "-c", code], cwd=AGENTS_FOLDER.parent, check=True)


def test_a_missing_agent_is_named(tmp_path: Path) -> None:
    (tmp_path / "orchestrator.md").write_text(
        "---\nname: orchestrator\ndescription: Main.\n---\nYou are main.\n"
    )

    with pytest.raises(SettingsProblem, match=r"agents/profile_reader\.md"):
        check_definitions(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "helper.md").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsProblem, match=r"agents/helper\.md: it cannot be read as text"):
        load_definitions(tmp_path)


def test_a_fact_that_instructions_cannot_know_is_named() -> None:
    text = HEAD.format(more="").replace("You help.", "You help a $roll.")

    with pytest.raises(SettingsProblem, match=r"agents/x\.md: there is no \$roll"):
        parse_definition(text, "x.md")
