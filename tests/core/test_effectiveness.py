"""How well levels work."""

import pytest

from mailbot.core.figures.effectiveness import LevelEffect, SentLine, effectiveness


def test_a_level_counts_what_was_sent_paid_soon_and_crossed():
    days = [3, 15, 16, None, None]
    lines = [SentLine("professional", 1, day) for day in days] + [SentLine("professional", 1, 1, crossed=True)]
    (effect,) = effectiveness(lines)
    assert effect == LevelEffect("professional", 1, sent=6, paid_soon=2, median_days=15.0, crossed=1)
    assert effect.rate == pytest.approx(2 / 5)


def test_levels_are_kept_apart_by_ladder_and_in_order():
    lines = [SentLine("public", 1), SentLine("consumer", 2), SentLine("consumer", 1)]
    assert [(e.ladder, e.level) for e in effectiveness(lines)] == [("consumer", 1), ("consumer", 2), ("public", 1)]


def test_a_level_that_only_crossed_has_no_rate():
    (effect,) = effectiveness([SentLine("professional", 1, 0, crossed=True)])
    assert (effect.rate, effect.median_days) == (None, None)


def test_nothing_sent_is_nothing_to_say():
    assert effectiveness([]) == ()
