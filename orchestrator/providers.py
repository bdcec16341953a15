"""Which model answers, and what that sends out of this machine."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from agents import (
    Model,
    ModelSettings,
    OpenAIChatCompletionsModel,
    OpenAIResponsesModel,
    set_trace_processors,
    set_tracing_disabled,
)
from agents.models import get_default_model
from openai import AsyncOpenAI

from core.settings import Settings
from orchestrator.builtin.model import BuiltinModel
from services.reading.accepted import named_types
from services.reading.ocr.choice import scan_host

OPENAI_HOST = "api.openai.com"
OPENAI_ADDRESS = f"https://{OPENAI_HOST}/v1"  # said aloud, so that the library looks for no other
ANSWER_SECONDS = 90.0  # a model server that is silent for longer counts as failed
RETRIES = 2

Leaves = Literal["nothing", "questions and shown quotes", "whole CVs"]


@dataclass(frozen=True, slots=True)
class ConnectionNote:
    """What the page says about the model: whether one is connected, which, where, and what goes to it."""

    connected: bool
    model: str | None
    host: str | None
    leaves: Leaves
    scans_host: str | None = None  # where pictures of scanned pages go to be read; None for this machine


@dataclass(frozen=True, slots=True)
class Connection:
    """The model that answers, the settings its wire needs, and its name."""

    model: Model
    settings: ModelSettings
    name: str | None = None
    host: str | None = None


def connect(settings: Settings) -> Connection:
    """Without a key the built-in model, with one OpenAI's Responses, with a base URL any compatible server."""
    keep_traces_home()
    if not settings.has_model:
        return Connection(BuiltinModel(named_types(settings.allowed_file_types)), ModelSettings())
    name = settings.chat_model or get_default_model()
    client = _client(settings)
    if settings.openai_base_url:
        host = urlsplit(settings.openai_base_url).hostname
        return Connection(OpenAIChatCompletionsModel(name, client), chat_completions_settings(), name, host)
    return Connection(OpenAIResponsesModel(name, client), responses_settings(), name, OPENAI_HOST)


def chat_completions_settings() -> ModelSettings:
    # Without include_usage a streamed answer reports no tokens at all.
    return ModelSettings(include_usage=True)


def responses_settings() -> ModelSettings:
    # The conversation is kept in our own rows; nothing needs to stay at the provider.
    return ModelSettings(store=False)


def keep_traces_home() -> None:
    """The SDK uploads prompts and outputs as soon as a key is set: leave it no processor to do that with."""
    set_trace_processors([])
    set_tracing_disabled(True)


def connection_note(settings: Settings) -> ConnectionNote:
    """What leaves this machine, by the settings alone. A server on this machine is no outside."""
    scans = scan_host(settings)
    scans = None if _on_this_machine(scans) else scans
    if not settings.has_model:
        return ConnectionNote(connected=False, model=None, host=None, leaves="nothing", scans_host=scans)
    address = settings.openai_base_url
    host = urlsplit(address).hostname if address else OPENAI_HOST
    name = settings.chat_model or get_default_model()
    return ConnectionNote(
        connected=True, model=name, host=host, leaves=_leaves(settings, host), scans_host=scans
    )


def _leaves(settings: Settings, host: str | None) -> Leaves:
    if _sends_whole_cvs(settings, host):
        return "whole CVs"
    return "nothing" if _on_this_machine(host) else "questions and shown quotes"


def _sends_whole_cvs(settings: Settings, host: str | None) -> bool:
    read_outside = settings.profile_reader == "agent" and not _on_this_machine(host)
    embedded_outside = settings.embedding_model != "builtin" and not _on_this_machine(host)
    return read_outside or embedded_outside


def _on_this_machine(host: str | None) -> bool:
    if host is None or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _client(settings: Settings) -> AsyncOpenAI:
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
    return AsyncOpenAI(
        api_key=key,
        base_url=settings.openai_base_url or OPENAI_ADDRESS,
        timeout=ANSWER_SECONDS,
        max_retries=RETRIES,
    )
