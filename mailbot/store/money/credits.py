"""Credit notes that lie on invoices."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.tables import AllocationRow


def live(session: Session, note_id: int, invoice_id: int) -> list[AllocationRow]:
    """What of this credit note lies on this invoice now."""
    query = select(AllocationRow).where(
        AllocationRow.credit_note_id == note_id,
        AllocationRow.invoice_id == invoice_id,
        AllocationRow.undone_at.is_(None),
    )
    return list(session.scalars(query.order_by(AllocationRow.id)))
