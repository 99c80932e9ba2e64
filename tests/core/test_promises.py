"""Promises: kept, kept late or broken, by what was promised."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.money import Money
from mailbot.core.promises import Made, Outcome, Promise, judge, tally
from mailbot.core.receipts import Receipt, since
from tests.factories import eur

MADE = datetime(2026, 11, 2, 9, tzinfo=UTC)
PROMISED, UNTIL = date(2026, 11, 30), date(2026, 12, 3)


def a_promise(**changes):
    usual = {"made_at": MADE, "promised_on": PROMISED, "until": UNTIL, "currency": "EUR"}
    return Promise(**{**usual, **changes})


def came(euros, on, **changes):
    usual = {"on": date.fromisoformat(on), "entered_at": MADE + timedelta(days=1), "amount": eur(euros)}
    return Receipt(**{**usual, **changes})


def judged(*receipts, today="2026-12-04", still_due=0, **promise):
    return judge(a_promise(**promise), receipts, eur(still_due), date.fromisoformat(today))


@pytest.mark.parametrize(
    ("receipts", "today", "outcome"),
    [
        ([], "2026-12-03", Outcome.RUNNING),
        ([], "2026-12-04", Outcome.BROKEN),
        ([("499.99", "2026-11-28")], "2026-12-04", Outcome.BROKEN),
        ([("500", "2026-11-20")], "2026-11-21", Outcome.KEPT),
        ([("500", "2026-11-30")], "2026-12-04", Outcome.KEPT),
        ([("500", "2026-12-01")], "2026-12-04", Outcome.LATE),
        ([("200", "2026-11-20"), ("300", "2026-11-30")], "2026-12-04", Outcome.KEPT),
        ([("300", "2026-12-02"), ("200", "2026-11-20")], "2026-12-04", Outcome.LATE),
        ([("900", "2026-11-20")], "2026-11-21", Outcome.KEPT),
    ],
    ids=["waited for", "nothing", "a cent short", "early", "on the day", "a day late", "in two", "rest late", "more"],
)
def test_of_an_amount_promised_that_amount_counts_and_its_last_day(receipts, today, outcome):
    received = [came(amount, on) for amount, on in receipts]
    assert judged(*received, today=today, still_due=700, amount=eur(500)) is outcome


@pytest.mark.parametrize(
    ("receipts", "still_due", "today", "outcome"),
    [
        ([("500", "2026-11-20")], "0.01", "2026-12-04", Outcome.BROKEN),
        ([("500", "2026-11-20")], "0.01", "2026-12-03", Outcome.RUNNING),
        ([("1200", "2026-11-20")], 0, "2026-11-21", Outcome.KEPT),
        ([("1200", "2026-12-02")], 0, "2026-12-04", Outcome.LATE),
        ([], 0, "2026-11-20", Outcome.RUNNING),
        ([], 0, "2026-12-01", Outcome.KEPT),
    ],
    ids=["a cent left", "a cent left, in time", "all", "all, late", "nothing due yet", "settled by a credit note"],
)
def test_without_an_amount_all_that_is_due_by_then_was_promised(receipts, still_due, today, outcome):
    received = [came(amount, on) for amount, on in receipts]
    assert judged(*received, today=today, still_due=still_due) is outcome


def test_an_amount_is_kept_too_when_nothing_is_due_any_more():
    assert judged(came("100", "2026-11-20"), amount=eur(500), still_due=0) is Outcome.KEPT


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"entered_at": MADE}, True),
        ({"entered_at": MADE - timedelta(seconds=1)}, False),
        ({"invoice_id": 7}, True),
        ({"invoice_id": 8}, False),
        ({"amount": Money.of(500, "USD")}, False),
    ],
    ids=["in hand", "same instant", "known before", "on the invoice", "on another", "another currency"],
)
def test_what_entered_since_for_that_invoice_or_none_yet_counts(change, counts):
    one = came("500", "2026-11-20", **change)
    assert list(since([one], MADE, "EUR", frozenset({7}))) == ([one] if counts else [])
    kept = judged(one, amount=eur(500), invoice_id=7, still_due=700)
    assert kept is (Outcome.KEPT if counts else Outcome.BROKEN)


def made(client, amount, outcome):
    return Made(client=client, amount=amount, outcome=outcome)


def test_promises_are_counted_per_client_and_in_all():
    rows = tally(
        [
            made("Zoé", eur(100), Outcome.KEPT), made("Alpha", eur(50), Outcome.BROKEN),
            made("Alpha", eur(30), Outcome.LATE), made("Alpha", eur(20), Outcome.RUNNING),
            made("Alpha", Money.of(9, "USD"), Outcome.REPLACED),
        ]
    )  # fmt: skip
    assert [(row.client, row.currency, row.made) for row in rows] == [
        ("Alpha", "EUR", 3), ("Alpha", "USD", 1), ("Zoé", "EUR", 1), ("", "EUR", 4), ("", "USD", 1),
    ]  # fmt: skip
    alpha, dollars, zoe, total, _ = rows
    assert (alpha.kept_share, dollars.kept_share, zoe.kept_share, total.kept_share) == (0.5, None, 1.0, 2 / 3)
    assert alpha.amount(Outcome.KEPT, Outcome.LATE) == eur(30)
    assert total.amount(*Outcome) == eur(200)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 10**6), st.sampled_from(Outcome))))
def test_every_promise_is_counted_once_with_its_amount(promises):
    rows = tally(made(client, Money.from_minor(minor, "EUR"), outcome) for client, minor, outcome in promises)
    clients = [row for row in rows if row.client]
    assert sum(row.made for row in clients) == len(promises)
    assert sum(row.amount(*Outcome).minor for row in clients) == sum(minor for _, minor, _ in promises)
    totals = [row.made for row in rows if not row.client]
    assert totals == ([len(promises)] if promises else [])
