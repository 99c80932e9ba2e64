"""Write the exact texts and letter of each proposed reminder, so that what is approved is what leaves."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.interest.claim import Penalties
from mailbot.core.reminder import Channel, ReminderPlan, ReminderStatus
from mailbot.core.tokens import REMINDER, make, message_id
from mailbot.intake.told import Told, quiet
from mailbot.outbound.facts import Occasion, reminder_facts
from mailbot.outbound.letter_names import annex_name, letter_name
from mailbot.outbound.line_facts import EarlierReminder
from mailbot.outbound.print_many import print_many
from mailbot.outbound.templates import Draft as MailDraft
from mailbot.store import history
from mailbot.store.chunks import chunks
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import reminders
from mailbot.store.dunning.hand_made import in_writing
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.claim_penalties import penalties_of, planned_on
from mailbot.tasks.sending.content import stored_hash
from mailbot.tasks.sending.record_post import address_line, by_post_alone

_AT_ONCE = 50  # reminders of which everything is read at once


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A reminder before it is printed: its mail, and the page of its letter or else of its annex, empty for neither."""

    mail: MailDraft
    page: str
    name: str
    letter: bool


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
    """Draft these reminders; texts are rendered and printed with no transaction open. Returns how many.

    What is printed is kept while the next letters are being drawn, some dozens of them in memory at most.
    """
    waiting: deque[tuple[Material, Wording]] = deque()

    def pages() -> Iterator[str]:
        for some in chunks(keys, _AT_ONCE):
            with office.books.read() as session:
                materials = [gather(session, office, session.get_one(ReminderRow, key), now) for key in some]
            for material in materials:
                waiting.append((material, wording(office, material, now)))
                yield waiting[-1][1].page

    done = 0
    for pdf in print_many(office.press, pages()):
        material, said = waiting.popleft()
        written = _finished(office, material, said, pdf)
        with office.books.write() as session:
            _keep(session, office, material, written, now)
        done += 1
        told("writing texts", done, len(keys))
    return done


def gather(session: Session, office: Office, row: ReminderRow, now: datetime) -> Material:
    """What the texts of this reminder are made of; penalties are computed to the first day on which it may leave."""
    plan = reminders.to_plan(row, reminders.lines(session, row.id))
    rows = invoices.by_ids(session, [line.invoice_id for line in plan.lines])
    with_file = [i for i in rows.values() if i.file_sha and office.settings.templates.attach_invoice]
    client_row = clients.by_id(session, row.client_id)
    assert client_row is not None  # noqa: S101  a foreign key holds it
    return Material(
        key=row.id,
        plan=plan,
        client=contacts.recipient(session, client_row, {line.invoice_id for line in plan.lines if line.advanced}),
        earlier=tuple(
            EarlierReminder(level_name=r.level_name, sent_on=office.day(r.sent_at))
            for r in reminders.earlier_sent(session, list(rows))
            if r.sent_at and in_writing(r)
        ),
        files=tuple((i.file_name or f"{i.number}.pdf", i.file_sha) for i in with_file),
        copies=tuple(i.number for i in with_file),
        penalties=penalties_of(session, office, plan, planned_on(office, now, row.not_before)),
        own_words=row.own_words,
    )


def render(office: Office, material: Material, now: datetime) -> Draft:
    """The exact texts and files; the letter goes into the blobs of this office."""
    said = wording(office, material, now)
    return _finished(office, material, said, office.press().pdf(said.page) if said.page else b"")


def wording(office: Office, material: Material, now: datetime) -> Wording:
    """The texts of one reminder: the one way in which they come to be, also in previews."""
    facts = reminder_facts(material.plan, material.client, _occasion(office, material, now))
    mail = office.texts.reminder(facts, material.own_words)
    page = name = ""
    letter = material.plan.channel is not Channel.MAIL and not material.plan.quotes
    if letter:
        page, name = office.texts.letter(facts, material.own_words), letter_name(facts)
    elif facts.claimed:
        page, name = office.texts.annex(facts), annex_name(facts)
    return Wording(mail=mail, page=page, name=name, letter=letter)


def _finished(office: Office, material: Material, said: Wording, pdf: bytes) -> Draft:
    """The draft, its files in the blobs of this office."""
    sha = office.blobs.put(pdf) if pdf else ""
    files = (*(((said.name, sha),) if sha else ()), *material.files)
    return Draft(
        subject=said.mail.subject,
        text=said.mail.text,
        html=said.mail.html,
        letter_sha=sha if said.letter else "",
        files=tuple({"name": name, "type": "application/pdf", "sha": one} for name, one in files),
        notes=material.penalties.sentences(office.settings.firm.language) if material.penalties else (),
    )


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
        notice_follows=bool(following and following.formal),
        registered=bool(level and level.post == "registered"),
        penalties=material.penalties,
    )


def _keep(session: Session, office: Office, material: Material, written: Draft, now: datetime) -> None:
    row = session.get_one(ReminderRow, material.key)
    if row.status != ReminderStatus.PROPOSED or row.content_hash:
        return  # somebody was faster, or the proposal is over
    client = material.client
    row.recipient, row.cc = client.email, list(client.cc)
    if by_post_alone(row):
        row.recipient, row.cc = address_line(office, client), []
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
        at=now, actor="mailbot", kind="reminder_drafted", client_id=row.client_id, reminder_id=row.id, text=row.subject,
        data={"hash": row.content_hash, "html": hashlib.sha256(row.body_html.encode()).hexdigest()},
    )  # fmt: skip
    history.append(session, entry)
