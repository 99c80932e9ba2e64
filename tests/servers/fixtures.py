"""The fixtures that real servers stand behind. Each is up once per run; tests keep apart by users and databases.

Where a program is missing the tests that need it are skipped, naming the Debian packages. `pytest --all-servers` makes
that a failure, so that a run that must cover everything cannot pass without.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from mailbot.store.session import prepare
from tests.servers.browser import chromium, fresh_page
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.postfix import Postfix
from tests.servers.postgres import Postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-servers", action="store_true", help="a server that is not installed is a failure")


def pytest_configure(config: pytest.Config) -> None:
    # aiosmtpd cannot tell that a session on a TLS port is encrypted, and says so each time.
    config.addinivalue_line("filterwarnings", "ignore:Requiring AUTH while not requiring TLS:UserWarning")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and "apt-get install" in str(report.longrepr) and item.config.getoption("--all-servers"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def authority() -> Iterator[Authority]:
    """The certificate authority that all servers and mail programs of the run trust."""
    made = Authority()
    yield made
    made.close()


@pytest.fixture(scope="session")
def dovecot(authority: Authority) -> Iterator[Dovecot]:
    """An IMAP server; take a `new_user()` each. Tests that break it start their own."""
    with Dovecot(authority) as server:
        yield server


@dataclass(frozen=True)
class World:
    """A mail server with the mailboxes behind it, and the addresses of one firm and one of its clients."""

    dovecot: Dovecot
    postfix: Postfix
    firm: str
    client: str


@pytest.fixture(scope="session")
def postfix(dovecot: Dovecot) -> Iterator[Postfix]:
    """A mail server for test.example and client.example, which delivers into `dovecot`."""
    with Postfix(dovecot) as mta:
        yield mta


@pytest.fixture
def postfix_world(dovecot: Dovecot, postfix: Postfix) -> World:
    """The mail server with a fresh mailbox for the firm and one for a client."""
    firm = dovecot.new_user("recouvrement", "test.example")
    return World(dovecot, postfix, firm, dovecot.new_user("client", "client.example"))


@pytest.fixture
def smtp_sink(authority: Authority) -> Iterator[FaultySmtp]:
    """An SMTP server with STARTTLS and login (user `bot`, password `secret`) that keeps what it gets."""
    with FaultySmtp(authority, {"bot": "secret"}) as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    """Name of a database with our schema and nothing in it, to be copied."""
    name = postgres.create()
    prepare(postgres.url(name))
    return name


@pytest.fixture
def db_url(postgres: Postgres, migrated_database: str) -> Iterator[str]:
    """URL of a fresh PostgreSQL database with our schema."""
    name = postgres.create(migrated_database)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture
def complaints() -> list[str]:
    """What pages complain about; must be empty at the end. A test that wants a complaint checks and clears it."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A fresh page in Chromium."""
    with fresh_page(browser, complaints) as opened:
        yield opened


@pytest.fixture
def phone_page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A fresh page on a phone's screen."""
    with fresh_page(browser, complaints, phone=True) as opened:
        yield opened
