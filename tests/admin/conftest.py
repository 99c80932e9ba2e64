"""The pages of a small town, built once and copied for each test; visitors who sign in and press buttons."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from admin import create_app
from admin.desk import of
from mailbot.clock import FixedClock
from mailbot.core.history import verify
from mailbot.store import history
from mailbot.store.checking import checks_books
from mailbot.store.debts import invoices
from mailbot.tasks.people.enrol_people import enrol
from mailbot.tasks.people.sign_in import set_password, sign_in_link
from tests.admin.town import BOSS, PASSWORD, PEOPLE, Town, a_config, a_town
from tests.firm import ASSISTANT, PARTNER, Firm, paris

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Somebody with a browser."""

    def __init__(self, app: Flask) -> None:
        self.browser: FlaskClient = app.test_client()

    def signed_in(self, email: str) -> Visitor:
        """Sign in by a link, which costs less time than a password."""
        desk = of(self.browser.application)
        path = sign_in_link(desk.office, email, desk.clock.now()).partition("8080")[2]
        answer = self.posts(path)
        assert answer.status_code == 303, answer.status_code
        return self

    def opens(self, path: str) -> TestResponse:
        """Open a page."""
        return self.browser.get(path)

    def reads(self, path: str) -> str:
        """The words of a page, as they stand in its source."""
        answer = self.opens(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.get_data(as_text=True)

    def token(self) -> str:
        """The CSRF token of this visitor's session."""
        page = self.browser.get("/login", follow_redirects=True).get_data(as_text=True)
        found = _TOKEN.search(page)
        assert found
        return found[1]

    def posts(self, path: str, **form: str) -> TestResponse:
        """Send a form, as a button on one of our pages does."""
        return self.browser.post(path, data={"csrf_token": self.token(), **form})

    def presses(self, path: str, **form: str) -> str:
        """Send a form and read what it came to."""
        answer = self.browser.post(path, data={"csrf_token": self.token(), **form}, follow_redirects=True)
        assert answer.status_code == 200, answer.status_code
        return said(answer.get_data(as_text=True))


def said(page: str) -> str:
    """The words that a page says about the last action."""
    found = re.findall(r'<p class="said[^>]*>(.*?)</p>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", one)).replace("\xa0", " ").replace("\u202f", " ") for one in found)


@pytest.fixture(scope="session")
def model_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a town in which everybody has a password."""
    firm = a_town(tmp_path_factory.mktemp("model") / "town")
    enrol(firm.office, firm.now)
    with firm.office.books.write() as session:
        for email in PEOPLE:
            set_password(session, firm.office, email, PASSWORD, firm.now)
    firm.office.books.close()
    return firm.folder


@pytest.fixture
def town(model_town: Path, tmp_path: Path) -> Iterator[Firm]:
    """A town of one's own."""
    firm = _copied(model_town, tmp_path / "town", a_config())
    yield firm
    firm.office.books.close()


@pytest.fixture(scope="session")
def shared_town(model_town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """One town that serves all tests that change nothing."""
    firm = _copied(model_town, tmp_path_factory.mktemp("shared") / "town", a_config())
    yield firm
    firm.office.books.close()


@pytest.fixture(scope="session")
def reader(shared_town: Firm) -> Visitor:
    """An administrator who only looks."""
    return Visitor(create_app(shared_town.office, FixedClock(shared_town.now))).signed_in(BOSS)


@pytest.fixture(scope="session")
def looker(shared_town: Firm) -> Visitor:
    """A partner who tries things and keeps none."""
    return Visitor(create_app(shared_town.office, FixedClock(shared_town.now))).signed_in(PARTNER)


@pytest.fixture
def english_town(model_town: Path, tmp_path: Path) -> Iterator[Firm]:
    """The same, of a firm that speaks English."""
    firm = _copied(model_town, tmp_path / "town", a_config(language="en"))
    yield firm
    firm.office.books.close()


def _copied(model: Path, folder: Path, config: str) -> Firm:
    shutil.copytree(model, folder)
    firm = Town(folder, config)
    firm.now = paris("2026-11-18T10:00")
    return firm


@pytest.fixture
def app(town: Firm) -> Flask:
    """The pages of the town."""
    return create_app(town.office, FixedClock(town.now))


@pytest.fixture
def visitor(app: Flask) -> Callable[[str], Visitor]:
    """Somebody at the door: give an address to have them signed in, an empty one to leave them outside."""

    def enter(email: str = "") -> Visitor:
        return Visitor(app).signed_in(email) if email else Visitor(app)

    return enter


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The pages, served; gives their address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def town_context(app: Flask) -> Iterator[None]:
    """As within a request."""
    with app.test_request_context():
        yield


@pytest.fixture
def assistant(visitor: Callable[[str], Visitor]) -> Visitor:
    """Claire, who works in the office."""
    return visitor(ASSISTANT)


@pytest.fixture
def books_stay_true(town: Firm) -> Iterator[None]:
    """Whatever was pressed: balances agree, the history's chain verifies."""
    yield
    with town.office.books.read() as session:
        assert invoices.balance_problems(session) == []
        assert checks_books.payment_problems(session) == []
        assert verify(history.lines(session)) is None
