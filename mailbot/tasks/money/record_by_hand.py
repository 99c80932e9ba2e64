"""A person says that an invoice was paid: the payment enters and is put on it, on their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.reading.understood import Movement
from mailbot.store.debts import clients, invoices
from mailbot.store.money.payments import Word
from mailbot.store.tables import InvoiceRow, PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.place_payment import place_payment
from mailbot.tasks.money.record_payment import enter_all
from mailbot.tasks.money.told_before import Source

# Under this name stand payments that no bank told of.
BY_HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """What was paid, for which invoices (filled up in this order), on which day, with which words; and why it is
    known. `another`: it is not the payment of the same amount that came about then."""

    numbers: tuple[str, ...]
    amount: Decimal
    received_on: date
    label: str = ""
    why: str = ""
    another: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """The payment and where its money lies; what is left of it stays unapplied."""

    payment: PaymentRow
    placed: tuple[tuple[str, Money], ...]

    @property
    def left(self) -> Money:
        """What is on no invoice."""
        return Money.from_minor(self.payment.unapplied_minor, self.payment.currency)


def record_by_hand(session: Session, office: Office, order: PaymentOrder, by: Decider, now: datetime) -> Recorded:
    """Enter the payment and allocate it. Raises Refused when an invoice is unknown or settled, when they are of two
    clients or currencies, for a day to come, and when the same payment was entered by hand before."""
    rows = _owed(session, order)
    if order.received_on > office.day(now):
        raise Refused("Un règlement ne peut pas avoir été reçu demain : vérifiez le jour.")
    currency = rows[0].currency
    amount = Money.of(order.amount, currency)
    client = clients.by_ids(session, [rows[0].client_id])[rows[0].client_id]
    movement = Movement(
        amount=amount.amount,
        currency=currency,
        direction="credit",
        value_date=order.received_on,
        payer=client.name,
        label=order.label or " ".join(order.numbers),
    )
    payment = _entered(session, office, movement, order, by, now)
    placed = _shares(rows, amount)
    why = order.why.strip() or "saisi par une personne"
    place_payment(session, office, payment, placed, Word(by.email, why, now))
    return Recorded(payment, placed)


def _entered(
    session: Session, office: Office, movement: Movement, order: PaymentOrder, by: Decider, now: datetime
) -> PaymentRow:
    """The payment that the person means: a new one, or the one that the bank told of and nobody has placed."""
    source = Source(
        bank=BY_HAND, account=BY_HAND, counted=True, day=office.day(now), author=by.email,
        told_by="another" if order.another else "hand",
    )  # fmt: skip
    entered = enter_all(session, [movement], source, now)
    if entered.again:
        raise Refused("Le même règlement est déjà saisi ; si c'en est un autre, donnez-lui un autre libellé (--label).")
    if entered.doubtful:
        other = session.get_one(PaymentRow, entered.doubtful[0][1])
        raise Refused(f"{_told(other)} Si celui-ci en est un autre, dites-le (--another).")
    if entered.confirmed:
        known = entered.confirmed[0]
        if known.unapplied_minor < known.amount_minor:
            raise Refused(f"{_told(known)} Il est déjà placé ; si celui-ci en est un autre, dites-le (--another).")
        return known
    return entered.new[0]


def _told(row: PaymentRow) -> str:
    amount = Money.from_minor(row.amount_minor, row.currency)
    return f"Le règlement n° {row.id}, {amount} de {row.payer or 'inconnu'} le {row.received_on:%d/%m/%Y}, est déjà là."


def _owed(session: Session, order: PaymentOrder) -> list[InvoiceRow]:
    known = invoices.by_numbers(session, order.numbers)
    missing = [number for number in order.numbers if number not in known]
    if missing:
        raise Refused(f"Aucune facture ne porte le numéro {missing[0]}.")
    rows = [known[number] for number in dict.fromkeys(order.numbers)]
    if len({(row.client_id, row.currency) for row in rows}) != 1:
        raise Refused("Un règlement est d'un seul client, dans une seule monnaie : saisissez-en un pour chacun.")
    settled = [row.number for row in rows if row.open_minor <= 0]
    if settled:
        raise Refused(f"Rien n'est dû sur {settled[0]}.")
    return rows


def _shares(rows: Sequence[InvoiceRow], amount: Money) -> tuple[tuple[str, Money], ...]:
    """Each invoice filled up in turn until the money is used up."""
    left, shares = amount.minor, []
    for row in rows:
        share = min(left, row.open_minor)
        if share > 0:
            shares.append((row.number, Money.from_minor(share, row.currency)))
            left -= share
    return tuple(shares)
