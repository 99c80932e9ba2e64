"""The tables of the daily loop, from client to history.

Money is integer minor units beside its currency; instants are UTC.

What is open of an invoice is written in one place, `mailbot.store.debts.invoices.refresh`, and checked by `mailbot
verify`; until when the plan lets it sleep stands in `mailbot.store.debts.sleep`. Uniqueness is what makes planning
twice, polling twice and booking twice harmless. What follows a debt that is not simply paid stands in
`settling_tables` and `pursuit_tables`; `schema` knows them all.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from mailbot.store.base import KEY, Base


class FirmState(Base):
    """Facts about this installation itself, by name (`started_on`, `send_paused_until` …)."""

    __tablename__ = "firm_state"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]


class ClientRow(Base):
    """A debtor. `waives_penalties`: the firm's gesture, none are claimed from this client. `erased`: how far what is on
    file about them was erased (file, whole), empty where it was not; `accounts_until`: how long the rest is kept."""

    __tablename__ = "clients"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    code: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20), default="professional")
    email: Mapped[str] = mapped_column(default="", index=True)
    cc: Mapped[list[Any]] = mapped_column(default=list)
    contact: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(5), default="fr")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(String(2), default="FR")
    siren: Mapped[str] = mapped_column(default="")
    vat_number: Mapped[str] = mapped_column(default="")
    iban: Mapped[str] = mapped_column(default="", index=True)
    payment_mode: Mapped[str] = mapped_column(default="")
    ladder: Mapped[str] = mapped_column(default="")
    partner: Mapped[str] = mapped_column(default="", index=True)
    email_bounced: Mapped[bool] = mapped_column(Boolean, default=False)
    waives_penalties: Mapped[bool] = mapped_column(Boolean, default=False)
    last_contact_on: Mapped[date | None]
    erased: Mapped[str] = mapped_column(String(8), default="")
    erased_at: Mapped[datetime | None]
    accounts_until: Mapped[date | None]
    created_at: Mapped[datetime]
    __table_args__ = (Index("ix_clients_name", "name", "id"),)


class InvoiceRow(Base):
    """An invoice, credit note (negative) or quote.

    `vat_minor`: the VAT inside the total, None when unknown. `sent_on`: the day it was sent to the client.
    `mission_ended_on`: end of the service or mission. `doubtful_on`: moved to the doubtful customers' account.
    """

    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    number: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="invoice")
    issued_on: Mapped[date]
    due_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    total_minor: Mapped[int] = mapped_column(BigInteger)
    open_minor: Mapped[int] = mapped_column(BigInteger)
    partner: Mapped[str] = mapped_column(default="")
    matter: Mapped[str] = mapped_column(default="")
    payment_mode: Mapped[str] = mapped_column(default="")
    ladder: Mapped[str] = mapped_column(default="")
    applies_to: Mapped[str] = mapped_column(default="")
    file_sha: Mapped[str] = mapped_column(String(64), default="")
    file_name: Mapped[str] = mapped_column(default="")
    level: Mapped[int | None]
    cycle: Mapped[int] = mapped_column(default=0)
    level_sent_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    thread_message_id: Mapped[str] = mapped_column(default="")
    next_step_on: Mapped[date | None]
    vat_minor: Mapped[int | None] = mapped_column(BigInteger)
    sent_on: Mapped[date | None]
    mission_ended_on: Mapped[date | None]
    doubtful_on: Mapped[date | None]
    created_at: Mapped[datetime]
    __table_args__ = (
        Index("ix_invoices_client_open", "client_id", "open_minor"),
        Index(
            "ix_invoices_next_step",
            "next_step_on",
            sqlite_where=text("open_minor <> 0"),
            postgresql_where=text("open_minor <> 0"),
        ),
        Index("ix_invoices_due_on", "due_on"),
        Index(
            "ix_invoices_open_by_due",
            "due_on",
            "id",
            sqlite_where=text("open_minor <> 0"),
            postgresql_where=text("open_minor <> 0"),
        ),
        Index(
            "ix_invoices_open_by_amount",
            "open_minor",
            "id",
            sqlite_where=text("open_minor <> 0"),
            postgresql_where=text("open_minor <> 0"),
        ),
        Index(
            "ix_invoices_climbed",
            "level",
            "deadline_on",
            sqlite_where=text("open_minor > 0 AND deadline_on IS NOT NULL"),
            postgresql_where=text("open_minor > 0 AND deadline_on IS NOT NULL"),
        ),
    )


class ContactRow(Base):
    """A person or address of a client beside `clients.email`; with `invoice_id` the one that this invoice names."""

    __tablename__ = "contacts"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"))
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(String(320), index=True)
    phone: Mapped[str] = mapped_column(default="")
    bounced: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    __table_args__ = (
        Index(
            "uq_contacts_of_invoice",
            "invoice_id",
            unique=True,
            sqlite_where=text("invoice_id IS NOT NULL"),
            postgresql_where=text("invoice_id IS NOT NULL"),
        ),
        Index(
            "uq_contacts_of_client",
            "client_id",
            "role",
            "email",
            unique=True,
            sqlite_where=text("invoice_id IS NULL"),
            postgresql_where=text("invoice_id IS NULL"),
        ),
    )


class PaymentRow(Base):
    """A credit on one of the firm's accounts; `entry_key` makes it enter once.

    `reversed_on`: the bank took it back; `reversal_key` is the key of the movement that told so.
    """

    __tablename__ = "payments"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    entry_key: Mapped[str] = mapped_column(String(200), unique=True)
    status: Mapped[str] = mapped_column(String(20), default="counted")
    received_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    unapplied_minor: Mapped[int] = mapped_column(BigInteger)
    payer: Mapped[str] = mapped_column(default="")
    payer_iban: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    bank: Mapped[str] = mapped_column(default="")
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    decision: Mapped[str] = mapped_column(String(10), default="")
    score: Mapped[float | None]
    why: Mapped[str] = mapped_column(default="")
    proposals: Mapped[list[Any]] = mapped_column(default=list)
    reversed_on: Mapped[date | None]
    reversal_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime]
    __table_args__ = (
        Index("ix_payments_decision", "decision", "received_on"),
        Index("ix_payments_amount", "amount_minor", "received_on"),
        Index("ix_payments_received", "received_on", "id"),
    )


class AllocationRow(Base):
    """An amount put on an invoice: by a payment, a credit note, a write-off, or before Mailbot.

    Undone rows stay, with `undone_at` set. `reminder_id`, `days_after_reminder` and `crossed` are the link
    between the payment and the reminder that brought it.
    """

    __tablename__ = "allocations"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"), index=True)
    credit_note_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"))
    days_after_reminder: Mapped[int | None]
    crossed: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="")


class HoldRow(Base):
    """A reason to wait; see `mailbot.core.hold`. `ended_at` set: over before its time.

    `published_on`: of an insolvency, the publication of the judgment, from which claims are declared. `currency`: that
    of `amount_minor`. `plan_id`: one more invoice of an instalment plan, whose dates stand under that other hold.
    `reopened_at`: the last time that its ending was taken back; what happened before then may have been without it.
    """

    __tablename__ = "holds"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    sentence: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    promised_on: Mapped[date | None]
    published_on: Mapped[date | None]
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="")
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("holds.id"), index=True)
    reopened_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(12), default="")
    author: Mapped[str]
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_holds_kind_until", "kind", "until"),)


class BatchRow(Base):
    """The reminders proposed together to one partner, and the digest that asks."""

    __tablename__ = "batches"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    partner: Mapped[str]
    proposed_on: Mapped[date]
    rank: Mapped[int] = mapped_column(default=0)
    token: Mapped[str] = mapped_column(String(80), unique=True)
    asked: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    deputised_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("partner", "proposed_on", "rank"),)


class ReminderRow(Base):
    """One message to one client: what it says, where it stands, who approved exactly what.

    `by_hand`: a person reminded by phone, post or in person and wrote it down (`note`); no delivery belongs to it.
    `run_id`: the mass run that it belongs to. `penalties`: the claims that its texts print, and what the partner is
    told about those that they do not. `quotes`: it asks about quotes, not about debts. `own_words`: what a person wrote
    to stand above the invoices, empty for the words of the templates.
    """

    __tablename__ = "reminders"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    number: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(12), default="proposed", index=True)
    status_why: Mapped[str] = mapped_column(default="")
    not_before: Mapped[date | None]
    currency: Mapped[str] = mapped_column(String(3))
    language: Mapped[str] = mapped_column(String(5))
    ladder: Mapped[str]
    level: Mapped[int]
    level_name: Mapped[str]
    channel: Mapped[str] = mapped_column(String(12))
    formal: Mapped[bool] = mapped_column(Boolean, default=False)
    quotes: Mapped[bool] = mapped_column(Boolean, default=False)
    automatic: Mapped[bool] = mapped_column(Boolean, default=False)
    partner: Mapped[str]
    deadline_on: Mapped[date | None]
    total_minor: Mapped[int] = mapped_column(BigInteger)
    in_hand_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    recipient: Mapped[str] = mapped_column(default="", index=True)
    cc: Mapped[list[Any]] = mapped_column(default=list)
    token: Mapped[str] = mapped_column(String(80), default="", index=True)
    message_id: Mapped[str] = mapped_column(default="", index=True)
    subject: Mapped[str] = mapped_column(default="")
    body_text: Mapped[str] = mapped_column(default="")
    body_html: Mapped[str] = mapped_column(default="")
    letter_sha: Mapped[str] = mapped_column(String(64), default="")
    attachments: Mapped[list[Any]] = mapped_column(default=list)
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    approved_hash: Mapped[str] = mapped_column(String(64), default="")
    approved_by: Mapped[str] = mapped_column(default="")
    approved_via: Mapped[str] = mapped_column(String(12), default="")
    approved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    note: Mapped[str] = mapped_column(default="")
    own_words: Mapped[str] = mapped_column(default="")
    penalties: Mapped[dict[str, Any]] = mapped_column(default=dict)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"), index=True)
    created_at: Mapped[datetime]


class ReminderLineRow(Base):
    """An invoice in a reminder. `live` and `advanced` together hold the (invoice, level, cycle) once."""

    __tablename__ = "reminder_lines"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminders.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    number: Mapped[str]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    total_minor: Mapped[int] = mapped_column(BigInteger)
    open_minor: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[int]
    cycle: Mapped[int]
    days_overdue: Mapped[int]
    advanced: Mapped[bool] = mapped_column(Boolean)
    live: Mapped[bool] = mapped_column(Boolean, default=True)
    matter: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index(
            "uq_reminder_lines_once",
            "client_id",
            "invoice_id",
            "level",
            "cycle",
            unique=True,
            sqlite_where=text("advanced AND live"),
            postgresql_where=text("advanced AND live"),
        ),
    )


class DeliveryRow(Base):
    """One message to hand over: the exact bytes, a fixed Message-ID, and what became of it.

    `kind`: reminder, digest, alert, answer, run, weekly, duplicate. `once_key` makes each digest, alert, answer … exist
    once.
    `status`: queued → sending → sent | failed | unknown. How far a `sending` row is says `progress`: claimed, begun (it
    may have left), accepted (the server said so, the books do not yet); when its process died that tells what it is.
    `asked_line`: the newest line of the history when the gate last let it go.
    """

    __tablename__ = "deliveries"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    once_key: Mapped[str] = mapped_column(String(200), unique=True)
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    message_id: Mapped[str] = mapped_column(String(250), unique=True)
    sender: Mapped[str]
    recipients: Mapped[list[Any]]
    raw_sha: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(10), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_at: Mapped[datetime | None]
    progress: Mapped[str] = mapped_column(String(10), default="")
    asked_line: Mapped[int] = mapped_column(BigInteger, default=0)
    answer: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    copied_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    __table_args__ = (Index("ix_deliveries_status_next", "status", "next_attempt_at"),)


class InboxRow(Base):
    """One message received: raw bytes are in the blob store under `sha` before this row exists.

    `state`: new → claimed → done | review | quarantined | duplicate. Review rows end with
    `resolved_at`. `moved` tells whether the server's copy was put away.
    """

    __tablename__ = "inbox"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(200))
    folder: Mapped[str] = mapped_column(String(200))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[str] = mapped_column(String(200))
    sha: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    arrived_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="new", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(String(20), default="")
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(default="", index=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    linked_by: Mapped[str] = mapped_column(String(40), default="")
    understood: Mapped[dict[str, Any]] = mapped_column(default=dict)
    why: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    moved: Mapped[bool] = mapped_column(Boolean, default=False)
    handled_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),)


class AlertRow(Base):
    """Something a person must know, each once (`once_key`).

    `facts`: what title and advice are worded from. `about_id`: the row that it is about, by its kind (a hold, payment,
    reminder, message, instalment …). `act_by`: the day by which the law wants something done. `done_why`: of one that
    closed itself, a reason of `core.alerting.escalation_words`; else what a person wrote.
    """

    __tablename__ = "alerts"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    once_key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoices.id"))
    partner: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    advice: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    about_id: Mapped[int | None] = mapped_column(BigInteger)
    act_by: Mapped[date | None]
    raised_at: Mapped[datetime]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    deputy_delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(default="")
    done_why: Mapped[str] = mapped_column(default="")
    __table_args__ = (
        Index("ix_alerts_open", "kind", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
        Index(
            "ix_alerts_untold",
            "partner",
            sqlite_where=text("delivery_id IS NULL AND done_at IS NULL"),
            postgresql_where=text("delivery_id IS NULL AND done_at IS NULL"),
        ),
    )


class EventRow(Base):
    """A line of the append-only history; `hash` covers the line and `previous_hash` (see core.history)."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[str] = mapped_column(String(40), index=True)
    client_id: Mapped[int | None] = mapped_column(index=True)
    invoice_id: Mapped[int | None] = mapped_column(index=True)
    reminder_id: Mapped[int | None]
    payment_id: Mapped[int | None]
    inbox_id: Mapped[int | None]
    text: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class PersonRow(Base):
    """A member of the firm who may sign in; `session_salt` changes to end all sessions.

    `totp_seed`: with the firm's key it makes the secret of their authenticator app (`core.one_time_codes`), None when
    they have none; `totp_step`: the last step of time whose code was used.
    """

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(12))
    deputy: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str] = mapped_column(default="")
    session_salt: Mapped[str] = mapped_column(String(40), default="")
    totp_seed: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime]


class SpentTokenRow(Base):
    """A signed link that was used: it works once."""

    __tablename__ = "spent_tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime]
    used_by: Mapped[str] = mapped_column(default="")


class FolderRow(Base):
    """How far a mailbox folder was read; a new UIDVALIDITY starts over."""

    __tablename__ = "folders"
    mailbox: Mapped[str] = mapped_column(String(200), primary_key=True)
    folder: Mapped[str] = mapped_column(String(200), primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    read_at: Mapped[datetime | None]


class BankAccountRow(Base):
    """When each bank last spoke (authenticated mail or statement), for the freshness line and lock; `heard_on`: the
    last days on which it did (ISO), from which its habit is learned."""

    __tablename__ = "bank_accounts"
    account: Mapped[str] = mapped_column(String(200), primary_key=True)
    bank: Mapped[str]
    last_heard_at: Mapped[datetime | None]
    heard_on: Mapped[list[Any]] = mapped_column(default=list)


class JobRunRow(Base):
    """A scheduled job's last run, so that `tick` does once what is due, and its lease."""

    __tablename__ = "job_runs"
    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    last_run_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str] = mapped_column(default="")


class BlobRow(Base):
    """A blob kept in the database (only when `database.blobs: database`)."""

    __tablename__ = "blobs"
    sha: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes]
