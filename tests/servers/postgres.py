"""A throwaway PostgreSQL: a cluster for the run (half a second), a cloned database for each test (30 ms)."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

import psycopg
import pytest

from tests.servers.processes import TIED, as_nobody, end, free_port, remove, server_folder, wait_for_port

# The data is thrown away. Tests that kill the server itself ask for `durable`.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off")


class Postgres:
    """`with Postgres() as server`; initdb refuses root, so it runs as nobody then."""

    def __init__(self, *, durable: bool = False) -> None:
        self._programs = _programs()
        self.folder = server_folder("pg")
        self.port = free_port()
        self._data = self.folder / "data"
        self._options = () if durable else _FAST
        self._environment = {
            "PATH": f"{self._programs}:/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.folder),
            "TZ": "UTC",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        subprocess.run(
            [
                str(self._programs / "initdb"), "-D", str(self._data), "-U", "test", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            ],
            check=True,
            capture_output=True,
            cwd=self.folder,
            env=self._environment,
            **as_nobody(),
        )  # fmt: skip

    def start(self) -> Self:
        log = self.folder / "log"
        options = [f"unix_socket_directories={self.folder}", "listen_addresses=127.0.0.1", *self._options]
        settings = [word for option in options for word in ("-c", option)]
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*TIED, str(self._programs / "postgres"), "-D", str(self._data), "-p", str(self.port), *settings],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=self.folder,
                env=self._environment,
                start_new_session=True,
                **as_nobody(),
            )
        wait_for_port(self.port, self._process, log)
        self._wait_until_ready()
        return self

    def _wait_until_ready(self) -> None:
        """The port opens while the server still says that it is starting up."""
        for _ in range(250):
            try:
                psycopg.connect(self._address("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("PostgreSQL does not get ready")

    def url(self, database: str) -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg://test@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of the template; returns its name."""
        name = f"t{os.getpid()}_{next(self._numbers)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def disconnect_all(self, database: str) -> None:
        """Cut every connection to a database."""
        self._do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")

    def restart(self) -> None:
        end(self._process, signal.SIGINT)
        self.start()

    def crash(self) -> None:
        """kill -9; the next start recovers."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def close(self) -> None:
        end(self._process, signal.SIGQUIT)
        remove(self.folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *failure: object) -> None:
        self.close()

    def _address(self, database: str) -> str:
        return f"postgresql://test@127.0.0.1:{self.port}/{database}"

    def _do(self, statement: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def _programs() -> Path:
    """Folder with the server's programs; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if not found:
        pytest.skip("not installed: apt-get install postgresql")
    return found[-1].parent
