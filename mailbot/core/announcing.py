"""What other programs are told of (webhooks): which lines of the history, how it is signed, when it is tried again.

Signed as the Standard Webhooks specification says: an HMAC over the identity, the instant and the body, so that a
receiver knows who speaks, that nothing was changed, and that it is not an old message said again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.hold import HoldKind

_WAITS = frozenset({HoldKind.DISPUTE, HoldKind.PROMISE, HoldKind.INSTALMENTS, HoldKind.INSOLVENT})

# What a subscriber may ask for → the lines of the history that are meant. Names stay as they are; more may come.
TYPES: Mapping[str, tuple[str, ...]] = {
    "payment.recorded": ("payment_entered",),
    "payment.placed": ("payment_allocated",),
    "payment.taken_back": ("allocation_undone", "payment_reversed"),
    "reminder.sent": ("reminder_sent", "reminder_by_hand"),
    "reminder.undelivered": ("reminder_bounced", "reminder_failed"),
    "batch.waiting": ("digest_queued",),
    "dispute.opened": (f"hold_{HoldKind.DISPUTE.value}",),
    "promise.made": (f"hold_{HoldKind.PROMISE.value}",),
    "instalments.agreed": (f"hold_{HoldKind.INSTALMENTS.value}",),
    "insolvency.told": (f"hold_{HoldKind.INSOLVENT.value}",),
    "hold.set": tuple(f"hold_{kind.value}" for kind in HoldKind if kind not in _WAITS),
    "hold.ended": ("hold_ended",),
    "alert.raised": tuple(f"alert_{kind.value}" for kind in AlertKind),
    "client.erased": ("client_erased",),
}

SHORTEST_SECRET = 24
# Minutes after the first, second … attempt that failed; after the last of them it is given up: three days and a half.
BACK_OFF_MINUTES = (1, 5, 30, 120, 300, 600, 840, 1200, 1440)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A program that is told: as the configuration names it, and of what (types; none named: all)."""

    name: str
    types: tuple[str, ...] = ()


def by_kind(subscribers: Sequence[Subscriber]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Kind of a line of the history → who is told of it, as which type."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in subscribers:
        for name in one.types or TYPES:
            for kind in TYPES[name]:
                found[kind] = (*found.get(kind, ()), (one.name, name))
    return found


def signature(secret: str, identity: str, at: datetime, body: bytes) -> str:
    """The header `webhook-signature`: `v1,` and the HMAC-SHA256 in base64. `at`: aware, told in seconds."""
    signed = f"{identity}.{int(at.timestamp())}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode('ascii')}"


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after the `attempts`-th attempt (from 1) failed; None: it is given up."""
    if attempts > len(BACK_OFF_MINUTES):
        return None
    return now + timedelta(minutes=BACK_OFF_MINUTES[attempts - 1])
