"""Alerts as rows: raised once however often, told once, listed by what presses; on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.store.dunning import absences, deliveries
from mailbot.store.lists.alert_list import AlertFilter, AlertOrder, AlertState, count, counts, page
from mailbot.store.session import Books, migrate, open_books
from mailbot.store.tables import AlertRow, DeliveryRow
from mailbot.store.watching import alerts
from mailbot.store.watching.alerts import NewAlert

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
V, M = "v@etude.example", "m@etude.example"


def an_alert(number: int = 1, **changes: object) -> NewAlert:
    values = {"kind": "dispute", "once_key": f"dispute:{number}", "title": f"titre {number}", "partner": V}
    return NewAlert(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def raised(books: Books) -> Books:
    """Five of three kinds, two of them urgent, one for somebody else."""
    with books.write() as session:
        found = [
            an_alert(1),
            an_alert(2, kind="limitation", act_by=date(2027, 1, 10), urgent=True, facts={"months": 2}),
            an_alert(3, kind="insolvency", act_by=date(2026, 12, 3), urgent=True),
            an_alert(4, partner=M),
            an_alert(5, act_by=date(2027, 5, 1)),
        ]
        assert len(alerts.raise_new(session, found, NOW)) == 5
    return books


def numbers(rows: list[AlertRow]) -> list[int]:
    return [int(row.once_key.rpartition(":")[2]) for row in rows]


def test_what_was_raised_is_raised_no_more(raised: Books) -> None:
    with raised.write() as session:
        assert [one.once_key for one in alerts.raise_new(session, [an_alert(5), an_alert(6), an_alert(6)], NOW)] == [
            "dispute:6"
        ]
        assert alerts.known(session, ["dispute:1", "dispute:99"]) == {"dispute:1"}
        assert session.get_one(AlertRow, 2).facts == {"months": 2}


def test_a_person_is_told_of_what_presses_first_and_of_nothing_twice(raised: Books) -> None:
    with raised.write() as session:
        assert alerts.people_to_tell(session) == [M, V]
        assert alerts.people_to_tell(session, urgent_only=True) == [V]
        rows, by_kind = alerts.untold(session, V, 3)
        assert numbers(rows) == [3, 2, 5] and by_kind == {"dispute": 2, "limitation": 1, "insolvency": 1}
        alerts.note_told(session, V, a_delivery(session), urgent_only=True)
        rows, _ = alerts.untold(session, V, 9)
        assert numbers(rows) == [5, 1]
        assert numbers([row for row, _ in alerts.unanswered(session, NOW)]) == [3, 2]


def test_what_is_done_is_told_to_nobody(raised: Books) -> None:
    with raised.write() as session:
        assert alerts.close_by_key(session, "dispute:4", M, "elsewhere", NOW)
        assert not alerts.close_by_key(session, "dispute:4", M, "elsewhere", NOW)
        session.flush()
        assert alerts.people_to_tell(session) == [V]


@pytest.mark.parametrize(
    ("wanted", "order", "found"),
    [
        (AlertFilter(), AlertOrder.URGENCY, [3, 2, 5, 1, 4]),
        (AlertFilter(), AlertOrder.AGE, [1, 2, 3, 4, 5]),
        (AlertFilter(), AlertOrder.KIND, [5, 1, 4, 3, 2]),
        (AlertFilter(urgent=True), AlertOrder.URGENCY, [3, 2]),
        (AlertFilter(urgent=False, without=("limitation",)), AlertOrder.URGENCY, [5, 1, 4]),
        (AlertFilter(person=M), AlertOrder.URGENCY, [4]),
        (AlertFilter(kind="insolvency"), AlertOrder.URGENCY, [3]),
        (AlertFilter(client_id=7), AlertOrder.URGENCY, []),
        (AlertFilter(state=AlertState.DONE), AlertOrder.URGENCY, []),
    ],
)
def test_the_list_is_narrowed_and_sorted(
    raised: Books, wanted: AlertFilter, order: AlertOrder, found: list[int]
) -> None:
    with raised.read() as session:
        rows = [one.row for one in page(session, wanted, order)]
        assert numbers(rows) == found and count(session, wanted) == len(found)
        assert counts(session) == {"dispute": 3, "limitation": 1, "insolvency": 1}


def test_an_absence_is_known_until_its_last_day(books: Books) -> None:
    with books.write() as session:
        absences.note(session, "V@etude.example", date(2026, 11, 20), date(2026, 11, 16))
        absences.note(session, M, date(2026, 11, 30), date(2026, 11, 21))
        assert absences.away(session, date(2026, 11, 20)) == {M: date(2026, 11, 30)}
        absences.note(session, V, date(2026, 11, 25), date(2026, 11, 21))
        assert absences.away(session, date(2026, 11, 25)) == {V: date(2026, 11, 25), M: date(2026, 11, 30)}
        assert absences.away(session, date(2026, 12, 1)) == {}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    folder: Path = tmp_path_factory.mktemp("shelf")
    opened = open_books(f"sqlite:///{folder / 'books.db'}")
    migrate(opened)
    yield opened
    opened.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(st.integers(0, 30), max_size=12), max_size=5))
def test_however_the_same_facts_come_round_each_is_raised_once(shelf: Books, rounds: list[list[int]]) -> None:
    with shelf.rehearse() as session:
        raised = [one.once_key for keys in rounds for one in alerts.raise_new(session, map(an_alert, keys), NOW)]
        assert sorted(raised) == sorted({f"dispute:{key}" for keys in rounds for key in keys})
        assert all(alerts.raise_new(session, map(an_alert, keys), NOW) == [] for keys in rounds)


def a_delivery(session) -> DeliveryRow:
    new = deliveries.NewDelivery(
        kind="alert", once_key="alert:1", message_id="<a@x>", sender="a@x", recipients=(V,), raw_sha="0" * 64
    )
    row = deliveries.add(session, new, NOW)
    assert row is not None
    return row
