"""Which ways are open once the last notice has had no answer, and why: each with its conditions, none chosen.

A lawyer's own fees go to the bâtonnier, never to a court or a collector (décret 91-1197 art. 174 s.). A debtor in
collective proceedings is not pursued: the claim is declared. A public body is reminded of what the law adds; no court
is proposed against it. The rest is a person's decision: this only says what is open and what is lacking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mailbot.core.client import ClientKind
from mailbot.core.hold import HoldKind
from mailbot.core.limitation import months_before
from mailbot.core.pursuing import pursuit_checks as look
from mailbot.core.pursuing.pursuit_case import Case, Court, Finding, Proposal, Standing, Way
from mailbot.core.pursuing.pursuit_rules import AMICABLE_FIRST, DECLARED_WITHIN_MONTHS, SMALL_CLAIM, service_months


def proposals(case: Case) -> tuple[Proposal, ...]:
    """Every way that makes sense for this creditor and this client, open or closed, in the order of `Way`; nothing
    while no invoice has climbed its ladder and the client is not insolvent."""
    if not case.concerned:
        return ()
    ids = tuple(one.invoice.id for one in case.concerned)
    found = []
    for way, (applies, conditions) in _WAYS.items():
        if applies(case):
            act_by = _declared_by(case) if way is Way.CLAIM_DECLARATION else case.act_by
            findings = tuple(conditions(case))
            shut = tuple(one for one in findings if one.standing is Standing.BARRED)
            findings = shut or findings  # what a closed way would need besides helps nobody
            by = None if shut or way is Way.DOUBTFUL else act_by
            found.append(Proposal(way=way, amount=case.principal, findings=findings, invoice_ids=ids, act_by=by))
    return tuple(found)


def _always(case: Case) -> bool:
    return True


def _is_insolvent(case: Case) -> bool:
    return case.insolvency is not None


def _is_law_firm(case: Case) -> bool:
    return case.creditor.lawyer


def _is_public(case: Case) -> bool:
    return case.client.kind is ClientKind.PUBLIC


def _declaration(case: Case) -> Iterator[Finding]:
    """The claim is declared within two months of the judgment's publication; that day being unknown, the day of the
    news bounds it unless it was published before."""
    yield from look.french(case)
    yield from look.owed(case)
    by = _declared_by(case)
    known = case.insolvency is not None and case.insolvency.published_on is not None
    if by is not None and by < case.today:
        yield look.check("claim_late", day=by)
    elif by is not None:
        yield look.met("claim_by", day=by) if known else look.missing("claim_by_news", day=by)
    yield look.missing("judgment_day")
    yield look.missing("creditors_agent")
    if case.client.kind is ClientKind.CONSUMER:
        yield look.check("over_indebtedness")
    yield from look.papers(case)
    yield look.check("proof_of_order")


def _declared_by(case: Case) -> date | None:
    if case.insolvency is None:
        return None
    return months_before(case.insolvency.published_on or case.insolvency.told_on, -DECLARED_WITHIN_MONTHS)


def _batonnier(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    # A dispute about fees is what the bâtonnier decides.
    yield from look.held(case, passing=frozenset({HoldKind.DISPUTE}))
    if case.creditor.country != "FR":
        yield look.barred("foreign_creditor", country=case.creditor.country)
    yield look.met("fees_to_batonnier")
    yield from look.owed(case)
    yield from look.papers(case)
    yield from look.vat(case)
    without = [one.invoice.number for one in case.concerned if one.invoice.mission_ended_on is None]
    if without:
        yield look.missing("mission_end", numbers=", ".join(without))
    yield from look.notice(case)
    yield look.check("batonnier_papers")
    yield look.check("no_lawyers_mail")
    yield look.check("batonnier_form")
    yield look.check("batonnier_delay")
    yield from look.limitation(case)


def _public(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    yield from look.held(case)
    yield from look.french(case)
    yield look.met("public_interest")
    yield from look.owed(case)
    yield from look.papers(case)
    yield look.check("chorus")
    yield look.check("mandate_unverified")
    yield from look.limitation(case)


def _payment_order(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    yield from look.in_court(case)
    yield from look.held(case)
    yield look.met("determined_sum", amount=case.principal)
    yield from look.owed(case)
    yield look.check("court_commercial" if case.court is Court.COMMERCIAL else "court_judicial")
    yield from look.papers(case)
    yield from look.notice(case)
    yield look.check("proof_of_order")
    yield look.check("serve_within", months=service_months(case.today))
    yield from look.limitation(case)


def _small_claim(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    yield from look.french(case)
    if case.creditor.lawyer:
        yield look.barred("secrecy")
    if case.client.kind is ClientKind.PUBLIC:
        yield look.barred("public_debtor")
    yield from look.held(case)
    yield from _small_enough(case)
    yield from look.owed(case)
    yield from look.papers(case)
    yield look.check("proof_of_order")
    yield look.check("silence_refuses")
    yield look.check("costs_on_creditor")
    yield from look.limitation(case)


def _small_enough(case: Case) -> Iterator[Finding]:
    """Principal and interest together, in euros; interest that is not known is left out and said by `papers`."""
    if case.principal.currency != SMALL_CLAIM.currency:
        yield look.barred("not_euros", amount=case.principal)
        return
    whole = case.principal + case.interest if case.interest is not None else case.principal
    yield look.met("within_limit", amount=whole) if whole <= SMALL_CLAIM else look.barred("too_large", amount=whole)


def _interim(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    yield from look.in_court(case)
    yield from look.held(case)
    yield from look.owed(case)
    yield look.check("not_disputable")
    if case.principal.currency == AMICABLE_FIRST.currency and case.principal <= AMICABLE_FIRST:
        yield look.check("amicable_first")
    yield look.check("mention_only")
    yield from look.limitation(case)


def _doubtful(case: Case) -> Iterator[Finding]:
    yield from look.climbed(case)
    if not case.creditor.accrual:
        yield look.barred("cash_books")
    if all(one.invoice.doubtful_on is not None for one in case.concerned):
        yield look.barred("already_doubtful")
    yield look.met("doubtful_entry", amount=case.principal)
    yield from look.owed(case)
    yield from look.vat(case)
    yield look.check("not_irrecoverable")


_WAYS: dict[Way, tuple[Callable[[Case], bool], Callable[[Case], Iterator[Finding]]]] = {
    Way.CLAIM_DECLARATION: (_is_insolvent, _declaration),
    Way.BATONNIER: (_is_law_firm, _batonnier),
    Way.PUBLIC_CLAIM: (_is_public, _public),
    Way.PAYMENT_ORDER: (_always, _payment_order),
    Way.SMALL_CLAIM: (_always, _small_claim),
    Way.INTERIM_ORDER: (_always, _interim),
    Way.DOUBTFUL: (_always, _doubtful),
}
