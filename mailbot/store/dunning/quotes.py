"""Quotes: how they ended."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.invoice import QUOTE_ENDS
from mailbot.store.tables import AllocationRow


def live_ends(session: Session, quote_id: int) -> list[AllocationRow]:
    """What closes the quote now: accepted or lost, and not taken back."""
    query = select(AllocationRow).where(
        AllocationRow.invoice_id == quote_id, AllocationRow.kind.in_(QUOTE_ENDS), AllocationRow.undone_at.is_(None)
    )
    return list(session.scalars(query.order_by(AllocationRow.id)))
