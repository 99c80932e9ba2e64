"""For machines: alive, ready, and figures for whoever has the token."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from admin import create_app
from mailbot.clock import FixedClock
from tests.admin.conftest import Visitor
from tests.admin.town import a_config
from tests.firm import Firm

Enter = Callable[..., Visitor]


@pytest.fixture
def measured(town: Firm, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The town with metrics."""
    monkeypatch.setenv("TOWN_METRICS", "a-token")
    firm = Firm(town.folder, a_config(extra="admin: {metrics_token_env: TOWN_METRICS}\n"))
    yield create_app(firm.office, FixedClock(town.now))
    firm.office.books.close()


def test_alive_and_ready_without_signing_in(visitor: Enter) -> None:
    assert visitor("").opens("/healthz").data == b"ok\n"
    assert visitor("").opens("/readyz").data == b"ready\n"


def test_not_ready_while_the_books_cannot_be_read(town: Firm, visitor: Enter) -> None:
    stranger = visitor("")
    town.office.books.close()
    (town.folder / "mailbot.db").rename(town.folder / "elsewhere.db")
    for leftover in town.folder.glob("mailbot.db-*"):
        leftover.unlink()
    assert stranger.opens("/readyz").status_code == 503
    assert stranger.opens("/healthz").status_code == 200


def test_metrics_are_not_there_unless_configured(visitor: Enter) -> None:
    assert visitor("").opens("/metrics").status_code == 404


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Basic YTph", "Bearer", "Bearer é"])
def test_metrics_ask_for_their_token(measured: Flask, header: str | None) -> None:
    headers = {"Authorization": header} if header else {}
    assert measured.test_client().get("/metrics", headers=headers).status_code == 401


def test_metrics_count_what_stands_where(measured: Flask) -> None:
    answer = measured.test_client().get("/metrics", headers={"Authorization": "Bearer a-token"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for line in (
        'mailbot_reminders{state="proposed"} 4.0', 'mailbot_reminders{state="sent"} 7.0',
        'mailbot_payments{state="unverified"} 1.0',
        'mailbot_waiting_for_a_person{what="messages"} 3.0', 'mailbot_waiting_for_a_person{what="payments"} 2.0',
        'mailbot_job_age_seconds{job="poll"} 0.0', 'mailbot_bank_mails{bank="Banque Lugdunienne",how="read"} 3.0',
        'mailbot_bank_silence_seconds{account="Banque Lugdunienne"} 86400.0',
    ):  # fmt: skip
        assert line in text, line
