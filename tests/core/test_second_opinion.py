"""Another reader's opinion adds a doubt where it hears what stops reminders, and takes none away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.reading.second_opinion import Opinion, unheard
from mailbot.core.reading.understood import STOPS, Intent

PAID, DISPUTE, PROMISE, QUESTION, OTHER = (
    Intent.ALREADY_PAID, Intent.DISPUTE, Intent.PROMISE_TO_PAY, Intent.QUESTION, Intent.OTHER,
)  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "doubt"),
    [
        ([PROMISE], {DISPUTE}, (DISPUTE,)),
        ([PROMISE], {PROMISE, DISPUTE}, (DISPUTE,)),
        ([PROMISE], {QUESTION}, ()),
        ([OTHER], {QUESTION}, (QUESTION,)),
        ([], {PROMISE}, (PROMISE,)),
        ([DISPUTE], {OTHER}, ()),
        ([DISPUTE], set(), ()),
        ([PAID], {PAID}, ()),
    ],
)
def test_a_doubt_is_what_stops_and_was_not_heard(ours, theirs, doubt):
    assert unheard(ours, Opinion(frozenset(theirs))) == doubt


@given(st.lists(st.sampled_from(Intent), unique=True), st.frozensets(st.sampled_from(Intent)))
def test_whoever_hears_the_same_stops_raises_no_doubt(ours, theirs):
    doubt = set(unheard(ours, Opinion(theirs)))
    assert doubt <= theirs - set(ours)
    assert doubt >= (theirs & STOPS) - set(ours)
