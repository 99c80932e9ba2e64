"""What may follow the last notice: which ways are open for whom, why the others are closed, and what is lacking."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.proceeding import MOVES, ProceedingStatus, check_move
from mailbot.core.pursuing.pursuit import proposals
from mailbot.core.pursuing.pursuit_case import (
    PREPARED,
    Case,
    Claimed,
    Court,
    Creditor,
    Finding,
    Insolvency,
    Proposal,
    Standing,
    Way,
    ready_on,
)
from mailbot.core.pursuing.pursuit_conditions_en import CONDITIONS as ENGLISH
from mailbot.core.pursuing.pursuit_conditions_fr import CONDITIONS as FRENCH
from mailbot.core.pursuing.pursuit_rules import RULES, Mark, service_months
from tests.factories import TODAY, a_client, a_hold, a_ladder, an_invoice, eur

LAW_FIRM = Creditor(profession="lawyer")
KNOWN = {"address": "4 rue des Compagnons", "postcode": "44800", "city": "Saint-Herblain", "siren": "732829320"}


def a_claim(**changes: Any) -> Claimed:
    """An invoice whose ladder is climbed since a week; `invoice` holds changes to it."""
    invoice = an_invoice(**{"file": "f" * 64, "vat": eur("166.67"), **changes.pop("invoice", {})})
    claim = Claimed(invoice=invoice, ready_on=date(2026, 11, 11), notice_on=date(2026, 10, 26), act_by=date(2031, 9, 1))
    return replace(claim, **changes)


def a_case(**changes: Any) -> Case:
    """A company that is owed 1,000.00 EUR by a professional; `kind` and the like change the client."""
    names = {field.name for field in fields(Case)}
    client = a_client(**{**KNOWN, **{key: changes.pop(key) for key in list(changes) if key not in names}})
    case = Case(
        today=TODAY, creditor=Creditor(), client=client, claims=(a_claim(),), credits=eur(0), unplaced=eur(0),
        interest=eur("12.00"),
    )  # fmt: skip
    return replace(case, **changes)


def ways(case: Case) -> dict[Way, Proposal]:
    return {one.way: one for one in proposals(case)}


def open_ways(case: Case) -> set[str]:
    return {one.way.value for one in proposals(case) if one.open}


def keys(proposal: Proposal, standing: Standing) -> set[str]:
    return {one.key for one in proposal.findings if one.standing is standing}


IN_COURT = {"payment_order", "small_claim", "interim_order"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {*IN_COURT, "doubtful"}),
        ({"kind": ClientKind.CONSUMER}, {*IN_COURT, "doubtful"}),
        ({"kind": ClientKind.PUBLIC}, {"public_claim", "doubtful"}),
        ({"creditor": LAW_FIRM}, {"batonnier", "doubtful"}),
        ({"creditor": LAW_FIRM, "kind": ClientKind.CONSUMER}, {"batonnier", "doubtful"}),
        ({"creditor": LAW_FIRM, "kind": ClientKind.PUBLIC}, {"batonnier", "public_claim", "doubtful"}),
        ({"creditor": Creditor(profession="lawyer", accrual=False)}, {"batonnier"}),
        ({"creditor": Creditor(country="BE")}, {"doubtful"}),
        ({"country": "DE"}, {"doubtful"}),
        ({"interest": eur("4000.01")}, {"payment_order", "interim_order", "doubtful"}),
        ({"interest": None, "interest_why": "no rate"}, {*IN_COURT, "doubtful"}),
        ({"insolvency": Insolvency(told_on=TODAY)}, {"claim_declaration", "doubtful"}),
        ({"creditor": LAW_FIRM, "insolvency": Insolvency(told_on=TODAY)}, {"claim_declaration", "doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.DISPUTE),)}, {"doubtful"}),
        ({"creditor": LAW_FIRM, "holds": (a_hold(kind=HoldKind.DISPUTE),)}, {"batonnier", "doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.PROMISE, until=date(2026, 11, 30)),)}, {"doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.PROMISE, until=date(2026, 11, 1)),)}, {*IN_COURT, "doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.INSTALMENTS),)}, {"doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.DECEASED),)}, {"doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.ABSENT),)}, {*IN_COURT, "doubtful"}),
        ({"holds": (a_hold(kind=HoldKind.DISPUTE, invoice_id=9),)}, {*IN_COURT, "doubtful"}),
        ({"credits": eur(-1000)}, set()),
        ({"claims": (a_claim(ready_on=None),)}, set()),
        ({"claims": (a_claim(ready_on=date(2026, 11, 19)),)}, set()),
        ({"claims": (a_claim(invoice={"doubtful_on": TODAY}),)}, IN_COURT),
    ],
)
def test_which_ways_are_open(changes, expected):
    assert open_ways(a_case(**changes)) == expected


def test_a_lawyer_s_own_fee_never_goes_to_a_court_or_to_a_third_party():
    shut = {way: keys(one, Standing.BARRED) for way, one in ways(a_case(creditor=LAW_FIRM)).items() if not one.open}
    assert shut == {Way.PAYMENT_ORDER: {"own_fees"}, Way.SMALL_CLAIM: {"secrecy"}, Way.INTERIM_ORDER: {"own_fees"}}


@given(
    kind=st.sampled_from(list(ClientKind)),
    amount=st.integers(1, 10**7),
    insolvent=st.booleans(),
    holds=st.lists(st.sampled_from(list(HoldKind)), max_size=3),
)
def test_whatever_the_case_a_law_firm_is_never_sent_to_court_and_an_insolvent_client_never_pursued(
    kind, amount, insolvent, holds
):
    claim = a_claim(invoice={"total": Money.from_minor(amount)})
    case = a_case(
        creditor=LAW_FIRM, kind=kind, claims=(claim,), insolvency=Insolvency(told_on=TODAY) if insolvent else None,
        holds=tuple(a_hold(kind=one) for one in holds),
    )  # fmt: skip
    opened = open_ways(case)
    assert not opened & IN_COURT
    assert not insolvent or opened <= {"claim_declaration", "doubtful"}
    assert open_ways(replace(case, claims=(a_claim(ready_on=None),), insolvency=None)) == set()


@pytest.mark.parametrize(
    ("principal", "interest", "open_"), [(4900, 100, True), (4900, "100.01", False), (5001, 0, False)]
)
def test_small_claims_reach_5_000_euros_of_principal_and_interest(principal, interest, open_):
    case = a_case(claims=(a_claim(invoice={"total": eur(principal)}),), interest=eur(interest))
    assert ways(case)[Way.SMALL_CLAIM].open is open_


def test_the_ceiling_is_in_euros():
    dollars = Money.of(100, "USD")
    claim = a_claim(invoice={"total": dollars, "open": dollars, "vat": None})
    case = a_case(claims=(claim,), credits=Money.zero("USD"), unplaced=Money.zero("USD"), interest=Money.zero("USD"))
    assert keys(ways(case)[Way.SMALL_CLAIM], Standing.BARRED) == {"not_euros"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"address": ""}, "debtor_address"),
        ({"city": ""}, "debtor_address"),
        ({"siren": ""}, "debtor_siren"),
        ({"creditor": Creditor(identified=False)}, "creditor_identity"),
        ({"claims": (a_claim(), a_claim(invoice={"id": 2}, notice_on=None))}, "no_formal_notice"),
        ({"unplaced": eur(20)}, "unplaced_money"),
        ({"interest": None, "interest_why": "no rate"}, "interest_unknown"),
    ],
)
def test_what_a_request_to_the_court_lacks_is_named(changes, key):
    proposal = ways(a_case(**changes))[Way.PAYMENT_ORDER]
    assert key in keys(proposal, Standing.MISSING)
    assert proposal.open
    assert not proposal.ready


def test_nothing_is_lacking_when_the_books_hold_it_all():
    assert ways(a_case())[Way.PAYMENT_ORDER].ready


def test_a_copy_that_is_not_in_the_books_is_named_by_its_number():
    bare = a_claim()
    bare = replace(bare, invoice=replace(bare.invoice, file="", vat=None))
    lacking = ways(a_case(claims=(bare,)))
    found = [words.sentence(one, "fr") for one in lacking[Way.PAYMENT_ORDER].findings if one.key == "invoice_copy"]
    assert found == ["la copie de F-2026-0042 n'est pas dans les livres : l'importer ou la joindre"]
    assert "vat_unknown" in keys(lacking[Way.DOUBTFUL], Standing.MISSING)


def test_a_consumer_needs_no_siren():
    assert ways(a_case(kind=ClientKind.CONSUMER, siren=""))[Way.PAYMENT_ORDER].ready


@pytest.mark.parametrize(
    ("kind", "court"),
    [
        (ClientKind.PROFESSIONAL, Court.COMMERCIAL),
        (ClientKind.CONSUMER, Court.JUDICIAL),
        (ClientKind.PUBLIC, Court.JUDICIAL),
    ],
)
def test_the_court_follows_the_debtor_s_kind(kind, court):
    assert a_case(kind=kind).court is court


@pytest.mark.parametrize(
    ("ordered_on", "months"), [(date(2026, 8, 31), 6), (date(2026, 9, 1), 3), (date(2027, 1, 1), 3)]
)
def test_an_order_is_served_within_three_months_from_september_2026(ordered_on, months):
    assert service_months(ordered_on) == months


@pytest.mark.parametrize(
    ("insolvency", "act_by", "key", "standing"),
    [
        (Insolvency(told_on=TODAY, published_on=date(2026, 11, 3)), date(2027, 1, 3), "claim_by", Standing.MET),
        (Insolvency(told_on=date(2026, 11, 10)), date(2027, 1, 10), "claim_by_news", Standing.MISSING),
        (Insolvency(told_on=date(2026, 12, 31)), date(2027, 2, 28), "claim_by_news", Standing.MISSING),
        (Insolvency(told_on=TODAY, published_on=date(2026, 9, 17)), date(2026, 11, 17), "claim_late", Standing.CHECK),
    ],
)
def test_a_claim_is_declared_within_two_months_of_publication_else_of_the_news(insolvency, act_by, key, standing):
    proposal = ways(a_case(insolvency=insolvency))[Way.CLAIM_DECLARATION]
    assert proposal.act_by == act_by
    assert key in keys(proposal, standing)


def test_in_insolvency_everything_open_is_declared_whatever_its_level():
    young = a_claim(invoice={"id": 2, "number": "F-2"}, ready_on=None)
    case = a_case(claims=(a_claim(), young), insolvency=Insolvency(told_on=TODAY))
    assert ways(case)[Way.CLAIM_DECLARATION].invoice_ids == (1, 2)
    assert ways(replace(case, insolvency=None))[Way.PAYMENT_ORDER].invoice_ids == (1,)


def test_credit_notes_lower_what_is_asked():
    assert ways(a_case(credits=eur("-200.50")))[Way.PAYMENT_ORDER].amount == eur("799.50")


@pytest.mark.parametrize(
    ("kind", "act_by", "key"),
    [
        (ClientKind.PROFESSIONAL, date(2026, 12, 1), "limitation"),
        (ClientKind.CONSUMER, date(2026, 11, 17), "limitation_over"),
    ],
)
def test_limitation_is_named_and_what_may_be_barred_is_said(kind, act_by, key):
    proposal = ways(a_case(kind=kind, claims=(a_claim(act_by=act_by),)))[Way.PAYMENT_ORDER]
    assert (proposal.act_by, key in keys(proposal, Standing.CHECK)) == (act_by, True)


def test_a_public_debtor_is_asked_for_what_the_law_adds_and_taken_to_no_court():
    found = ways(a_case(kind=ClientKind.PUBLIC))
    assert {"public_interest"} <= keys(found[Way.PUBLIC_CLAIM], Standing.MET)
    assert keys(found[Way.PAYMENT_ORDER], Standing.BARRED) == {"public_debtor"}


@pytest.mark.parametrize(
    ("level", "deadline", "sent", "expected"),
    [
        (3, date(2026, 11, 10), date(2026, 11, 2), date(2026, 11, 17)),
        (3, None, date(2026, 11, 2), date(2026, 11, 9)),
        (2, date(2026, 11, 10), date(2026, 11, 2), None),
        (None, None, None, None),
    ],
)
def test_the_hand_over_comes_after_the_last_deadline_and_the_days_of_grace(level, deadline, sent, expected):
    invoice = an_invoice(level=level, deadline_on=deadline, level_sent_on=sent)
    assert ready_on(invoice, a_ladder(handover_after_days=7)) == expected


def test_every_condition_has_its_words_in_both_languages_and_its_source():
    assert set(FRENCH) == set(ENGLISH) == set(RULES)
    assert all(rule.source for rule in RULES.values() if rule.mark in (Mark.READ, Mark.SECONDARY))
    assert all(set(words.WAYS[language]) == {way.value for way in Way} for language in ("fr", "en"))


def test_a_condition_says_what_was_found_and_how_surely_its_source_was_read():
    finding = Finding("serve_within", Standing.CHECK, (("months", 3),))
    assert words.sentence(finding, "fr").startswith("signifier l'ordonnance dans les 3 mois")
    assert words.source(finding, "fr") == "décret n° 2026-96 du 16 février 2026, source secondaire"
    assert words.source(finding, "en").endswith("secondary source")
    assert words.source(Finding("debtor_address", Standing.MISSING), "fr") == ""


def test_every_sentence_of_every_case_can_be_said():
    cases = [a_case(creditor=one, kind=kind) for one in (Creditor(), LAW_FIRM) for kind in ClientKind]
    cases += [replace(case, insolvency=Insolvency(told_on=TODAY)) for case in cases]
    said = {
        words.sentence(one, language)
        for case in cases for way in proposals(case) for one in way.findings for language in ("fr", "en")
    }  # fmt: skip
    assert not [text for text in said if "{" in text or not text]


def test_a_request_is_prepared_for_every_way_but_the_summons():
    assert set(Way) - PREPARED == {Way.INTERIM_ORDER}


@pytest.mark.parametrize("before", list(ProceedingStatus))
@pytest.mark.parametrize("after", list(ProceedingStatus))
def test_a_proceeding_moves_forward_only(before, after):
    order = list(ProceedingStatus)
    legal = after in MOVES[before]
    assert legal == (order.index(after) > order.index(before) or before == after == ProceedingStatus.PREPARED)
    if not legal:
        with pytest.raises(Refused, match="ne peut plus"):
            check_move(before, after)
