"""What a digest shows besides the texts: each reminder's figures, the banks' age, what happened, who was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.contacts import said_capacity
from mailbot.core.deciding.verdicts import Decision, sentence
from mailbot.core.money import Money
from mailbot.outbound.digest import BankNews, CallToMake, DigestRow, Happened, SetAside
from mailbot.outbound.line_facts import EarlierReminder
from mailbot.outbound.typography import unbroken
from mailbot.store import state
from mailbot.store.chunks import chunks
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import calls, reminders
from mailbot.store.tables import EventRow, PaymentRow, ReminderRow
from mailbot.tasks.deciding.who_is_written_to import of_reminders
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.freshness import silent_account
from mailbot.tasks.planning.standings import gather_due, judge_all

# Verdicts that a partner wants to see in the set-aside list: somebody said or did something.
_WORTH_TELLING = (
    Decision.DISPUTED,
    Decision.PROMISED,
    Decision.INSOLVENT,
    Decision.DECEASED,
    Decision.ON_HOLD,
    Decision.CONVERSATION_OPEN,
    Decision.NO_CONTACT,
    Decision.INSTALMENTS,
    Decision.EXCLUDED,
    Decision.ABSENT,
    Decision.BANK_SILENT,
)


def digest_rows(session: Session, office: Office, rows: Sequence[ReminderRow], now: datetime) -> tuple[DigestRow, ...]:
    """The numbered reminders, with all that a decision needs."""
    lines = reminders.lines_of(session, [row.id for row in rows])
    owners = clients.by_ids(session, [row.client_id for row in rows])
    written_to, language = of_reminders(session, rows), office.settings.firm.language
    found = []
    for row in rows:
        mine = lines[row.id]
        earlier = reminders.earlier_sent(session, [line.invoice_id for line in mine])
        found.append(
            DigestRow(
                number=row.number or 0,
                client=owners[row.client_id].name,
                invoices=sum(line.open_minor > 0 for line in mine),
                total=Money.from_minor(row.total_minor, row.currency),
                days=max((line.days_overdue for line in mine), default=0),
                level=row.level,
                formal=row.formal,
                recipient=row.recipient,
                role=said_capacity(written_to[row.id].capacity, language),
                cc=tuple(row.cc),
                subject=row.subject,
                text=row.body_text,
                attachments=tuple(item["name"] for item in row.attachments),
                earlier=tuple(
                    EarlierReminder(level_name=r.level_name, sent_on=office.day(r.sent_at))
                    for r in earlier
                    if r.sent_at
                ),
                returned=_returned(session, row),
                letter_only=row.channel == "letter",
                notes=tuple(row.penalties.get("notes", ())),
                quotes=row.quotes,
            )
        )
    return tuple(found)


def _returned(session: Session, row: ReminderRow) -> str:
    """Why an earlier proposal to this client fell out, if the last one did."""
    query = (
        select(ReminderRow)
        .where(ReminderRow.client_id == row.client_id, ReminderRow.id < row.id)
        .order_by(ReminderRow.id.desc())
        .limit(1)
    )
    before = session.scalar(query)
    return before.status_why if before is not None and before.status == "fell_out" else ""


def surroundings(
    session: Session, office: Office, now: datetime
) -> tuple[tuple[BankNews, ...], Happened, tuple[SetAside, ...]]:
    """The freshness line, what happened since the last working day, and the clients set aside."""
    silent = silent_account(session, office, now)
    banks = tuple(
        BankNews(
            bank=a.bank, heard_at=office.local(a.last_heard_at) if a.last_heard_at else None, silent=a.bank == silent
        )
        for a in state.bank_accounts(session)
    )
    return banks, _happened(session, office, now), _set_aside(session, office, now)


def calls_to_make(session: Session, office: Office, partner: str, now: datetime) -> tuple[CallToMake, ...]:
    """The clients of this partner to telephone today."""
    today = office.day(now)
    return tuple(
        CallToMake(
            client=client.name,
            phone=unbroken(client.phone),
            totals=tuple(Money.from_minor(minor, currency) for currency, minor in owed.totals.items()),
            days=(today - owed.oldest).days,
            why=row.why,
        )
        for row, client, owed in calls.to_make(session, today)
        if (client.partner or office.settings.default_partner) == partner
    )


def _happened(session: Session, office: Office, now: datetime) -> Happened:
    since = now - timedelta(days=3 if office.local(now).weekday() == 0 else 1)
    kinds = Counter(session.scalars(select(EventRow.kind).where(EventRow.at >= since)))
    query = (
        select(PaymentRow.currency, func.count(), func.sum(PaymentRow.amount_minor))
        .where(PaymentRow.created_at >= since, PaymentRow.status == "counted", PaymentRow.decision == "auto")
        .group_by(PaymentRow.currency)
    )
    received = [(currency, count, int(amount)) for currency, count, amount in session.execute(query)]
    return Happened(
        since=office.day(since),
        payments=sum(count for _, count, _ in received),
        received=tuple(Money.from_minor(amount, currency) for currency, _, amount in received),
        promises=kinds["hold_promise"],
        disputes=kinds["hold_dispute"],
        replies=kinds["message_client_reply"],
        bounces=kinds["reminder_bounced"],
    )


def _set_aside(session: Session, office: Office, now: datetime) -> tuple[SetAside, ...]:
    """Clients with something overdue who are not reminded for a reason that somebody gave."""
    today = office.day(now)
    found: dict[str, str] = {}
    for keys in chunks(invoices.clients_with_debt(session)):
        for verdict in judge_all(office, gather_due(session, office, keys, now), today):
            if verdict.standing.invoice.due_on < today and verdict.decision in _WORTH_TELLING:
                found.setdefault(verdict.standing.client.name, sentence(verdict, office.settings.firm.language))
    return tuple(SetAside(client=name, why=why) for name, why in sorted(found.items()))
