"""How well each bank's mails are read: a template that was changed shows here first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.tables import InboxRow


@dataclass(slots=True)
class Told:
    """Mails of one bank: with payments, without, and those that a person had to look at."""

    mails: int = 0
    with_payments: int = 0
    without: int = 0
    for_a_person: int = 0

    @property
    def share(self) -> float:
        """0-1: how many were read without a person."""
        return 1 - self.for_a_person / self.mails if self.mails else 1.0


def by_bank(session: Session, since: datetime | None = None) -> dict[str, Told]:
    """Bank → how its proven mails were read, since then or since the books began."""
    found: dict[str, Told] = defaultdict(Told)
    query = select(InboxRow.understood, InboxRow.state).where(InboxRow.kind == "bank_notification")
    if since is not None:
        query = query.where(InboxRow.arrived_at >= since)
    for understood, state in session.execute(query.execution_options(yield_per=500)):
        said: dict[str, Any] = understood or {}
        if said.get("authentic") is not True or not said.get("bank"):
            continue
        one = found[str(said["bank"])]
        one.mails += 1
        one.with_payments += bool(said.get("payments"))
        one.without += not said.get("payments")
        one.for_a_person += state in ("review", "quarantined")
    return dict(found)
