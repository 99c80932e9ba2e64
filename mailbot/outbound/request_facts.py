"""Everything that a request may say (to a bâtonnier, a court, a commissaire de justice, an agent), as one frozen value.

Templates see it as `f`. Amounts stay Money and days stay dates: the filters write them. What the books do not know is
empty or None, and the template marks it as a blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.client import Client, ClientKind
from mailbot.core.money import Money, total
from mailbot.outbound.firm_card import FirmCard, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedInvoice:
    """An invoice that the request is about. `net` and `vat` None: not known. `matter`: for a law firm its number only.
    `exhibit`: its number in the list of exhibits; `late`: its due date has passed."""

    number: str
    issued_on: date
    due_on: date
    total: Money
    open: Money
    exhibit: int
    net: Money | None = None
    vat: Money | None = None
    matter: str = ""
    mission_ended_on: date | None = None
    late: bool = True

    @property
    def deducted(self) -> Money:
        """What payments and credits took off it."""
        return self.total - self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was put on an invoice: `kind` is payment, credit, write_off or opening."""

    on: date
    number: str
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of an invoice's interest: days at one rate on one sum; `rate` as it is printed."""

    number: str
    first: date
    last: date
    days: int
    base: Money
    rate: str
    amount: Money
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A reminder that left. `exhibit` None: none is on file (a call, a visit, a letter by hand: `note`)."""

    on: date
    level_name: str
    formal: bool
    recipient: str = ""
    note: str = ""
    exhibit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the bordereau."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """All that a request may say. `court`: commercial or judicial. `why_no_interest`: it could not be computed.
    `article`: the texts that the law's additions rest on."""

    way: str
    firm: FirmCard
    signatory: Signatory
    client: Client
    today: date
    court: str
    invoices: tuple[RequestedInvoice, ...]
    credits: tuple[RequestedInvoice, ...] = ()
    settled: tuple[Settled, ...] = ()
    pieces: tuple[Piece, ...] = ()
    interest: Money
    fixed: Money
    why_no_interest: str = ""
    article: str = ""
    reminders: tuple[Reminded, ...] = ()
    exhibits: tuple[Listed, ...] = ()
    published_on: date | None = None
    opened_on: date | None = None
    act_by: date | None = None
    customers_account: str = ""
    doubtful_account: str = ""

    @property
    def invoiced(self) -> Money:
        """What the invoices amounted to."""
        return total((one.total for one in self.invoices), self.interest.currency)

    @property
    def deducted(self) -> Money:
        """What was already taken off them."""
        return total((one.deducted for one in self.invoices), self.interest.currency)

    @property
    def credited(self) -> Money:
        """Credit notes still to deduct, negative."""
        return total((one.open for one in self.credits), self.interest.currency)

    @property
    def principal(self) -> Money:
        """What is owed before anything the law adds."""
        return self.invoiced - self.deducted + self.credited

    @property
    def run(self) -> Money:
        """All the interest that has run, piece by piece."""
        return total((one.amount for one in self.pieces), self.interest.currency)

    @property
    def done(self) -> Money:
        """What of it was paid or waived before."""
        return self.run - self.interest

    @property
    def to_come(self) -> Money:
        """Of the principal what is not due yet."""
        return total((one.open for one in self.invoices if not one.late), self.interest.currency)

    @property
    def matured(self) -> Money:
        """Of the principal what is due, credits deducted."""
        return self.principal - self.to_come

    @property
    def asked(self) -> Money:
        """Principal, interest, and the fixed sums where they are in the same currency."""
        owed = self.principal + self.interest
        return owed + self.fixed if self.fixed.currency == owed.currency else owed

    @property
    def apart(self) -> Money | None:
        """Fixed sums in another currency than the debt, to be named beside it."""
        return self.fixed if self.fixed and self.fixed.currency != self.interest.currency else None

    @property
    def consumer(self) -> bool:
        """A private person: no fixed sum, the legal rate from the formal notice."""
        return self.client.kind is ClientKind.CONSUMER

    @property
    def public(self) -> bool:
        """A public buyer."""
        return self.client.kind is ClientKind.PUBLIC

    @property
    def notice(self) -> Reminded | None:
        """The last formal notice."""
        return next((one for one in reversed(self.reminders) if one.formal), None)

    @property
    def next_exhibit(self) -> int:
        """The number from which the firm's own exhibits go on."""
        return len(self.exhibits) + 1
