"""How what was learnt is weighed: turns of phrase, the verdict on a text, which day and which amount is promised."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.intents import believed, read_intents
from mailbot.inbound.reply.learned.judge import FILE, HIDDEN, MIDDLE, Verdict, judge, learnt, likeliest_sum, weights_of
from mailbot.inbound.reply.learned.phrases import phrases_in
from mailbot.inbound.reply.new_text import NewText

TUESDAY = date(2026, 10, 6)
# Two intents and one hidden idea: what "wrong" and "why" say, and "half", which says it by way of the idea only.
ROWS = {"wrong": (3, 0, 0), "why": (0, 3, 0), "half": (0, 0, 5), "never": (0, 0, -5)}
SMALL = weights_of(
    json.dumps(
        {"intents": ["dispute", "question"], "base": [-100, -100], "least": [0, 0], "no_sum": 50, "days": {},
         "sums": {"money": 100}, "marks": "\n".join(ROWS), "step": 1.0, "idea_step": 0.5, "mixing": [[-40, 80]],
         "rows": b64encode(bytes(MIDDLE + weight for row in ROWS.values() for weight in row)).decode()}
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("mon pere nous a quittes en mai", "DEAD"),
        ("the receiver was appointed", "PROCEEDING"),
        ("schreiben sie mir nicht mehr", "STOPMAIL"),
        ("je vous propose cinq cheques", "PARTS"),
    ],
)
def test_a_turn_of_phrase_tells_its_idea(words, idea):
    assert idea in {told for _, told in phrases_in(words.split())}


def test_a_word_inside_another_is_no_phrase():
    assert "DEAD" not in {told for _, told in phrases_in(["la", "mortadelle", "est", "bonne"])}


def test_the_sentence_that_says_it_is_named():
    verdict = judge([frozenset({"hello"}), frozenset({"wrong"})], SMALL)
    assert verdict.loudest[Intent.DISPUTE] == 1
    assert verdict.margins[Intent.DISPUTE] > 0 > verdict.margins[Intent.QUESTION]


@pytest.mark.parametrize(
    ("bag", "dispute", "question"),
    [
        ({"half"}, -1 - 2.5 * 0.4, -1 + 2.5 * 0.8),
        ({"half", "never"}, -1.0, -1.0),  # an idea that comes to nothing says nothing
        ({"never"}, -1.0, -1.0),
        ({"wrong", "half"}, -1 + (3 - 2.5 * 0.4) / 2**0.5, -1 + 2.5 * 0.8 / 2**0.5),
        ({"wrong", "unheard of"}, -1 + 3 / 2**0.5, -1.0),
        (set(), -1.0, -1.0),
    ],
)
def test_marks_speak_straight_and_by_way_of_ideas(bag, dispute, question):
    margins = judge([frozenset(bag)], SMALL).margins
    assert margins == {Intent.DISPUTE: pytest.approx(dispute), Intent.QUESTION: pytest.approx(question)}


@given(st.lists(st.sampled_from(sorted(learnt().marks)), unique=True, max_size=700))
def test_the_sum_of_many_marks_is_the_sum_of_their_rows(bag):
    marks = learnt().marks
    rows = [marks.summed([mark]) for mark in bag]
    assert marks.summed(bag) == [sum(column) for column in zip(*rows, strict=True)] or not bag


def test_what_comes_near_is_taken_when_nothing_passes():
    assert believed(Verdict({Intent.DISPUTE: -0.1, Intent.QUESTION: -2.0}, {})) == {Intent.DISPUTE}
    assert believed(Verdict({Intent.DISPUTE: -3.0, Intent.QUESTION: -2.0}, {})) == frozenset()


def test_other_stands_alone():
    assert believed(Verdict({Intent.OTHER: 0.2, Intent.QUESTION: 0.5}, {})) == {Intent.QUESTION}
    assert believed(Verdict({Intent.OTHER: 0.9, Intent.QUESTION: 0.5}, {})) == frozenset()


def test_no_amount_is_promised_when_none_is_likelier():
    assert likeliest_sum([frozenset({"money"})], SMALL) == 0
    assert likeliest_sum([frozenset()], SMALL) is None
    assert likeliest_sum([], SMALL) is None


def test_the_weights_that_travel_are_small_and_whole():
    weights = learnt()
    assert FILE.stat().st_size < 4_000_000
    assert set(weights.intents) == set(Intent)
    assert len(weights.mixing) == HIDDEN and {len(row) for row in weights.mixing} == {len(Intent)}
    assert len(weights.marks) == len(set(weights.marks)) > 10_000


PROMISES = (
    ("Votre courrier du 2 octobre est bien arrivé. Le virement de 250 euros part vendredi.", "2026-10-09", "250"),
    ("Le 15 octobre je suis absent. Le 17 je vous règle tout, 936 euros.", "2026-10-17", "936"),
    ("Je valide mercredi en réunion et le virement part le lendemain.", "2026-10-08", None),
    ("La moitié est partie hier. Le solde sera viré le 30 octobre.", "2026-10-30", None),
    ("Le nécessaire sera fait sous 48 heures par mon gérant.", "2026-10-08", None),
    ("I will pay the invoice of 12 September on Friday.", "2026-10-09", None),
)


@pytest.mark.parametrize(("text", "day", "amount"), PROMISES, ids=[text for text, _, _ in PROMISES])
def test_the_day_and_the_amount_promised_are_told_from_the_others(text, day, amount):
    promise = read_intents(NewText(text=text), TUESDAY).promise
    assert promise is not None
    assert (str(promise.date), promise.amount) == (day, Decimal(amount) if amount else None)


@given(st.text(max_size=400), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_any_text_is_read_the_same_twice(text, written):
    once = read_intents(NewText(text=text), written)
    assert once == read_intents(NewText(text=text), written)
    assert once.intents
    assert once.promise is None or once.promise.date is None or once.promise.date >= written
