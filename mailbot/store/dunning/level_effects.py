"""What each level brought: the rows that its effectiveness is counted from."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from mailbot.core.figures.effectiveness import SentLine
from mailbot.store.tables import AllocationRow, ReminderLineRow, ReminderRow


def sent_lines(session: Session) -> list[SentLine]:
    """Every invoice (no quote: nobody pays one) that a sent reminder advanced, with the first payment linked to that
    reminder."""
    paid = (
        select(
            AllocationRow.reminder_id,
            AllocationRow.invoice_id,
            func.min(AllocationRow.days_after_reminder).label("days"),
            func.max(case((AllocationRow.crossed, 1), else_=0)).label("crossed"),
        )
        .where(AllocationRow.reminder_id.is_not(None), AllocationRow.undone_at.is_(None))
        .group_by(AllocationRow.reminder_id, AllocationRow.invoice_id)
        .subquery()
    )
    same = (paid.c.reminder_id == ReminderLineRow.reminder_id) & (paid.c.invoice_id == ReminderLineRow.invoice_id)
    query = (
        select(ReminderRow.ladder, ReminderLineRow.level, paid.c.days, paid.c.crossed)
        .join(ReminderRow, ReminderRow.id == ReminderLineRow.reminder_id)
        .outerjoin(paid, same)
        .where(ReminderRow.status == "sent", ReminderRow.quotes.is_(False), ReminderLineRow.advanced)
    )
    return [SentLine(ladder, level, days, bool(crossed)) for ladder, level, days, crossed in session.execute(query)]
