"""A firm on its way through the loop: before a reminder is asked for, asked, and sent; on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.firm import PARTNER, Firm


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", url=url).at("2026-11-02T09:00")
    made.has_client()
    made.has_invoice()
    yield made
    made.office.books.close()


@pytest.fixture
def asked(firm: Firm) -> Firm:
    """A reminder of level 1 is proposed, and the partner has the digest."""
    firm.at("2026-11-16T08:00").tick()
    return firm


@pytest.fixture
def reminded(asked: Firm) -> Firm:
    """The partner said OK and the client has the reminder."""
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    asked.at("2026-11-16T09:00").tick()
    return asked
