"""Rests under the tolerance, all at once: what is owed is written off, what was overpaid is kept.

Some hundred a transaction: a process that is stopped has finished what it told of, and going on takes the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from mailbot.core.accounts.journal import kept, remainder
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money, total
from mailbot.intake.told import Told
from mailbot.store import history
from mailbot.store.money import remainders
from mailbot.store.money.payments import Word
from mailbot.store.tables import InvoiceRow, PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.money.book import Booking, Piece, book, chart, chart_of_invoice, piece_of
from mailbot.tasks.money.write_off import tolerance

_AT_ONCE = 500
# How it was paid, in cash accounting.
_PAID_BY = "virement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many rests were settled, and what they come to."""

    losses: int
    lost: Money
    gains: int
    gained: Money


def write_off_remainders(office: Office, by: Decider, why: str, now: datetime, told: Told) -> Settled:
    """Settle every rest under the tolerance; `told` hears how many of how many are done. Raises Refused without a
    reason."""
    word, limit = word_of(why, by, now), tolerance(office)
    with office.books.read() as session:
        owed, overpaid = remainders.count(session, limit)
    losses, gains = partial(lose_some, office, word), partial(gain_some, office, word)
    lost = _all(office, losses, lambda done: told("remainders", done, owed))
    gained = _all(office, gains, lambda done: told("overpayments", done, overpaid))
    return Settled(
        losses=len(lost), lost=total(lost, limit.currency), gains=len(gained), gained=total(gained, limit.currency)
    )


def _all(
    office: Office, some: Callable[[Session, int], tuple[int, list[Money]]], told: Callable[[int], None]
) -> list[Money]:
    after = 0
    amounts: list[Money] = []
    while True:
        with office.books.write() as session:
            after, found = some(session, after)
        if not found:
            return amounts
        amounts += found
        told(len(amounts))


def lose_some(office: Office, word: Word, session: Session, after: int) -> tuple[int, list[Money]]:
    """Write off the next remainders after this invoice; returns the last one's key and the amounts."""
    rows = remainders.some_owed(session, tolerance(office), after, _AT_ONCE)
    amounts = {row.id: Money.from_minor(row.open_minor, row.currency) for row in rows}
    cash = chart(office).cash
    keys = remainders.give_up(session, rows, AllocationKind.WAIVED if cash else AllocationKind.WRITE_OFF, word)
    bookings = [] if cash else [_loss(session, office, row, amounts[row.id], (keys[row.id], word)) for row in rows]
    book(session, office, bookings, word)
    history.append(session, *(_lost(row, amounts[row.id], word) for row in rows))
    return (rows[-1].id if rows else after), list(amounts.values())


def _loss(session: Session, office: Office, row: InvoiceRow, amount: Money, said: tuple[int, Word]) -> Booking:
    accounts, is_doubtful = chart_of_invoice(session, office, row), row.doubtful_on is not None
    allocation_id, word = said
    return Booking(
        kind="remainder",
        piece=piece_of(row),
        on=office.day(word.at),
        text=f"Abandon du solde {row.number}",
        make=lambda voucher: remainder(voucher, amount, accounts, doubtful=is_doubtful),
        allocation_id=allocation_id,
    )


def _lost(row: InvoiceRow, amount: Money, word: Word) -> history.Entry:
    return history.Entry(
        at=word.at,
        actor=word.author,
        kind="written_off",
        client_id=row.client_id,
        invoice_id=row.id,
        text=f"{row.number} : solde abandonné, {amount} - {word.why}",
    )


def gain_some(office: Office, word: Word, session: Session, after: int) -> tuple[int, list[Money]]:
    """Keep the next overpayments after this payment; returns the last one's key and the amounts."""
    rows = remainders.some_kept(session, tolerance(office), after, _AT_ONCE)
    return (rows[-1].id if rows else after), keep_rests(session, office, rows, word)


def keep_rests(session: Session, office: Office, rows: Sequence[PaymentRow], word: Word) -> list[Money]:
    """Keep what is left of these payments as a gain, with entry and history. The caller has judged that they may be."""
    amounts = {row.id: Money.from_minor(row.unapplied_minor, row.currency) for row in rows}
    uses = remainders.keep(session, rows, office.day(word.at), word)
    book(session, office, [_gain(office, row, amounts[row.id], uses[row.id], word) for row in rows], word)
    history.append(session, *(_gained(row, amounts[row.id], word) for row in rows))
    return list(amounts.values())


def _gain(office: Office, row: PaymentRow, amount: Money, use_id: int, word: Word) -> Booking:
    accounts = chart(office)
    return Booking(
        kind="gain",
        piece=Piece(f"R{row.id}", row.received_on, row.client_id or 0),
        on=row.received_on if accounts.cash else office.day(word.at),
        text=f"Trop-perçu conservé R{row.id}",
        make=lambda voucher: kept(voucher, amount, accounts, _PAID_BY),
        payment_id=row.id,
        use_id=use_id,
    )


def _gained(row: PaymentRow, amount: Money, word: Word) -> history.Entry:
    return history.Entry(
        at=word.at,
        actor=word.author,
        kind="overpayment_kept",
        client_id=row.client_id,
        payment_id=row.id,
        text=f"{amount} de {row.payer or 'inconnu'} : trop-perçu conservé - {word.why}",
    )
