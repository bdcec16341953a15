"""Every setting, read from the environment once and checked at start. Nothing else reads the environment."""

import math
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from core.errors import SettingsProblem

MEGABYTE = 1024 * 1024
UNITS = {"kb": 1024, "mb": MEGABYTE, "gb": 1024 * MEGABYTE, "": 1}
# A longer path moves PostgreSQL's socket into a world-writable folder (a socket's name holds 107 bytes).
LONGEST_DATABASE_PATH = 85
FILE_TYPES = (
    "pdf", "docx", "doc", "odt", "rtf", "html", "json", "txt", "md", "png", "jpeg", "webp", "tiff", "zip",
)  # fmt: skip
OTHER_NAMES = {"jpg": "jpeg", "tif": "tiff", "markdown": "md", "text": "txt", "htm": "html"}


class Settings(BaseSettings):
    """The environment contract of the README; `.env.example` lists it with comments."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str | None = None

    data_dir: Path = Path(".data")
    database_url: SecretStr | None = None
    auth_secret: SecretStr | None = None

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    chat_model: str | None = None
    profile_reader: Literal["builtin", "agent"] = "builtin"
    text_extraction_provider: Literal["simple", "tesseract", "openai", "mistral"] = "simple"
    mistral_api_key: SecretStr | None = None
    mistral_base_url: str = "https://api.mistral.ai"
    embedding_model: str = "builtin"
    similarity_threshold: float | None = Field(default=None, ge=0, le=1)

    max_file_size: int = Field(default=10 * MEGABYTE, ge=1024)
    allowed_file_types: Annotated[tuple[str, ...], NoDecode] = FILE_TYPES
    sample_cvs: bool | None = None

    admin_email: str | None = None
    admin_password: SecretStr | None = None

    @field_validator("max_file_size", mode="before")
    @classmethod
    def _bytes(cls, value: object) -> object:
        """ "10 MB" as well as 10485760."""
        if not isinstance(value, str):
            return value
        number = value.strip().lower().rstrip("kmgb").strip()
        unit = value.strip().lower()[len(number) :].strip()
        try:
            size = float(number) * UNITS[unit]
        except (ValueError, KeyError):
            size = math.nan
        if not math.isfinite(size):
            raise ValueError("give a number of bytes, or one with KB, MB or GB")
        return int(size)

    @field_validator("allowed_file_types", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        named = [part.strip().lower().lstrip(".") for part in value.split(",") if part.strip()]
        types = tuple(dict.fromkeys(OTHER_NAMES.get(name, name) for name in named))
        if not types or not set(types) <= set(FILE_TYPES):
            raise ValueError(f"name some of {', '.join(FILE_TYPES)}, separated by commas")
        return types

    @field_validator("data_dir")
    @classmethod
    def _short_enough(cls, value: Path) -> Path:
        folder = value.expanduser().resolve()
        if len(str(folder / "pg")) >= LONGEST_DATABASE_PATH:
            raise ValueError(f"choose a path of under {LONGEST_DATABASE_PATH - 3} characters")
        return folder

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        scheme, separator, rest = value.get_secret_value().partition("://")
        if not separator or scheme.split("+")[0] not in ("postgres", "postgresql"):
            raise ValueError("it must begin with postgresql://")
        url = f"postgresql+asyncpg://{rest}"
        try:
            make_url(url)
        except (ArgumentError, ValueError):
            raise ValueError("it must read postgresql://user:password@host:5432/database") from None
        return SecretStr(url)

    @field_validator("public_url", "openai_base_url", "mistral_base_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("http://", "https://")) or not urlsplit(value).netloc:
            raise ValueError("it must begin with http:// or https:// and name a host")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.database_url and not self.auth_secret:
            raise ValueError("AUTH_SECRET: an external database needs a secret of at least 32 characters")
        if self.auth_secret and len(self.auth_secret.get_secret_value()) < 32:
            raise ValueError("AUTH_SECRET: at least 32 characters are needed")
        if self.openai_base_url and not self.chat_model:
            raise ValueError("CHAT_MODEL: name the model that OPENAI_BASE_URL serves")
        if self.profile_reader == "agent" and not self.has_model:
            raise ValueError("PROFILE_READER: 'agent' needs OPENAI_API_KEY or OPENAI_BASE_URL")
        if self.text_extraction_provider == "mistral" and not self.mistral_api_key:
            raise ValueError("TEXT_EXTRACTION_PROVIDER: 'mistral' needs MISTRAL_API_KEY")
        if self.text_extraction_provider == "openai" and not self.has_model:
            raise ValueError("TEXT_EXTRACTION_PROVIDER: 'openai' needs OPENAI_API_KEY or OPENAI_BASE_URL")
        if self.embedding_model != "builtin" and not self.has_model:
            raise ValueError("EMBEDDING_MODEL: any but 'builtin' needs OPENAI_API_KEY or OPENAI_BASE_URL")
        if bool(self.admin_email) != bool(self.admin_password):
            raise ValueError("ADMIN_EMAIL: set ADMIN_EMAIL and ADMIN_PASSWORD together")
        return self

    @property
    def embedded(self) -> bool:
        """Whether this product runs its own database."""
        return self.database_url is None

    @property
    def has_model(self) -> bool:
        """Whether a language model is connected."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    @property
    def load_samples(self) -> bool:
        return self.embedded if self.sample_cvs is None else self.sample_cvs

    @property
    def url(self) -> str:
        """The address that users open."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def first_run_file(self) -> Path:
        return self.data_dir / "first-run.json"


def load_settings() -> Settings:
    """Read and check the environment; raises SettingsProblem with one sentence that names the variable."""
    try:
        return Settings()
    except ValidationError as problem:
        raise SettingsProblem(_sentence(problem)) from None


def _sentence(problem: ValidationError) -> str:
    first = problem.errors()[0]
    reason = str(first["msg"]).removeprefix("Value error, ")
    if not first["loc"]:
        return reason
    return f"{str(first['loc'][0]).upper()}: {reason}"
