"""One row of a file from outside, before anybody decides what it changes: values by our names, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that stays out: its line in the file, and one sentence with the mend."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """A client as a file tells it; None: the file says nothing about that."""

    line: int
    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """An invoice, credit note or quote as a file tells it."""

    line: int
    number: str
    client: str
    kind: str
    issued_on: date
    due_on: date | None
    total: Decimal
    currency: str
    open_amount: Decimal | None
    partner: str = ""
    matter: str = ""
    payment_mode: str = ""
    file: str = ""
    applies_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment as a file tells it."""

    line: int
    id: str
    received_on: date
    amount: Decimal
    currency: str
    payer: str = ""
    payer_iban: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole file: which kind it is, its good rows, its bad ones."""

    kind: str
    clients: tuple[ClientLine, ...] = ()
    invoices: tuple[InvoiceLine, ...] = ()
    payments: tuple[PaymentLine, ...] = ()
    errors: tuple[RowError, ...] = ()
