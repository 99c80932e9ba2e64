"""A client's invoices go to another address: applied, and taken back to what was there before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.contacts import ContactRole
from mailbot.store.debts import invoices
from mailbot.store.tables import ContactRow


def apply(session: Session, client_id: int, old: str, new: str, now: datetime) -> dict[str, Any]:
    """From now on the new address is the client's billing contact, and that of the invoices which named the old one.

    Returns what undoing it needs: the contacts that were added and the addresses that were there before.
    """
    before: dict[str, dict[str, Any]] = {}
    known = list(session.scalars(select(ContactRow).where(ContactRow.client_id == client_id).order_by(ContactRow.id)))
    billing = [row for row in known if row.invoice_id is None and row.role == ContactRole.BILLING]
    has_new = next((row for row in billing if row.email == new), None)
    for row in known:
        if row.email == old and row.invoice_id is not None:
            _change(row, new, before)
        elif row.email == old and row.role == ContactRole.BILLING and has_new is None:
            _change(row, new, before)
            has_new = row
    added = []
    if has_new is None:
        has_new = ContactRow(client_id=client_id, role=ContactRole.BILLING.value, email=new, created_at=now)
        session.add(has_new)
        session.flush()
        added.append(has_new.id)
    elif has_new.bounced:
        before.setdefault(str(has_new.id), {"email": has_new.email, "bounced": True, "name": has_new.name})
        has_new.bounced = False
    session.flush()
    invoices.wake(session, client_id)
    return {"added": added, "before": before}


def take_back(session: Session, client_id: int, undoing: dict[str, Any]) -> None:
    """As it was before."""
    for key in undoing.get("added", ()):
        row = session.get(ContactRow, key)
        if row is not None:
            session.delete(row)
    for key, was in undoing.get("before", {}).items():
        row = session.get(ContactRow, int(key))
        if row is not None:
            row.email, row.bounced, row.name = was["email"], was["bounced"], was["name"]
    session.flush()
    invoices.wake(session, client_id)


def _change(row: ContactRow, new: str, before: dict[str, dict[str, Any]]) -> None:
    """The name goes with the address: whoever reads the new one may be somebody else."""
    before[str(row.id)] = {"email": row.email, "bounced": row.bounced, "name": row.name}
    row.email, row.bounced, row.name = new, False, ""
