"""What the mail says that hands over copies of invoices, asked for by the client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.client import Client, ClientKind
from mailbot.core.money import Money
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.payment_means import PaymentMeans


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """An invoice whose copy is enclosed; `open` is what remains to be paid of it."""

    number: str
    issued_on: date
    due_on: date
    total: Money
    open: Money

    @property
    def paid(self) -> bool:
        """Is nothing left to pay on it?"""
        return self.open.amount <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateFacts:
    """All that the mail may say. `language` is the client's; `pay` is None where nothing is left to pay, or no account
    is known. `quotes`: never; the shared sentences ask."""

    firm: FirmCard
    signatory: Signatory
    client: Client
    language: str
    today: date
    lines: tuple[CopyLine, ...]
    pay: PaymentMeans | None = None
    quotes: bool = False

    @property
    def only(self) -> CopyLine | None:
        """The invoice when there is just one."""
        return self.lines[0] if len(self.lines) == 1 else None

    @property
    def owed(self) -> tuple[CopyLine, ...]:
        """Those of which something is left to pay."""
        return tuple(line for line in self.lines if not line.paid)

    @property
    def addressee(self) -> str:
        """Whom the greeting is for: the contact, or a consumer's own name."""
        return self.client.contact or (self.client.name if self.client.kind is ClientKind.CONSUMER else "")
