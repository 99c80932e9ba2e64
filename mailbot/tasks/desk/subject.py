"""Whom or what an order is about, by the names that people use: invoices' numbers, a client's code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store.debts import clients, invoices
from mailbot.store.tables import ClientRow, InvoiceRow


@dataclass(frozen=True, slots=True)
class Subject:
    """A client, or one invoice of theirs."""

    client: ClientRow
    invoice: InvoiceRow | None = None

    @property
    def invoice_id(self) -> int | None:
        """The invoice's key; None when the whole client is meant."""
        return self.invoice.id if self.invoice else None

    @property
    def said(self) -> str:
        """In words: `Dupont Bâtiment, F-2026-0042`."""
        return f"{self.client.name}, {self.invoice.number}" if self.invoice else self.client.name


def find_subjects(session: Session, numbers: Sequence[str], code: str = "") -> list[Subject]:
    """The invoices of those numbers; the client of that code when no number is given.

    Raises Refused for a number or a code that nobody has, and for an invoice that is not that client's.
    """
    owner = _client(session, code) if code else None
    if not numbers:
        return [Subject(owner)] if owner else []
    rows = invoices.by_numbers(session, numbers)
    owners = clients.by_ids(session, [row.client_id for row in rows.values()])
    found = []
    for number in dict.fromkeys(numbers):
        if number not in rows:
            raise Refused(f"Aucune facture ne porte le numéro {number}.")
        subject = Subject(owners[rows[number].client_id], rows[number])
        if owner is not None and owner.id != subject.client.id:
            raise Refused(f"La facture {number} n'est pas de {owner.name}.")
        found.append(subject)
    return found


def _client(session: Session, code: str) -> ClientRow:
    row = clients.by_code(session, code)
    if row is None:
        raise Refused(f"Aucun client n'a le code {code}.")
    return row
