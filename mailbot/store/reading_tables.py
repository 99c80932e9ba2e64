"""The tables of what a person said about a message: corrections, what was learned from them, answers that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class CorrectionRow(Base):
    """A person read a message and said what it means. `sha`: its bytes, so that it can be measured again.

    `understood`: what the program had read in it, `meant`: what is right (`core.reading.corrections`); `agreed` when
    both say the same. `undoing`: what is needed to take it back. One that was taken back stays, with `undone_at`.
    """

    __tablename__ = "corrections"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"), index=True)
    sha: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(20))
    agreed: Mapped[bool]
    understood: Mapped[dict[str, Any]] = mapped_column(default=dict)
    meant: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undoing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")


class AliasRow(Base):
    """Mails from this address (or any address of this domain) are about that client: a person's decision taught it.

    `kind`: address or domain. One that was forgotten stays, with `undone_at`.
    """

    __tablename__ = "aliases"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(320))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    author: Mapped[str]
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index(
            "uq_aliases_known",
            "value",
            "kind",
            "client_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )


class AnswerRow(Base):
    """What a client's message asks for, prepared, and waiting for a person's OK. `kind`: duplicate or contact.

    `status`: proposed → approved | dropped; an applied contact may be taken back (undone). A duplicate has its whole
    mail here (`subject` … `attachments`), which leaves byte for byte through `delivery_id`; a contact change has
    `facts` (old, new, role) and, once applied, the key of its contact in them.
    """

    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(10), default="proposed", index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    sentence: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    recipient: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body_text: Mapped[str] = mapped_column(default="")
    body_html: Mapped[str] = mapped_column(default="")
    attachments: Mapped[list[Any]] = mapped_column(default=list)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("inbox_id", "kind", "client_id"),)
