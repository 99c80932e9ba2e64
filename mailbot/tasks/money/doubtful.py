"""Debts whose payment has become uncertain: moved to the doubtful customers (411 → 416), and what follows of it.

While an invoice is there, that account holds exactly what is open of it: what is settled after all goes back to 411,
where the money is booked; what opens again follows to 416. In cash accounting a debt stands nowhere and is not moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.accounts import journal
from mailbot.core.accounts.settling import check_booking_day, in_proportion
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.locks import lock_invoices
from mailbot.store.money import doubtful, entries
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import EntryRow
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.money.book import Booking, book, chart, chart_of_invoice, foreign_of, piece_of, unbook, worth_of

_TRANSFERS = ("doubtful", "undoubtful")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtOrder:
    """Which invoices, why, booked on which day (None: today); `worth` in the firm's currency when theirs is another."""

    invoice_ids: tuple[int, ...]
    why: str
    on: date | None = None
    worth: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """An invoice that was moved, the amount, and the number of the entry."""

    invoice: InvoiceRow
    amount: Money
    entry: int


def invoices_meant(session: Session, numbers: Sequence[str], code: str, *, doubtful_ones: bool) -> list[int]:
    """The invoices of those numbers; without numbers all that the client owes, of those that are doubtful or not yet.

    Raises Refused for names that nobody has, and when none of the client's is meant.
    """
    subjects = find_subjects(session, numbers, code)
    named = [subject.invoice.id for subject in subjects if subject.invoice]
    if named:
        return named
    rows = [row for one in subjects for row in invoices.open_of_client(session, one.client.id)]
    owed = [row.id for row in rows if row.open_minor > 0 and row.kind == InvoiceKind.INVOICE]
    there = {row.id for row in doubtful.flagged(session, owed)}
    meant = [key for key in owed if (key in there) == doubtful_ones]
    if not meant:
        raise Refused(f"{code} : aucune facture due {'en' if doubtful_ones else 'à passer en'} client douteux.")
    return meant


def move_to_doubtful(session: Session, office: Office, order: DoubtOrder, by: Decider, now: datetime) -> list[Moved]:
    """Book what is open of these invoices as doubtful. Raises Refused without a reason, in cash accounting, and for an
    invoice that is settled or there already."""
    today, word = office.day(now), word_of(order.why, by, now)
    if chart(office).cash:
        raise Refused("En comptabilité de trésorerie une créance n'est dans aucun compte : rien à transférer.")
    on = order.on or today
    check_booking_day(on, today, office.settings.accounting.closing_month)
    if order.worth is not None and len(order.invoice_ids) > 1:
        raise Refused("Une contre-valeur est celle d'une seule facture : passez-les une à une.")
    rows = lock_invoices(session, order.invoice_ids)
    moved = []
    for row in rows.values():
        _check_owed(row)
        amount = Money.from_minor(row.open_minor, row.currency)
        worth = worth_of(office, amount, order.worth)
        (number,) = book(session, office, [_transfer(session, office, row, (amount, worth), on)], word)
        row.doubtful_on = on
        moved.append(Moved(row, amount, number))
        _tell(session, row, word, "doubtful", f"{row.number} : {amount} passés en client douteux, écriture {number}")
    return moved


def take_back(
    session: Session, office: Office, invoice_ids: Sequence[int], why: str, by: Decider, now: datetime
) -> list[InvoiceRow]:
    """The undo: reversals of every transfer of these invoices. Raises Refused for one that is not there, and while a
    write-off stands against it."""
    word = word_of(why, by, now)
    rows = lock_invoices(session, invoice_ids)
    for row in rows.values():
        if row.doubtful_on is None:
            raise Refused(f"{row.number} n'est pas chez les clients douteux.")
        transfers = entries.standing(session, EntryRow.invoice_id == row.id, EntryRow.kind.in_(_TRANSFERS))
        unbook(session, office, transfers, word)
        left = doubtful.balances(session, [row.id]).get(row.id)
        if left and left.minor:
            raise Refused(f"{row.number} est passée en perte depuis : annulez d'abord cela.")
        row.doubtful_on = None
        _tell(session, row, word, "doubtful_undone", f"{row.number} : n'est plus chez les clients douteux")
    return list(rows.values())


def follow(session: Session, office: Office, invoice_ids: Iterable[int], word: Word) -> None:
    """After something else was settled or opened again: let the doubtful account hold what is open."""
    rows = [] if chart(office).cash else doubtful.flagged(session, invoice_ids)
    if not rows:
        return
    held = doubtful.balances(session, [row.id for row in rows])
    for row in rows:
        there = held.get(row.id, doubtful.Standing(row.id, 0, 0))
        change = Money.from_minor(row.open_minor - there.minor, row.currency)
        if change:
            worth = _worth_of_change(session, office, row, change, there)
            book(session, office, [_transfer(session, office, row, (change, worth), office.day(word.at))], word)


def _worth_of_change(
    session: Session, office: Office, row: InvoiceRow, change: Money, there: doubtful.Standing
) -> Money:
    own = office.settings.firm.currency
    if row.currency == own:
        return change
    if change.minor == -there.minor and there.worth_minor > 0:
        return Money.from_minor(-there.worth_minor, own)
    first = entries.standing(session, EntryRow.invoice_id == row.id, EntryRow.kind == "doubtful")[0]
    line = entries.values_of(session, [first])[first.id].lines[0]
    worth = in_proportion(line.debit, line.foreign or line.debit, change)
    # An entry of nothing is none: the smallest change is worth the smallest coin.
    return worth or Money.from_minor(1 if change.amount > 0 else -1, own)


def _transfer(session: Session, office: Office, row: InvoiceRow, sums: tuple[Money, Money], on: date) -> Booking:
    """Towards the doubtful account; a negative amount (and its worth) goes back."""
    amount, worth = sums
    accounts, back = chart_of_invoice(session, office, row), amount.amount < 0
    make = journal.undoubtful if back else journal.doubtful
    size = -worth if back else worth
    text = f"Retour de créance douteuse {row.number}" if back else f"Créance douteuse {row.number}"
    return Booking(
        kind="undoubtful" if back else "doubtful",
        piece=piece_of(row),
        on=on,
        text=text,
        make=lambda voucher: make(voucher, size, accounts),
        foreign=foreign_of(office, -amount if back else amount),
    )


def _check_owed(row: InvoiceRow) -> None:
    if row.kind != InvoiceKind.INVOICE or row.open_minor <= 0:
        raise Refused(f"Rien n'est dû sur {row.number}.")
    if row.doubtful_on is not None:
        raise Refused(f"{row.number} est déjà chez les clients douteux depuis le {row.doubtful_on:%d/%m/%Y}.")


def _tell(session: Session, row: InvoiceRow, word: Word, kind: str, text: str) -> None:
    entry = history.Entry(
        at=word.at,
        actor=word.author,
        kind=kind,
        client_id=row.client_id,
        invoice_id=row.id,
        text=f"{text} - {word.why}",
    )
    history.append(session, entry)
