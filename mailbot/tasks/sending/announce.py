"""Tell other programs what happened: each line of the history that they asked for, signed, until they said thanks.

The row stands since the event's own transaction; the network is spoken to with no transaction open. A program may hear
something twice (its answer was lost) and knows it by `webhook-id`; it never misses anything that it can still be told.
What is told is which thing it is about, not what was said: details are asked of the API, by whoever may see them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.config.schema import Webhook
from mailbot.config.secrets import secret
from mailbot.core.announcing import next_attempt, signature
from mailbot.core.errors import MailbotError, TryLater
from mailbot.outbound import webhook
from mailbot.outbound.webhook import Hook
from mailbot.store import announcements
from mailbot.store.debts import clients
from mailbot.store.program_tables import AnnouncementRow
from mailbot.store.tables import EventRow, InvoiceRow
from mailbot.tasks.desk.office import Office

# So many to one program in one turn, that others have theirs.
_AT_ONCE = 100
_GONE = 410

Post = Callable[[Hook, bytes, Mapping[str, str]], int]


@dataclass(slots=True)
class Announced:
    """How many were told, are tried later, were given up."""

    told: int = 0
    later: int = 0
    given_up: int = 0


def announce(office: Office, now: datetime, post: Post = webhook.post) -> Announced:
    """Tell every program what it waits for. One that does not answer is left alone until its next turn."""
    report = Announced()
    for hook in office.settings.webhooks:
        with office.books.read() as session:
            waiting = [
                (row.id, event.hash, _bytes(announcement(session, row.type, event)))
                for row, event in announcements.due(session, hook.name, now, _AT_ONCE)
            ]
        for key, identity, body in waiting:
            status, error = _tell(hook, identity, body, now, post)
            with office.books.write() as session:
                _settle(session.get_one(AnnouncementRow, key), status, error, now, report)
            if error:
                break
    return report


def announcement(session: Session, name: str, event: EventRow) -> dict[str, Any]:
    """A line of the history as programs are told of it: its type, its instant, and what it is about, by the names that
    the API uses."""
    client = clients.by_id(session, event.client_id) if event.client_id else None
    invoice = session.get(InvoiceRow, event.invoice_id) if event.invoice_id else None
    about = {
        "client": client.code if client else None,
        "invoice": invoice.number if invoice else None,
        "payment": event.payment_id,
        "reminder": event.reminder_id,
        "batch": event.data.get("batch"),
    }
    told = {"event": event.id, **{key: value for key, value in about.items() if value is not None}}
    return {"type": name, "timestamp": event.at.isoformat(), "data": told}


def _bytes(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _tell(hook: Webhook, identity: str, body: bytes, now: datetime, post: Post) -> tuple[int | None, str]:
    """The HTTP status and, when the program did not take it, why."""
    key = secret(hook.secret_env, hook.secret_file)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Mailbot",
        "webhook-id": identity,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(key, identity, now, body),
    }
    try:
        status = post(Hook(url=hook.url, private=hook.private_addresses), body, headers)
    except MailbotError as error:
        return None, str(error)
    return status, "" if 200 <= status < 300 else f"HTTP {status}"


def _settle(row: AnnouncementRow, status: int | None, error: str, now: datetime, report: Announced) -> None:
    row.attempts += 1
    row.answered, row.error = status, error[:500]
    if not error:
        row.status, row.done_at = announcements.TOLD, now
        report.told += 1
        return
    following = None if status == _GONE else next_attempt(row.attempts, now)
    if following is None:
        row.status, row.done_at = announcements.GIVEN_UP, now
        report.given_up += 1
    else:
        row.next_attempt_at = following
        report.later += 1


def try_hook(hook: Webhook, now: datetime, post: Post = webhook.post) -> int:
    """Send a program a signed trial. Raises TryLater when it does not take it."""
    body = _bytes({"type": "trial", "timestamp": now.isoformat(), "data": {}})
    status, error = _tell(hook, f"trial-{int(now.timestamp())}", body, now, post)
    if error or status is None:
        raise TryLater(f"{hook.name}: {error}")
    return status
