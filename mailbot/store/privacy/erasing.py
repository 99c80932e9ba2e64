"""Erasing what dunning gathered about a client: set-based, in the caller's transaction. Rows that others refer to stay,
with nothing in them but keys, days and amounts; all other rows go.

Digests of bytes that are needed no longer are returned: the bytes themselves go after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from mailbot.core.history import ERASED, TELLS, erased
from mailbot.store.call_tables import CallRow
from mailbot.store.chunks import chunks
from mailbot.store.money_tables import PayerAliasRow
from mailbot.store.privacy.on_file import BY_NAME, messages_of, reminders_of
from mailbot.store.pursuit_tables import InterruptionRow, ProceedingRow
from mailbot.store.reading_tables import AliasRow, AnswerRow, CorrectionRow
from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import (
    AlertRow,
    ClientRow,
    ContactRow,
    DeliveryRow,
    EventRow,
    HoldRow,
    InboxRow,
    InvoiceRow,
    ReminderLineRow,
    ReminderRow,
)

# Lines of the history that tell of money are part of the accounts; they go with them.
ACCOUNTING = (
    "payment_entered", "payment_allocated", "payment_confirmed", "payment_reversed", "payment_restored",
    "allocation_undone", "written_off", "credit_applied", "overpayment_kept", "doubtful", "undoubtful",
    "invoice_changed",
)  # fmt: skip
_GONE: dict[str, Any] = {"reason": ERASED, "sentence": ""}
_ADDRESSES: dict[str, Any] = {"email": "", "cc": [], "contact": "", "phone": "", "iban": "", "email_bounced": False}
_TEXTS: dict[str, Any] = {
    "recipient": "", "cc": [], "token": "", "message_id": "", "subject": "", "body_text": "", "body_html": "",
    "letter_sha": "", "attachments": [], "content_hash": "", "note": "", "own_words": "", "penalties": {},
    "status_why": "",
}  # fmt: skip
_MAIL: dict[str, Any] = {
    "sha": "", "error": "", "sender": "", "subject": ERASED, "message_id": "", "linked_by": "", "why": "",
    "proposal": "",
}  # fmt: skip


def overwrite(session: Session) -> None:
    """What is erased is overwritten in the file, not only unlinked (SQLite; PostgreSQL does so when it vacuums)."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))


def erase_file(session: Session, client_id: int) -> set[str]:
    """Addresses, people, messages, texts and notes of this client; the digests of the bytes that went with them."""
    gone = _digests(session, client_id)
    mine = reminders_of(client_id)
    session.execute(update(ClientRow).where(ClientRow.id == client_id).values(**_ADDRESSES))
    session.execute(update(HoldRow).where(HoldRow.client_id == client_id).values(**_GONE))
    session.execute(update(InterruptionRow).where(InterruptionRow.client_id == client_id).values(note=""))
    session.execute(update(PenaltyRow).where(PenaltyRow.client_id == client_id).values(why=""))
    session.execute(
        update(ProceedingRow).where(ProceedingRow.client_id == client_id)
        .values(reference="", why="", file_sha="", file_name="")
    )  # fmt: skip
    session.execute(update(InvoiceRow).where(InvoiceRow.client_id == client_id).values(thread_message_id="", matter=""))
    session.execute(update(ReminderLineRow).where(ReminderLineRow.client_id == client_id).values(matter=""))
    session.execute(delete(CorrectionRow).where(CorrectionRow.inbox_id.in_(messages_of(client_id))))
    for table in (AnswerRow, AliasRow, PayerAliasRow, AlertRow, ContactRow, CallRow):
        session.execute(delete(table).where(table.client_id == client_id))
    session.execute(delete(BY_NAME["left_out_of_runs"].table).where(BY_NAME["left_out_of_runs"].of(client_id)))
    session.execute(
        delete(DeliveryRow).where(or_(DeliveryRow.client_id == client_id, DeliveryRow.reminder_id.in_(mine)))
    )
    session.execute(update(ReminderRow).where(ReminderRow.client_id == client_id).values(**_TEXTS))
    _erase_messages(session, client_id)
    session.expire_all()
    return gone


def _erase_messages(session: Session, client_id: int) -> None:
    """What was received: that a sender was proved, and that it was a machine, stays for those who check the books."""
    mine = BY_NAME["messages_received"].of(client_id)
    rows = session.execute(select(InboxRow.id, InboxRow.understood).where(mine)).all()
    for key, understood in rows:
        kept = {name: understood[name] for name in ("authentic", "robot") if name in understood}
        session.execute(update(InboxRow).where(InboxRow.id == key).values(**_MAIL, understood=kept))


def worded(session: Session, client_id: int, *, whole: bool) -> dict[str, int]:
    """How many reminders and lines of the history still say something, that an erasure would empty."""
    said = or_(ReminderRow.subject != "", ReminderRow.note != "", ReminderRow.own_words != "")
    texts = select(func.count()).select_from(ReminderRow).where(ReminderRow.client_id == client_id, said)
    lines = select(func.count()).select_from(EventRow).where(_lines(client_id, whole=whole))
    return {"reminders": int(session.scalar(texts) or 0), "history": int(session.scalar(lines) or 0)}


def _lines(client_id: int, *, whole: bool) -> ColumnElement[bool]:
    """The client's lines that still say something; without `whole` those of the accounts are left alone."""
    found = and_(BY_NAME["history"].of(client_id), EventRow.text != ERASED, EventRow.kind != TELLS)
    return found if whole else and_(found, EventRow.kind.not_in(ACCOUNTING))


def erase_lines(session: Session, client_id: int, key: str, *, whole: bool) -> list[str]:
    """Take the words out of the client's lines of the history; their hashes, in order. Without `whole` those of the
    accounts stay."""
    query = select(EventRow.id, EventRow.hash).where(_lines(client_id, whole=whole))
    found = list(session.execute(query.order_by(EventRow.id)))
    for some in chunks([row.id for row in found]):
        session.execute(update(EventRow).where(EventRow.id.in_(some)).values(text=ERASED, data=erased(key)))
    return [row.hash for row in found]


def mark(session: Session, client_id: int, depth: str, accounts_until: Any, now: datetime) -> None:
    """Remember how far it was erased."""
    values = {"erased": depth, "erased_at": now, "accounts_until": accounts_until}
    session.execute(update(ClientRow).where(ClientRow.id == client_id).values(**values))


def _digests(session: Session, client_id: int) -> set[str]:
    """The bytes that belong to what goes."""
    found: set[str] = set()
    for name, column in (("messages_received", "sha"), ("messages_sent", "raw_sha"), ("reminders", "letter_sha"),
                         ("proceedings", "file_sha"), ("corrections", "sha")):  # fmt: skip
        kept = BY_NAME[name]
        found.update(session.scalars(select(getattr(kept.table, column)).where(kept.of(client_id))))
    for attached in (
        session.scalars(select(ReminderRow.attachments).where(ReminderRow.client_id == client_id)),
        session.scalars(select(AnswerRow.attachments).where(AnswerRow.client_id == client_id)),
    ):
        found.update(_named(attached))
    invoices = session.scalars(select(InvoiceRow.file_sha).where(InvoiceRow.client_id == client_id))
    return found - {""} - set(invoices)  # the invoice's own document belongs to the accounts


def _named(attached: Iterable[list[Any]]) -> set[str]:
    return {str(item["sha"]) for some in attached for item in some if isinstance(item, dict) and "sha" in item}
