"""What time alone changes: promises kept or broken, proposals nobody decided on, doubtful deliveries, journals."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.invoice import InvoiceKind
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history, holds, invoices, reminders
from mailbot.store.tables import HoldRow
from mailbot.tasks.office import Office
from mailbot.tasks.sent_folder import settle_unknown


def tidy(office: Office, now: datetime) -> str:
    """Everything that time alone changes, once."""
    with office.books.write() as session:
        kept, broken = _promises(session, office, now)
        expired = _expire(session, office, now)
    settled = settle_unknown(office, now)
    return f"{kept} promises kept, {broken} broken, {expired} proposals expired, {settled} doubtful deliveries settled"


def _promises(session: Session, office: Office, now: datetime) -> tuple[int, int]:
    kept = broken = 0
    for row in holds.promises_due(session, office.day(now)):
        if _still_owes(session, row):
            broken += 1
            _broken(session, row, now)
        else:
            kept += 1
            holds.end(session, row, "mailbot", now, "kept")
            history.append(
                session,
                history.Entry(
                    at=now, actor="mailbot", kind="promise_kept", client_id=row.client_id, text="promesse tenue"
                ),
            )
    return kept, broken


def _still_owes(session: Session, row: HoldRow) -> bool:
    """Is what was promised (this invoice, or anything of the client that was due) still open?"""
    rows = [i for i in invoices.open_of_client(session, row.client_id) if i.kind == InvoiceKind.INVOICE]
    if row.invoice_id is not None:
        return any(i.id == row.invoice_id for i in rows)
    promised = row.promised_on or row.until
    return any(promised is None or i.due_on <= promised for i in rows)


def _broken(session: Session, row: HoldRow, now: datetime) -> None:
    holds.end(session, row, "mailbot", now, "broken")
    day = f"{row.promised_on:%d/%m/%Y}" if row.promised_on else "?"
    history.append(
        session,
        history.Entry(
            at=now, actor="mailbot", kind="promise_broken", client_id=row.client_id, text=f"promesse du {day} non tenue"
        ),
    )


def _expire(session: Session, office: Office, now: datetime) -> int:
    """Old proposals and approvals end; the next plan proposes anew with the figures of the day."""
    before = now - timedelta(days=office.settings.approval.expires_after_days)
    count = 0
    for row in reminders.stale(session, before):
        if row.not_before and row.not_before >= office.day(now):
            continue  # postponed by a partner: it has not had its day yet
        reminders.move(session, row, ReminderStatus.EXPIRED, "personne n'a décidé à temps")
        invoices.wake(session, row.client_id)
        entry = history.Entry(
            at=now,
            actor="mailbot",
            kind="reminder_expired",
            client_id=row.client_id,
            reminder_id=row.id,
            text="proposition expirée",
        )
        history.append(session, entry)
        count += 1
    return count
