"""The tables for other programs: their tokens, what they were answered, and what they are to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class ApiTokenRow(Base):
    """A token with which a program acts for a person, with that person's rights. `digest`: of the token, and only that;
    `hint`: its last letters, to tell it from others. `reads_only`: it changes nothing whatever the person may."""

    __tablename__ = "api_tokens"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    hint: Mapped[str] = mapped_column(String(8))
    reads_only: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str] = mapped_column(default="")


class ApiAnswerRow(Base):
    """What a program was answered under an idempotency key: the same request gets the same answer and does nothing.

    `fingerprint`: of the request, so that another one under the same key is refused.
    """

    __tablename__ = "api_answers"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("api_tokens.id"))
    key: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)
    __table_args__ = (UniqueConstraint("token_id", "key"),)


class AnnouncementRow(Base):
    """A line of the history that a program is to be told of (`subscriber`, as the configuration names it).

    Written in the transaction of the line. `status`: waiting → told | given_up; `answered`: the last HTTP status.
    """

    __tablename__ = "announcements"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    subscriber: Mapped[str] = mapped_column(String(60))
    event_hash: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    answered: Mapped[int | None]
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("subscriber", "event_hash", "type"),
        Index("ix_announcements_status_next", "status", "next_attempt_at"),
    )
