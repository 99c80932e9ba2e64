"""The tables behind the web pages: who is signed in where, who tried and failed, the views that people saved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class SessionRow(Base):
    """A browser in which somebody signed in, until it ends. `digest`: of what the browser keeps, and only that.

    `seen_at` is written some minutes late. `way`: password, code (with a second factor) or link.
    """

    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    way: Mapped[str] = mapped_column(String(12))
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class FailedAttemptRow(Base):
    """How often somebody failed to sign in with an address (its digest, known or not) since `since`."""

    __tablename__ = "failed_attempts"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]


class SavedViewRow(Base):
    """The filters of a list under a name. `owner`: whose it is, empty for everybody's; `query`: as the address says."""

    __tablename__ = "saved_views"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    page: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str]
    owner: Mapped[str] = mapped_column(String(200), default="")
    author: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("page", "owner", "name"),)
