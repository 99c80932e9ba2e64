"""What the texts of one reminder are made of, read from the books, and the facts that templates see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.contacts import Contact, addressed
from mailbot.core.interest.claim import Penalties
from mailbot.core.reminder import Channel, ReminderPlan
from mailbot.core.tokens import REMINDER, make
from mailbot.outbound.facts import Occasion, ReminderFacts, reminder_facts
from mailbot.outbound.line_facts import EarlierReminder
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import many_reminders, reminders
from mailbot.store.dunning.hand_made import in_writing
from mailbot.store.tables import ClientRow, InvoiceRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.claim_penalties import penalties_of, planned_on
from mailbot.tasks.sending.attached import that_fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one draft needs, read in one look at the books."""

    key: int
    plan: ReminderPlan
    client: Client
    earlier: tuple[EarlierReminder, ...]
    files: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    penalties: Penalties | None = None
    own_words: str = ""
    too_large: tuple[str, ...] = ()


def gather(session: Session, office: Office, row: ReminderRow, now: datetime) -> Material:
    """What the texts of this reminder are made of; penalties are computed to the first day on which it may leave."""
    return gather_all(session, office, [row], now)[0]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for several reminders: by invoice, by client, by invoice."""

    invoices: Mapping[int, InvoiceRow]
    clients: Mapping[int, ClientRow]
    contacts: Mapping[int, Sequence[Contact]]
    earlier: Mapping[int, Sequence[ReminderRow]]


def gather_all(session: Session, office: Office, rows: Sequence[ReminderRow], now: datetime) -> list[Material]:
    """The same for several reminders, by a few statements for all of them."""
    lines = reminders.lines_of(session, [row.id for row in rows])
    about = sorted({line.invoice_id for some in lines.values() for line in some})
    owners = sorted({row.client_id for row in rows})
    read = _Read(
        invoices.by_ids(session, about),
        clients.by_ids(session, owners),
        contacts.of_clients(session, owners),
        many_reminders.earlier_sent(session, about),
    )
    return [_material(session, office, row, reminders.to_plan(row, lines[row.id]), read, now) for row in rows]


def _material(
    session: Session, office: Office, row: ReminderRow, plan: ReminderPlan, read: _Read, now: datetime
) -> Material:
    rows = {key: read.invoices[key] for key in sorted({line.invoice_id for line in plan.lines})}
    known = [i for i in rows.values() if i.file_sha and office.settings.templates.attach_invoice]
    with_file = known if plan.channel is Channel.LETTER else that_fit(office, known)
    client, advanced = read.clients[row.client_id], {line.invoice_id for line in plan.lines if line.advanced}
    earlier = {one.id: one for key in rows for one in read.earlier.get(key, ()) if one.sent_at and in_writing(one)}
    return Material(
        key=row.id,
        plan=plan,
        client=addressed(
            clients.to_client(client), read.contacts.get(client.id, ()), advanced, bounced=client.email_bounced
        ),
        earlier=tuple(
            EarlierReminder(level_name=level_name, sent_on=office.day(sent_at))
            for sent_at, _, level_name in sorted((one.sent_at, one.id, one.level_name) for one in earlier.values())
            if sent_at
        ),
        files=tuple((i.file_name or f"{i.number}.pdf", i.file_sha) for i in with_file),
        copies=tuple(i.number for i in with_file),
        too_large=tuple(i.number for i in known if i not in with_file),
        penalties=penalties_of(session, office, plan, planned_on(office, now, row.not_before)),
        own_words=row.own_words,
    )


def facts_of(office: Office, material: Material, now: datetime) -> ReminderFacts:
    """All that the templates may say of this reminder."""
    return reminder_facts(material.plan, material.client, _occasion(office, material, now))


def _occasion(office: Office, material: Material, now: datetime) -> Occasion:
    ladder = office.ladders.get(material.plan.ladder)
    following = ladder.after(material.plan.level, overdue=True) if ladder else None
    level = ladder.level(material.plan.level) if ladder else None
    return Occasion(
        firm=office.firm,
        signatory=office.signatory(material.plan.partner),
        today=office.day(now),
        reply_to=office.reply_address(make(REMINDER, material.key, office.key)),
        earlier=material.earlier,
        copies=material.copies,
        too_large=material.too_large,
        notice_follows=bool(following and following.formal),
        registered=bool(level and level.post == "registered"),
        penalties=material.penalties,
    )
