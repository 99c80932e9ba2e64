"""A firm whose money is settled, on both databases, in both kinds of accounting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mailbot.__main__ import program
from tests.firm import CONFIG, Firm

CASH = CONFIG + "accounting: {method: cash, vat_percent: 20, vat_on: receipts}\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    return str(request.getfixturevalue("db_url"))


@pytest.fixture
def a_firm(tmp_path: Path) -> Callable[..., Firm]:
    """Makes a firm: a client who owes 1 200 EUR, VAT included, on F-1 and 300 EUR on F-2."""

    def make(config: str = CONFIG, url: str = "") -> Firm:
        firm = Firm(tmp_path / "firm", config, url).at("2026-11-16T10:00")
        firm.has_client(siren="732829320")
        firm.has_invoice("F-1")
        firm.has_invoice("F-2", total="300.00", due="2026-12-31")
        return firm

    return make


@pytest.fixture
def firm(a_firm: Callable[..., Firm]) -> Firm:
    return a_firm()


@pytest.fixture
def mailbot() -> Callable[..., Result]:
    """Runs `mailbot …`."""
    return lambda *words: CliRunner().invoke(program(), [str(word) for word in words], prog_name="mailbot")


@pytest.fixture
def shell(a_firm: Callable[..., Firm], mailbot: Callable[..., Result]) -> Callable[..., Any]:
    """Makes a firm, and the way to give it orders, on Monday 16 November 2026 at 10:00 unless `now` says otherwise."""

    def make(config: str = CONFIG, url: str = "") -> tuple[Firm, Callable[..., Result]]:
        firm = a_firm(config, url)

        def run(*words: object, now: str = "2026-11-16T10:00") -> Result:
            return mailbot("--config", firm.folder / "config.yaml", "--now", now, *words)

        return firm, run

    return make
