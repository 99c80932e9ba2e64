"""Which invoices a person means, in values and in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.mass import MassFilter, MassOrder, approaches, as_kept, from_kept
from mailbot.core.deciding.mass_words import described
from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel
from tests.factories import a_ladder

COUNTS = st.none() | st.integers(0, 20)
TEXTS = st.text(max_size=8)
FILTERS = st.builds(
    MassFilter, minimum=st.none() | st.decimals("0", "9999", places=2), sent_at_least=COUNTS, sent_at_most=st.none(),
    last_before=st.none() | st.dates(), overdue_min=st.none() | st.integers(-30, 90), overdue_max=st.none(),
    next_level=COUNTS, last_level=COUNTS, payment_mode=TEXTS, client=TEXTS, client_kind=TEXTS, partner=TEXTS,
    matter=TEXTS, currency=TEXTS, ladder=TEXTS,
)  # fmt: skip
ORDERS = st.builds(
    MassOrder, wanted=FILTERS, without=st.lists(TEXTS, max_size=3).map(tuple), level=COUNTS,
    channel=st.none() | st.sampled_from(Channel), why=TEXTS,
)  # fmt: skip


@given(ORDERS)
def test_an_order_is_read_back_as_it_was_kept(order):
    assert from_kept(as_kept(order)) == order


@given(ORDERS, st.sampled_from(["fr", "en", "de"]))
def test_every_order_has_a_description(order, language):
    said = described(order, language)
    assert said.startswith("factures " if language == "fr" else "invoices ")
    assert all(str(value) in said for value in (order.level, order.wanted.next_level) if value is not None)


@pytest.mark.parametrize(
    ("wanted", "french", "english"),
    [
        ({}, "en retard", "overdue"),
        ({"overdue_min": 30}, "en retard d'au moins 30 j", "overdue for at least 30 days"),
        ({"overdue_max": 60}, "en retard d'au plus 60 j", "overdue for at most 60 days"),
        ({"overdue_min": 30, "overdue_max": 60}, "en retard de 30 à 60 j", "overdue for 30 to 60 days"),
        ({"overdue_min": None}, "échues ou non", "due or not"),
        ({"overdue_min": -5}, "échues ou à échoir d'ici 5 j", "overdue or due within 5 days"),
        (
            {"minimum": Decimal("1500.50"), "currency": "EUR"},
            "en retard, dont 1\u202f500,50\u00a0EUR au moins restent dus, en EUR",
            "overdue, with at least 1,500.50\u00a0EUR open, in EUR",
        ),
        ({"sent_at_most": 0}, "en retard, jamais relancées", "overdue, never reminded"),
        ({"sent_at_least": 2}, "en retard, relancées au moins 2 fois", "overdue, reminded at least 2 times"),
        ({"sent_at_most": 1}, "en retard, relancées au plus 1 fois", "overdue, reminded at most 1 times"),
        (
            {"sent_at_least": 1, "sent_at_most": 3}, "en retard, relancées de 1 à 3 fois",
            "overdue, reminded 1 to 3 times",
        ),
        (
            {"last_before": date(2026, 11, 1)}, "en retard, sans relance depuis le 1er nov. 2026",
            "overdue, no reminder since 1 Nov 2026",
        ),
        (
            {"next_level": 2, "client_kind": "public", "matter": "D-7", "ladder": "public"},
            "en retard, prochain niveau 2, personnes publiques, dossier D-7, barème public",
            "overdue, next level 2, public bodies, matter D-7, ladder public",
        ),
        (
            {"payment_mode": "virement", "client": "C1", "partner": "h@x.example", "last_level": 1},
            "en retard, dernier niveau 1, mode de paiement « virement », client C1, associé h@x.example",
            'overdue, last level 1, payment mode "virement", client C1, partner h@x.example',
        ),
    ],
)  # fmt: skip
def test_the_filter_reads_as_a_sentence(wanted, french, english):
    order = MassOrder(wanted=MassFilter(**wanted))
    assert described(order, "fr") == f"factures {french}"
    assert described(order, "en") == f"invoices {english}"


def test_the_choice_of_a_person_is_said_too():
    order = MassOrder(level=3, why=" avant les fêtes ", without=("F-1", "F-2"))
    assert described(order, "fr") == (
        "factures en retard, sauf 2 écartées à la main, niveau choisi : 3, motif : avant les fêtes"
    )


@pytest.mark.parametrize("wanted", [{"sent_at_least": 3, "sent_at_most": 2}, {"overdue_min": 30, "overdue_max": 10}])
def test_a_filter_that_contradicts_itself_is_refused(wanted):
    with pytest.raises(Refused, match="se contredit"):
        MassFilter(**wanted)


@given(last=st.none() | st.integers(-1, 9), overdue=st.booleans(), number=st.integers(0, 8))
def test_the_approaches_to_a_level_are_where_the_ladder_goes_on_to_it(last, overdue, number):
    ladder = a_ladder()
    following = ladder.after(last, overdue=overdue)
    stands = any(
        one.overdue is overdue
        and (last is None or last < one.below)
        and (one.above is None or (last is not None and last >= one.above))
        for one in approaches({"professional": ladder}, number)
    )
    assert stands is (following is not None and following.number == number)
