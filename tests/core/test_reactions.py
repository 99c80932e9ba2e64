"""What a client's reply changes at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.hold import HoldKind
from mailbot.core.reading.reaction_words import PROPOSALS, REASONS
from mailbot.core.reading.reactions import RULES, react
from mailbot.core.reading.understood import STOPS, Absence, Evidence, Intent, Kind, Promise
from tests.factories import CALENDAR, TODAY, an_understood

IN_FIVE = date(2026, 11, 25)
IN_TEN = date(2026, 12, 2)


def effects(*intents, **changes):
    return react(an_understood(*intents, **changes), TODAY, CALENDAR)


@pytest.mark.parametrize(
    ("intent", "kind", "until", "alert", "review"),
    [
        (Intent.DECEASED, HoldKind.DECEASED, None, "deceased", True),
        (Intent.INSOLVENCY, HoldKind.INSOLVENT, None, "insolvency", True),
        (Intent.OPT_OUT, HoldKind.HOLD, None, "opt_out", True),
        (Intent.DISPUTE, HoldKind.DISPUTE, None, "dispute", True),
        (Intent.ALREADY_PAID, HoldKind.HOLD, IN_TEN, "", False),
        (Intent.INSTALLMENT_REQUEST, HoldKind.CONVERSATION, IN_FIVE, "", True),
        (Intent.DOCUMENT_REQUEST, HoldKind.CONVERSATION, IN_FIVE, "", True),
        (Intent.CONTACT_CHANGE, HoldKind.CONVERSATION, IN_FIVE, "", True),
        (Intent.QUESTION, HoldKind.CONVERSATION, IN_FIVE, "", True),
        (Intent.OTHER, HoldKind.CONVERSATION, IN_FIVE, "", True),
        (Intent.ACKNOWLEDGEMENT, "none", None, "", False),
    ],
)
def test_each_intent_has_its_effect(intent, kind, until, alert, review):
    (effect,) = effects(intent)
    assert (effect.kind, effect.until, effect.alert, effect.review) == (kind, until, alert, review)
    assert effect.reason


def test_a_promise_is_waited_for_three_working_days_beyond_its_day():
    promise = Promise(date=date(2026, 12, 4), amount=Decimal("500.00"))
    (effect,) = effects(Intent.PROMISE_TO_PAY, promise=promise, references=("F-1",))
    assert (effect.kind, effect.promised_on, effect.until) == (HoldKind.PROMISE, date(2026, 12, 4), date(2026, 12, 9))
    assert (effect.amount, effect.references) == (Decimal("500.00"), ("F-1",))
    assert effect.reason == "le client promet de régler le 4 déc. 2026"


@pytest.mark.parametrize(
    "promise", [None, Promise(), Promise(date=TODAY - timedelta(days=1)), Promise(date=TODAY + timedelta(days=91))]
)
def test_a_promise_without_a_near_day_is_a_persons_to_accept(promise):
    (effect,) = effects(Intent.PROMISE_TO_PAY, promise=promise)
    assert (effect.kind, effect.until, effect.review) == (HoldKind.CONVERSATION, IN_FIVE, True)
    assert effect.proposal


def test_what_is_not_understood_pauses_the_client_and_goes_to_a_person():
    (effect,) = effects()
    assert (effect.kind, effect.until, effect.review) == (HoldKind.CONVERSATION, IN_FIVE, True)


def test_a_doubt_brings_a_person_in():
    paid, doubt = effects(Intent.ALREADY_PAID, doubts=("two readings",))
    assert (paid.kind, paid.review) == (HoldKind.HOLD, False)
    assert (doubt.kind, doubt.review) == (HoldKind.CONVERSATION, True)


def test_the_sentence_that_says_so_is_kept():
    said = Evidence(intent="dispute", sentence="Nous contestons la ligne 3.")
    first, second = effects(Intent.DISPUTE, Intent.QUESTION, evidence=(said,), new_text="\n Bonjour,\nsuite")
    assert first.sentence == "Nous contestons la ligne 3."
    assert second.sentence == "Bonjour,"


def test_two_things_to_talk_about_make_one_pause():
    found = effects(Intent.QUESTION, Intent.DOCUMENT_REQUEST)
    assert [effect.kind for effect in found] == [HoldKind.CONVERSATION, "none"]
    assert all(effect.proposal for effect in found)


@pytest.mark.parametrize("intent", [Intent.DECEASED, Intent.INSOLVENCY, Intent.OPT_OUT, Intent.QUESTION])
def test_some_facts_concern_the_whole_client_whatever_is_named(intent):
    assert effects(intent, references=("F-1",))[0].references == ()


def test_a_dispute_concerns_what_is_named():
    assert effects(Intent.DISPUTE, references=("F-1",))[0].references == ("F-1",)


@pytest.mark.parametrize(
    ("absence", "until", "review", "proposal"),
    [
        (Absence(until=date(2026, 12, 1)), date(2026, 12, 1), False, ""),
        (Absence(), IN_FIVE, False, ""),
        (Absence(until=date(2027, 6, 1)), IN_FIVE, True, ""),
        (
            Absence(until=date(2026, 12, 1), substitute="b@y.example"), date(2026, 12, 1), False,
            "Écrire au remplaçant : b@y.example.",
        ),
    ],
)  # fmt: skip
def test_an_absence_is_waited_out(absence, until, review, proposal):
    (effect,) = effects(kind=Kind.AUTO_REPLY, absence=absence)
    assert (effect.kind, effect.until, effect.review) == (HoldKind.ABSENT, until, review)
    assert effect.proposal == proposal


def test_an_automatic_reply_holds_nothing_but_its_facts():
    assert effects(Intent.ALREADY_PAID, Intent.OPT_OUT, kind=Kind.AUTO_REPLY) == ()
    assert effects(kind=Kind.AUTO_REPLY, absence=Absence(until=TODAY - timedelta(days=1))) == ()
    (effect,) = effects(Intent.INSOLVENCY, kind=Kind.AUTO_REPLY)
    assert effect.kind is HoldKind.INSOLVENT


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.CLIENT_REPLY, Kind.AUTO_REPLY)])
def test_other_messages_change_nothing_here(kind):
    assert effects(Intent.DISPUTE, kind=kind) == ()


@given(st.lists(st.sampled_from(Intent), unique=True))
def test_what_stops_reminders_stops_them_whatever_else_is_said(intents):
    found = effects(*intents)
    if STOPS & set(intents):
        assert any(effect.kind not in ("none", HoldKind.CONVERSATION) for effect in found)
    assert [effect for effect in found if effect.kind is HoldKind.CONVERSATION][1:] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_intent_has_words(language):
    assert {intent.value for intent in RULES} <= set(REASONS[language])
    assert set(REASONS["fr"]) == set(REASONS["en"])
    assert set(PROPOSALS["fr"]) == set(PROPOSALS["en"])
