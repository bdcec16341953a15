"""The chat's tests.

Chainlit fixes its folders when it is imported, so they are laid out here, before any module of this folder is.
"""

import tempfile
from pathlib import Path

from core.settings import Settings
from ui.environment import prepare_chat

prepare_chat(
    Settings(_env_file=None, data_dir=Path(tempfile.mkdtemp(prefix="chat-")), auth_secret="s" * 40)  # type: ignore[call-arg]
)
