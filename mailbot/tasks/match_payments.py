"""Find the invoices that payments pay; sure ones are allocated and linked to their reminder, the rest is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.matching.decide import MatchDecision, match
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.store import clients, invoices, payments_in_hand
from mailbot.store.payments import Word
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow
from mailbot.tasks.allocate_payment import place
from mailbot.tasks.office import Office


@dataclass(slots=True)
class MatchReport:
    """What one run did with the payments that waited."""

    automatic: int = 0
    to_review: int = 0
    none: int = 0
    crossed: int = 0


def match_payments(office: Office, now: datetime) -> MatchReport:
    """Match every counted payment that nobody has tried yet, in date order."""
    report = MatchReport()
    threshold, language = office.settings.matching.threshold, office.settings.firm.language
    with office.books.write() as session:
        waiting = payments_in_hand.to_match(session)
        if not waiting:
            return report
        index = ledger(session)
        for row in waiting:
            decision = match(payments_in_hand.to_payment(row), index, threshold=threshold, language=language)
            if apply(session, office, row, decision, now, report):
                index = index.after(decision.allocations)
    return report


def ledger(session: Session) -> LedgerIndex:
    """The index of references, names and amounts, built once per run.

    Settled invoices stay in it: a label that cites one must not be placed on another.
    """
    client_rows = session.scalars(select(ClientRow)).all()
    invoice_rows = session.scalars(select(InvoiceRow).where(InvoiceRow.kind != "quote")).all()
    return LedgerIndex.build(
        [clients.to_client(c) for c in client_rows], [invoices.to_invoice(i) for i in invoice_rows]
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
