"""The database: one engine, write transactions that take the lock first, read transactions that never block.

SQLite runs in WAL mode; a write begins with BEGIN IMMEDIATE so that two writers wait for each other at the
start and not in the middle. PostgreSQL runs from the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from mailbot.core.errors import UserError
from mailbot.store.announcements import SUBSCRIBERS, Subscribers
from mailbot.store.schema import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"


class Books:
    """Opens transactions on the firm's books. `subscribers`: the programs that are told of lines of the history."""

    schema = METADATA

    def __init__(self, engine: Engine, subscribers: Subscribers | None = None) -> None:
        self.engine = engine
        self._told = {SUBSCRIBERS: subscribers or {}}
        self._writing = engine.execution_options(mailbot_write=True)
        self._flushing = self._writing.execution_options(mailbot_flush=True)

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Session]:
        """One transaction that commits at the end, or rolls back whole on any error. `durable`: it and all before it
        outlive a power cut, and not only the end of this process (PostgreSQL's always do)."""
        engine = self._flushing if durable else self._writing
        with Session(engine, expire_on_commit=False, info=self._told) as session, session.begin():
            yield session

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """A write transaction that is rolled back at its end: what would happen, without its happening."""
        with Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent look; nothing it changes is kept. Rows that were read may be used after it."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.expunge_all()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_books(url: str, password: str = "", subscribers: Subscribers | None = None) -> Books:
    """The books at this URL (sqlite:///FILE or postgresql+psycopg://…)."""
    target = make_url(url)
    if password:
        target = target.set(password=password)
    if target.get_backend_name() == "sqlite":
        engine = create_engine(target, connect_args={"timeout": 30, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(target, pool_pre_ping=True, pool_size=5, max_overflow=10)
    return Books(engine, subscribers)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the begin listener opens transactions, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes = options.get("mailbot_write", False)
    if writes:
        # In WAL mode NORMAL syncs at checkpoints only: a commit is safe from a crash of the program, FULL also from
        # one of the machine.
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('mailbot_flush') else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def migrate(books: Books, to: str = "head") -> None:
    """Bring the schema to the newest version, or to the one named; harmless when it is already there. A database
    without any table gets the newest schema at once, and takes no way through its past.

    Raises UserError when the database cannot be opened, or was made by a newer program.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with books.engine.execution_options(mailbot_write=True).connect() as connection, _tables_may_move(connection):
            config.attributes["connection"] = connection
            if to == "head" and not inspect(connection).get_table_names():
                METADATA.create_all(connection, checkfirst=False)
                command.stamp(config, to)
            else:
                command.upgrade(config, to)
                _check_references(connection)
            connection.commit()
    except CommandError as error:
        where = books.engine.url.render_as_string(hide_password=True)
        raise UserError(f"{where} was made by a newer Mailbot ({error}). Use that one.") from error
    except OperationalError as error:
        where = books.engine.url.render_as_string(hide_password=True)
        said = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
        raise UserError(
            f"database.url: {where} cannot be opened ({said}). Start the server, or mend the URL."
        ) from error


@contextmanager
def _tables_may_move(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by building it anew, and would not let go of one that others refer to. Its switch works
    outside of transactions only, so it is turned on the driver's connection."""
    driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    if driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()  # nothing is left of it once it has been committed
        driver.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    """Raise UserError when a migration left a row that refers to nothing: the books then stay as they were."""
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost:
        tables = ", ".join(sorted({str(row[0]) for row in lost}))
        raise UserError(
            f"The books were not brought up to date: rows of {tables} would refer to nothing. Nothing was changed."
        )


def prepare(url: str, password: str = "") -> None:
    """Create or upgrade the database at this URL."""
    books = open_books(url, password)
    try:
        migrate(books)
    finally:
        books.close()
