"""What a reminder says, as stored: its hash at any moment, and its exact bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from mailbot.core.approving.approval import content_hash
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store.tables import InvoiceRow, ReminderLineRow, ReminderRow
from mailbot.tasks.desk.office import Office


def stored_hash(
    row: ReminderRow,
    lines: Sequence[ReminderLineRow],
    *,
    open_now: Mapping[int, int] | None = None,
    in_hand_now: int | None = None,
    recipient: str | None = None,
) -> str:
    """The content hash of a stored reminder: as drafted, or with the balances, the money in hand (minor units) and
    the recipient of now."""
    in_hand = row.in_hand_minor if in_hand_now is None else in_hand_now
    return content_hash(
        recipient=row.recipient if recipient is None else recipient,
        cc=tuple(row.cc),
        lines=tuple(
            (
                line.number,
                line.open_minor if open_now is None else open_now.get(line.invoice_id, 0),
                row.currency,
                line.level,
            )
            for line in lines
        )
        + ((("", -in_hand, row.currency, 0),) if in_hand else ()),
        level=row.level,
        subject=row.subject,
        text=row.body_text,
        html=row.body_html,
        attachments=tuple((item["name"], item["sha"]) for item in row.attachments),
    )


def exact_bytes(office: Office, row: ReminderRow, thread: Sequence[InvoiceRow], now: datetime) -> bytes:
    """The message that will leave: the stored texts and files, unchanged, under the reminder's fixed Message-ID.

    Levels before the formal notice go on in the invoice's thread; a formal notice opens its own.
    """
    earlier = [] if row.formal else list(dict.fromkeys(i.thread_message_id for i in thread if i.thread_message_id))
    settings = office.settings
    return compose(
        Outgoing(
            message_id=row.message_id,
            date=office.local(now),
            sender=(settings.firm.name, settings.mailbox.address),
            to=(row.recipient,),
            cc=tuple(row.cc),
            reply_to=office.reply_address(row.token),
            subject=row.subject,
            text=row.body_text,
            html=row.body_html,
            attachments=tuple((item["name"], item["type"], office.blobs.get(item["sha"])) for item in row.attachments),
            in_reply_to=earlier[0] if earlier else "",
            references=tuple(earlier),
        )
    )
