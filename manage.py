"""The operator's commands. `python manage.py --help` lists them; `make run` is `manage.py run`."""

import asyncio
import fcntl
import socket
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from core.connection import keep_running, leased_database
from core.errors import AppError
from core.log import configure_logging
from core.settings import Settings, load_settings
from core.supervisor import GIVE_UP, Child, Supervisor, python

# What a command needs is imported by it: `run` starts the web process first, which then imports beside it.
if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.database import Database
    from models import User

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
users = typer.Typer(no_args_is_help=True, help="Accounts: add, list, disable, enable, password, role.")
samples = typer.Typer(no_args_is_help=True, help="The sample CVs: load, remove.")
app.add_typer(users, name="users")
app.add_typer(samples, name="samples")
Result = TypeVar("Result")
Email = Annotated[str, typer.Argument(help="the account's e-mail address")]


@app.command()
def run() -> None:
    """Run the whole product: database, web and worker. Ctrl-C stops all of it."""
    from orchestrator.definitions import check_definitions

    settings = _settings()
    configure_logging()
    web, worker = Child("web", _web(settings)), Child("worker", python("worker.py"))
    with _refusals(), _only_one(settings), _stopped_at_the_end(web):
        check_definitions()
        web.start()  # its imports take longer than the database, for which it waits
        with leased_database(settings) as url:
            accounts = asyncio.run(_prepare(settings, url))
            supervisor = Supervisor([web, worker], keep_database=lambda: keep_running(settings))
            asked_to_stop = supervisor.run(
                is_ready=lambda: _is_ready(settings), when_ready=lambda: _announce(settings, accounts)
            )
    typer.echo("\nStopped.")
    raise typer.Exit(0 if asked_to_stop else GIVE_UP)


@app.command()
def migrate() -> None:
    """Bring the database to the schema that this version expects."""

    async def nothing_more(_database: "Database") -> None:
        return

    _with_database(nothing_more)
    typer.echo("The database is up to date.")


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="a folder of CVs")],
    uploader: Annotated[str | None, typer.Option("--as", help="the account that hands them in")] = None,
) -> None:
    """Load a folder of CVs, with its sub-folders. Run it again to go on where it stopped."""
    settings = _settings()
    with _refusals(), leased_database(settings) as url:
        asyncio.run(_prepare(settings, url))
        worker = Child("worker", python("worker.py"))
        with _stopped_at_the_end(worker):
            worker.start()
            failed = asyncio.run(_load(settings, url, folder, uploader))
    raise typer.Exit(1 if failed else 0)


@samples.command("load")
def load_sample_cvs() -> None:
    """Queue the sample CVs (again); a running worker reads them."""
    from services.samples import load_samples

    settings = _settings()
    added = _with_database(lambda database: load_samples(database, settings, again=True))
    typer.echo(f"{added} sample CVs queued.")


@samples.command("remove")
def remove_sample_cvs() -> None:
    """Erase all sample CVs and everything read from them."""
    from services import erasure

    typer.echo(f"{_with_session(erasure.remove_samples)} sample CVs removed.")


@users.command("add")
def add_account(
    email: Email,
    role: Annotated[str, typer.Option(help="candidate, recruiter or admin")] = "recruiter",
    password: Annotated[str | None, typer.Option(help="generated and shown when left out")] = None,
) -> None:
    """Add an account."""
    from services import user_management

    _, chosen = _with_session(
        lambda session: user_management.add_account(session, None, email=email, role=role, password=password)
    )
    typer.echo(f"Added {email} as {role}." + ("" if password else f" Password: {chosen}"))


@users.command("list")
def list_accounts() -> None:
    """List all accounts."""
    from services import user_management

    for user in _with_session(lambda session: user_management.all_accounts(session, None)):
        typer.echo(f"{user.email:40} {user.role:10} {'active' if user.active else 'disabled'}")


@users.command("disable")
def disable_account(email: Email) -> None:
    """Disable an account and end its sessions."""
    from services import user_management

    _change(email, lambda session, user: user_management.change_active(session, None, user, active=False))


@users.command("enable")
def enable_account(email: Email) -> None:
    """Enable an account again."""
    from services import user_management

    _change(email, lambda session, user: user_management.change_active(session, None, user, active=True))


@users.command("password")
def set_account_password(
    email: Email,
    password: Annotated[str | None, typer.Option(help="generated and shown when left out")] = None,
) -> None:
    """Set a new password and end the account's sessions."""
    from services import user_management

    _, chosen = _change(
        email, lambda session, user: user_management.reset_password(session, None, user, password=password)
    )
    if password is None:
        typer.echo(f"Password: {chosen}")


@users.command("role")
def set_account_role(
    email: Email, role: Annotated[str, typer.Argument(help="candidate, recruiter or admin")]
) -> None:
    """Give an account another role."""
    from services import user_management

    _change(email, lambda session, user: user_management.change_role(session, None, user, role=role))


@contextmanager
def _stopped_at_the_end(child: Child) -> Iterator[None]:
    try:
        yield
    finally:
        child.stop()


def _web(settings: Settings) -> list[str]:
    """The command that serves pages; open pages get a moment to end when it is told to stop."""
    address = ["--host", settings.host, "--port", str(settings.port)]
    quiet = ["--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "3"]
    return [*python("-m"), "uvicorn", "server:main_app", "--factory", *address, *quiet]


async def _prepare(settings: Settings, url: str) -> list[dict[str, str]]:
    """Schema, first accounts and samples, before the first page is served. Returns the accounts to announce."""
    from core.database import Database
    from core.migration import migrate as migrate_schema
    from services.first_run import prepare_accounts, refresh_first_run, settle_embedding_model
    from services.samples import load_samples

    database = Database(url, pool_size=2)
    try:
        await migrate_schema(database.engine)
        async with database.transaction() as session:
            await settle_embedding_model(session, settings.embedding_model)
            await prepare_accounts(session, settings)
            accounts = await refresh_first_run(session, settings)
        if settings.load_samples:
            await load_samples(database, settings)
    finally:
        await database.close()
    return accounts


async def _load(settings: Settings, url: str, folder: Path, uploader: str | None) -> bool:
    """Take all files in, wait until they are read, report what failed. Returns whether anything did."""
    from services.bulk_load import Outcome, files_below, operator, still_on_their_way, take_in, unread
    from services.runtime import open_services

    paths = files_below(folder)
    async with open_services(settings, url) as services:
        async with services.database.transaction() as session:
            caller = await operator(session, uploader)
        outcomes: list[Outcome] = []
        with typer.progressbar(length=2 * len(paths), label=f"{len(paths)} files") as bar:
            async for outcome in take_in(services, caller, paths):
                outcomes.append(outcome)
                bar.update(1)
            cv_ids = [outcome.cv_id for outcome in outcomes if outcome.cv_id is not None]
            bar.length = 2 * len(outcomes)  # an archive holds many
            left = len(outcomes)
            while left:
                now = await still_on_their_way(services, cv_ids)
                bar.update(left - now)
                left = now
                if left:
                    await services.progress.changed(cv_ids, timeout=2)
        failed = await unread(services, outcomes)
    for outcome in failed:
        typer.echo(f"  {outcome.path.relative_to(folder)}: {outcome.problem}")
    needing = {outcome.path for outcome in failed}
    again = sum(outcome.duplicate for outcome in outcomes if outcome.path not in needing)
    typer.echo(f"{len(outcomes) - len(failed)} read ({again} were there already), {len(failed)} need you.")
    return bool(failed)


def _change(email: str, action: Callable[["AsyncSession", "User"], Awaitable[Result]]) -> Result:
    from services import accounts

    async def find_and_change(session: "AsyncSession") -> Result:
        return await action(session, await accounts.user_by_email(session, email))

    result = _with_session(find_and_change)
    typer.echo(f"Done: {email}.")
    return result


def _with_session(action: Callable[["AsyncSession"], Awaitable[Result]]) -> Result:
    async def in_transaction(database: "Database") -> Result:
        async with database.transaction() as session:
            return await action(session)

    return _with_database(in_transaction)


def _with_database(action: Callable[["Database"], Awaitable[Result]]) -> Result:
    """Run `action` on the migrated database; an embedded server is started for it if none runs."""
    from core.database import Database
    from core.migration import migrate as migrate_schema

    async def run_it(url: str) -> Result:
        database = Database(url, pool_size=2)
        try:
            await migrate_schema(database.engine)
            return await action(database)
        finally:
            await database.close()

    with _refusals(), leased_database(_settings()) as url:
        return asyncio.run(run_it(url))


def _settings() -> Settings:
    with _refusals():
        return load_settings()


@contextmanager
def _refusals() -> Iterator[None]:
    """One sentence and a failing exit code for what a person can put right."""
    try:
        yield
    except AppError as problem:
        _fail(problem.message)


def _fail(sentence: str) -> NoReturn:
    typer.secho(sentence, fg="red", err=True)
    raise typer.Exit(2)


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Refuse a second run on the same data, and a port that is taken."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        lock = (settings.data_dir / "run.lock").open("w")
    except OSError as problem:
        _fail(f"DATA_DIR: {settings.data_dir} cannot be used ({problem.strerror}).")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _fail(f"It already runs on {settings.data_dir}: open {settings.url}")
        _check_address(settings)
        yield


def _check_address(settings: Settings) -> None:
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        _fail(f"HOST: {settings.host} is no address of this machine.")
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as problem:
            _fail(f"PORT: {settings.host}:{settings.port} cannot be used ({problem.strerror}).")


def _is_ready(settings: Settings) -> bool:
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # compared only
    host = anywhere.get(settings.host, settings.host)
    address = f"[{host}]:{settings.port}" if ":" in host else f"{host}:{settings.port}"
    try:
        with urllib.request.urlopen(f"http://{address}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _announce(settings: Settings, accounts: list[dict[str, str]]) -> None:
    typer.secho(f"\nExpert Sourcing is ready: {settings.url}\n", bold=True)
    for account in accounts:
        typer.echo(f"  {account['role']:10} {account['email']:24} {account['password']}")
    typer.echo("\nCtrl-C stops it.", color=True)


if __name__ == "__main__":
    app()
