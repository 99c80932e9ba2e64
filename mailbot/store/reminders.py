"""Reminders and their lines: proposed once per (client, invoice, level, cycle), moved by the table of legal moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.reminder import LIVE, Channel, ReminderLine, ReminderPlan, ReminderStatus, check_move
from mailbot.store.tables import ReminderLineRow, ReminderRow


def add(session: Session, plan: ReminderPlan, now: datetime) -> ReminderRow | None:
    """Propose a reminder; None when one of its (invoice, level, cycle) is already proposed or sent."""
    row = ReminderRow(
        client_id=plan.client_id,
        currency=plan.currency,
        language=plan.language,
        ladder=plan.ladder,
        level=plan.level,
        level_name=plan.level_name,
        channel=plan.channel,
        formal=plan.formal,
        automatic=plan.automatic,
        partner=plan.partner,
        deadline_on=plan.deadline_on,
        total_minor=plan.total.minor,
        created_at=now,
        status=ReminderStatus.PROPOSED,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            session.add_all(_line_row(row.id, plan.client_id, line) for line in plan.lines)
            session.flush()
    except IntegrityError:
        return None
    return row


def _line_row(reminder_id: int, client_id: int, line: ReminderLine) -> ReminderLineRow:
    return ReminderLineRow(
        reminder_id=reminder_id,
        client_id=client_id,
        invoice_id=line.invoice_id,
        number=line.number,
        issued_on=line.issued_on,
        due_on=line.due_on,
        total_minor=line.total.minor,
        open_minor=line.open.minor,
        level=line.level,
        cycle=line.cycle,
        days_overdue=line.days_overdue,
        advanced=line.advanced,
        matter=line.matter,
    )


def lines(session: Session, reminder_id: int) -> list[ReminderLineRow]:
    """The invoices of a reminder, in the order printed."""
    query = select(ReminderLineRow).where(ReminderLineRow.reminder_id == reminder_id).order_by(ReminderLineRow.id)
    return list(session.scalars(query))


def lines_of(session: Session, reminder_ids: Sequence[int]) -> dict[int, list[ReminderLineRow]]:
    """The lines of several reminders, by reminder."""
    found: dict[int, list[ReminderLineRow]] = {key: [] for key in reminder_ids}
    query = select(ReminderLineRow).where(ReminderLineRow.reminder_id.in_(reminder_ids)).order_by(ReminderLineRow.id)
    for line in session.scalars(query):
        found[line.reminder_id].append(line)
    return found


def to_plan(row: ReminderRow, line_rows: Sequence[ReminderLineRow]) -> ReminderPlan:
    """The stored reminder as the plan it was made from."""
    return ReminderPlan(
        client_id=row.client_id,
        currency=row.currency,
        language=row.language,
        ladder=row.ladder,
        level=row.level,
        level_name=row.level_name,
        channel=Channel(row.channel),
        formal=row.formal,
        automatic=row.automatic,
        partner=row.partner,
        deadline_on=row.deadline_on,
        lines=tuple(
            ReminderLine(
                invoice_id=line.invoice_id,
                number=line.number,
                issued_on=line.issued_on,
                due_on=line.due_on,
                total=Money.from_minor(line.total_minor, row.currency),
                open=Money.from_minor(line.open_minor, row.currency),
                level=line.level,
                cycle=line.cycle,
                days_overdue=line.days_overdue,
                advanced=line.advanced,
                matter=line.matter,
            )
            for line in line_rows
        ),
    )


def move(session: Session, row: ReminderRow, status: ReminderStatus, why: str = "") -> None:
    """Change the status by the table of legal moves; a reminder that is over frees its levels."""
    check_move(ReminderStatus(row.status), status)
    row.status, row.status_why = status, why
    if status not in LIVE:
        freed = update(ReminderLineRow).where(ReminderLineRow.reminder_id == row.id).values(live=False)
        session.execute(freed, execution_options={"synchronize_session": "fetch"})
    session.flush()


def waiting_invoices(session: Session, client_ids: Iterable[int]) -> set[int]:
    """Invoices in a reminder that is proposed, approved, or on its way."""
    wanted = sorted(set(client_ids))
    states = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED, ReminderStatus.RELEASED, ReminderStatus.UNKNOWN)
    found: set[int] = set()
    for start in range(0, len(wanted), 500):
        query = select(ReminderLineRow.invoice_id).join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        found.update(
            session.scalars(
                query.where(ReminderRow.client_id.in_(wanted[start : start + 500]), ReminderRow.status.in_(states))
            )
        )
    return found


def undrafted(session: Session) -> list[ReminderRow]:
    """Proposed reminders whose texts are not written yet."""
    query = select(ReminderRow).where(ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.content_hash == "")
    return list(session.scalars(query.order_by(ReminderRow.id)))


def unasked(session: Session) -> list[ReminderRow]:
    """Drafted reminders that no digest has shown yet."""
    query = select(ReminderRow).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.content_hash != "", ReminderRow.batch_id.is_(None)
    )
    return list(
        session.scalars(
            query.order_by(
                ReminderRow.partner, ReminderRow.level.desc(), ReminderRow.total_minor.desc(), ReminderRow.id
            )
        )
    )


def approved(session: Session, today: date) -> list[int]:
    """Keys of approved reminders that are not postponed, oldest first."""
    query = select(ReminderRow.id).where(
        ReminderRow.status == ReminderStatus.APPROVED,
        (ReminderRow.not_before.is_(None)) | (ReminderRow.not_before <= today),
    )
    return list(session.scalars(query.order_by(ReminderRow.id)))


def stale(session: Session, before: datetime) -> list[ReminderRow]:
    """Proposed or approved reminders made before that instant."""
    states = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)
    return list(
        session.scalars(select(ReminderRow).where(ReminderRow.status.in_(states), ReminderRow.created_at < before))
    )


def earlier_sent(session: Session, invoice_ids: Sequence[int]) -> list[ReminderRow]:
    """Reminders already sent about any of these invoices, oldest first."""
    about = select(ReminderLineRow.reminder_id).where(ReminderLineRow.invoice_id.in_(invoice_ids))
    query = select(ReminderRow).where(ReminderRow.status == ReminderStatus.SENT, ReminderRow.id.in_(about))
    return list(session.scalars(query.order_by(ReminderRow.sent_at)))


def by_token(session: Session, token: str) -> ReminderRow | None:
    """The reminder whose Reply-To carries this token."""
    return session.scalar(select(ReminderRow).where(ReminderRow.token == token.lower()))


def by_message_ids(session: Session, message_ids: Sequence[str]) -> ReminderRow | None:
    """The newest reminder with one of these Message-IDs."""
    query = select(ReminderRow).where(ReminderRow.message_id.in_(message_ids)).order_by(ReminderRow.id.desc()).limit(1)
    return session.scalar(query) if message_ids else None


def count_by_status(session: Session) -> dict[str, int]:
    """How many reminders stand where."""
    return {
        status: int(n)
        for status, n in session.execute(select(ReminderRow.status, func.count()).group_by(ReminderRow.status))
    }
