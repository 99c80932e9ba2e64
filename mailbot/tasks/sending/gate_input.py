"""What the send gate looks at, read anew in the transaction that lets a reminder go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.deciding.gate import GateInput
from mailbot.core.deciding.verdicts import Verdict
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.core.workdays import window_open
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import reminders, send_limits
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import ClientRow, ReminderLineRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.planning.freshness import silent_account
from mailbot.tasks.planning.standings import gather, judge_all
from mailbot.tasks.sending.content import stored_hash
from mailbot.tasks.sending.record_post import address_line, by_post_alone


def gate_input(
    session: Session, office: Office, row: ReminderRow, lines: list[ReminderLineRow], now: datetime, released: int
) -> GateInput:
    """Everything the gate looks at, read in this transaction."""
    invoice_rows = invoices.by_ids(session, [line.invoice_id for line in lines])
    open_now = {key: invoice.open_minor for key, invoice in invoice_rows.items()}
    client = clients.by_id(session, row.client_id)
    advanced = {line.invoice_id for line in lines if line.advanced}
    recipient = _recipient(session, office, row, client, advanced)
    local, schedule = office.local(now), office.settings.schedule
    paused = is_stopped(session)
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


def _recipient(session: Session, office: Office, row: ReminderRow, client: ClientRow | None, advanced: set[int]) -> str:
    """Where it would go now: a mail address, or the postal one of what leaves on paper only."""
    if client is None:
        return ""
    if by_post_alone(row):
        return address_line(office, clients.to_client(client))
    return contacts.recipient(session, client, advanced).email


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
