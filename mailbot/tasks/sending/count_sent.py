"""What left counts, in a few statements for many messages: levels, claims, letters that go along, the last contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import levels, many_reminders, reminders
from mailbot.store.tables import DeliveryRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.claim_penalties import claim_sent
from mailbot.tasks.sending import first_sent
from mailbot.tasks.sending.record_post import queue_letter


def left(session: Session, office: Office, rows: Sequence[DeliveryRow], now: datetime) -> None:
    """These messages left, so their reminders count: levels, claims, letters that go along, the client's last contact.

    The lines of the history come last: on PostgreSQL they are what others would wait for."""
    if not rows:
        return
    day = office.day(now)
    told = many_reminders.by_ids(session, [row.reminder_id for row in rows if row.reminder_id])
    lines = reminders.lines_of(session, [one.id for one in told])
    about = invoices.by_ids(session, [line.invoice_id for some in lines.values() for line in some])
    owners = clients.by_ids(session, [row.client_id for row in rows if row.client_id])
    many_reminders.move_all(session, told, ReminderStatus.SENT)
    names = {row.reminder_id: row.message_id for row in rows}
    for one in told:
        one.sent_at = now
        levels.count(one, lines[one.id], about, day)
        queue_letter(session, office, one, now)
        for line in lines[one.id]:
            about[line.invoice_id].thread_message_id = names[one.id]
    for row in rows:
        if row.kind == first_sent.KIND:
            first_sent.first_left(session, row, day)
        client = owners.get(row.client_id or 0)
        if client and any(office.person(to) is None for to in row.recipients):
            clients.contacted(client, day)  # whatever it said: a mail about a client to the firm's own people is none
    session.flush()
    for one in told:
        claim_sent(session, one, now)
    lines_told = [entry(row, f"{row.kind}_sent", f"envoyé à {', '.join(row.recipients)}", now) for row in rows]
    history.append(session, *lines_told)


def entry(row: DeliveryRow, kind: str, text: str, now: datetime, actor: str = "mailbot") -> history.Entry:
    """The line of the history about a message."""
    return history.Entry(
        at=now,
        actor=actor,
        kind=kind,
        client_id=row.client_id,
        reminder_id=row.reminder_id,
        text=text,
        data={"message_id": row.message_id, "answer": row.answer, "raw": row.raw_sha},
    )
