"""Release approved reminders: the gate decides in the transaction that queues the exact bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.gate import FallOut, GateInput, Release, Wait, decide
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.core.verdicts import Verdict
from mailbot.core.workdays import window_open
from mailbot.store import (
    clients,
    contacts,
    deliveries,
    history,
    invoices,
    payments_in_hand,
    reminders,
    send_limits,
    state,
)
from mailbot.store.tables import ClientRow, ReminderLineRow, ReminderRow
from mailbot.tasks.content import exact_bytes, stored_hash
from mailbot.tasks.office import Office
from mailbot.tasks.standings import gather, judge_all, silent_account


@dataclass(slots=True)
class ReleaseReport:
    """How many approved reminders left for the outbox, fell out, or wait."""

    released: int = 0
    fell_out: int = 0
    waiting: int = 0


def release(office: Office, now: datetime) -> ReleaseReport:
    """Take every approved reminder through the gate, one transaction each."""
    report = ReleaseReport()
    with office.books.read() as session:
        keys = reminders.approved(session, office.day(now))
    for key in keys:
        _release_one(office, key, now, report)
    return report


def release_one(office: Office, key: int, now: datetime, already: int = 0) -> ReleaseReport:
    """Take one approved reminder through the gate. `already`: how many the same passage has released before it."""
    report = ReleaseReport(released=already)
    _release_one(office, key, now, report)
    report.released -= already
    return report


def _release_one(office: Office, key: int, now: datetime, report: ReleaseReport) -> None:
    # The bytes are made and kept before the transaction: the approved texts do not change, the gate looks at the books.
    with office.books.read() as session:
        row = session.get_one(ReminderRow, key)
        thread = list(invoices.by_ids(session, [line.invoice_id for line in reminders.lines(session, key)]).values())
    raw_sha = office.blobs.put(exact_bytes(office, row, thread, now)) if row.recipient else ""
    with office.books.write() as session:
        clients.lock(session, row.client_id)
        row = session.get_one(ReminderRow, key)
        lines = reminders.lines(session, key)
        match decide(_gate_input(session, office, row, lines, now, report.released)):
            case Release():
                report.released += _queue(session, office, row, raw_sha, now)
            case FallOut(reasons=reasons):
                report.fell_out += 1
                _fall_out(session, row, "; ".join(reasons), now)
            case Wait(reason=reason):
                report.waiting += 1
                row.status_why = reason


def ask_again(session: Session, office: Office, key: int, now: datetime) -> Release | FallOut | Wait:
    """The gate's answer on a reminder that it released and that has not left yet: it waited, or a person found that it
    had not left after all."""
    row = session.get_one(ReminderRow, key)
    if row.status not in (ReminderStatus.RELEASED, ReminderStatus.UNKNOWN):
        return Release()
    asked = _gate_input(session, office, row, reminders.lines(session, key), now, 0)
    return decide(replace(asked, status=ReminderStatus.APPROVED))


def _gate_input(
    session: Session, office: Office, row: ReminderRow, lines: list[ReminderLineRow], now: datetime, released: int
) -> GateInput:
    """Everything the gate looks at, read in this transaction."""
    invoice_rows = invoices.by_ids(session, [line.invoice_id for line in lines])
    open_now = {key: invoice.open_minor for key, invoice in invoice_rows.items()}
    client = clients.by_id(session, row.client_id)
    advanced = {line.invoice_id for line in lines if line.advanced}
    recipient = contacts.recipient(session, client, advanced).email if client else ""
    local, schedule = office.local(now), office.settings.schedule
    paused = state.fact(session, "sending_stopped_by") is not None
    return GateInput(
        status=ReminderStatus(row.status),
        approved_hash=row.approved_hash,
        content_hash=row.content_hash,
        current_hash=stored_hash(
            row, lines, open_now=open_now, in_hand_now=_in_hand(session, row), recipient=recipient
        ),
        lines_open=tuple(_opens(row, line, open_now) for line in lines),
        refusals=tuple(judge_lines(session, office, row, lines, now)),
        recipient_drafted=row.recipient,
        recipient_now=recipient,
        window_open=not paused and window_open(office.calendar, local, schedule.send_from, schedule.send_until),
        silent_account=silent_account(session, office, now),
        sent_this_run=released,
        cap=schedule.max_per_run,
        not_before=row.not_before,
        today=local.date(),
        before_due=_before_due(row, lines),
        deadline_on=row.deadline_on,
        contact_until=_contact_until(session, office, row, client, local.date()),
        to_address_today=send_limits.left_for(session, recipient, _midnight(office, now), row.id),
        address_cap=schedule.max_per_address_per_day,
        quotes=row.quotes,
        language=office.settings.firm.language,
    )


def _opens(row: ReminderRow, line: ReminderLineRow, open_now: dict[int, int]) -> tuple[str, Money, Money]:
    drafted = Money.from_minor(line.open_minor, row.currency)
    return line.number, drafted, Money.from_minor(open_now.get(line.invoice_id, 0), row.currency)


def _in_hand(session: Session, row: ReminderRow) -> int:
    """What the client has paid and nobody has placed yet, in minor units; a reminder of quotes asks for no money."""
    if row.quotes:
        return 0
    return payments_in_hand.unapplied_by_client(session, [row.client_id]).get((row.client_id, row.currency), 0)


def _before_due(row: ReminderRow, lines: list[ReminderLineRow]) -> date | None:
    """A pre-due reminder must not leave once one of its invoices is due."""
    if not reminders.to_plan(row, lines).before_due:
        return None
    return min(line.due_on for line in lines if line.open_minor > 0)


def _contact_until(
    session: Session, office: Office, row: ReminderRow, client: ClientRow | None, today: date
) -> date | None:
    """The day on which the pause after the last message to this client ends; what is on its way leaves today."""
    last = today if send_limits.on_its_way(session, row.client_id, row.id) else client and client.last_contact_on
    ladder = office.ladders.get(row.ladder)
    return last + timedelta(days=ladder.min_contact_gap_days) if last and ladder else None


def _midnight(office: Office, now: datetime) -> datetime:
    """The instant at which the firm's day began."""
    return office.local(now).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def judge_lines(
    session: Session, office: Office, row: ReminderRow, lines: list[ReminderLineRow], now: datetime
) -> list[Verdict]:
    """The verdicts of now on the reminder's invoices, not counting its own waiting."""
    mine = frozenset(line.invoice_id for line in lines)
    gathered = gather(session, office, [row.client_id], now, ignore=mine)
    return [v for v in judge_all(office, gathered, office.day(now)) if v.standing.invoice.id in mine]


def _queue(session: Session, office: Office, row: ReminderRow, raw_sha: str, now: datetime) -> int:
    new = deliveries.NewDelivery(
        kind="reminder",
        once_key=f"reminder:{row.id}",
        message_id=row.message_id,
        sender=office.settings.mailbox.address,
        recipients=(row.recipient, *row.cc, *office.journal),
        raw_sha=raw_sha,
        reminder_id=row.id,
        client_id=row.client_id,
    )
    if deliveries.add(session, new, now) is None:
        return 0
    reminders.move(session, row, ReminderStatus.RELEASED)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_released",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"remise à l'envoi à {row.recipient}",
        data={"hash": row.approved_hash, "raw": raw_sha, "approved_by": row.approved_by},
    )
    history.append(session, entry)
    return 1


def _fall_out(session: Session, row: ReminderRow, why: str, now: datetime) -> None:
    """It comes back in the next digest, with what changed."""
    reminders.move(session, row, ReminderStatus.FELL_OUT, why)
    invoices.wake(session, row.client_id)
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_fell_out",
        client_id=row.client_id,
        reminder_id=row.id,
        text=f"retirée : {why}",
    )
    history.append(session, entry)
