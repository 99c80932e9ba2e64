"""Waiting longer and longer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailbot.inbound.backoff import Backoff


def test_waits_double_up_to_the_longest() -> None:
    waits = [Backoff().pause(failures, jitter=1) for failures in range(12)]

    assert waits == [0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]


def test_chance_takes_half_at_most() -> None:
    assert Backoff().pause(3, jitter=0) == 10
    assert Backoff().pause(3, jitter=0.5) == 15


@given(st.integers(1, 100_000), st.floats(-1, 2))
def test_a_wait_is_never_nothing_and_never_longer_than_the_longest(failures: int, jitter: float) -> None:
    assert 2.5 <= Backoff().pause(failures, jitter) <= 900
