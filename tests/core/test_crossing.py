"""Which reminder brought a payment, and which only crossed it."""

from datetime import date

import pytest

from mailbot.core.figures.crossing import Link, SentReminder, crossed, link

FIRST = SentReminder(1, date(2026, 10, 6))
SECOND = SentReminder(2, date(2026, 10, 20))
BOTH = (FIRST, SECOND)


@pytest.mark.parametrize(
    ("value_date", "expected", "uncounted"),
    [
        (date(2026, 10, 1), Link(1, 0, crossed=True), (1, 2)),
        (date(2026, 10, 6), Link(1, 0, crossed=True), (1, 2)),
        (date(2026, 10, 8), Link(1, 2, crossed=True), (1, 2)),
        (date(2026, 10, 9), Link(1, 3, crossed=False), (2,)),
        (date(2026, 10, 22), Link(2, 2, crossed=True), (2,)),
        (date(2026, 10, 23), Link(2, 3, crossed=False), ()),
        (date(2027, 1, 20), Link(2, 92, crossed=False), ()),
    ],
)
def test_the_last_reminder_before_the_value_date_gets_the_credit(value_date, expected, uncounted):
    assert link(BOTH, value_date) == expected
    assert link(BOTH[::-1], value_date) == expected
    assert crossed(BOTH[::-1], value_date) == uncounted


def test_without_a_reminder_there_is_no_link():
    assert link((), date(2026, 10, 9)) is None
    assert crossed((), date(2026, 10, 9)) == ()
