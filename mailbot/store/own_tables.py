"""The table of what a firm words and rules by itself: every version of its texts and of its ladders."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class OwnVersionRow(Base):
    """A text or the ladders as somebody left them. `subject`: template or ladders; `name`: the template's path below
    the folder, `ladders` for these; `gone`: from then on the shipped one is used. `author` is empty where the file was
    changed outside the pages and nobody knows by whom."""

    __tablename__ = "own_versions"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    subject: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(Text)
    gone: Mapped[bool] = mapped_column(Boolean, default=False)
    author: Mapped[str] = mapped_column(String(200), default="")
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    __table_args__ = (Index("ix_own_versions_of", "subject", "name", "id"),)
