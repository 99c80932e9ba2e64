"""Write the accounting entries of what happens to a debt, in the transaction in which it happens; undo them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.config.chart import chart_of
from mailbot.core.accounts.journal import Chart, Entry, Voucher, in_foreign
from mailbot.core.accounts.settling import closing_of
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.store.debts import clients
from mailbot.store.money import entries
from mailbot.store.money.entries import Undoing
from mailbot.store.money.entry_rows import NewEntry
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import EntryRow
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True)
class Piece:
    """The document behind an entry: its number and day, whose it is."""

    number: str
    on: date
    client_id: int
    invoice_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An entry to make: about which document (`piece`, of the day `piece_on`), its kind and text, how the core makes it
    of its voucher, and what of the books it belongs to. `foreign`: the amount in the invoice's currency when that is
    not the firm's."""

    kind: str
    piece: Piece
    on: date
    text: str
    make: Callable[[Voucher], Entry]
    foreign: Money | None = None
    allocation_id: int | None = None
    payment_id: int | None = None
    use_id: int | None = None


def piece_of(invoice: InvoiceRow) -> Piece:
    """An invoice as the document behind an entry."""
    return Piece(invoice.number, invoice.issued_on, invoice.client_id, invoice.id)


def chart(office: Office) -> Chart:
    """The firm's accounts and journals."""
    return chart_of(office.settings.accounting)


def chart_of_invoice(session: Session, office: Office, invoice: InvoiceRow) -> Chart:
    """The same; the doubtful account is the one that this invoice was moved to, whatever the firm calls it since."""
    accounts = chart(office)
    if invoice.doubtful_on is None:
        return accounts
    moved = entries.standing(session, EntryRow.invoice_id == invoice.id, EntryRow.kind == "doubtful")
    there = [line.account for entry in entries.values_of(session, moved[:1]).values() for line in entry.lines]
    return replace(accounts, doubtful=there[0]) if there else accounts


def closing(office: Office, on: date) -> date:
    """The end of the accounting year that this day is in."""
    return closing_of(on, office.settings.accounting.closing_month)


def book(session: Session, office: Office, bookings: Sequence[Booking], word: Word) -> list[int]:
    """Write them in this order; returns their numbers."""
    people = clients.by_ids(session, {one.piece.client_id for one in bookings})
    new = [_new(office, one, people[one.piece.client_id]) for one in bookings]
    return entries.add(session, new, office.day(word.at), word)


def unbook(
    session: Session, office: Office, rows: Sequence[EntryRow], word: Word, went_back_on: date | None = None
) -> list[int]:
    """Undo entries by their reversals, booked today, or when the money went back; returns the numbers of these."""
    today = office.day(word.at)
    on = went_back_on or today
    return entries.reverse(session, rows, Undoing(on, closing(office, on), went_back_on), today, word)


def unbook_allocation(
    session: Session, office: Office, allocation: AllocationRow, word: Word, went_back_on: date | None = None
) -> list[int]:
    """Undo what was booked of an allocation, if anything was."""
    rows = entries.standing(session, EntryRow.allocation_id == allocation.id)
    return unbook(session, office, rows, word, went_back_on) if rows else []


def worth_of(office: Office, amount: Money, said: Decimal | None) -> Money:
    """What an amount is worth in the firm's currency; `said` by a person when it is in another.

    Raises Refused when nobody said it: no rate is guessed. Raises Refused when it is said needlessly.
    """
    own = office.settings.firm.currency
    if amount.currency == own:
        if said is not None:
            raise Refused(f"{amount} : la contre-valeur ne se donne que pour une autre monnaie que {own}.")
        return amount
    if said is None:
        raise Refused(f"{amount} : donnez la contre-valeur en {own} qui est dans vos comptes (--worth).")
    return Money.of(said, own)


def foreign_of(office: Office, amount: Money) -> Money | None:
    """The amount as the entry tells it beside its worth; None in the firm's own currency."""
    return None if amount.currency == office.settings.firm.currency else amount


def _new(office: Office, one: Booking, client: ClientRow) -> NewEntry:
    voucher = Voucher(
        on=one.on,
        piece=one.piece.number,
        piece_on=one.piece.on,
        client_code=client.code,
        client_name=client.name,
        text=one.text,
    )
    entry = one.make(voucher)
    return NewEntry(
        entry=entry if one.foreign is None else in_foreign(entry, one.foreign),
        kind=one.kind,
        closing_on=closing(office, one.on),
        client_id=client.id,
        invoice_id=one.piece.invoice_id,
        payment_id=one.payment_id,
        allocation_id=one.allocation_id,
        use_id=one.use_id,
    )
