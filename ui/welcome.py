"""The first page: what the assistant is for, what leaves the machine, who may read along."""

from chainlit.config import ChainlitConfigOverrides, UISettings, config
from chainlit.types import ChatProfile, Starter
from chainlit.user import User

from core.settings import MEGABYTE
from orchestrator.providers import ConnectionNote
from services.access import Role
from ui import runtime

SEARCHING = (
    ("Kubernetes in Berlin", "Who knows Kubernetes and has worked in Berlin?"),
    ("German-speaking nurses", "Which nurses speak German?"),
    ("Ten years of experience", "Who has more than 10 years of experience in project management?"),
    ("How it works", "What can you do, and how do you rank people?"),
)
HANDING_IN = (
    ("Hand in my CV", "I would like to hand in my CV. What do I do?"),
    ("What I handed in", "Show me what I have handed in."),
    ("Who can see it", "Who can see my CV, and how do I take it back?"),
    ("How it works", "What can you do?"),
)
PURPOSE = {
    Role.CANDIDATE: "Drop your CV here. You see at once what was read in it, and can withdraw it at any time.",
    Role.RECRUITER: "Ask for people in your own words. Every claim in an answer is a quote from a CV.",
    Role.ADMIN: "Ask for people in your own words. Every claim in an answer is a quote from a CV.",
}
REVIEWED = "Admins can review conversations; each reading is recorded."


def profiles_for(user: User | None) -> list[ChatProfile]:
    """One chat profile: Chainlit's way to say something on the first page."""
    if user is None:
        return []
    role = Role(user.metadata["role"])
    return [
        ChatProfile(
            name=config.ui.name,
            icon="/public/mark.svg",
            markdown_description=welcome_text(role),
            starters=starters_for(role),
            config_overrides=_with_admin_link() if role is Role.ADMIN else None,
        )
    ]


def starters_for(role: Role) -> list[Starter]:
    chosen = HANDING_IN if role is Role.CANDIDATE else SEARCHING
    return [Starter(label=label, message=message) for label, message in chosen]


def welcome_text(role: Role) -> str:
    """Markdown: the name, one sentence, and the quiet lines below."""
    note = runtime.current().orchestrator.connection_note()
    lines = [f"# {config.ui.name}", PURPOSE[role], connection_line(note, role)]
    links = "[Your account](/account)"
    if role is Role.ADMIN:
        links = f"[Review and administration](/admin) · {links}"
    return "\n\n".join([*lines, f"{REVIEWED} {links}"])


def connection_line(note: ConnectionNote, role: Role) -> str:
    """Whether a language model is connected, what one would add, and what leaves this server for it."""
    if note.scans_host is not None:
        scans = f"Pictures of scanned pages go to {note.scans_host} to be read."
        return f"{_model_line(note, role)} {scans}"
    return _model_line(note, role)


def _model_line(note: ConnectionNote, role: Role) -> str:
    if not note.connected:
        stays = "questions stay on this server" if note.scans_host else "nothing leaves this server"
        works = "Reading CVs works" if role is Role.CANDIDATE else "Searching and reading work"
        return (
            f"No language model is connected; {stays}. "
            f"{works} without; one would add free conversation and summaries."
        )
    return f"Answers come from {note.model} at {note.host}. What leaves this server: {note.leaves}."


def set_upload_limit(max_file_size: int) -> None:
    """Tell the page the limit, so that it says so before a byte is sent."""
    upload = config.features.spontaneous_file_upload
    assert upload is not None
    upload.max_size_mb = max(max_file_size // MEGABYTE, 1)


def _with_admin_link() -> ChainlitConfigOverrides:
    review = {
        "name": "Review and administration",
        "icon_url": "/public/icons/admin.svg",
        "url": "/admin",
        "target": "_self",
    }
    links = [review, *(link.model_dump() for link in config.ui.header_links or ())]
    return ChainlitConfigOverrides(ui=UISettings(name=config.ui.name, header_links=links))
