"""The hash chain finds every change."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.history import GENESIS, Entry, Line, chain, verify

AT = datetime(2026, 11, 18, 9, 0, 0, 123456, tzinfo=UTC)


def an_entry(number=1):
    return Entry(
        at=AT + timedelta(minutes=number), actor="mailbot", kind="reminder.sent", text=f"Relance {number}", client_id=1,
        invoice_id=2, reminder_id=number, payment_id=None, inbox_id=None, data={"level": number, "b": [1, "é"]},
    )  # fmt: skip


def a_history(length=5):
    lines, previous = [], GENESIS
    for number in range(length):
        entry = an_entry(number)
        line = Line(entry, previous, chain(previous, entry))
        lines.append(line)
        previous = line.hash
    return lines


def test_an_untouched_history_verifies():
    assert verify(a_history()) is None
    assert verify(iter(a_history())) is None
    assert verify([]) is None


CHANGES = [
    ("at", AT - timedelta(microseconds=1)), ("actor", "x"), ("kind", "x"), ("text", "x"), ("client_id", 9),
    ("invoice_id", None), ("reminder_id", 9),
    ("payment_id", 2), ("inbox_id", 1), ("data", {}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), CHANGES)
@given(at=st.integers(0, 4))
def test_a_changed_line_is_found(field, value, at):
    lines = a_history()
    lines[at] = replace(lines[at], entry=replace(lines[at].entry, **{field: value}))
    assert verify(lines) == at


@given(at=st.integers(0, 3))
def test_a_removed_line_is_found(at):
    lines = a_history()
    del lines[at]
    assert verify(lines) == at


@given(at=st.integers(0, 3))
def test_swapped_lines_are_found(at):
    lines = a_history()
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert verify(lines) == at


def test_a_line_rehashed_after_a_change_breaks_the_next():
    lines = a_history()
    entry = replace(lines[2].entry, text="x")
    lines[2] = Line(entry, lines[2].previous_hash, chain(lines[2].previous_hash, entry))
    assert verify(lines) == 3


def test_the_hash_survives_the_database():
    entry = an_entry()
    back = replace(
        entry, at=entry.at.astimezone(timezone(timedelta(hours=1))), data=json.loads(json.dumps(dict(entry.data)))
    )
    assert chain(GENESIS, back) == chain(GENESIS, entry)
    tuples = replace(entry, data={"b": (1, "é"), "level": 1})
    assert chain(GENESIS, tuples) == chain(GENESIS, entry)
