"""Write the exact texts and letter of each proposed reminder, so that what is approved is what leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.interest.claim import Penalties
from mailbot.core.reminder import Channel, ReminderPlan, ReminderStatus
from mailbot.core.tokens import REMINDER, make, message_id
from mailbot.intake.told import Told, quiet
from mailbot.outbound.facts import EarlierReminder, Occasion, ReminderFacts, reminder_facts
from mailbot.store import clients, contacts, history, invoices, reminders
from mailbot.store.chunks import chunks
from mailbot.store.hand_made import in_writing
from mailbot.store.tables import ReminderRow
from mailbot.tasks.claim_penalties import penalties_of, planned_on
from mailbot.tasks.content import stored_hash
from mailbot.tasks.office import Office

# Reminders of which everything is read at once.
_AT_ONCE = 50


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The written reminder: texts, and files by name, type and sha. `notes` are for the partner, not the client."""

    subject: str
    text: str
    html: str
    letter_sha: str
    files: tuple[dict[str, str], ...]
    notes: tuple[str, ...] = ()


def draft_all(office: Office, now: datetime, told: Told = quiet) -> int:
    """Draft what has no text yet. Returns how many; `told` hears how far it is."""
    with office.books.read() as session:
        keys = [row.id for row in reminders.undrafted(session)]
    return draft_some(office, keys, now, told)


def draft_some(office: Office, keys: Sequence[int], now: datetime, told: Told = quiet) -> int:
    """Draft these reminders; texts are rendered with no transaction open. Returns how many."""
    done = 0
    for some in chunks(keys, _AT_ONCE):
        with office.books.read() as session:
            materials = [gather(session, office, session.get_one(ReminderRow, key), now) for key in some]
        for material in materials:
            written = render(office, material, now)
            with office.books.write() as session:
                _keep(session, office, material, written, now)
        done += len(some)
        told("writing texts", done, len(keys))
    return done


def gather(session: Session, office: Office, row: ReminderRow, now: datetime) -> Material:
    """What the texts of this reminder are made of; penalties are computed to the first day on which it may leave."""
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
            EarlierReminder(level_name=r.level_name, sent_on=office.day(r.sent_at))
            for r in earlier
            if r.sent_at and in_writing(r)
        ),
        files=tuple((i.file_name or f"{i.number}.pdf", i.file_sha) for i in with_file),
        copies=tuple(i.number for i in with_file),
        penalties=penalties_of(session, office, plan, planned_on(office, now, row.not_before)),
    )


def render(office: Office, material: Material, now: datetime) -> Draft:
    """The exact texts and files; the letter goes into the blobs of this office."""
    draft = write(office, material.plan, material.client, _occasion(office, material, now), material.files)
    said = material.penalties.sentences(office.settings.firm.language) if material.penalties else ()
    return replace(draft, notes=said)


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
        penalties=material.penalties,
    )


def write(
    office: Office, plan: ReminderPlan, client: Client, occasion: Occasion, files: tuple[tuple[str, str], ...]
) -> Draft:
    """Render a reminder: the one way in which texts and letters come to be, also for previews."""
    facts = reminder_facts(plan, client, occasion)
    mail = office.texts.reminder(facts)
    attached: list[dict[str, str]] = []
    letter_sha = ""
    if plan.channel is not Channel.MAIL and not plan.quotes:
        letter_sha = _print(office, office.texts.letter(facts))
        attached.append({"name": _letter_name(facts), "type": "application/pdf", "sha": letter_sha})
    elif facts.claimed:
        annex = _print(office, office.texts.annex(facts))
        attached.append({"name": _annex_name(facts), "type": "application/pdf", "sha": annex})
    attached.extend({"name": name, "type": "application/pdf", "sha": sha} for name, sha in files)
    return Draft(subject=mail.subject, text=mail.text, html=mail.html, letter_sha=letter_sha, files=tuple(attached))


def _print(office: Office, html: str) -> str:
    return office.blobs.put(office.press().pdf(html))


def _first_number(facts: ReminderFacts) -> str:
    return facts.debts[0].number.replace("/", "-") if facts.debts else "relance"


def _annex_name(facts: ReminderFacts) -> str:
    return f"{'Décompte des pénalités' if facts.language == 'fr' else 'Penalty statement'} {_first_number(facts)}.pdf"


def _letter_name(facts: ReminderFacts) -> str:
    word = (
        ("Mise en demeure" if facts.formal else "Lettre de relance")
        if facts.language == "fr"
        else ("Formal notice" if facts.formal else "Reminder letter")
    )
    return f"{word} {_first_number(facts)}.pdf"


def _keep(session: Session, office: Office, material: Material, written: Draft, now: datetime) -> None:
    row = session.get_one(ReminderRow, material.key)
    if row.status != ReminderStatus.PROPOSED or row.content_hash:
        return  # somebody was faster, or the proposal is over
    row.recipient, row.cc = material.client.email, list(material.client.cc)
    row.token = make(REMINDER, row.id, office.key)
    row.message_id = message_id("reminder", row.id, office.nonce(), office.domain)
    row.subject, row.body_text, row.body_html = written.subject, written.text, written.html
    row.letter_sha, row.attachments = written.letter_sha, list(written.files)
    row.penalties = material.penalties.record(office.settings.firm.language) if material.penalties else {}
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
