"""The state that alerts are raised from: frozen values that a task reads from the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.client import ClientKind
from mailbot.core.money import Money


class AlertKind(StrEnum):
    """What an alert is about."""

    HANDOVER = "handover"
    PROMISE_BROKEN = "promise_broken"
    BOUNCE = "bounce"
    DISPUTE = "dispute"
    INSOLVENCY = "insolvency"
    DECEASED = "deceased"
    OPT_OUT = "opt_out"
    PAYMENT_UNMATCHED = "payment_unmatched"
    BANK_SILENT = "bank_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """Whom an alert is about."""

    client_id: int
    name: str
    partner: str = ""
    kind: ClientKind = ClientKind.PROFESSIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class LastNotice:
    """An invoice whose ladder is climbed and whose last printed deadline is known."""

    debtor: Debtor
    invoice_id: int
    number: str
    open: Money
    deadline_on: date
    cycle: int = 0
    handover_after_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise that nobody has ended: its hold's last day, and what is still open of what it was about."""

    debtor: Debtor
    hold_id: int
    promised_on: date
    until: date
    open: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A reminder that came back for good."""

    debtor: Debtor
    reminder_id: int
    recipient: str
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A hold that needs a person: `kind` is dispute, insolvency, deceased or opt_out."""

    debtor: Debtor
    hold_id: int
    kind: AlertKind
    since: date
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A payment that found no invoice by itself."""

    payment_id: int
    amount: Money
    received_on: date
    payer: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentBank:
    """An account without news for longer than its profile allows; `last_heard_on` None: never heard of."""

    account: str
    last_heard_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state left behind, as far as alerts go. `profession`: of the firm, it chooses what may follow a last
    notice."""

    today: date
    profession: str = "company"
    language: str = "fr"
    notices: tuple[LastNotice, ...] = ()
    promises: tuple[Promised, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    silent: tuple[SilentBank, ...] = ()
