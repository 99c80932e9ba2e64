"""A person gives up what is left of an invoice: a remainder (658), or a debt that is irrecoverable for good (654).

In the same transaction: what settles the invoice, the entry, the line in the history. In cash accounting the invoice
is closed without an entry. The undo is that of any allocation, with the reversal of the entry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.accounts import journal
from mailbot.core.accounts.settling import check_booking_day, duplicate_mention, in_proportion, may_give_up, vat_share
from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind, InvoiceKind
from mailbot.core.money import Money
from mailbot.store import history
from mailbot.store.locks import lock_invoices
from mailbot.store.money import payments
from mailbot.store.money.payments import Word
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasoned import word_of
from mailbot.tasks.money.book import Booking, book, chart, chart_of_invoice, foreign_of, piece_of, worth_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffOrder:
    """Which invoices, why, booked on which day (None: today).

    `bad_debt`: irrecoverable for good. `vat`: the VAT that comes back, None to compute it. `worth`: the value in the
    firm's currency of an invoice in another. VAT is in the firm's currency.
    """

    invoice_ids: tuple[int, ...]
    why: str
    bad_debt: bool = False
    vat: Decimal | None = None
    worth: Decimal | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff:
    """What was given up of an invoice; `entry` None in cash accounting. `mention`: what its duplicate must say."""

    invoice: InvoiceRow
    amount: Money
    vat: Money
    entry: int | None
    mention: str = ""


def write_off(session: Session, office: Office, order: WriteOffOrder, by: Decider, now: datetime) -> list[WrittenOff]:
    """Give up what is open of these invoices. Raises Refused without a reason, above the tolerance for others than
    partners, for what is settled, and for a VAT that is none."""
    word = word_of(order.why, by, now)
    check_booking_day(order.on or office.day(now), office.day(now), office.settings.accounting.closing_month)
    if len(order.invoice_ids) > 1 and (order.vat is not None or order.worth is not None):
        raise Refused("Une TVA ou une contre-valeur est celle d'une seule facture : passez-les une à une.")
    rows = lock_invoices(session, order.invoice_ids)
    for row in rows.values():
        _check(office, row, by)
    return [_give_up(session, office, row, order, word) for row in rows.values()]


def tolerance(office: Office) -> Money:
    """Below this a remainder may be written off by anybody who gives orders."""
    return Money.of(office.settings.matching.write_off_tolerance, office.settings.firm.currency)


def _check(office: Office, row: InvoiceRow, by: Decider) -> None:
    amount = Money.from_minor(row.open_minor, row.currency)
    if row.kind != InvoiceKind.INVOICE or amount.minor <= 0:
        raise Refused(f"Rien n'est dû sur {row.number}.")
    person = office.person(by.email)
    if not may_give_up(person.role if person else "", amount, tolerance(office)):
        raise Refused(
            f"{row.number} : {amount} n'est pas sous la tolérance de {tolerance(office)} ; un associé en décide."
        )


def _give_up(session: Session, office: Office, row: InvoiceRow, order: WriteOffOrder, word: Word) -> WrittenOff:
    amount = Money.from_minor(row.open_minor, row.currency)
    if chart(office).cash:
        _check_nothing_to_book(order)
        payments.settle_otherwise(session, row, AllocationKind.WAIVED, amount, word)
        done = WrittenOff(invoice=row, amount=amount, vat=Money.zero(amount.currency), entry=None)
    else:
        worth = worth_of(office, amount, order.worth)
        vat = _vat(office, row, worth, order) if order.bad_debt else Money.zero(worth.currency)
        allocation = payments.settle_otherwise(session, row, AllocationKind.WRITE_OFF, amount, word)
        booking = Booking(
            kind="bad_debt" if order.bad_debt else "remainder",
            piece=piece_of(row),
            on=order.on or office.day(word.at),
            text=f"{'Créance irrécouvrable' if order.bad_debt else 'Abandon du solde'} {row.number}",
            make=_maker(chart_of_invoice(session, office, row), row, order, worth, vat),
            foreign=foreign_of(office, amount),
            allocation_id=allocation.id,
        )
        (number,) = book(session, office, [booking], word)
        mention = duplicate_mention(worth - vat, vat) if vat else ""
        done = WrittenOff(invoice=row, amount=amount, vat=vat, entry=number, mention=mention)
    _tell(session, done, order, word)
    return done


def _check_nothing_to_book(order: WriteOffOrder) -> None:
    if order.vat is not None or order.worth is not None:
        raise Refused("En comptabilité de trésorerie rien n'est comptabilisé : ni TVA, ni contre-valeur.")


def _vat(office: Office, row: InvoiceRow, worth: Money, order: WriteOffOrder) -> Money:
    """The VAT that comes back with `worth`: as a person says, else the invoice's in proportion to what is open, else
    by the usual rate. None comes back to a firm that pays VAT on receipts."""
    rules = office.settings.accounting
    if rules.vat_on == "receipts":
        if order.vat is not None:
            raise Refused("La TVA sur encaissements n'a pas été versée : elle ne se récupère pas (accounting.vat_on).")
        return Money.zero(worth.currency)
    if order.vat is not None:
        return Money.of(order.vat, worth.currency)
    if row.vat_minor is not None:
        whole, vat = (Money.from_minor(minor, row.currency) for minor in (row.total_minor, row.vat_minor))
        share = vat_share(vat, whole, Money.from_minor(row.open_minor, row.currency))
        return in_proportion(worth, Money.from_minor(row.open_minor, row.currency), share)
    return journal.vat_in(worth, rules.vat_percent) if rules.vat_percent else Money.zero(worth.currency)


def _maker(
    accounts: journal.Chart, row: InvoiceRow, order: WriteOffOrder, worth: Money, vat: Money
) -> Callable[[journal.Voucher], journal.Entry]:
    is_doubtful = row.doubtful_on is not None

    def make(voucher: journal.Voucher) -> journal.Entry:
        if order.bad_debt:
            return journal.bad_debt(voucher, worth, vat, accounts, doubtful=is_doubtful)
        return journal.remainder(voucher, worth, accounts, doubtful=is_doubtful)

    return make


def _tell(session: Session, done: WrittenOff, order: WriteOffOrder, word: Word) -> None:
    what = "créance irrécouvrable" if order.bad_debt else "solde abandonné"
    booked = f", écriture {done.entry}" if done.entry else ""
    entry = history.Entry(
        at=word.at,
        actor=word.author,
        kind="written_off",
        client_id=done.invoice.client_id,
        invoice_id=done.invoice.id,
        text=f"{done.invoice.number} : {what}, {done.amount}{booked} - {word.why}",
        data={"vat": str(done.vat), "mention": done.mention},
    )
    history.append(session, entry)
