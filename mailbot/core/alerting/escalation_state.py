"""The state that alerts are raised from: frozen values that a task reads from the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.client import ClientKind
from mailbot.core.limitation import NearLimitation
from mailbot.core.money import Money

# What an alert is worded from. Kept in the books, so that it can be worded again in another language.
Fact = str | int | date | Money
Facts = Mapping[str, Fact]


class AlertKind(StrEnum):
    """What an alert is about."""

    NEXT_LEVEL = "next_level"
    HANDOVER = "handover"
    PROMISE_BROKEN = "promise_broken"
    INSTALMENT_MISSED = "instalment_missed"
    BOUNCE = "bounce"
    DISPUTE = "dispute"
    INSOLVENCY = "insolvency"
    DECEASED = "deceased"
    OPT_OUT = "opt_out"
    PAYMENT_UNMATCHED = "payment_unmatched"
    BANK_SILENT = "bank_silent"
    BANK_UNVERIFIED = "bank_unverified"
    LIMITATION = "limitation"
    DELIVERY_REFUSED = "delivery_refused"
    DELIVERY_UNKNOWN = "delivery_unknown"
    MESSAGE_QUARANTINED = "message_quarantined"
    APPROVAL_REFUSED = "approval_refused"
    RUN_FAILED = "run_failed"
    CLIENT_REQUEST = "client_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """Whom an alert is about. `partner`: whose matter it is, empty for whoever decides on what is nobody's."""

    client_id: int
    name: str
    code: str = ""
    partner: str = ""
    kind: ClientKind = ClientKind.PROFESSIONAL
    country: str = "FR"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDue:
    """A level that is due now and waits for a decision: the reminder proposed, with the first invoice that it raises.

    `numbers`: the invoices that it raises, as they are read.
    """

    debtor: Debtor
    reminder_id: int
    level: int
    level_name: str
    formal: bool
    numbers: str
    total: Money
    invoice_id: int
    cycle: int = 0


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
    """A promise whose time may be over: its hold's last day, and what is still open of what it was about."""

    debtor: Debtor
    hold_id: int
    promised_on: date
    until: date
    open: Money
    invoice_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An instalment that was not paid in time, and what is still open of what its plan is about."""

    debtor: Debtor
    instalment_id: int
    rank: int
    due_on: date
    amount: Money
    open: Money
    invoice_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A reminder that came back for good."""

    debtor: Debtor
    reminder_id: int
    recipient: str
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A hold that needs a person: `kind` is dispute, insolvency, deceased or opt_out.

    `hold_id` and `since`: of the first one, when later ones only took its place. `published_on`: of an insolvency, the
    publication of the judgment when it is known. `reason`: of whoever set it by hand, where no sentence says so.
    """

    debtor: Debtor
    hold_id: int
    kind: AlertKind
    since: date
    sentence: str = ""
    reason: str = ""
    number: str = ""
    invoice_id: int | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A payment that found no invoice by itself. `debtor`: whose it may be, where anything says so."""

    payment_id: int
    amount: Money
    received_on: date
    payer: str = ""
    label: str = ""
    debtor: Debtor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentBank:
    """An account without news for longer than its profile allows; `last_heard_on` None: never heard of."""

    account: str
    last_heard_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearing:
    """A debt that is about to be barred, or may be already."""

    debtor: Debtor
    near: NearLimitation
    open: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRun:
    """A mass run that ended before it was through: who asked for it, why it ended."""

    run_id: int
    asked_by: str
    asked_on: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state left behind, or a part of it, as far as alerts go.

    `profession` and `country` (of the firm) choose what may follow a last notice and which law may be cited;
    `language` is the one that alerts are worded in.
    """

    today: date
    profession: str = "company"
    country: str = "FR"
    language: str = "fr"
    levels: tuple[LevelDue, ...] = ()
    notices: tuple[LastNotice, ...] = ()
    promises: tuple[Promised, ...] = ()
    missed: tuple[Missed, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    silent: tuple[SilentBank, ...] = ()
    nearing: tuple[Nearing, ...] = ()
    runs: tuple[BrokenRun, ...] = ()
