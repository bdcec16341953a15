"""One tree of errors. Each carries a stable `code`, an HTTP status and a sentence that a person can act on.

An exception's docstring is its default message, so that raising it without words still says something useful.
"""


class AppError(Exception):
    """Something went wrong on our side. Please try again."""

    code = "internal"
    status = 500

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())

    @property
    def message(self) -> str:
        return str(self.args[0])


class NotSignedIn(AppError):
    """Please sign in again."""

    code, status = "not_signed_in", 401


class WrongCredentials(AppError):
    """The e-mail address or the password is not right."""

    code, status = "wrong_credentials", 401


class TooManyAttempts(AppError):
    """Too many failed sign-ins. Please wait a few minutes and try again."""

    code, status = "too_many_attempts", 429


class TooManyAtOnce(AppError):
    """Too much is being asked for at once. Please try again in a moment."""

    code, status = "too_many_at_once", 429


class NotAllowed(AppError):
    """Your account is not allowed to do this."""

    code, status = "not_allowed", 403


class NotFound(AppError):
    """There is nothing here under this number, or it is not yours to see."""

    code, status = "not_found", 404


class Conflict(AppError):
    """This does not fit what is already there."""

    code, status = "conflict", 409


class InvalidInput(AppError):
    """This input cannot be used."""

    code, status = "invalid_input", 422


class FileEmpty(AppError):
    """The file is empty."""

    code, status = "file_empty", 422


class FileTooLarge(AppError):
    """The file is larger than this server accepts."""

    code, status = "file_too_large", 413


class FileTypeNotAccepted(AppError):
    """This type of file is not accepted."""

    code, status = "file_type_not_accepted", 415


class FileProtected(AppError):
    """The file is protected by a password. Please save a copy without one."""

    code, status = "file_protected", 422


class FileDamaged(AppError):
    """The file is damaged and cannot be opened."""

    code, status = "file_damaged", 422


class ModelUnavailable(AppError):
    """The language model did not answer. Please try again."""

    code, status = "model_unavailable", 503


class DatabaseUnavailable(AppError):
    """The database does not answer at the moment. Please try again shortly; nothing was stored."""

    code, status = "database_unavailable", 503


class SettingsProblem(AppError):
    """A setting has a value that cannot be used."""

    code = "settings"
