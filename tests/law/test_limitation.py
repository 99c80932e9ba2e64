"""Until when a debt can be claimed, and when to sound the alarm."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.client import ClientKind
from mailbot.core.limitation import Claim, Interruption, InterruptionKind, limitation, months_before, sentence

I = InterruptionKind  # noqa: E741 - the tables below are read across
PRO, CONSUMER, PUBLIC = ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC


def day(text):
    return date.fromisoformat(text)


def found(client=PRO, *interruptions, issued="2024-03-01", due="2024-03-31", ended=None, law_firm=False):
    return limitation(
        Claim(
            client=client, issued_on=day(issued), due_on=day(due), service_ended_on=day(ended) if ended else None,
            law_firm=law_firm, interruptions=interruptions,
        )
    )  # fmt: skip


def interrupted(on, kind, ended=None):
    return Interruption(day(on), kind, day(ended) if ended else None)


@pytest.mark.parametrize(
    ("client", "given", "ends_on", "act_by"),
    [
        (PRO, {}, "2029-03-31", "2029-03-01"),
        (PRO, {"ended": "2024-02-10"}, "2029-03-31", "2029-02-10"),
        (PRO, {"issued": "2024-02-29", "due": "2024-02-29"}, "2029-02-28", "2029-02-28"),
        (CONSUMER, {}, "2026-03-31", "2026-03-01"),
        (PUBLIC, {}, "2028-12-31", "2028-12-31"),
        (PUBLIC, {"ended": "2023-12-20"}, "2027-12-31", "2027-12-31"),
        (PRO, {"law_firm": True, "ended": "2024-06-15"}, "2029-06-15", "2029-06-15"),
        (PRO, {"law_firm": True, "ended": "2024-01-15"}, "2029-01-15", "2029-01-15"),
        (CONSUMER, {"law_firm": True, "ended": "2024-06-15"}, "2026-06-15", "2026-06-15"),
        (PRO, {"law_firm": True}, "2029-03-01", "2029-03-01"),
    ],
)
def test_the_time_follows_the_client_and_the_profession(client, given, ends_on, act_by):
    limit = found(client, **given)
    assert (limit.ends_on, limit.act_by) == (day(ends_on), day(act_by))
    assert limit.assumed is (given == {"law_firm": True})


@pytest.mark.parametrize(
    ("client", "interruptions", "ends_on"),
    [
        (PRO, [("2026-05-05", I.ACKNOWLEDGEMENT)], "2031-05-05"),
        (CONSUMER, [("2025-05-05", I.ACKNOWLEDGEMENT), ("2027-01-10", I.PART_PAYMENT)], "2029-01-10"),
        (PRO, [("2026-05-05", I.COURT_CLAIM)], "2031-05-05"),
        (PRO, [("2026-05-05", I.COURT_CLAIM, "2027-09-30")], "2032-09-30"),
        (PRO, [("2026-05-05", I.ENFORCEMENT)], "2031-05-05"),
        (PRO, [("2026-05-05", I.WRITTEN_REQUEST)], "2029-03-31"),
        (PUBLIC, [("2026-05-05", I.WRITTEN_REQUEST)], "2030-12-31"),
        (PRO, [("2024-03-10", I.ACKNOWLEDGEMENT)], "2029-03-31"),
        (CONSUMER, [("2026-03-31", I.ACKNOWLEDGEMENT)], "2028-03-31"),
        (CONSUMER, [("2026-04-01", I.ACKNOWLEDGEMENT)], "2026-03-31"),
    ],
)
def test_an_interruption_makes_the_time_run_anew_and_revives_nothing(client, interruptions, ends_on):
    assert found(client, *(interrupted(*one) for one in interruptions)).ends_on == day(ends_on)


def test_an_acknowledgement_in_doubt_is_not_relied_on():
    """It came after the earliest reading's end, before the latest one's."""
    limit = found(CONSUMER, interrupted("2026-03-15", I.ACKNOWLEDGEMENT))
    assert (limit.ends_on, limit.act_by) == (day("2028-03-15"), day("2026-03-01"))


@pytest.mark.parametrize(
    ("today", "reached"),
    [
        ("2028-02-29", None), ("2028-03-01", 12), ("2028-08-31", 12), ("2028-09-01", 6), ("2029-01-01", 2),
        ("2029-03-01", 2), ("2029-03-02", 0),
    ],
)  # fmt: skip
def test_alerts_are_reached_twelve_six_and_two_months_before(today, reached):
    limit = found()
    assert limit.alerts == ((12, day("2028-03-01")), (6, day("2028-09-01")), (2, day("2029-01-01")))
    assert limit.alert_on(day(today)) == reached


def test_how_it_stands_is_said_in_both_languages():
    limit = found(law_firm=True)
    assert sentence(limit, day("2026-01-01"), "fr") == (
        "prescription le 01/03/2029 (5 ans, C. com. L110-4, C. civ. 2224) ; agir au plus tard le 01/03/2029"
        " ; fin de mission inconnue, comptée depuis la facture"
    )
    assert sentence(found(), day("2030-01-01"), "de") == (
        "possibly barred since 2029-03-01 (5 years, C. com. L110-4, C. civ. 2224)"
    )


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [("2026-08-31", 6, "2026-02-28"), ("2026-01-15", 2, "2025-11-15"), ("2024-02-29", -12, "2025-02-28")],
)
def test_months_end_where_the_shorter_month_ends(start, months, expected):
    assert months_before(day(start), months) == day(expected)


moments = st.dates(date(2020, 1, 1), date(2030, 12, 31))
events = st.lists(st.builds(Interruption, moments, st.sampled_from(I)), max_size=3)


@given(st.sampled_from(ClientKind), st.booleans(), moments, st.integers(0, 90), events)
def test_interruptions_only_ever_lengthen_and_in_any_order(client, law_firm, issued, term, happened):
    def claim(*interruptions):
        due_on = date.fromordinal(issued.toordinal() + term)
        return limitation(
            Claim(client=client, issued_on=issued, due_on=due_on, law_firm=law_firm, interruptions=interruptions)
        )

    plain, whole = claim(), claim(*happened)
    assert whole.ends_on >= plain.ends_on
    assert plain.act_by <= plain.ends_on
    assert {claim(*order).ends_on for order in permutations(happened)} == {whole.ends_on}
    assert [days for _, days in whole.alerts] == sorted(days for _, days in whole.alerts)
