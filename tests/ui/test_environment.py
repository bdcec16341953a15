"""What starting the chat leaves on disk, and keeps out of Chainlit's sight."""

import os
import stat
from pathlib import Path

import pytest

from core.settings import Settings
from ui.environment import CHECKOUT, prepare_chat, remove_uploads, with_secret


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CHAINLIT_APP_ROOT", "CHAINLIT_AUTH_SECRET", "DATABASE_URL"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


def settings_in(folder: Path) -> Settings:
    return Settings(_env_file=None, data_dir=folder, auth_secret=None)  # type: ignore[call-arg]


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(scratch: Path) -> None:
    settings = settings_in(scratch / "secret")
    first, second = with_secret(settings).auth_secret, with_secret(settings).auth_secret
    assert first == second
    assert first is not None
    assert len(first.get_secret_value()) >= 48
    assert stat.S_IMODE((settings.data_dir / "auth-secret").stat().st_mode) == 0o600


def test_a_given_secret_is_used_and_not_written(scratch: Path) -> None:
    settings = settings_in(scratch / "given").model_copy(update={"auth_secret": "x" * 40})
    assert with_secret(settings) is settings
    assert not (settings.data_dir / "auth-secret").exists()


def test_everything_that_chainlit_writes_lies_in_the_data_folder(scratch: Path) -> None:
    settings = settings_in(scratch / "chat-root")
    before = sorted(CHECKOUT.iterdir()), sorted((CHECKOUT / ".chainlit").iterdir())
    os.environ["DATABASE_URL"] = "postgresql://somewhere"
    prepare_chat(settings)
    root = Path(os.environ["CHAINLIT_APP_ROOT"])
    assert root.is_relative_to(settings.data_dir)
    assert (root / "public").resolve() == CHECKOUT / "public"
    assert (root / ".chainlit" / "config.toml").read_text() == (
        CHECKOUT / ".chainlit" / "config.toml"
    ).read_text()
    assert "DATABASE_URL" not in os.environ
    prepare_chat(settings)
    assert before == (sorted(CHECKOUT.iterdir()), sorted((CHECKOUT / ".chainlit").iterdir()))


def test_dropped_files_of_an_earlier_process_are_removed(scratch: Path) -> None:
    settings = settings_in(scratch / "left")
    left = settings.data_dir / "chat" / ".files" / "session" / "cv.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    remove_uploads(settings)
    assert not left.exists()
    assert left.parents[1].is_dir()


def test_only_our_own_user_may_enter_the_chats_folder_and_the_database_passes_the_data_folder(
    scratch: Path,
) -> None:
    settings = settings_in(scratch / "private")
    opened = settings.data_dir / "chat" / ".files"
    opened.mkdir(parents=True)
    earlier = os.umask(0o022)
    try:
        for folder in (settings.data_dir, opened.parent, opened):
            folder.chmod(0o755)
        prepare_chat(settings)
        modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (settings.data_dir, opened.parent, opened)]
        remove_uploads(settings)
    finally:
        os.umask(earlier)
    assert modes == [0o755, 0o700, 0o700]
    assert stat.S_IMODE(opened.stat().st_mode) == 0o700
