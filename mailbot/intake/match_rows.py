"""The rows of files to be matched, as values of the core: one at a time, the bad ones told and passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from mailbot.core.client import Client
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.payment import Payment
from mailbot.intake import values
from mailbot.intake.csv_stream import stream

Value = TypeVar("Value")

# A million invoices have a few hundred days between them.
_day = lru_cache(maxsize=4096)(values.day)


@dataclass(slots=True)
class MatchRows:
    """Reads the three files, clients first. `tell` is given a sentence per row that stays out; `rejected` counts them.

    `currency`: of rows that name none. `columns`: other headers, to our names.
    """

    tell: Callable[[str], None]
    currency: str = "EUR"
    columns: Mapping[str, str] = field(default_factory=dict)
    rejected: int = 0
    _row_of_client: dict[str, int] = field(default_factory=dict)
    _numbers: set[str] = field(default_factory=set)

    def clients(self, path: Path) -> Iterator[Client]:
        """Clients; each code once."""
        return self._read(path, ("code", "name"), self._client)

    def invoices(self, path: Path) -> Iterator[Invoice]:
        """Invoices and credit notes of the clients read before, settled ones too; each number once."""
        return self._read(path, ("number", "client", "issued_on", "total"), self._invoice)

    def payments(self, path: Path) -> Iterator[tuple[str, Payment]]:
        """Payments with their ids."""
        return self._read(path, ("id", "received_on", "amount"), self._payment)

    def _read(self, path: Path, needed: tuple[str, ...], make: Callable[[Mapping[str, str]], Value]) -> Iterator[Value]:
        for line, cells in stream(path, needed, self.columns):
            try:
                value = make(cells)
            except ValueError as error:
                self.rejected += 1
                self.tell(f"{path.name}:{line}: {error}.")
                continue
            yield value

    def _client(self, cells: Mapping[str, str]) -> Client:
        code = _needed(cells, "code")
        if code in self._row_of_client:
            raise ValueError(f"client {code} stands twice; the first line counts")
        row = self._row_of_client[code] = len(self._row_of_client)
        return Client(id=row, code=code, name=_needed(cells, "name"), iban=cells.get("iban", ""))

    def _invoice(self, cells: Mapping[str, str]) -> Invoice:
        number, client = _needed(cells, "number"), _needed(cells, "client")
        if number in self._numbers:
            raise ValueError(f"invoice {number} stands twice; the first line counts")
        if client not in self._row_of_client:
            raise ValueError(f"client {client} is not in the clients' file")
        kind = _kind(cells.get("kind", ""))
        issued = _day(_needed(cells, "issued_on"))
        due, still_open = cells.get("due_on", ""), cells.get("open_amount", "")
        total = self._money(_needed(cells, "total"), cells, negative=kind is InvoiceKind.CREDIT_NOTE)
        self._numbers.add(number)
        return Invoice(
            id=len(self._numbers), client_id=self._row_of_client[client], number=number, kind=kind,
            issued_on=issued, due_on=_day(due) if due else issued, total=total,
            open=self._money(still_open, cells, negative=kind is InvoiceKind.CREDIT_NOTE) if still_open else total,
        )  # fmt: skip

    def _payment(self, cells: Mapping[str, str]) -> tuple[str, Payment]:
        get = cells.get
        payment = Payment(
            id=0,
            received_on=_day(_needed(cells, "received_on")),
            amount=self._money(_needed(cells, "amount"), cells),
            payer=get("payer", ""),
            payer_iban=get("payer_iban", ""),
            label=get("label", ""),
        )
        return _needed(cells, "id"), payment

    def _money(self, text: str, cells: Mapping[str, str], *, negative: bool = False) -> Money:
        amount = values.amount(text)
        return Money.of(-abs(amount) if negative else amount, cells.get("currency", "").upper() or self.currency)


def _kind(text: str) -> InvoiceKind:
    try:
        return InvoiceKind(text.lower() or "invoice")
    except ValueError:
        raise ValueError(f"kind: {text!r} is none of {', '.join(InvoiceKind)}") from None


def _needed(cells: Mapping[str, str], name: str) -> str:
    value = cells.get(name, "")
    if not value:
        raise ValueError(f"{name} is empty")
    return value
