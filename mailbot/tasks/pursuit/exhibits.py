"""The exhibits that the books hold about a few invoices of one client, and what is kept back or missing.

The same list makes a request's bordereau and the evidence's files, so that their numbers agree. Of a law firm's client
no correspondence between lawyers goes out by itself; of the bank's notices none that tells of anybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from mailbot.core import sentences
from mailbot.core.pursuing.exhibit import Exhibit, ExhibitKind, Found, Piece, between_lawyers, numbered
from mailbot.core.pursuing.exhibit_words import ROLES, SMTP, known, reason
from mailbot.store.debts import contacts
from mailbot.store.lists import dossier
from mailbot.store.tables import ClientRow, DeliveryRow, InboxRow, InvoiceRow, ReminderRow
from mailbot.tasks.desk.office import Office

_KINDS = {
    "client_reply": ExhibitKind.REPLY,
    "bounce": ExhibitKind.BOUNCE,
    "auto_reply": ExhibitKind.ABSENCE,
    "bank_notification": ExhibitKind.BANK_NOTICE,
}
_LEFT = frozenset({"sent", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """About whom and which invoices, in which language; with `bank_notices` also the bank's own, where they may be."""

    client: ClientRow
    invoices: Sequence[InvoiceRow]
    language: str
    bank_notices: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The numbered exhibits, the reminders and messages behind them, a sentence for each one that is not there, and the
    keys of messages that are confidential (`hidden`)."""

    exhibits: tuple[Exhibit, ...]
    reminders: tuple[ReminderRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    messages: tuple[InboxRow, ...]
    absent: tuple[str, ...]
    hidden: frozenset[int]


def collect(session: Session, office: Office, wanted: Wanted) -> Collected:
    """Every exhibit on file about these invoices. Reads rows only: the bytes are looked at when they are written."""
    language = known(wanted.language)
    ids, colon = [row.id for row in wanted.invoices], " :" if language == "fr" else ":"
    reminders = dossier.reminders_about(session, ids)
    deliveries = dossier.deliveries_of(session, [row.id for row in reminders])
    messages, hidden = _messages(session, office, wanted, {row.id for row in reminders})
    absent = [_absent("lawyers", office.day(row.arrived_at), language) for row in hidden]
    invoices = [_invoice(row, language) for row in sorted(wanted.invoices, key=lambda row: (row.due_on, row.id))]
    absent += [
        f"{row.number}{colon} {reason('no_file', {}, language)}" for row in wanted.invoices if not row.file_sha
    ]  # fmt: skip
    others = []
    for row in reminders:
        gone = [one for one in deliveries.get(row.id, ()) if one.status in _LEFT]
        if not gone and not row.by_hand:
            absent.append(_absent("reminder_unsent", office.day(row.sent_at or row.created_at), language))
        others += [_reminder(office, row, one, language) for one in gone]
    others += [_message(office, row, language) for row in messages]
    if wanted.bank_notices:
        found, untold = _bank_notices(session, office, wanted)
        others, absent = others + found, absent + untold
    return Collected(
        exhibits=numbered(invoices, others),
        reminders=tuple(reminders),
        deliveries=tuple(one for row in reminders for one in deliveries.get(row.id, ())),
        messages=tuple(messages),
        absent=tuple(dict.fromkeys(absent)),
        hidden=frozenset(row.id for row in hidden),
    )


def _absent(key: str, on: date, language: str) -> str:
    return reason(key, {"day": sentences.day(on, language)}, language)


def _invoice(row: InvoiceRow, language: str) -> Found:
    pieces = (Piece(role=ROLES[language]["invoice"], suffix=".pdf", sha=row.file_sha),) if row.file_sha else ()
    return Found(
        kind=ExhibitKind.INVOICE,
        at=datetime.combine(row.issued_on, time(), UTC),
        on=row.issued_on,
        subject=row.number,
        pieces=pieces,
    )


def _reminder(office: Office, row: ReminderRow, sent: DeliveryRow, language: str) -> Found:
    roles = ROLES[language]
    role = roles["formal" if row.formal else "reminder"]
    pieces = [Piece(role=role, suffix=".eml", sha=sent.raw_sha)]
    if row.letter_sha:
        pieces.append(Piece(role=roles["letter"], suffix=".pdf", sha=row.letter_sha))
    pieces.append(Piece(role=roles["smtp"], suffix=".txt", text=_answer(office, sent, language)))
    at = sent.sent_at or sent.created_at
    return Found(
        kind=ExhibitKind.REMINDER,
        at=at,
        on=office.day(at),
        subject=row.level_name,
        detail=row.recipient,
        formal=row.formal,
        reminder_id=row.id,
        pieces=tuple(pieces),
    )


def _answer(office: Office, sent: DeliveryRow, language: str) -> str:
    """What the sending server said, as a file beside the message."""
    words = SMTP[language]
    colon = " :" if language == "fr" else ":"
    accepted = office.local(sent.sent_at).isoformat(timespec="seconds") if sent.sent_at else "-"
    answer = sent.answer or (words["unknown"] if sent.status == "unknown" else "-")
    told = (
        ("message_id", sent.message_id), ("recipients", ", ".join(sent.recipients)), ("sent", accepted),
        ("attempts", str(sent.attempts)), ("status", sent.status), ("answer", answer), ("sha", sent.raw_sha),
    )  # fmt: skip
    lines = [words["head"], "", *(f"{words[key]}{colon} {value}" for key, value in told), "", words["note"]]
    return "\n".join(lines) + "\n"


def _messages(
    session: Session, office: Office, wanted: Wanted, reminder_ids: set[int]
) -> tuple[list[InboxRow], list[InboxRow]]:
    """What the client wrote about these invoices, or about nothing in particular; and what may be confidential."""
    addresses = _addresses(session, wanted.client)
    numbers = {row.number for row in wanted.invoices}
    secret = office.settings.firm.profession == "lawyer"
    kept: list[InboxRow] = []
    hidden: list[InboxRow] = []
    for row in dossier.messages_of(session, wanted.client.id):
        said = f"{row.subject}\n{row.understood.get('new_text') or ''}"
        theirs = row.sender.lower() in addresses or row.kind == "bounce"
        if secret and between_lawyers(row.sender, said, known_sender=theirs):
            hidden.append(row)
        elif _about(row, reminder_ids, numbers):
            kept.append(row)
    return kept, hidden


def _addresses(session: Session, client: ClientRow) -> set[str]:
    known_ones = contacts.of_clients(session, [client.id])[client.id]
    return {text.lower() for text in (client.email, *client.cc, *(one.email for one in known_ones)) if text}


def _about(row: InboxRow, reminder_ids: set[int], numbers: set[str]) -> bool:
    cited = set(row.understood.get("references") or ())
    if row.reminder_id is not None:
        return row.reminder_id in reminder_ids or bool(cited & numbers)
    return not cited or bool(cited & numbers)


def _message(office: Office, row: InboxRow, language: str) -> Found:
    kind = _KINDS[row.kind]
    piece = Piece(role=ROLES[language][kind.value], suffix=".eml", sha=row.sha)
    on = office.day(row.arrived_at)
    return Found(kind=kind, at=row.arrived_at, on=on, subject="", detail=row.sender, inbox_id=row.id, pieces=(piece,))


def _bank_notices(session: Session, office: Office, wanted: Wanted) -> tuple[list[Found], list[str]]:
    settled = dossier.settled(session, [row.id for row in wanted.invoices])
    paid = {payment.id: payment for _, payment, _ in settled if payment is not None and payment.inbox_id is not None}
    notices = dossier.bank_notices(session, wanted.client.id, list(paid))
    language = known(wanted.language)
    untold = [_absent("bank_notice", row.received_on, language) for key, row in paid.items() if key not in notices]
    return [_message(office, row, language) for row in {row.id: row for row in notices.values()}.values()], untold
