"""Reminders and their lines: proposed once per (client, invoice, level, cycle), moved by the table of legal moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.reminder import LIVE, ReminderLine, ReminderPlan, ReminderStatus, channel_of, check_move
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices
from mailbot.store.dunning import runs
from mailbot.store.tables import ReminderLineRow, ReminderRow

# Its invoices wait with it: none of them is proposed again meanwhile.
WAITING = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED, ReminderStatus.RELEASED, ReminderStatus.UNKNOWN)


def add(session: Session, plan: ReminderPlan, now: datetime) -> ReminderRow | None:
    """Propose a reminder; None when one of its (invoice, level, cycle) is already proposed or sent."""
    row = to_row(plan, now)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            session.add_all(ReminderLineRow(**line_columns(row.id, plan.client_id, line)) for line in plan.lines)
            session.flush()
    except IntegrityError:
        return None
    return row


def to_row(plan: ReminderPlan, now: datetime) -> ReminderRow:
    """The row of a proposed reminder."""
    return ReminderRow(
        client_id=plan.client_id,
        currency=plan.currency,
        language=plan.language,
        ladder=plan.ladder,
        level=plan.level,
        level_name=plan.level_name,
        channel=plan.channel,
        formal=plan.formal,
        quotes=plan.quotes,
        automatic=plan.automatic,
        partner=plan.partner,
        deadline_on=plan.deadline_on,
        total_minor=plan.total.minor,
        in_hand_minor=plan.in_hand.minor if plan.in_hand else 0,
        created_at=now,
        status=ReminderStatus.PROPOSED,
    )


def line_columns(reminder_id: int, client_id: int, line: ReminderLine) -> dict[str, Any]:
    """The columns of one of its lines."""
    return {
        "reminder_id": reminder_id,
        "client_id": client_id,
        "invoice_id": line.invoice_id,
        "number": line.number,
        "issued_on": line.issued_on,
        "due_on": line.due_on,
        "total_minor": line.total.minor,
        "open_minor": line.open.minor,
        "level": line.level,
        "cycle": line.cycle,
        "days_overdue": line.days_overdue,
        "advanced": line.advanced,
        "matter": line.matter,
    }


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
        channel=channel_of(row.channel),
        formal=row.formal,
        automatic=row.automatic,
        partner=row.partner,
        deadline_on=row.deadline_on,
        quotes=row.quotes,
        in_hand=Money.from_minor(row.in_hand_minor, row.currency) if row.in_hand_minor else None,
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
    """Change the status by the table of legal moves. A reminder that is over frees its levels; one that waits no more
    wakes its client: what it mentioned waited with it."""
    check_move(ReminderStatus(row.status), status)
    row.status, row.status_why = status, why
    if status not in LIVE:
        freed = update(ReminderLineRow).where(ReminderLineRow.reminder_id == row.id).values(live=False)
        session.execute(freed, execution_options={"synchronize_session": "fetch"})
    if status not in WAITING:
        invoices.wake(session, row.client_id)
    session.flush()


def waiting_invoices(session: Session, client_ids: Iterable[int]) -> set[int]:
    """Invoices in a reminder that is proposed, approved, or on its way."""
    found: set[int] = set()
    query = select(ReminderLineRow.invoice_id).join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
    for some in chunks(sorted(set(client_ids))):
        found.update(session.scalars(query.where(ReminderRow.client_id.in_(some), ReminderRow.status.in_(WAITING))))
    return found


def waiting_clients(session: Session, client_ids: Iterable[int]) -> set[int]:
    """Clients to whom a reminder is proposed, approved, or on its way."""
    found: set[int] = set()
    for some in chunks(sorted(set(client_ids))):
        query = select(ReminderRow.client_id).where(ReminderRow.client_id.in_(some), ReminderRow.status.in_(WAITING))
        found.update(session.scalars(query))
    return found


def undrafted(session: Session) -> list[ReminderRow]:
    """Proposed reminders whose texts are not written yet; those that a mass run has in its hands are its own."""
    query = select(ReminderRow).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.content_hash == "", runs.not_in_work()
    )
    return list(session.scalars(query.order_by(ReminderRow.id)))


def unasked(session: Session) -> list[ReminderRow]:
    """Drafted reminders that no digest has shown yet, and that no mass run has in its hands."""
    query = select(ReminderRow).where(
        ReminderRow.status == ReminderStatus.PROPOSED, ReminderRow.content_hash != "", ReminderRow.batch_id.is_(None),
        runs.not_in_work(),
    )  # fmt: skip
    order = (ReminderRow.partner, ReminderRow.level.desc(), ReminderRow.total_minor.desc(), ReminderRow.id)
    return list(session.scalars(query.order_by(*order)))


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
