"""The tables of settling: accounting entries, uses of a payment that pay no invoice, and penalties."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class EntryRow(Base):
    """An accounting entry, balanced and never changed; its undo is another entry (`reverses_id`).

    `number` is its place in the unbroken sequence of the accounting year that ends on `closing_on`. `kind`: remainder,
    gain, bad_debt, doubtful, undoubtful, receipt, reversal. `allocation_id`: the write-off or the money placed that it
    books; `use_id`: the other use of a payment. `currency` is the firm's; `foreign_currency` that of the invoice when
    it is another.
    """

    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    closing_on: Mapped[date]
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    journal: Mapped[str] = mapped_column(String(20))
    journal_name: Mapped[str]
    booked_on: Mapped[date] = mapped_column(index=True)
    validated_on: Mapped[date]
    piece: Mapped[str]
    piece_on: Mapped[date]
    text: Mapped[str]
    currency: Mapped[str] = mapped_column(String(3))
    foreign_currency: Mapped[str] = mapped_column(String(3), default="")
    client_code: Mapped[str] = mapped_column(default="")
    client_name: Mapped[str] = mapped_column(default="")
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"))
    allocation_id: Mapped[int | None] = mapped_column(ForeignKey("allocations.id"), index=True)
    use_id: Mapped[int | None] = mapped_column(ForeignKey("payment_uses.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    paid_on: Mapped[date | None]
    paid_by: Mapped[str] = mapped_column(default="")
    nature: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    created_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("closing_on", "number"),)


class EntryLineRow(Base):
    """One side of an entry: either `debit_minor` or `credit_minor` is not zero, in the firm's currency.

    `foreign_minor`: on a customer's account, the same in the invoice's currency when that is another.
    """

    __tablename__ = "entry_lines"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    account: Mapped[str] = mapped_column(String(20))
    account_name: Mapped[str]
    auxiliary: Mapped[str] = mapped_column(default="")
    auxiliary_name: Mapped[str] = mapped_column(default="")
    debit_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    credit_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    foreign_minor: Mapped[int | None] = mapped_column(BigInteger)


class PaymentUseRow(Base):
    """Money of a payment that pays no invoice: given back (`refund`), kept for a penalty (`penalty`) or gained
    (`gain`).

    A payment is its allocations, its uses and what is unapplied. Undone rows stay, with `undone_at` set.
    """

    __tablename__ = "payment_uses"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    on: Mapped[date]
    penalty_id: Mapped[int | None] = mapped_column(ForeignKey("penalties.id"), index=True)
    author: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")


class PenaltyRow(Base):
    """A penalty claimed on an invoice, beside the invoice's balance: `kind` interest or fixed, `until` the day it was
    computed to, `status` open, paid, waived, superseded or withdrawn. `annex` holds the segments that it was computed
    from. A later claim of the same kind on the invoice supersedes an open one (`replaced_by_id`); a claim whose letter
    came back is withdrawn.
    """

    __tablename__ = "penalties"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    until: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(12), default="open")
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"), index=True)
    annex: Mapped[dict[str, Any]] = mapped_column(default=dict)
    author: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("penalties.id"))
