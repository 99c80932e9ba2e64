"""What a verdict can be, and all that the verdict on one invoice rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mailbot.core.client import Client
from mailbot.core.hold import Hold
from mailbot.core.invoice import Invoice
from mailbot.core.money import Money


class Decision(StrEnum):
    """What the plan says of an invoice."""

    REMIND = "remind"
    NOT_DUE = "not_due"
    PAID = "paid"
    IN_CREDIT = "in_credit"
    BELOW_MINIMUM = "below_minimum"
    ON_HOLD = "on_hold"
    DISPUTED = "disputed"
    PROMISED = "promised"
    INSTALMENTS = "instalments"
    INSOLVENT = "insolvent"
    DECEASED = "deceased"
    NO_CONTACT = "no_contact"
    WAITING_APPROVAL = "waiting_approval"
    CONVERSATION_OPEN = "conversation_open"
    GAP = "gap"
    DEADLINE_RUNNING = "deadline_running"
    ABSENT = "absent"
    BANK_SILENT = "bank_silent"
    LEVEL_DONE = "level_done"
    EXCLUDED = "excluded"


# Refused by the calendar only: such an invoice may be mentioned beside others, and a reminder drafted earlier stands.
TIMING = frozenset({Decision.GAP, Decision.DEADLINE_RUNNING, Decision.LEVEL_DONE, Decision.NOT_DUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the verdict on one invoice rests on.

    `client_net`: what the client owes in this currency, credits and unapplied payments deducted; `in_hand`: those
    payments (None: there are none). `holds`: the client's that nobody has ended, absences until two working days
    after their last day. `waiting`: it is in a reminder that is proposed, approved or being sent; `client_waiting`:
    some reminder to the client is. `silent_account`: the bank account without news. `minimum`: who owes less is left
    alone.
    """

    invoice: Invoice
    client: Client
    client_net: Money
    holds: tuple[Hold, ...] = ()
    last_contact_on: date | None = None
    waiting: bool = False
    client_waiting: bool = False
    silent_account: str = ""
    reachable: bool = True
    minimum: Money | None = None
    in_hand: Money | None = None
