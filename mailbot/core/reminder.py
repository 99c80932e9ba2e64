"""The reminder: its states, the one table of legal moves, and its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.errors import Refused
from mailbot.core.money import Money, total


class ReminderStatus(StrEnum):
    """Where one reminder stands. Only RELEASED and what follows it has a delivery row; what a person did by hand has
    none, and is WITHDRAWN when it was recorded by mistake."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    FELL_OUT = "fell_out"
    RELEASED = "released"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


_S = ReminderStatus

# The one table of legal moves: from → to.
MOVES: dict[ReminderStatus, frozenset[ReminderStatus]] = {
    _S.PROPOSED: frozenset({_S.APPROVED, _S.REJECTED, _S.EXPIRED, _S.FELL_OUT}),
    _S.APPROVED: frozenset({_S.PROPOSED, _S.REJECTED, _S.EXPIRED, _S.FELL_OUT, _S.RELEASED}),
    _S.RELEASED: frozenset({_S.SENT, _S.FAILED, _S.UNKNOWN}),
    _S.UNKNOWN: frozenset({_S.SENT, _S.FAILED}),
    _S.SENT: frozenset({_S.BOUNCED, _S.WITHDRAWN}),
    _S.REJECTED: frozenset(),
    _S.EXPIRED: frozenset(),
    _S.FELL_OUT: frozenset(),
    _S.FAILED: frozenset({_S.WITHDRAWN}),
    _S.BOUNCED: frozenset({_S.SENT}),  # a person says that it had arrived after all
    _S.WITHDRAWN: frozenset(),
}

# A reminder in one of these keeps its invoices' (level, cycle): no second one may be proposed.
LIVE = frozenset({_S.PROPOSED, _S.APPROVED, _S.RELEASED, _S.SENT, _S.UNKNOWN})


def check_move(before: ReminderStatus, after: ReminderStatus) -> None:
    """Raise Refused when the table of moves does not allow it."""
    if after not in MOVES[before]:
        raise Refused(f"A reminder that is {before} cannot become {after}.")


class Channel(StrEnum):
    """How a level reaches the client. With a mail goes its letter as PDF, or as a Word document."""

    MAIL = "mail"
    MAIL_AND_LETTER = "mail+letter"
    MAIL_AND_WORD = "mail+word"
    LETTER = "letter"


class ByHand(StrEnum):
    """How a person reminded without this program."""

    PHONE = "phone"
    POST = "post"
    IN_PERSON = "in_person"


def channel_of(word: str) -> Channel | ByHand:
    """The channel that this word of the books names."""
    return ByHand(word) if word in set(ByHand) else Channel(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """One invoice in a reminder.

    `advanced`: its next level opened, and this reminder counts for it; otherwise it is only
    mentioned. Credits have a negative `open`.
    """

    invoice_id: int
    number: str
    issued_on: date
    due_on: date
    total: Money
    open: Money
    level: int
    cycle: int
    days_overdue: int
    advanced: bool
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan:
    """One message to one client, before its texts are written.

    `deadline_on` is the date to print (None: no deadline); `formal` marks a formal notice; `quotes`: it asks about
    pending quotes, and no money is owed. `in_hand`: what the client paid and nobody has placed on an invoice yet (None:
    nothing); it is deducted before asking. `total` is what remains to be paid.
    """

    client_id: int
    currency: str
    language: str
    ladder: str
    level: int
    level_name: str
    channel: Channel | ByHand
    formal: bool
    automatic: bool
    partner: str
    deadline_on: date | None
    lines: tuple[ReminderLine, ...]
    quotes: bool = False
    in_hand: Money | None = None

    @property
    def total(self) -> Money:
        """What the lines sum to, credits and the money in hand deducted."""
        owed = total((line.open for line in self.lines), self.currency)
        return owed - self.in_hand if self.in_hand else owed

    @property
    def before_due(self) -> bool:
        """Is it a pre-due reminder? It holds nothing overdue, and all others hold nothing else."""
        owed = [line for line in self.lines if line.open.amount > 0]
        return not self.quotes and bool(owed) and all(line.days_overdue == 0 for line in owed)
