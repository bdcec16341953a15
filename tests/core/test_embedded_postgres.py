"""The embedded server is shared, survives its owner's death, and is not fooled by a stale pid file."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from core.embedded_postgres import EmbeddedPostgres, running_url
from core.errors import DatabaseUnavailable

FAST = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="es-", dir="/tmp") as home:
        yield Path(home) / "pg"
        EmbeddedPostgres(Path(home) / "pg").stop()


def postmaster(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().splitlines()[0])


def test_the_last_one_to_leave_stops_it(folder: Path) -> None:
    with EmbeddedPostgres(folder, configuration=FAST).lease() as url:
        with EmbeddedPostgres(folder, configuration=FAST).lease() as same:
            assert same == url == running_url(folder)
        assert EmbeddedPostgres(folder).is_running()
    assert not EmbeddedPostgres(folder).is_running()
    with pytest.raises(DatabaseUnavailable):
        running_url(folder)


def test_only_its_owner_may_open_its_socket(folder: Path) -> None:
    with EmbeddedPostgres(folder, configuration=FAST).lease():
        sockets = list(folder.glob(".s.PGSQL.*[0-9]"))
        assert [oct(path.stat().st_mode & 0o777) for path in sockets] == ["0o700"]
        assert psutil.Process(postmaster(folder)).net_connections("inet") == []


def test_a_killed_server_recovers_at_the_next_start(folder: Path) -> None:
    with EmbeddedPostgres(folder, configuration=FAST).lease():
        first = psutil.Process(postmaster(folder))
        for process in (first, *first.children(recursive=True)):
            os.kill(process.pid, signal.SIGKILL)
        psutil.wait_procs([first], timeout=10)
        with EmbeddedPostgres(folder, configuration=FAST).lease():
            assert postmaster(folder) != first.pid


def test_a_pid_file_of_another_program_does_not_count_as_a_server(folder: Path) -> None:
    (folder / "postmaster.pid").write_text(
        f"{os.getpid()}\n{folder}\n1700000000\n5432\n{folder}\n\n 1 2\nready\n"
    )
    assert not EmbeddedPostgres(folder).is_running()
    with EmbeddedPostgres(folder, configuration=FAST).lease():
        assert EmbeddedPostgres(folder).is_running()
