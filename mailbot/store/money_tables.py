"""The tables of bank money: who told of a payment, and what people taught about payers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base

# Letters of a bank's id that are kept; none that a standard knows is longer than 35.
MOST = 120


class TellingRow(Base):
    """Somebody told of a payment: a notice, a statement in one of its formats, a file, a person.

    A payment is told of once by each of them at most; `key` makes a document tell once, however often it comes.
    `batch`: the bank's id of the entry that it is a part of, or all of; `whole_minor`: of a part, the entry's amount;
    `dated`: False where `received_on` is only the day on which a mail came.
    """

    __tablename__ = "tellings"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), index=True)
    told_by: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(240), unique=True)
    account: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date]
    dated: Mapped[bool] = mapped_column(default=True)
    booked_on: Mapped[date | None]
    payer: Mapped[str] = mapped_column(default="")
    payer_iban: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    batch: Mapped[str] = mapped_column(String(MOST), default="", index=True)
    whole_minor: Mapped[int | None] = mapped_column(BigInteger, index=True)
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    created_at: Mapped[datetime]


class PayerAliasRow(Base):
    """A person placed a payment: who paid under this name, or from this account, pays for that client.

    `client_id` is empty where the money is no client's (a tax refund, a loan, an own transfer). `value`: as it is
    compared, `said`: as the bank wrote it. One that was forgotten stays, with `undone_at`.
    """

    __tablename__ = "payer_aliases"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(200), index=True)
    said: Mapped[str] = mapped_column(default="")
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"))
    why: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index(
            "uq_payer_aliases_known",
            "value",
            "kind",
            "client_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )
