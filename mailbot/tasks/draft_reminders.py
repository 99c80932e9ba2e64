"""Write the exact texts and letter of each proposed reminder, so that what is approved is what leaves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.reminder import Channel, ReminderPlan, ReminderStatus
from mailbot.core.tokens import REMINDER, make, message_id
from mailbot.outbound.facts import EarlierReminder, Occasion, ReminderFacts, reminder_facts
from mailbot.store import clients, contacts, history, invoices, reminders
from mailbot.store.tables import ReminderRow
from mailbot.tasks.content import stored_hash
from mailbot.tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one draft needs, read in one look at the books."""

    key: int
    plan: ReminderPlan
    client: Client
    earlier: tuple[EarlierReminder, ...]
    files: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The written reminder: texts, and files by name, type and sha."""

    subject: str
    text: str
    html: str
    letter_sha: str
    files: tuple[dict[str, str], ...]


def draft_all(office: Office, now: datetime) -> int:
    """Draft what has no text yet; texts are rendered with no transaction open. Returns how many."""
    with office.books.read() as session:
        materials = [gather(session, office, row) for row in reminders.undrafted(session)]
    for material in materials:
        written = render(office, material, now)
        with office.books.write() as session:
            _keep(session, office, material, written, now)
    return len(materials)


def gather(session: Session, office: Office, row: ReminderRow) -> Material:
    """What the texts of this reminder are made of."""
    plan = reminders.to_plan(row, reminders.lines(session, row.id))
    rows = invoices.by_ids(session, [line.invoice_id for line in plan.lines])
    earlier = reminders.earlier_sent(session, list(rows))
    with_file = [i for i in rows.values() if i.file_sha and office.settings.templates.attach_invoice]
    client_row = clients.by_id(session, row.client_id)
    assert client_row is not None  # noqa: S101  a foreign key holds it
    return Material(
        key=row.id,
        plan=plan,
        client=contacts.recipient(session, client_row, {line.invoice_id for line in plan.lines if line.advanced}),
        earlier=tuple(
            EarlierReminder(level_name=r.level_name, sent_on=office.day(r.sent_at)) for r in earlier if r.sent_at
        ),
        files=tuple((i.file_name or f"{i.number}.pdf", i.file_sha) for i in with_file),
        copies=tuple(i.number for i in with_file),
    )


def render(office: Office, material: Material, now: datetime) -> Draft:
    """The exact texts and files; the letter goes into the blobs of this office."""
    return write(office, material.plan, material.client, _occasion(office, material, now), material.files)


def _occasion(office: Office, material: Material, now: datetime) -> Occasion:
    ladder = office.ladders.get(material.plan.ladder)
    following = ladder.after(material.plan.level, overdue=True) if ladder else None
    return Occasion(
        firm=office.firm,
        signatory=office.signatory(material.plan.partner),
        today=office.day(now),
        reply_to=office.reply_address(make(REMINDER, material.key, office.key)),
        earlier=material.earlier,
        copies=material.copies,
        notice_follows=bool(following and following.formal),
    )


def write(
    office: Office, plan: ReminderPlan, client: Client, occasion: Occasion, files: tuple[tuple[str, str], ...]
) -> Draft:
    """Render a reminder: the one way in which texts and letters come to be, also for previews."""
    facts = reminder_facts(plan, client, occasion)
    mail = office.texts.reminder(facts)
    attached: list[dict[str, str]] = []
    letter_sha = ""
    if plan.channel is not Channel.MAIL:
        letter_sha = _letter(office, facts)
        attached.append({"name": _letter_name(facts), "type": "application/pdf", "sha": letter_sha})
    attached.extend({"name": name, "type": "application/pdf", "sha": sha} for name, sha in files)
    return Draft(subject=mail.subject, text=mail.text, html=mail.html, letter_sha=letter_sha, files=tuple(attached))


def _letter(office: Office, facts: ReminderFacts) -> str:
    return office.blobs.put(office.press().pdf(office.texts.letter(facts)))


def _letter_name(facts: ReminderFacts) -> str:
    first = facts.debts[0].number.replace("/", "-") if facts.debts else "relance"
    word = (
        ("Mise en demeure" if facts.formal else "Lettre de relance")
        if facts.language == "fr"
        else ("Formal notice" if facts.formal else "Reminder letter")
    )
    return f"{word} {first}.pdf"


def _keep(session: Session, office: Office, material: Material, written: Draft, now: datetime) -> None:
    row = session.get_one(ReminderRow, material.key)
    if row.status != ReminderStatus.PROPOSED or row.content_hash:
        return  # somebody was faster, or the proposal is over
    row.recipient, row.cc = material.client.email, list(material.client.cc)
    row.token = make(REMINDER, row.id, office.key)
    row.message_id = message_id("reminder", row.id, office.nonce(), office.domain)
    row.subject, row.body_text, row.body_html = written.subject, written.text, written.html
    row.letter_sha, row.attachments = written.letter_sha, list(written.files)
    row.content_hash = stored_hash(row, reminders.lines(session, row.id))
    if row.automatic:
        reminders.move(session, row, ReminderStatus.APPROVED)
        row.approved_by, row.approved_via, row.approved_at, row.approved_hash = "mailbot", "auto", now, row.content_hash
    entry = history.Entry(
        at=now,
        actor="mailbot",
        kind="reminder_drafted",
        client_id=row.client_id,
        reminder_id=row.id,
        text=row.subject,
        data={"hash": row.content_hash, "html": hashlib.sha256(row.body_html.encode()).hexdigest()},
    )
    history.append(session, entry)
