"""The folder names are the architecture: what import-linter cannot see is held here."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("api", "ui", "orchestrator", "tools", "services", "models", "schemas", "core")
ROOT_FILES = ("app", "server", "worker", "manage")
FOLDERS = (*PACKAGES, "migrations", "tests", "benchmarks")


def python_files() -> list[Path]:
    return [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")] + [
        ROOT / f"{name}.py" for name in ROOT_FILES
    ]


def imported(path: Path) -> set[str]:
    """The top-level names that a file imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_no_package_imports_a_root_file() -> None:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            assert not imported(path) & set(ROOT_FILES), path


@pytest.mark.parametrize("name", ["worker", "manage"])
def test_the_worker_and_the_commands_know_no_chat(name: str) -> None:
    assert not imported(ROOT / f"{name}.py") & {"chainlit", "ui", "api", "agents"}


def test_only_app_and_ui_know_chainlit() -> None:
    allowed = {ROOT / "app.py"} | set((ROOT / "ui").rglob("*.py"))
    for path in python_files():
        if "tests" not in path.parts:
            assert "chainlit" not in imported(path) or path in allowed, path


def test_only_services_and_models_write_sql() -> None:
    """Others may name a session's type; what builds a statement stays below them."""
    for package in ("api", "ui", "orchestrator", "tools", "schemas"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    modules = [node.module]
                building = [name for name in modules if name.split(".")[0] in ("sqlalchemy", "asyncpg")]
                assert set(building) <= {"sqlalchemy.ext.asyncio"}, path


def test_the_folder_of_agents_holds_no_python() -> None:
    """One Python file in it would hide the Agents SDK, which owns the import name."""
    assert not list((ROOT / "agents").rglob("*.py"))
    assert not (ROOT / "tests" / "agents").exists()
    assert (ROOT / "tests" / "__init__.py").exists()  # a dependency installs a package called `tests`


def test_nothing_but_the_settings_reads_the_environment() -> None:
    allowed = {"core/settings.py", "ui/environment.py", "ui/mount.py"}  # what Chainlit must and must not see
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            reads = "os.environ" in path.read_text() or "os.getenv" in path.read_text()
            assert not reads or str(path.relative_to(ROOT)) in allowed, path


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in python_files()}
    assert not [path for path, length in lengths.items() if length > 400]
    assert statistics.median(length for length in lengths.values() if length) < 120


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert not long
