"""Write the exact texts and letter of each proposed reminder, so that what is approved is what leaves."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from mailbot.core.errors import InputError
from mailbot.core.reminder import Channel, ReminderStatus
from mailbot.core.tokens import REMINDER, make, message_id
from mailbot.intake.told import Told, quiet
from mailbot.outbound.letter_names import annex_name, letter_name
from mailbot.outbound.print_many import print_many
from mailbot.outbound.templates import Draft as MailDraft
from mailbot.outbound.word_letter import WORD_TYPE, word_letter
from mailbot.store import history
from mailbot.store.blobs import put_all
from mailbot.store.dunning import many_reminders, reminders
from mailbot.store.tables import ReminderLineRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.content import stored_hash
from mailbot.tasks.sending.material import Material, facts_of, gather_all
from mailbot.tasks.sending.record_post import address_line, by_post_alone

_AT_ONCE = 16  # reminders that are read, and kept, at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A reminder before it is printed: its mail, and the page of its letter or else of its annex, empty for neither.
    `word`: its letter where that is a Word document, annex included."""

    mail: MailDraft
    page: str
    name: str
    letter: bool
    word: bytes = b""


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
    """Draft these reminders. Returns how many."""
    done = 0
    for some in drafted(office, keys, now):
        done += len(some)
        told("writing texts", done, len(keys))
    return done


def drafted(office: Office, keys: Iterable[int], now: datetime) -> Iterator[list[int]]:
    """Draft these reminders; some at a time come out when they are kept. Texts are rendered and printed with no
    transaction open.

    `keys` are asked for a little ahead. Whatever is done with those that come out is done while the next letters are
    being drawn, some dozens of them in memory at most.
    """
    waiting: deque[tuple[Material, Wording]] = deque()

    def pages() -> Iterator[str]:
        coming = iter(keys)
        while some := list(islice(coming, _AT_ONCE)):
            with office.books.read() as session:
                materials = gather_all(session, office, many_reminders.by_ids(session, some), now)
            for material in materials:
                waiting.append((material, wording(office, material, now)))
                yield waiting[-1][1].page

    printed: list[tuple[Material, Wording, bytes]] = []
    try:
        for pdf in print_many(office.press, pages()):
            printed.append((*waiting.popleft(), pdf))
            if len(printed) == _AT_ONCE:
                yield _kept(office, printed, now)
                printed = []
    except InputError:  # one cannot be drawn: those before it are not lost
        _kept(office, printed, now)
        raise
    if printed:
        yield _kept(office, printed, now)


def _kept(office: Office, printed: Sequence[tuple[Material, Wording, bytes]], now: datetime) -> list[int]:
    """Write what was printed into the books; the keys of these reminders."""
    put_all(office.blobs, [pdf for _, _, pdf in printed if pdf])
    written = [(material, _finished(office, material, said, pdf)) for material, said, pdf in printed]
    keys = [material.key for material, _ in written]
    with office.books.write() as session:
        rows = many_reminders.by_ids(session, keys)
        lines = reminders.lines_of(session, keys)
        entries = [_keep(session, office, row, lines[row.id], one, now) for row, one in zip(rows, written, strict=True)]
        history.append(session, *filter(None, entries))
    return keys


def render(office: Office, material: Material, now: datetime) -> Draft:
    """The exact texts and files; the letter goes into the blobs of this office."""
    said = wording(office, material, now)
    return _finished(office, material, said, office.press().pdf(said.page) if said.page else b"")


def wording(office: Office, material: Material, now: datetime) -> Wording:
    """The texts of one reminder: the one way in which they come to be, also in previews."""
    facts = facts_of(office, material, now)
    mail = office.texts.reminder(facts, material.own_words)
    page = name = ""
    letter = material.plan.channel is not Channel.MAIL and not material.plan.quotes
    if letter and material.plan.channel is Channel.MAIL_AND_WORD:
        word = word_letter(office.texts, facts, material.own_words)
        return Wording(mail=mail, page="", name=letter_name(facts, ".docx"), letter=False, word=word)
    if letter:
        page, name = office.texts.letter(facts, material.own_words), letter_name(facts)
    elif facts.claimed:
        page, name = office.texts.annex(facts), annex_name(facts)
    return Wording(mail=mail, page=page, name=name, letter=letter)


def _finished(office: Office, material: Material, said: Wording, pdf: bytes) -> Draft:
    """The draft, its files in the blobs of this office."""
    sha = office.blobs.put(pdf) if pdf else ""
    files = (*(((said.name, sha),) if sha else ()), *material.files)
    word = [{"name": said.name, "type": WORD_TYPE, "sha": office.blobs.put(said.word)}] if said.word else []
    return Draft(
        subject=said.mail.subject,
        text=said.mail.text,
        html=said.mail.html,
        letter_sha=sha if said.letter else "",
        files=(*word, *({"name": name, "type": "application/pdf", "sha": one} for name, one in files)),
        notes=material.penalties.sentences(office.settings.firm.language) if material.penalties else (),
    )


def _keep(
    session: Session, office: Office, row: ReminderRow, lines: Sequence[ReminderLineRow], one: tuple[Material, Draft],
    now: datetime,
) -> history.Entry | None:  # fmt: skip
    """Write one draft; the line of the history that says so."""
    if row.status != ReminderStatus.PROPOSED or row.content_hash:
        return None  # somebody was faster, or the proposal is over
    material, written = one
    client = material.client
    row.recipient, row.cc = client.email, list(client.cc)
    if by_post_alone(row):
        row.recipient, row.cc = address_line(office, client), []
    row.token = make(REMINDER, row.id, office.key)
    row.message_id = message_id("reminder", row.id, office.nonce(), office.domain)
    row.subject, row.body_text, row.body_html = written.subject, written.text, written.html
    row.letter_sha, row.attachments = written.letter_sha, list(written.files)
    row.penalties = material.penalties.record(office.settings.firm.language) if material.penalties else {}
    row.content_hash = stored_hash(row, lines)
    if row.automatic:
        reminders.move(session, row, ReminderStatus.APPROVED)
        row.approved_by, row.approved_via, row.approved_at, row.approved_hash = "mailbot", "auto", now, row.content_hash
    return history.Entry(
        at=now, actor="mailbot", kind="reminder_drafted", client_id=row.client_id, reminder_id=row.id, text=row.subject,
        data={"hash": row.content_hash, "html": hashlib.sha256(row.body_html.encode()).hexdigest()},
    )  # fmt: skip
