"""What a user is told when a turn fails: a sentence to act on, never an internal text."""

import openai
from agents.exceptions import AgentsException

from core.errors import AppError, ModelUnavailable
from core.log import get_logger, log_unexpected
from orchestrator.events import Failed
from orchestrator.providers import ConnectionNote

log = get_logger(__name__)


def failure(problem: Exception, note: ConnectionNote) -> Failed:
    """The event for this exception. What is not a known kind is logged under the reference that is shown."""
    if isinstance(problem, openai.OpenAIError):
        reference = log_unexpected(log, "language model", problem)
        return Failed(f"{_model_sentence(problem, note)} Your message is kept.", reference)
    if isinstance(problem, AgentsException):
        reference = log_unexpected(log, "turn", problem)
        return Failed("The language model's answer could not be used. Please try again.", reference)
    if isinstance(problem, AppError):
        return Failed(problem.message)
    reference = log_unexpected(log, "turn", problem)
    return Failed("Something went wrong on our side, sorry. Please try again.", reference)


def _model_sentence(problem: openai.OpenAIError, note: ConnectionNote) -> str:
    """What is wrong with the model's server, and which setting an admin would look at."""
    server = note.host or "the model server"
    match problem:
        case openai.APITimeoutError():
            return f"The language model at {server} took too long to answer. Please try again."
        case openai.APIConnectionError():
            return f"The language model at {server} cannot be reached. An admin can check OPENAI_BASE_URL."
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return f"{server} refuses our key for the language model. An admin can check OPENAI_API_KEY."
        case openai.NotFoundError():
            return f"{server} has no language model '{note.model}'. An admin can check CHAT_MODEL."
        case openai.RateLimitError():
            return f"The language model at {server} is busy or its quota is used up. Please try again later."
    return str(ModelUnavailable())
