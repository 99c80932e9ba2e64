"""Payments that wait for a person, with the invoices that are proposed for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.desk import reading
from mailbot.core.money import Money
from mailbot.store.debts import clients, invoices
from mailbot.store.tables import ClientRow, InvoiceRow, PaymentRow


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """An amount proposed for an invoice; `invoice` None: the number is no longer in the books."""

    number: str
    amount: Money
    invoice: InvoiceRow | None
    client: ClientRow | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A payment and what is proposed for it."""

    payment: PaymentRow
    lines: tuple[ProposedLine, ...]

    @property
    def fits(self) -> bool:
        """Can it still be carried out as it stands?"""
        wanted = sum(line.amount.minor for line in self.lines)
        room = all(
            line.invoice is not None and (line.amount.minor < 0 or line.amount.minor <= line.invoice.open_minor)
            for line in self.lines
        )
        return bool(self.lines) and room and wanted <= self.payment.unapplied_minor


def proposals(rows: Sequence[PaymentRow]) -> list[Proposal]:
    """These payments with what is proposed for each."""
    books = reading()
    numbers = [str(number) for row in rows for number, _ in row.proposals]
    known = invoices.by_numbers(books, numbers)
    owners = clients.by_ids(books, [invoice.client_id for invoice in known.values()])
    return [Proposal(row, tuple(_line(row, pair, known, owners) for pair in row.proposals)) for row in rows]


def _line(
    row: PaymentRow, pair: Sequence[object], known: dict[str, InvoiceRow], owners: dict[int, ClientRow]
) -> ProposedLine:
    number, minor = str(pair[0]), int(str(pair[1]))
    invoice = known.get(number)
    owner = owners.get(invoice.client_id) if invoice else None
    return ProposedLine(number, Money.from_minor(minor, row.currency), invoice, owner)
