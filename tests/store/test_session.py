"""Transactions: whole or not at all; writers wait for each other; instants are UTC."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from mailbot.store import state
from mailbot.store.session import Books
from mailbot.store.tables import ClientRow, FirmState

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_a_failed_write_leaves_nothing(books: Books) -> None:
    with pytest.raises(ZeroDivisionError), books.write() as session:
        state.remember(session, "a", "1")
        session.flush()
        raise ZeroDivisionError
    with books.read() as session:
        assert state.fact(session, "a") is None


def test_a_rehearsal_leaves_nothing(books: Books) -> None:
    with books.rehearse() as session:
        state.remember(session, "a", "1")
        session.flush()
        assert state.fact(session, "a") == "1"
    with books.read() as session:
        assert state.fact(session, "a") is None


def test_what_a_read_changes_is_not_kept(books: Books) -> None:
    with books.write() as session:
        state.remember(session, "a", "1")
    with books.read() as session:
        row = session.get(FirmState, "a")
        assert row is not None
        row.value = "2"
    with books.read() as session:
        assert state.fact(session, "a") == "1"


def test_two_writers_wait_for_each_other(books: Books) -> None:
    with books.write() as session:
        state.remember(session, "count", "0")

    def add_twenty() -> None:
        for _ in range(20):
            with books.write() as session:
                row = session.scalar(select(FirmState).where(FirmState.name == "count").with_for_update())
                assert row is not None
                row.value = str(int(row.value) + 1)

    threads = [threading.Thread(target=add_twenty) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with books.read() as session:
        assert state.fact(session, "count") == "80"


def test_instants_come_back_as_utc_whatever_zone_they_had(books: Books) -> None:
    with books.write() as session:
        session.add(ClientRow(code="C", name="C", created_at=NOW.astimezone(timezone(timedelta(hours=2)))))
    with books.read() as session:
        row = session.scalars(select(ClientRow)).one()
        assert row.created_at == NOW and row.created_at.tzinfo is UTC


def test_a_naive_instant_is_refused(books: Books) -> None:
    with pytest.raises(StatementError, match="naive"), books.write() as session:
        session.add(ClientRow(code="C", name="C", created_at=datetime(2026, 1, 1)))


def test_a_job_is_leased_to_one_living_worker(books: Books) -> None:
    lease = timedelta(minutes=5)
    with books.write() as session:
        assert state.claim_run(session, "plan", NOW, "a/1", lease, lambda _: True)
    with books.write() as session:
        assert not state.claim_run(session, "plan", NOW, "b/2", lease, lambda _: True)
    with books.write() as session:
        assert state.claim_run(session, "plan", NOW, "b/2", lease, lambda _: False), "the first worker is dead"
    with books.write() as session:
        assert state.claim_run(session, "plan", NOW + lease, "c/3", lease, lambda _: True), "the lease is over"
