"""What the ways after the last notice are judged on, and what is found: frozen values that a task reads from the books.

A finding is one condition of one way: met, missing, for a person to check, or barring the way. Where the condition is
written, and how surely it was read there, stands beside it (`pursuit_rules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.core.client import Client, ClientKind
from mailbot.core.hold import Hold
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder
from mailbot.core.money import Money, total


class Way(StrEnum):
    """What a creditor may do once the last notice has had no answer; the kind of a proceeding."""

    CLAIM_DECLARATION = "claim_declaration"
    BATONNIER = "batonnier"
    PUBLIC_CLAIM = "public_claim"
    PAYMENT_ORDER = "payment_order"
    SMALL_CLAIM = "small_claim"
    INTERIM_ORDER = "interim_order"
    DOUBTFUL = "doubtful"


# An interim order is asked for by a summons, which a lawyer or a commissaire de justice draws up: only told.
PREPARED = frozenset(Way) - {Way.INTERIM_ORDER}


class Standing(StrEnum):
    """How a condition stands: the books show it, they lack it, only a person knows, or it closes the way."""

    MET = "met"
    MISSING = "missing"
    CHECK = "check"
    BARRED = "barred"


class Court(StrEnum):
    """Which court of the debtor's place orders a payment (C. proc. civ. art. 1405 s.)."""

    COMMERCIAL = "commercial"
    JUDICIAL = "judicial"


Value = str | int | date | Money


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition of a way: its key in `pursuit_rules`, how it stands, and what its sentence names."""

    key: str
    standing: Standing
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """The firm. `profession` is lawyer, accountant or company; `accrual`: it books customers (411), unlike cash books;
    `identified`: address and SIREN are known."""

    profession: str = "company"
    country: str = "FR"
    accrual: bool = True
    identified: bool = True

    @property
    def lawyer(self) -> bool:
        """A law firm: its own fees go to the bâtonnier."""
        return self.profession == "lawyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An open invoice. `ready_on`: its ladder is climbed and the hand-over day is this (None: a level is left);
    `notice_on`: the formal notice left; `act_by`: to be claimed by then, None when not counted."""

    invoice: Invoice
    ready_on: date | None = None
    notice_on: date | None = None
    act_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insolvency:
    """Collective proceedings on file: the day of the news, and of the judgment's publication where it is known."""

    told_on: date
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One client's debt in one currency, on `today`.

    `credits`: credit notes still to deduct (zero or negative). `interest`: what the law adds up to today, None when it
    cannot be computed (`interest_why`). `unplaced`: the client's money that lies on no invoice. `elsewhere`: numbers of
    open invoices in other currencies.
    """

    today: date
    creditor: Creditor
    client: Client
    claims: tuple[Claimed, ...]
    credits: Money
    unplaced: Money
    interest: Money | None
    interest_why: str = ""
    holds: tuple[Hold, ...] = ()
    insolvency: Insolvency | None = None
    elsewhere: tuple[str, ...] = ()

    @property
    def concerned(self) -> tuple[Claimed, ...]:
        """What may be pursued: invoices whose ladder is climbed; in insolvency everything that is open."""
        if self.insolvency is not None:
            return self.claims
        return tuple(one for one in self.claims if one.ready_on is not None and one.ready_on <= self.today)

    @property
    def principal(self) -> Money:
        """What is owed on the concerned invoices, credit notes deducted, never below zero."""
        owed = total((one.invoice.open for one in self.concerned), self.credits.currency) + self.credits
        return max(owed, Money.zero(self.credits.currency))

    @property
    def act_by(self) -> date | None:
        """The earliest limitation of the concerned invoices."""
        return min((one.act_by for one in self.concerned if one.act_by), default=None)

    @property
    def court(self) -> Court:
        """The commercial court for professionals (a person checks that they trade), else the judicial one."""
        return Court.COMMERCIAL if self.client.kind is ClientKind.PROFESSIONAL else Court.JUDICIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way with every condition that was looked at. `amount` is the principal; `act_by` the last safe day."""

    way: Way
    amount: Money
    findings: tuple[Finding, ...]
    invoice_ids: tuple[int, ...]
    act_by: date | None = None

    @property
    def open(self) -> bool:
        """Nothing closes it."""
        return all(one.standing is not Standing.BARRED for one in self.findings)

    @property
    def ready(self) -> bool:
        """Open, and the books lack nothing that it needs."""
        return self.open and all(one.standing is not Standing.MISSING for one in self.findings)


def ready_on(invoice: Invoice, ladder: Ladder) -> date | None:
    """The hand-over day: the last printed deadline and the ladder's days of grace; None while a level is left."""
    if invoice.level is None or ladder.after(invoice.level, overdue=True) is not None:
        return None
    last = invoice.deadline_on or invoice.level_sent_on
    return last + timedelta(days=ladder.handover_after_days) if last else None
