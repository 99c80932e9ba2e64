"""One row of a file from outside, before anybody decides what it changes: values by our names, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class RawRow(NamedTuple):
    """A row of a table as it stands in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that stays out: its line in the file, and one sentence with the mend."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """A client as a file tells it; what `values` does not name, the file says nothing about.

    `only_new`: a file that is not about clients makes one it needs, fills what is empty, and changes nothing else.
    """

    line: int
    code: str
    values: dict[str, object] = field(default_factory=dict)
    only_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """An invoice, credit note or quote as a file tells it.

    `client` is a code; where a file has none, `client_name` finds or makes the client. `contact` is the address that
    this invoice names. `why`: on whose word something of it is settled, where the file knows better than "the file".
    `sent_on`: the day it was sent; `vat`: the VAT inside the total; `mission_ended_on`: end of the service or mission.
    Of a quote `due_on` is the end of its validity.
    """

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
    client_name: str = ""
    contact: str = ""
    why: str = ""
    sent_on: date | None = None
    vat: Decimal | None = None
    mission_ended_on: date | None = None


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
class ContactLine:
    """A contact of a client as a file tells it; `client` is a code."""

    line: int
    client: str
    role: str
    email: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole file: which kind it is, its good rows, its bad ones, and what a person should know of it."""

    kind: str
    clients: tuple[ClientLine, ...] = ()
    invoices: tuple[InvoiceLine, ...] = ()
    payments: tuple[PaymentLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[str, ...] = ()
