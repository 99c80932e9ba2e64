"""The table of calls to make: whom to telephone, from which day on, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class CallRow(Base):
    """One call to make. `status`: open → done | dropped. `reminder_id`: the reminder by phone that it became;
    `follows_id`: the call before it that reached nobody."""

    __tablename__ = "calls"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    due_on: Mapped[date]
    why: Mapped[str]
    status: Mapped[str] = mapped_column(String(8), default="open")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id"), index=True)
    author: Mapped[str]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_calls_status_due_on", "status", "due_on"),)
