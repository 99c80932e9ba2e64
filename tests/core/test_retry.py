"""What follows a failed attempt."""

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.core.retry import AskPerson, GiveUp, Retry, after

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (50, 60)])
def test_a_temporary_failure_is_tried_again_later_and_later(attempts, minutes):
    assert after("temporary", attempts, NOW) == Retry(NOW + timedelta(minutes=minutes))


def test_it_is_given_up_after_two_days_of_attempts():
    instant, attempts = NOW, 1
    while isinstance(found := after("temporary", attempts, instant), Retry):
        instant, attempts = found.at, attempts + 1
    assert timedelta(hours=46) < instant - NOW <= timedelta(hours=48)
    assert found == GiveUp("le serveur ne l'a pas accepté pendant 48 heures")


def test_a_refusal_is_final_at_once():
    assert after("permanent", 1, NOW, "en") == GiveUp("the server refused it for good")


@pytest.mark.parametrize("attempts", [1, 99])
def test_what_may_have_left_is_never_tried_again_by_itself(attempts):
    assert isinstance(after("unknown", attempts, NOW), AskPerson)
