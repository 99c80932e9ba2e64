"""Find the invoices that payments pay; sure ones are allocated and linked to their reminder, the rest is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.crossing import SentReminder, link
from mailbot.core.invoice import AllocationKind
from mailbot.core.matching import LedgerIndex, MatchDecision, match
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store import alerts, clients, history, invoices, payments, reminders
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow, ReminderRow
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
    with office.books.write() as session:
        waiting = payments.to_match(session)
        if not waiting:
            return report
        index = ledger(session)
        for row in waiting:
            decision = match(payments.to_payment(row), index)
            apply(session, office, row, decision, now, report)
            index = index.after(decision)
    return report


def ledger(session: Session) -> LedgerIndex:
    """The index of references, names and amounts, built once per run.

    Settled invoices stay in it: a label that cites one must not be placed on another.
    """
    client_rows = session.scalars(select(ClientRow)).all()
    invoice_rows = session.scalars(select(InvoiceRow).where(InvoiceRow.kind != "quote")).all()
    return LedgerIndex.build([clients.to_client(c) for c in client_rows], [invoices.to_invoice(i) for i in invoice_rows])


def apply(session: Session, office: Office, row: PaymentRow, decision: MatchDecision, now: datetime, report: MatchReport) -> None:
    """Write a decision: allocate when it is automatic and allowed, else keep it as a proposal."""
    row.score, row.why = decision.score, decision.why
    row.proposals = [[number, amount.minor] for number, amount in decision.allocations]
    sure = decision.decision == "auto" and office.settings.matching.auto and decision.score >= office.settings.matching.threshold
    if sure:
        row.decision = "auto"
        report.automatic += 1
        report.crossed += place(session, office, row, decision.allocations, "mailbot", decision.why, now)
        return
    row.decision = "none" if decision.decision == "none" else "review"
    report.none += row.decision == "none"
    report.to_review += row.decision == "review"
    alerts.raise_once(
        session,
        alerts.NewAlert(
            kind="payment_unmatched", once_key=f"payment_unmatched:{row.id}", partner=office.settings.default_partner,
            title=f"Règlement à rapprocher : {Money.from_minor(row.amount_minor, row.currency)} de {row.payer or 'inconnu'}",
            advice=decision.why or "Aucune facture ne correspond.",
        ),
        now,
    )  # fmt: skip


def place(session: Session, office: Office, row: PaymentRow, allocations: Sequence[tuple[str, Money]], author: str, why: str, now: datetime) -> int:
    """Put a payment on invoices (credit notes cited with a negative amount are used up first), link it to the
    reminders that brought it. Returns how many reminders had crossed the payment."""
    rows = invoices.by_numbers(session, [number for number, _ in allocations])
    credits = [(rows[number], amount) for number, amount in allocations if amount.minor < 0]
    wanted = [(rows[number], amount) for number, amount in allocations if amount.minor > 0]
    left = _use_credits(session, wanted, credits, author, why, now)
    placements, crossed = [], []
    for invoice, amount in left:
        bond = link([_sent(office, r) for r in reminders.sent_for_invoice(session, invoice.id)], row.received_on)
        placements.append(
            payments.Placement(
                invoice_id=invoice.id, amount=amount, reminder_id=bond.reminder_id if bond else None,
                days_after_reminder=bond.days if bond else None, crossed=bond.crossed if bond else False,
            )
        )  # fmt: skip
        if bond and bond.crossed:
            crossed.append(bond.reminder_id)
    payments.allocate(session, row, placements, author, why, now)
    _tell(session, row, placements, rows, author, why, now)
    return _uncount_crossed(session, crossed, now)


def _use_credits(
    session: Session, wanted: Sequence[tuple[InvoiceRow, Money]], credits: Sequence[tuple[InvoiceRow, Money]], author: str, why: str, now: datetime
) -> list[tuple[InvoiceRow, Money]]:  # fmt: skip
    """Set the cited credit notes against the wanted invoices; what is left is for the payment to cover."""
    rest = [[invoice, amount] for invoice, amount in wanted]
    for note, amount in credits:
        available = -amount.minor
        for pair in rest:
            used = min(available, pair[1].minor)  # type: ignore[attr-defined]  # pairs are (row, money)
            if used > 0:
                money = Money.from_minor(used, note.currency)
                payments.settle_otherwise(session, pair[0], AllocationKind.CREDIT, money, author, why, now, note.id)  # type: ignore[arg-type]
                pair[1] = pair[1] - money  # type: ignore[operator]
                available -= used
    return [(pair[0], pair[1]) for pair in rest if pair[1].minor > 0]  # type: ignore[misc,union-attr]


def _sent(office: Office, row: ReminderRow) -> SentReminder:
    assert row.sent_at is not None  # noqa: S101  the query only returns sent reminders
    return SentReminder(row.id, office.day(row.sent_at))


def _uncount_crossed(session: Session, reminder_ids: Sequence[int], now: datetime) -> int:
    """The letter crossed the payment: its level does not count, an apology is proposed."""
    for key in dict.fromkeys(reminder_ids):
        row = session.get_one(ReminderRow, key)
        if row.status != ReminderStatus.SENT:
            continue
        taken = reminders.uncount_levels(session, row)
        text = f"relance croisée avec le règlement : niveau {row.level} décompté ({', '.join(i.number for i in taken)})"
        history.append(session, history.Entry(at=now, actor="mailbot", kind="reminder_crossed", client_id=row.client_id, reminder_id=row.id, text=text))
    return len(set(reminder_ids))


def _tell(
    session: Session, row: PaymentRow, placements: Sequence[payments.Placement], rows: dict[str, InvoiceRow], author: str, why: str, now: datetime
) -> None:  # fmt: skip
    numbers = {invoice.id: number for number, invoice in rows.items()}
    for placement in placements:
        after = f", {placement.days_after_reminder} j après la relance" if placement.reminder_id else ""
        entry = history.Entry(
            at=now, actor=author, kind="payment_allocated", client_id=row.client_id, invoice_id=placement.invoice_id, payment_id=row.id,
            reminder_id=placement.reminder_id, text=f"{placement.amount} sur {numbers[placement.invoice_id]}{after}",
            data={"why": why, "crossed": placement.crossed},
        )  # fmt: skip
        history.append(session, entry)
