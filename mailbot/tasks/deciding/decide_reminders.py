"""Carry out a decision about a batch. One function for the reply by mail, the signed link, the admin and the shell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.approving.approval import SHOWS, settle
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.reading.understood import Approval, ReplyLine
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import batches, holds, reminders
from mailbot.store.tables import BatchRow, ReminderRow
from mailbot.tasks.deciding.rewrite import queue_test, rewrite
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import stop_sending

# How long an invoice rests after its reminder was refused or it was taken out of one, unless a person ends the hold.
REST = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one reminder: its number in the batch, what was done, and why it was refused if it was."""

    number: int
    done: str
    client_id: int
    detail: str = ""


def may_decide(office: Office, batch: BatchRow, email: str) -> bool:
    """A batch is decided by its partner, by whom it was handed to, or by an administrator."""
    person = office.person(email)
    if person is None:
        return False
    return person.role == "admin" or person.email in (batch.partner, batch.asked)


def may_decide_one(session: Session, office: Office, row: ReminderRow, email: str) -> bool:
    """A reminder is decided on with its batch; before it has one, by the partner whose matter it is."""
    batch = session.get(BatchRow, row.batch_id) if row.batch_id else None
    if batch is not None:
        return may_decide(office, batch, email)
    person = office.person(email)
    return person is not None and (person.role == "admin" or person.email == row.partner)


def decide(
    session: Session, office: Office, batch: BatchRow, approval: Approval, decider: Decider, now: datetime
) -> list[Done]:
    """Apply a decision to the reminders of a batch, in this transaction.

    Raises Refused when the person may not decide on this batch or names a number that is not in it.
    """
    if not may_decide(office, batch, decider.email):
        raise Refused(f"{decider.email} ne décide pas de ce lot.")
    rows = {row.number: row for row in batches.reminders(session, batch.id) if row.number is not None}
    decisions: Mapping[int, ReplyLine] = settle(approval, sorted(rows))
    if any(line.verb == "stop" for line in approval.lines):
        stop_sending(session, decider, now)
        return []
    done = [_apply(session, office, rows[number], line, decider, now) for number, line in sorted(decisions.items())]
    wanted = [number for line in approval.lines if line.verb == SHOWS for number in line.numbers]
    unknown = [number for number in wanted if number not in rows]
    if unknown:
        raise Refused(f"There is no number {unknown[0]} in this batch.")
    return [*done, *(_show(session, office, rows[number], decider, now) for number in dict.fromkeys(wanted))]


def _show(session: Session, office: Office, row: ReminderRow, decider: Decider, now: datetime) -> Done:
    """Whoever decides asks to be sent the message as the client would get it; that decides nothing."""
    queue_test(session, office, row, decider.email, now)
    return Done(number=row.number or 0, done="shown", client_id=row.client_id)


def _rewrite(session: Session, office: Office, row: ReminderRow, text: str, decider: Decider, now: datetime) -> Done:
    number = row.number or 0
    try:
        with session.begin_nested():  # a refusal takes back what was begun
            rewrite(session, office, row, text, decider, now)
    except Refused as error:
        return Done(number=number, done="not_rewritten", client_id=row.client_id, detail=str(error))
    return Done(number=number, done="rewritten", client_id=row.client_id)


def decide_one(
    session: Session, office: Office, row: ReminderRow, line: ReplyLine, decider: Decider, now: datetime
) -> Done:
    """Apply a decision to one reminder (a button in the admin)."""
    return _apply(session, office, row, line, decider, now)


def _apply(
    session: Session, office: Office, row: ReminderRow, line: ReplyLine, decider: Decider, now: datetime
) -> Done:
    number = row.number or 0
    done = Done(number=number, done="not_understood", client_id=row.client_id)
    if row.status not in (ReminderStatus.PROPOSED, ReminderStatus.APPROVED):
        return replace(done, done="too_late", detail=row.status)
    match line.verb:
        case "approve":
            done = _approve(session, row, decider, now)
        case "reject":
            done = _reject(session, row, line.reason, decider, now)
        case "postpone" if line.until:
            done = _postpone(session, row, line.until, decider, now)
        case "level" if line.level is not None:
            done = _change_level(session, row, line.level, decider, now)
        case "text":
            done = _rewrite(session, office, row, line.text, decider, now)
    return done


def _approve(session: Session, row: ReminderRow, decider: Decider, now: datetime) -> Done:
    if row.status == ReminderStatus.APPROVED:
        return Done(number=row.number or 0, done="already_approved", client_id=row.client_id)
    if not row.content_hash:
        return Done(number=row.number or 0, done="too_early", client_id=row.client_id)
    reminders.move(session, row, ReminderStatus.APPROVED)
    row.approved_by, row.approved_via, row.approved_at = decider.email, decider.via, now
    row.approved_hash = row.content_hash
    _tell(session, row, decider, now, "reminder_approved", f"relance approuvée ({decider.via})")
    return Done(number=row.number or 0, done="approved", client_id=row.client_id)


def _reject(session: Session, row: ReminderRow, reason: str, decider: Decider, now: datetime) -> Done:
    reminders.move(session, row, ReminderStatus.REJECTED, reason)
    _tell(session, row, decider, now, "reminder_rejected", f"relance refusée{': ' + reason if reason else ''}")
    _rest(session, row, reason, decider, now)
    return Done(number=row.number or 0, done="rejected", client_id=row.client_id, detail=reason)


def _postpone(session: Session, row: ReminderRow, until: date, decider: Decider, now: datetime) -> Done:
    """Approve from that day on: the content hash decides then whether it is still true."""
    if row.status == ReminderStatus.PROPOSED:
        _approve(session, row, decider, now)
    row.not_before = until
    _tell(session, row, decider, now, "reminder_postponed", f"relance reportée au {until:%d/%m/%Y}")
    return Done(number=row.number or 0, done="postponed", client_id=row.client_id, detail=until.isoformat())


def _change_level(session: Session, row: ReminderRow, level: int, decider: Decider, now: datetime) -> Done:
    """The reminder goes back: its invoices are set so that the next plan proposes this level."""
    reminders.move(session, row, ReminderStatus.REJECTED, f"niveau {level} demandé")
    for line in reminders.lines(session, row.id):
        if line.advanced:
            set_level(session, line.invoice_id, level - 1 if level > 1 else None)
    _tell(session, row, decider, now, "reminder_level_changed", f"niveau {level} demandé à la place de {row.level}")
    return Done(number=row.number or 0, done="level_changed", client_id=row.client_id, detail=str(level))


def set_level(session: Session, invoice_id: int, level: int | None) -> None:
    """Say which level was last counted for an invoice (a person's word); a new cycle begins."""
    invoice = invoices.by_ids(session, [invoice_id])[invoice_id]
    invoice.level, invoice.cycle, invoice.next_step_on = level, invoice.cycle + 1, None


def _rest(session: Session, row: ReminderRow, reason: str, decider: Decider, now: datetime) -> None:
    """A refused reminder is not proposed again tomorrow: its invoices rest for a while, and say why."""
    for line in reminders.lines(session, row.id):
        if line.advanced:
            hold = holds.NewHold(
                client_id=row.client_id,
                invoice_id=line.invoice_id,
                kind=HoldKind.HOLD,
                author=decider.email,
                reason=f"relance refusée{': ' + reason if reason else ''}",
                until=(now + REST).date(),
            )
            holds.add(session, hold, now)


def _tell(session: Session, row: ReminderRow, decider: Decider, now: datetime, kind: str, text: str) -> None:
    history.append(
        session,
        history.Entry(
            at=now,
            actor=decider.email,
            kind=kind,
            client_id=row.client_id,
            reminder_id=row.id,
            text=text,
            data={"via": decider.via, "batch": row.batch_id, "number": row.number, "hash": row.content_hash},
        ),
    )
