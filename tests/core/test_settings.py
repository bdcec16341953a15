"""A wrong setting stops the start with one sentence that names the variable."""

from pathlib import Path

import pytest

from core.errors import SettingsProblem
from core.settings import MEGABYTE, Settings, load_settings

OURS = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)  # no .env here


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("MAX_FILE_SIZE", "10 parsecs"),
        ("DATABASE_URL", "mysql://localhost/experts"),
        ("PROFILE_READER", "psychic"),
        ("PUBLIC_URL", "experts.example.com"),
        ("SIMILARITY_THRESHOLD", "7"),
        ("DATA_DIR", "/tmp/" + "long/" * 30),
        ("AUTH_SECRET", "short"),
        ("SAMPLE_CVS", "perhaps"),
        ("MAX_FILE_SIZE", "inf"),
        ("MAX_FILE_SIZE", "abc"),
        ("ALLOWED_FILE_TYPES", "pdf,exe"),
        ("ALLOWED_FILE_TYPES", ","),
        ("PUBLIC_URL", "http://"),
        ("DATABASE_URL", "postgresql://localhost:notaport/x"),
        ("TEXT_EXTRACTION_PROVIDER", "eyes"),
        ("MISTRAL_BASE_URL", "api.mistral.ai"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsProblem) as refusal:
        load_settings()
    assert refusal.value.message.startswith(f"{variable}: ")
    assert "\n" not in refusal.value.message


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"DATABASE_URL": "postgresql://localhost/experts"}, "AUTH_SECRET"),
        ({"OPENAI_BASE_URL": "http://localhost:1234/v1"}, "CHAT_MODEL"),
        ({"PROFILE_READER": "agent"}, "PROFILE_READER"),
        ({"EMBEDDING_MODEL": "text-embedding-3-small"}, "EMBEDDING_MODEL"),
        ({"TEXT_EXTRACTION_PROVIDER": "mistral"}, "TEXT_EXTRACTION_PROVIDER"),
        ({"TEXT_EXTRACTION_PROVIDER": "openai"}, "TEXT_EXTRACTION_PROVIDER"),
        ({"ADMIN_EMAIL": "admin@example.com"}, "ADMIN_EMAIL"),
    ],
)
def test_what_belongs_together_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem, match=f"^{missing}: "):
        load_settings()


def test_every_scheme_of_postgres_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me@localhost/experts")
    monkeypatch.setenv("AUTH_SECRET", "x" * 32)
    url = load_settings().database_url
    assert url is not None
    assert url.get_secret_value() == "postgresql+asyncpg://me@localhost/experts"


@pytest.mark.parametrize(("value", "size"), [("2 MB", 2 * MEGABYTE), ("500kb", 500 * 1024), ("4096", 4096)])
def test_sizes_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch, value: str, size: int) -> None:
    monkeypatch.setenv("MAX_FILE_SIZE", value)
    assert load_settings().max_file_size == size


def test_file_types_go_by_their_other_names_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_FILE_TYPES", ".PDF, jpg,tif")
    assert load_settings().allowed_file_types == ("pdf", "jpeg", "tiff")


def test_an_ipv6_host_makes_an_address_that_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "::1")
    assert load_settings().url == "http://[::1]:8000"


def test_secrets_do_not_show_in_the_settings_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    assert "very-secret" not in repr(load_settings())


def test_the_example_file_lists_every_setting() -> None:
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text()
    assert [name for name in OURS if f"#{name}=" not in example] == []
