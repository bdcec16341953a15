"""Words of Chainlit's page that do not fit this product, in place of its own."""

from typing import Any

from chainlit.config import ChainlitConfig

WORDS: dict[str, Any] = {
    "auth": {
        "login": {
            "title": "Sign in",
            "form": {
                "email": {"required": "Your e-mail address is needed", "placeholder": "you@example.com"},
                "password": {"required": "Your password is needed"},
                "actions": {"signin": "Sign in"},
            },
            "errors": {
                "unauthorized": "The e-mail address or the password is not right.",
                "too many requests": "Too many failed sign-ins. Please wait a few minutes and try again.",
                "service unavailable": "The database does not answer at the moment. Please try again shortly.",
                "forbidden": "This page was opened from another address. Please open it anew.",
                "default": "Signing in did not work. Please try again.",
            },
        }
    },
    "chat": {
        "input": {"placeholder": "Write a message, or drop CVs here", "actions": {"stop": "Stop"}},
        "fileUpload": {"dragDrop": "Drop CVs here"},
        "messages": {"status": {"using": "", "used": ""}},
        "watermark": "Every claim is a quote. Open the original before you decide about a person.",
    },
    "threadHistory": {
        "sidebar": {"title": "Conversations", "empty": "No conversations yet"},
        "thread": {
            "untitled": "New conversation",
            "actions": {
                "delete": {
                    "title": "Delete this conversation?",
                    "description": "It disappears from your list and cannot be opened again. "
                    "Admins keep a deleted conversation for review; each reading is recorded.",
                    "success": "Conversation deleted",
                    "inProgress": "Deleting",
                },
                "rename": {
                    "title": "Rename conversation",
                    "description": "Enter a new name",
                    "success": "Conversation renamed",
                    "inProgress": "Renaming",
                },
            },
        },
    },
    "navigation": {
        "header": {"readme": "Help"},
        "newChat": {
            "button": "New conversation",
            "dialog": {"title": "New conversation", "tooltip": "New conversation"},
        },
        "user": {"menu": {"logout": "Sign out"}},
    },
}


def install_words() -> None:
    """Lay our words over Chainlit's translation, whatever file it comes from."""
    load = ChainlitConfig.load_translation

    def load_ours(self: ChainlitConfig, language: str) -> dict[str, Any]:
        return merged(load(self, language), WORDS)

    setattr(ChainlitConfig, "load_translation", load_ours)  # noqa: B010  # a method of a class that is not ours


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Both, nested; `above` wins."""
    result = dict(below)
    for key, value in above.items():
        inner = result.get(key)
        result[key] = merged(inner, value) if isinstance(value, dict) and isinstance(inner, dict) else value
    return result
