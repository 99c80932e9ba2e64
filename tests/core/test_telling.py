"""One movement told by several: the same, another, or for a person to say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.alike import tells_more
from mailbot.core.batches import by_id, by_sum
from mailbot.core.telling import Likeness, likeness, pairs
from mailbot.core.told import Known, Told

DAY = date(2026, 11, 9)


def told(by="notice", minor=10_000, days=0, **more):
    fields = {"currency": "EUR", "account": "FR76", "payer": "DUPONT SARL", "label": "FACT F-2026-0042"} | more
    return Told(told_by=by, key=f"{by}:{minor}:{days}:{more}", minor=minor, on=DAY + timedelta(days=days), **fields)


def known(*tellings, key=1):
    return Known(payment_id=key, tellings=tellings)


SAME = [
    ("a notice, then the statement", told(), told("camt", days=1, label="/RFB/ F-2026-0042")),
    ("the statement, then the notice", told("mt940", label=""), told()),
    ("neither says who", told(payer="", label="VIREMENT"), told("ofx", payer="", label="VIR RECU")),
    ("a shortened name", told(payer="DUPONT SA"), told("cfonb120", payer="DUPONT SARL BATIMENT", label="")),
    ("the account of the payer", told(payer="X", payer_iban="FR14", label="A"),
     told("camt", payer="Y", payer_iban="FR 14")),
    ("typed by a person, with the number", told("hand", payer="Dupont", label="F-2026-0042", account="by hand"),
     told("camt", days=6, payer="HOLDING ZED", label="REGLT F-2026-0042")),
    ("a number that was cut off", told(), told("csv", label="VIR /DE DUPONT SARL /MOTIF F-2026-00")),
    ("one account, one day, another of the bank's numbers", told(payer_iban="FR14"),
     told("camt", payer_iban="FR14", label="REF 2026110912")),
    ("a mail without a day of its own, some days late", told(days=4, dated=False, label=""), told("camt", label="")),
    ("booked on one day", told("mt940", days=2, booked_on=DAY, label=""), told("csv", booked_on=DAY, label="")),
    ("an unproved notice, then the statement", told("unverified", account=""), told("camt")),
]  # fmt: skip
OTHER = [
    ("another amount", told(), told("camt", minor=10_001)),
    ("another payer", told(label=""), told("camt", payer="MARTIN", label="")),
    ("a namesake by town", told(payer="TRANSPORTS MARTIN TOULON SAS"),
     told("csv", payer="BOULANGERIE VINCENT TOULON SNC", label="VIREMENT")),
    ("another of our accounts", told(), told("camt", account="FR99")),
    ("a week later", told(), told("camt", days=7)),
    ("another invoice named", told(payer="", label="F-2026-0042"), told("camt", payer="", label="F-2026-0099")),
    ("told by the same", told(), told(label="FACT F-2026-0042 BIS")),
    ("a person says so", told("camt"), told("another")),
    ("told by the same on another day", told(label=""), told(days=1, label="")),
]  # fmt: skip
DOUBTFUL = [
    ("typed by a person, the bank shows somebody else", told("hand", payer="Dupont", label="chèque"),
     told("camt", payer="HOLDING ZED", label="VIREMENT")),
    ("the same payer names another invoice", told(), told("camt", label="F-2026-0099")),
    ("the same account, another invoice, another day", told(payer_iban="FR14"),
     told("camt", days=1, payer_iban="FR14", label="F-2026-0099")),
    ("half a name", told(payer="MARTIN TOULON", label=""), told("csv", payer="VINCENT TOULON", label="")),
    ("three days apart, and no number", told(label=""), told("camt", days=3, label="")),
    ("booked on two days", told("mt940", booked_on=DAY, label=""),
     told("csv", days=1, booked_on=DAY + timedelta(days=1), label="")),
    ("the same mail without a day, sent again", told(dated=False), told(days=2, dated=False)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_this_is_one_payment(one, other):
    assert likeness(other, known(one)) is Likeness.SAME


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER])
def test_these_are_two(one, other):
    assert likeness(other, known(one)) is Likeness.OTHER


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in DOUBTFUL], ids=[row[0] for row in DOUBTFUL])
def test_a_person_says_which(one, other):
    assert likeness(other, known(one)) is Likeness.DOUBTFUL


def test_two_equal_lines_of_a_statement_are_not_both_the_one_notice():
    lines = [told("camt"), told("camt", days=1)]
    found = pairs(lines, [known(told())])
    assert {at: pair.known.payment_id for at, pair in found.items()} == {0: 1}


@pytest.mark.parametrize(
    ("days", "who", "like"),
    [(0, "csv", Likeness.SAME), (6, "csv", Likeness.OTHER), (0, "hand", Likeness.OTHER)],
    ids=["the statement tells it again", "collected once more", "a person types what took its place"],
)
def test_a_payment_that_came_back_is_known_and_what_comes_after_it_is_another(days, who, like):
    one = Known(payment_id=1, tellings=(told("camt"),), gone_on=DAY + timedelta(days=5))
    assert likeness(told(who, days=days), one) is like


def test_what_is_told_finds_as_many_payments_as_can_be():
    """The nearest would leave the first line over, which would count twice: each gives way."""
    lines = [told("csv", days=-2, label=""), told("csv", days=1, label="")]
    entered = [known(told(label=""), key=1), known(told(days=3, label=""), key=2)]
    assert {at: pair.known.payment_id for at, pair in pairs(lines, entered).items()} == {0: 1, 1: 2}


def test_what_was_in_doubt_stands_alone_when_all_that_is_like_it_is_told_of():
    counted, doubtful = known(told(), key=1), Known(payment_id=2, tellings=(told(days=1, label=""),), counts=False)
    first, second = told("camt"), told("camt", days=1, label="")
    assert {at: pair.alone for at, pair in pairs([first, second], [counted, doubtful]).items()} == {0: True, 1: True}
    assert pairs([second], [counted, doubtful])[0].known is counted


def test_an_entry_without_an_id_is_known_by_its_sum():
    whole = known(told("csv", minor=350, payer="", label="REMISE"))
    parts = [told("camt", minor=minor, part_of=(3, 350)) for minor in (100, 250)]
    assert set(by_sum(parts, [whole])) == {0, 1}
    entered = [known(part, key=at) for at, part in enumerate(parts)]
    assert set(by_sum([told("csv", minor=350, payer="", label="REMISE")], entered)) == {0}
    assert by_sum([told("csv", minor=350, payer="", days=9)], entered) == {}
    assert by_sum([told("csv", minor=351)], entered) == {}


def test_a_longer_label_that_lost_its_number_tells_less():
    assert tells_more("VIR DUPONT F-2026-0042", "F-2026-0042")
    assert not tells_more("VIR SEPA RECU /DE DUPONT /MOTIF F-20", "F-2026-0042")


def test_the_total_of_a_batch_and_its_parts_are_the_same_money():
    parts = [told("camt", minor=100, batch="B1"), told("camt", minor=250, batch="B1")]
    entered = [known(parts[0], key=1), known(parts[1], key=2)]
    assert set(by_id([told("camt", minor=350, batch="B1")], {"B1": entered})) == {0}
    assert set(by_id(parts, {"B1": [known(told("camt", minor=350, batch="B1"))]})) == {0, 1}
    assert by_id([told("camt", minor=351, batch="B1")], {"B1": entered}) == {}


CHANNELS = ("notice", "camt", "mt940", "hand")


@st.composite
def _months(draw):
    """True payments (payer, amount, day), each told by the statement and by some others, in any order, repeatedly.

    Equal ones of one payer come on one day or a week apart: nearer ones that name nothing cannot be told apart."""
    payments = draw(st.lists(
        st.tuples(st.sampled_from(["DUPONT", "MARTIN"]), st.sampled_from([100, 200]), st.sampled_from([0, 7, 14])),
        min_size=1, max_size=7,
    ))  # fmt: skip
    tellings = []
    for number, _ in enumerate(payments):
        tellers = {"camt", *draw(st.sets(st.sampled_from(CHANNELS[:3])))}
        tellings += [(number, by) for by in tellers]
    order = draw(st.permutations(tellings + draw(st.lists(st.sampled_from(tellings), max_size=4))))
    return payments, order


@settings(max_examples=200)
@given(_months())
def test_every_movement_counts_once_whatever_the_order_and_repetition(month):
    payments, order = month
    books: list[Known] = []
    seen: set[str] = set()
    for number, by in order:
        payer, minor, day = payments[number]
        shift = 1 if by == "mt940" else 0
        one = Told(
            told_by=by, key=f"{by}:{number}", currency="EUR", minor=minor, on=DAY + timedelta(days=day + shift),
            payer=payer,
        )  # fmt: skip
        if one.key in seen:
            continue
        seen.add(one.key)
        found = pairs([one], books).get(0)
        if found:
            at = books.index(found.known)
            books[at] = Known(payment_id=books[at].payment_id, tellings=(*books[at].tellings, one))
        else:
            books.append(Known(payment_id=len(books), tellings=(one,)))
    counted = sorted((one.tellings[0].payer, one.tellings[0].minor) for one in books)
    assert counted == sorted((payer, minor) for payer, minor, _ in payments)
