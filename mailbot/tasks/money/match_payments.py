"""Find the invoices that payments pay; sure ones are allocated and linked to their reminder, the rest is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.config.schema import Matching
from mailbot.core.matching.decide import MatchDecision, Trust, match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.money import payer_aliases, payments_in_hand
from mailbot.store.money.payments import Word
from mailbot.store.money_tables import PayerAliasRow
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.allocate_payment import place
from mailbot.tasks.money.learn_payer import nobodys
from mailbot.tasks.money.told_before import SET_ASIDE


@dataclass(slots=True)
class MatchReport:
    """What one run did with the payments that waited; `aside`: by a rule that a person taught, no client's money."""

    automatic: int = 0
    to_review: int = 0
    none: int = 0
    crossed: int = 0
    aside: int = 0


def match_payments(office: Office, now: datetime) -> MatchReport:
    """Match every counted payment that nobody has tried yet, in date order."""
    report = MatchReport()
    trust, language = trust_of(office.settings.matching), office.settings.firm.language
    with office.books.write() as session:
        waiting = payments_in_hand.to_match(session)
        if not waiting:
            return report
        index, strangers = ledger(session), payer_aliases.nobodys(session)
        for earlier in payments_in_hand.just_before(session, waiting):
            index.remember(payments_in_hand.to_payment(earlier))
        for row in waiting:
            payment = payments_in_hand.to_payment(row)
            decision = match(payment, index, trust, language=language)
            index.remember(payment)
            if decision.decision != "auto" and _set_aside(session, row, strangers, now):
                report.aside += 1
            elif apply(session, office, row, decision, now, report):
                index = index.after(decision.allocations)
    return report


def trust_of(matching: Matching) -> Trust:
    """What the firm's configuration lets happen without a person."""
    return Trust(threshold=matching.threshold, by_name=matching.by_name)


def ledger(session: Session) -> LedgerIndex:
    """The index of references, names and amounts, built once per run.

    Settled invoices stay in it: a label that cites one must not be placed on another.
    """
    client_rows = session.scalars(select(ClientRow)).all()
    invoice_rows = session.scalars(select(InvoiceRow).where(InvoiceRow.kind != "quote")).all()
    return LedgerIndex.build(
        [clients.to_client(c) for c in client_rows],
        [invoices.to_invoice(i) for i in invoice_rows],
        payer_aliases.for_matching(session),
    )


def apply(
    session: Session, office: Office, row: PaymentRow, decision: MatchDecision, now: datetime, report: MatchReport
) -> bool:
    """Write a decision: allocate when it is automatic and allowed (True), else keep it as a proposal."""
    row.score, row.why = decision.score, decision.why
    row.proposals = [[number, amount.minor] for number, amount in decision.allocations]
    if decision.decision == "auto" and office.settings.matching.auto:
        row.decision = "auto"
        report.automatic += 1
        report.crossed += place(session, office, row, decision.allocations, Word("mailbot", decision.why, now))
        return True
    row.decision = "none" if decision.decision == "none" else "review"
    report.none += row.decision == "none"
    report.to_review += row.decision == "review"
    return False


def _set_aside(session: Session, row: PaymentRow, strangers: Mapping[str, PayerAliasRow], now: datetime) -> bool:
    """A person said of this name or account that its money is no client's: this one leaves the queue likewise."""
    rule = nobodys(row, strangers)
    if rule is None:
        return False
    row.decision, row.why, row.proposals = (
        SET_ASIDE,
        f"écarté comme l'a dit {rule.author} : {rule.why or rule.said}",
        [],
    )
    entry = history.Entry(
        at=now, actor="mailbot", kind="payment_set_aside", payment_id=row.id, text=row.why, data={"payer": rule.id}
    )
    history.append(session, entry)
    return True
