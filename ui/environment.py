"""What Chainlit reads and writes on disk, arranged before it is imported.

Chainlit takes its configuration, its pages' files and its working folders from one root, fixed at import. Ours lies
in the data folder, so that nothing is ever written into the checkout; the checkout's own files are laid into it.
"""

import logging
import os
import secrets
import shutil
from pathlib import Path

from pydantic import SecretStr

from core.settings import Settings

CHECKOUT = Path(__file__).resolve().parent.parent
# Variables that would switch on parts of Chainlit that this product does not use, or loosen its cookie.
NOT_FOR_CHAINLIT = (
    "DATABASE_URL", "LITERAL_API_KEY", "LITERAL_SERVER", "CHAINLIT_CUSTOM_AUTH", "CHAINLIT_COOKIE_SAMESITE",
    "CHAINLIT_AUTH_COOKIE_NAME", "CHAINLIT_AUTH_COOKIE_PATH", "CHAINLIT_ROOT_PATH", "CHAINLIT_URL",
    "SLACK_BOT_TOKEN", "DISCORD_BOT_TOKEN", "TEAMS_APP_ID",
)  # fmt: skip


def prepare_chat(settings: Settings) -> Settings:
    """Lay out Chainlit's root in the data folder and set its environment; the settings with a secret in them.

    Must run before the first import of chainlit.
    """
    root = settings.data_dir / "chat"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for folder in (root, root / ".chainlit", root / ".files"):
        make_private(folder)
    shutil.copyfile(CHECKOUT / ".chainlit" / "config.toml", root / ".chainlit" / "config.toml")
    shutil.copyfile(CHECKOUT / "chainlit.md", root / "chainlit.md")
    _link(root / "public", CHECKOUT / "public")
    settings = with_secret(settings)
    for name in NOT_FOR_CHAINLIT:
        os.environ.pop(name, None)
    logging.getLogger("chainlit").setLevel(logging.ERROR)  # it tells of every file it copies and looks for
    os.environ["CHAINLIT_APP_ROOT"] = str(root)
    os.environ["CHAINLIT_AUTH_SECRET"] = _secret_of(settings)
    return settings


def with_secret(settings: Settings) -> Settings:
    """The settings with the secret that signs sessions: the given one, or one made once and kept (mode 0600)."""
    if settings.auth_secret is not None:
        return settings
    kept = settings.data_dir / "auth-secret"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return settings.model_copy(update={"auth_secret": SecretStr(_read_when_written(kept))})
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return settings.model_copy(update={"auth_secret": SecretStr(secret)})


def remove_uploads(settings: Settings) -> None:
    """Remove what earlier processes left of dropped files; the CVs themselves lie in the database."""
    kept = settings.data_dir / "chat" / ".files"
    shutil.rmtree(kept, ignore_errors=True)
    make_private(kept)


def make_private(folder: Path) -> None:
    """Have a folder that only our own user may enter, whatever it allowed before.

    The data folder above it stays open: the embedded database may run as another user.
    """
    folder.mkdir(exist_ok=True, mode=0o700)
    folder.chmod(0o700)


def _secret_of(settings: Settings) -> str:
    assert settings.auth_secret is not None
    return settings.auth_secret.get_secret_value()


def _read_when_written(kept: Path) -> str:
    secret = kept.read_text().strip()
    if len(secret) < 32:
        raise RuntimeError(f"{kept} holds no usable secret; remove it and start again.")
    return secret


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(target, target_is_directory=True)
