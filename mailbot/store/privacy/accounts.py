"""When the accounts need be kept no longer: the figures stay, whose they are goes. And bytes that nothing names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, exists, or_, select, update
from sqlalchemy.orm import Session

from mailbot.core.history import ERASED
from mailbot.store.chunks import chunks
from mailbot.store.money_tables import TellingRow
from mailbot.store.privacy.on_file import BANK, BY_NAME, invoices_of, payments_of
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.reading_tables import AnswerRow, CorrectionRow
from mailbot.store.settling_tables import EntryLineRow, EntryRow, PaymentUseRow
from mailbot.store.tables import (
    AllocationRow,
    ClientRow,
    DeliveryRow,
    InboxRow,
    InvoiceRow,
    PaymentRow,
    ReminderRow,
)

_BLANK: dict[str, Any] = {
    "address": "", "postcode": "", "city": "", "siren": "", "vat_number": "", "payment_mode": "",
    "last_contact_on": None,
}  # fmt: skip
_PAYER: dict[str, Any] = {"payer": "", "payer_iban": "", "label": ""}
# Messages of nobody in particular; those of the bank belong to the accounts.
# Who of the firm's own people approved or ordered is what those who check the books look for.
_SENDER = case((InboxRow.kind.in_(("approval", "command")), InboxRow.sender), else_="")
_STAFF_MAIL = ("digest", "alert", "run", "weekly")


def erase_accounts(session: Session, client_id: int) -> set[str]:
    """The name and everything else that tells whose invoices, payments and entries these are; the digests of the
    invoices' documents."""
    files = set(session.scalars(select(InvoiceRow.file_sha).where(InvoiceRow.client_id == client_id))) - {""}
    name = f"{ERASED} n° {client_id}"
    session.execute(
        update(ClientRow).where(ClientRow.id == client_id).values(name=name, code=f"efface-{client_id}", **_BLANK)
    )
    session.execute(update(InvoiceRow).where(InvoiceRow.client_id == client_id).values(file_sha="", file_name=""))
    session.execute(update(PaymentRow).where(PaymentRow.client_id == client_id).values(**_PAYER, why="", proposals=[]))
    session.execute(update(TellingRow).where(TellingRow.payment_id.in_(payments_of(client_id))).values(**_PAYER))
    session.execute(update(AllocationRow).where(AllocationRow.invoice_id.in_(invoices_of(client_id))).values(why=""))
    session.execute(update(PaymentUseRow).where(PaymentUseRow.payment_id.in_(payments_of(client_id))).values(why=""))
    lines = BY_NAME["entry_lines"].of(client_id)
    named = EntryLineRow.auxiliary_name != ""
    session.execute(update(EntryLineRow).where(lines, named).values(auxiliary=f"E{client_id}", auxiliary_name=name))
    session.execute(
        update(EntryRow).where(EntryRow.client_id == client_id)
        .values(client_code=f"E{client_id}", client_name=name, text=ERASED)
    )  # fmt: skip
    files |= _erase_notices(session, client_id)
    session.expire_all()
    return files


def _erase_notices(session: Session, client_id: int) -> set[str]:
    """Notices of banks that tell of this client's money alone; those that tell of others too go by their age."""
    others = exists().where(
        PaymentRow.inbox_id == InboxRow.id, or_(PaymentRow.client_id.is_(None), PaymentRow.client_id != client_id)
    )
    mine = (InboxRow.client_id == client_id, InboxRow.kind == BANK, InboxRow.sha != "", ~others)
    return _empty(session, mine)


def _empty(session: Session, which: Sequence[ColumnElement[bool]]) -> set[str]:
    """Leave of these messages only that they came, and whether the sender was proved; their digests."""
    rows = session.execute(select(InboxRow.id, InboxRow.sha, InboxRow.understood).where(*which)).all()
    for key, _, understood in rows:
        kept = {name: understood[name] for name in ("authentic", "robot") if name in understood}
        session.execute(
            update(InboxRow).where(InboxRow.id == key)
            .values(sha="", sender=_SENDER, message_id="", subject=ERASED, why="", proposal="", error="",
                    understood=kept)
        )  # fmt: skip
    return {sha for _, sha, _ in rows}


def erase_old_mail(session: Session, before: datetime, bank_before: datetime) -> tuple[int, set[str]]:
    """Messages to and from the firm's own people, and those that were nobody's, that are older than this; notices of
    banks that are older than that. How many, and the digests of their bytes."""
    nobodys = (InboxRow.client_id.is_(None) | (InboxRow.kind == BANK)) & (InboxRow.sha != "")
    old = or_(
        (InboxRow.kind != BANK) & (InboxRow.arrived_at < before),
        (InboxRow.kind == BANK) & (InboxRow.arrived_at < bank_before),
    )
    ended = InboxRow.state.in_(("done", "duplicate")) | InboxRow.resolved_at.is_not(None)
    found = _empty(session, (nobodys, old, ended))
    ours = (DeliveryRow.kind.in_(_STAFF_MAIL), DeliveryRow.created_at < before, DeliveryRow.raw_sha != "")
    sent = list(session.execute(select(DeliveryRow.id, DeliveryRow.raw_sha).where(*ours)))
    for some in chunks([row.id for row in sent]):
        session.execute(update(DeliveryRow).where(DeliveryRow.id.in_(some)).values(raw_sha=""))
    return len(found) + len(sent), found | {row.raw_sha for row in sent}


def still_named(session: Session, shas: Collection[str]) -> set[str]:
    """Those of these digests that something in the books still names."""
    columns = (
        InboxRow.sha, DeliveryRow.raw_sha, ReminderRow.letter_sha, InvoiceRow.file_sha, ProceedingRow.file_sha,
        CorrectionRow.sha,
    )  # fmt: skip
    found: set[str] = set()
    for some in chunks(sorted(shas), 50):
        for column in columns:
            found.update(session.scalars(select(column).where(column.in_(some))))
        for attached in (ReminderRow.attachments, AnswerRow.attachments):
            text = cast(attached, String)
            lists = session.scalars(select(attached).where(or_(*(text.contains(sha) for sha in some))))
            found.update(_named(lists, some))
    return found


def _named(lists: Iterable[list[Any]], shas: Collection[str]) -> set[str]:
    return {item["sha"] for some in lists for item in some if item.get("sha") in shas}
