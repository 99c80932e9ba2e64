"""Levels: counted when a reminder has left, taken back when it bounced or crossed a payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store.debts import invoices
from mailbot.store.dunning.reminders import lines
from mailbot.store.tables import InvoiceRow, ReminderLineRow, ReminderRow


def count_levels(session: Session, row: ReminderRow, sent_on: date) -> None:
    """The reminder left: its level counts for every advanced invoice."""
    found = lines(session, row.id)
    count(row, found, invoices.by_ids(session, [line.invoice_id for line in found]), sent_on)


def count(
    row: ReminderRow, found: Sequence[ReminderLineRow], invoice_rows: Mapping[int, InvoiceRow], sent_on: date
) -> None:
    """The same, with its lines and their invoices at hand."""
    for line in found:
        if line.advanced:
            invoice = invoice_rows[line.invoice_id]
            invoice.level, invoice.level_sent_on, invoice.deadline_on = line.level, sent_on, row.deadline_on
            invoice.next_step_on = None


def uncount_levels(
    session: Session, row: ReminderRow, only: Set[int] | None = None, *, new_cycle: bool = True
) -> list[InvoiceRow]:
    """The reminder did not arrive (bounce) or crossed a payment (of the invoices in `only`): the level is taken back
    and a new cycle begins (`new_cycle` False: it never was, so its place is free). Returns the invoices it was taken
    from."""
    taken: list[InvoiceRow] = []
    for line in lines(session, row.id):
        if only is not None and line.invoice_id not in only:
            continue
        invoice = session.get_one(InvoiceRow, line.invoice_id)
        if line.advanced and line.live and invoice.level == line.level and invoice.cycle == line.cycle:
            before = _previous_count(session, invoice.id, row.id)
            invoice.level = before.level if before else None
            invoice.level_sent_on = before.sent_at.date() if before and before.sent_at else None
            invoice.deadline_on = before.deadline_on if before else None
            invoice.cycle, invoice.next_step_on = invoice.cycle + new_cycle, None
            taken.append(invoice)
    return taken


def recount_levels(session: Session, row: ReminderRow) -> list[InvoiceRow]:
    """The reminder had arrived after all: its level counts again where nothing has counted since, in the cycle that it
    was sent in. Returns the invoices it counts for."""
    counted: list[InvoiceRow] = []
    for line in lines(session, row.id):
        line.live = True
        invoice = session.get_one(InvoiceRow, line.invoice_id)
        if line.advanced and invoice.cycle == line.cycle + 1 and not _sent_in(session, invoice.id, invoice.cycle):
            invoice.level, invoice.deadline_on, invoice.cycle = line.level, row.deadline_on, line.cycle
            invoice.level_sent_on = row.sent_at.date() if row.sent_at else None
            invoice.next_step_on = None
            counted.append(invoice)
    session.flush()
    return counted


def _sent_in(session: Session, invoice_id: int, cycle: int) -> bool:
    """Has a reminder left, or may have left, that advanced this invoice in this cycle?"""
    left = (ReminderStatus.RELEASED, ReminderStatus.SENT, ReminderStatus.UNKNOWN)
    query = (
        select(ReminderLineRow.id)
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .where(
            ReminderLineRow.invoice_id == invoice_id,
            ReminderLineRow.cycle == cycle,
            ReminderLineRow.advanced,
            ReminderRow.status.in_(left),
        )
        .limit(1)
    )
    return session.scalar(query) is not None


def _previous_count(session: Session, invoice_id: int, except_id: int) -> ReminderRow | None:
    query = (
        select(ReminderRow)
        .join(ReminderLineRow, ReminderLineRow.reminder_id == ReminderRow.id)
        .where(
            ReminderLineRow.invoice_id == invoice_id,
            ReminderLineRow.advanced,
            ReminderLineRow.live,
            ReminderRow.status == ReminderStatus.SENT,
            ReminderRow.id != except_id,
        )
        .order_by(ReminderRow.sent_at.desc())
        .limit(1)
    )
    return session.scalar(query)


def sent_for_invoice(session: Session, invoice_id: int) -> list[ReminderRow]:
    """Reminders sent that advanced this invoice, oldest first."""
    query = (
        select(ReminderRow)
        .join(ReminderLineRow, ReminderLineRow.reminder_id == ReminderRow.id)
        .where(
            ReminderLineRow.invoice_id == invoice_id,
            ReminderLineRow.advanced,
            ReminderRow.status == ReminderStatus.SENT,
        )
        .order_by(ReminderRow.sent_at)
    )
    return list(session.scalars(query))
