"""What a person says about a reminder that they made by hand: about what, what came of it, and whether that can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.deciding.hand_made import OF_PHONES, Contact, Outcome
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ByHand
from mailbot.store.debts import invoices
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.holds.manage_holds import said


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOrder:
    """What was done: about these invoices, or with none named all of the client of that code that was overdue then.

    `promised_on` and `amount` go with a promise. See `Contact` for the rest."""

    contact: Contact
    note: str
    numbers: tuple[str, ...] = ()
    code: str = ""
    promised_on: date | None = None
    amount: Decimal | None = None


def check(order: ContactOrder, today: date) -> None:
    """Raises Refused without a note, for a day to come, an outcome that such a contact cannot have, and a promise
    without its day."""
    contact = order.contact
    said(order.note)
    if contact.on > today:
        raise Refused("Une relance ne peut pas avoir été faite demain : vérifiez le jour.")
    if contact.outcome in OF_PHONES and contact.by is not ByHand.PHONE:
        raise Refused("Seul un appel finit sur un répondeur, sans réponse ou sur un mauvais numéro.")
    if (contact.outcome is Outcome.PROMISE) != (order.promised_on is not None):
        raise Refused("Une promesse a son jour : dites-le (--promised), et seulement pour une promesse.")
    if order.amount is not None and order.promised_on is None:
        raise Refused("Un montant ne se dit que d'une promesse.")


def about(session: Session, order: ContactOrder) -> tuple[ClientRow, list[InvoiceRow]]:
    """The client and the invoices meant. Raises Refused for several clients, what is settled, and what was not issued
    or not due that day."""
    subjects = find_subjects(session, order.numbers, order.code)
    if len({one.client.id for one in subjects}) != 1:
        raise Refused("On relance un client à la fois : nommez-le, ou des factures qui sont toutes de lui.")
    client, on = subjects[0].client, order.contact.on
    rows = [one.invoice for one in subjects if one.invoice]
    if not rows:
        mine = invoices.open_of_client(session, client.id)
        rows = [row for row in mine if row.kind == InvoiceKind.INVOICE and row.open_minor > 0 and row.due_on < on]
    if not rows:
        raise Refused(f"Rien n'était échu le {on:%d/%m/%Y} : nommez les factures (--invoice).")
    for row in rows:
        if row.open_minor <= 0:
            raise Refused(f"Rien n'est dû sur {row.number}.")
        if on < row.issued_on:
            raise Refused(f"{row.number} n'était pas encore émise : vérifiez le jour.")
    return client, rows


def by_currency(rows: Sequence[InvoiceRow]) -> list[list[InvoiceRow]]:
    """The invoices apart by currency, the oldest debt first."""
    found: dict[str, list[InvoiceRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.due_on, one.number)):
        found[row.currency].append(row)
    return [found[currency] for currency in sorted(found)]
