"""The one table of legal moves."""

import pytest

from mailbot.core.errors import Refused
from mailbot.core.reminder import LIVE, MOVES, ReminderStatus, check_move


@pytest.mark.parametrize("before", ReminderStatus)
@pytest.mark.parametrize("after", ReminderStatus)
def test_only_moves_of_the_table_are_legal(before, after):
    if after in MOVES[before]:
        check_move(before, after)
    else:
        with pytest.raises(Refused, match=after):
            check_move(before, after)


def test_what_may_be_in_the_post_keeps_its_level():
    assert {ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN} <= LIVE
    assert not {ReminderStatus.REJECTED, ReminderStatus.FAILED, ReminderStatus.BOUNCED, ReminderStatus.FELL_OUT} & LIVE


def test_what_may_have_left_is_never_released_again():
    for status in (ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN):
        assert ReminderStatus.RELEASED not in MOVES[status]
