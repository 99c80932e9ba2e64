"""A person's word on a message: whether the program had understood it, and the label that it gives."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.reading.corrections import ACTS, MEANS, Meant, Verdict, agrees, label, meant_of
from mailbot.core.reading.understood import Intent


def heard(*intents, **more):
    return {"kind": "client_reply", "intents": list(intents), **more}


FRIDAY = Meant(verdict=Verdict.PROMISE, day=date(2026, 11, 27))


@pytest.mark.parametrize(
    ("understood", "meant", "right"),
    [
        (heard("dispute"), Meant(verdict=Verdict.DISPUTE), True),
        (heard("dispute", "question"), Meant(verdict=Verdict.DISPUTE), True),
        (heard("promise_to_pay"), Meant(verdict=Verdict.DISPUTE), False),
        (heard("dispute", "already_paid"), Meant(verdict=Verdict.DISPUTE), False),
        (heard("promise_to_pay", promise={"date": "2026-11-27"}), FRIDAY, True),
        (heard("promise_to_pay", promise={"date": "2026-11-28"}), FRIDAY, False),
        (heard("promise_to_pay"), FRIDAY, False),
        (heard("question"), Meant(verdict=Verdict.ANSWERED), True),
        (heard("document_request"), Meant(verdict=Verdict.ANSWERED), True),
        (heard("dispute"), Meant(verdict=Verdict.ANSWERED), False),
        (heard(), Meant(verdict=Verdict.ANSWERED), False),
        (heard("acknowledgement"), Meant(verdict=Verdict.NOTHING), True),
        (heard("opt_out"), Meant(verdict=Verdict.NOTHING), False),
        ({"kind": "other", "intents": []}, Meant(verdict=Verdict.PAID), False),
        (heard("dispute"), Meant(verdict=Verdict.OTHER_CLIENT), True),
    ],
)
def test_agreement_is_about_what_matters(understood, meant, right):
    assert agrees(understood, meant) is right


def test_a_label_says_what_is_right_and_leaves_small_talk_open():
    made = label("a.eml", heard("promise_to_pay", "question"), Meant(verdict=Verdict.DISPUTE, references=("F-1",)))
    assert made == {
        "file": "a.eml", "kind": "client_reply", "intents": ["dispute"], "alt_intents": ["question"],
        "references": ["F-1"],
    }  # fmt: skip


def test_the_label_of_a_promise_has_its_day_and_amount():
    meant = Meant(verdict=Verdict.PROMISE, day=date(2026, 11, 27), amount=Decimal("600"))
    assert label("a.eml", heard("other"), meant)["promise"] == {"date": "2026-11-27", "amount": "600.00"}


def test_the_label_of_nothing_lets_the_kind_be_either():
    made = label("a.eml", heard("dispute"), Meant(verdict=Verdict.NOTHING))
    assert (made["kind"], made["alt_kinds"], made["intents"]) == ("client_reply", ["other"], [])
    assert "dispute" not in made["alt_intents"]


def test_an_answered_question_keeps_the_name_of_what_was_asked():
    assert label("a.eml", heard("document_request"), Meant(verdict=Verdict.ANSWERED))["intents"] == ["document_request"]
    assert label("a.eml", heard("dispute"), Meant(verdict=Verdict.ANSWERED))["intents"] == ["question"]


def test_whose_a_message_is_makes_no_label():
    assert label("a.eml", heard("dispute"), Meant(verdict=Verdict.OTHER_CLIENT)) is None


@given(
    st.builds(
        Meant, verdict=st.sampled_from(Verdict), day=st.none() | st.dates(),
        amount=st.none() | st.decimals(min_value=0, max_value=10**6, places=2),
        references=st.lists(st.text(min_size=1, max_size=8), max_size=3).map(tuple),
    )
)  # fmt: skip
def test_what_is_kept_is_read_back(meant):
    assert meant_of(meant.kept()) == meant


@given(st.sampled_from(sorted(ACTS)), st.lists(st.sampled_from(Intent), unique=True))
def test_a_label_never_asks_for_what_the_person_did_not_say(verdict, intents):
    made = label("a.eml", heard(*intents), Meant(verdict=verdict))
    assert made["intents"] == [MEANS[verdict]] and not set(made["intents"]) & set(made["alt_intents"])
