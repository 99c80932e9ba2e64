"""The table of the post: letters on paper, from waiting for the printer to the day they were received."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class PostingRow(Base):
    """One letter on paper; its pages are the reminder's letter. `status`: waiting → printed → returned; waiting →
    cancelled; waiting → handing → printed through a service that posts letters, which has it or not while it stands at
    handing. `provider_id`: the service's name for it, `refusal` why it did not take it, `asked_at` when it was last
    asked where the letter is. `run`: the print run it belongs to; `number`: what the post calls a registered letter.
    """

    __tablename__ = "postings"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminders.id"), unique=True)
    registered: Mapped[bool] = mapped_column(Boolean, default=False)
    status: Mapped[str] = mapped_column(String(12), default="waiting", index=True)
    run: Mapped[int | None] = mapped_column(index=True)
    printed_at: Mapped[datetime | None]
    printed_by: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(String(40), default="", index=True)
    delivered_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(default="")
    provider_id: Mapped[str] = mapped_column(String(80), default="", index=True)
    refusal: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
