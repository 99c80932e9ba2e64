"""Put a payment on invoices and link it to the reminder that brought it; used by the matcher and by people alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.figures.crossing import SentReminder, crossed, link
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import levels
from mailbot.store.money import payments
from mailbot.store.money.payments import Placement, Word
from mailbot.store.tables import InvoiceRow, PaymentRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money import doubtful
from mailbot.tasks.money.book_receipts import book_receipts


def place(
    session: Session, office: Office, row: PaymentRow, allocations: Sequence[tuple[str, Money]], word: Word
) -> int:
    """Put amounts of a payment on invoices, by number. Credit notes cited with a negative amount are used up first.

    Returns how many reminders had crossed the payment. Raises Refused when a number is unknown, or above what is
    open or left.
    """
    rows = invoices.by_numbers(session, [number for number, _ in allocations])
    missing = [number for number, _ in allocations if number not in rows]
    if missing:
        raise Refused(f"Aucune facture ne porte le numéro {missing[0]}.")
    wanted = [(rows[number], amount) for number, amount in allocations if amount.minor > 0]
    notes = [(rows[number], amount) for number, amount in allocations if amount.minor < 0]
    left = _use_credit_notes(session, wanted, notes, word)
    sent = {invoice.id: _sent_about(session, office, invoice) for invoice, _ in left}
    placements = [_placement(invoice, amount, sent[invoice.id], row) for invoice, amount in left]
    placed = payments.allocate(session, row, placements, word)
    book_receipts(session, office, row, placed, word)
    doubtful.follow(session, office, [invoice.id for invoice, _ in wanted], word)
    _tell(session, row, placements, {invoice.id: invoice.number for invoice, _ in left}, word)
    overtaken: dict[int, set[int]] = defaultdict(set)
    for invoice_id, reminders_sent in sent.items():
        for key in crossed(reminders_sent, row.received_on):
            overtaken[key].add(invoice_id)
    return _uncount(session, overtaken, word)


def _use_credit_notes(
    session: Session,
    wanted: Sequence[tuple[InvoiceRow, Money]],
    notes: Sequence[tuple[InvoiceRow, Money]],
    word: Word,
) -> list[tuple[InvoiceRow, Money]]:
    """Set the cited credit notes against the wanted invoices; what is left is for the payment to cover."""
    left = [(invoice, amount.minor) for invoice, amount in wanted]
    for note, amount in notes:
        available = -amount.minor
        for position, (invoice, rest) in enumerate(left):
            used = min(available, rest)
            if used > 0:
                money = Money.from_minor(used, note.currency)
                payments.settle_otherwise(session, invoice, AllocationKind.CREDIT, money, word, note)
                left[position] = (invoice, rest - used)
                available -= used
    return [(invoice, Money.from_minor(rest, invoice.currency)) for invoice, rest in left if rest > 0]


def _sent_about(session: Session, office: Office, invoice: InvoiceRow) -> list[SentReminder]:
    rows = levels.sent_for_invoice(session, invoice.id)
    return [SentReminder(row.id, office.day(row.sent_at)) for row in rows if row.sent_at]


def _placement(invoice: InvoiceRow, amount: Money, sent: Sequence[SentReminder], row: PaymentRow) -> Placement:
    bond = link(sent, row.received_on)
    if bond is None:
        return Placement(invoice_id=invoice.id, amount=amount)
    return Placement(
        invoice_id=invoice.id,
        amount=amount,
        reminder_id=bond.reminder_id,
        days_after_reminder=bond.days,
        crossed=bond.crossed,
    )


def _uncount(session: Session, overtaken: Mapping[int, Set[int]], word: Word) -> int:
    """The letter crossed the payment: its level does not count for the invoices that were paid."""
    count = 0
    for key, paid in sorted(overtaken.items()):
        row = session.get_one(ReminderRow, key)
        if row.status != ReminderStatus.SENT:
            continue
        count += 1
        numbers = ", ".join(invoice.number for invoice in levels.uncount_levels(session, row, paid))
        entry = history.Entry(
            at=word.at,
            actor="mailbot",
            kind="reminder_crossed",
            client_id=row.client_id,
            reminder_id=row.id,
            text=f"relance croisée avec le règlement : niveau {row.level} décompté ({numbers})",
        )
        history.append(session, entry)
    return count


def _tell(
    session: Session, row: PaymentRow, placements: Sequence[Placement], numbers: dict[int, str], word: Word
) -> None:
    for placement in placements:
        after = f", {placement.days_after_reminder} j après la relance" if placement.reminder_id else ""
        entry = history.Entry(
            at=word.at,
            actor=word.author,
            kind="payment_allocated",
            client_id=row.client_id,
            invoice_id=placement.invoice_id,
            payment_id=row.id,
            reminder_id=placement.reminder_id,
            text=f"{placement.amount} sur {numbers[placement.invoice_id]}{after}",
            data={"why": word.why, "crossed": placement.crossed},
        )
        history.append(session, entry)
