"""The money behind penalties: what payments put on them, and what is in hand to do so."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.store.settling_tables import PaymentUseRow
from mailbot.store.tables import PaymentRow


def live_uses(session: Session, penalty_id: int) -> list[PaymentUseRow]:
    """What payments put on this penalty and was not taken back."""
    mine = (PaymentUseRow.penalty_id == penalty_id, PaymentUseRow.undone_at.is_(None))
    return list(session.scalars(select(PaymentUseRow).where(*mine).order_by(PaymentUseRow.id)))


def in_hand(session: Session, client_id: int, currency: str) -> list[PaymentRow]:
    """Counted payments of the client with something left, oldest first."""
    query = select(PaymentRow).where(
        PaymentRow.client_id == client_id,
        PaymentRow.currency == currency,
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.unapplied_minor > 0,
    )
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))
