"""Send invoices or quotes to their client for the first time, with their PDF where it is known.

Whoever asks for it has approved it, and it leaves at once: it answers to no ladder and reminds nobody. It is sent once;
the reminders that may follow go on in its thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.facts import Occasion, reminder_facts
from mailbot.outbound.templates import Draft
from mailbot.store import history
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import deliveries
from mailbot.store.tables import DeliveryRow, InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import is_stopped
from mailbot.tasks.holds.manage_holds import said
from mailbot.tasks.sending.attached import that_fit
from mailbot.tasks.sending.first_sent import KIND, invoices_of, once_key

_ON_ITS_WAY = ("queued", "sending", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMail:
    """The mail as it would leave: to whom, its texts, its files by name, type and sha."""

    client: Client
    rows: tuple[InvoiceRow, ...]
    draft: Draft
    files: tuple[dict[str, str], ...]


def write_first(session: Session, office: Office, numbers: Sequence[str], now: datetime) -> FirstMail:
    """The mail about these invoices or quotes. Raises Refused for several clients or currencies, invoices among quotes,
    credit notes, what was sent before, is settled or is due already, and a client who cannot be written to."""
    rows = _wanted(session, numbers, office.day(now))
    known = clients.by_id(session, rows[0].client_id)
    assert known is not None  # noqa: S101  a foreign key holds it
    client = contacts.recipient(session, known, {row.id for row in rows})
    if not client.email:
        raise Refused(f"{known.name} n'a pas d'adresse mail qui fonctionne : complétez-la d'abord.")
    with_file = that_fit(office, [row for row in rows if row.file_sha])
    quotes = rows[0].kind == InvoiceKind.QUOTE
    partner = rows[0].partner or known.partner
    plan = ReminderPlan(
        client_id=known.id, currency=rows[0].currency, language=client.language, ladder="", level=0, level_name="",
        channel=Channel.MAIL, formal=False, automatic=False, partner=partner, deadline_on=None,
        lines=tuple(map(_line, rows)), quotes=quotes,
    )  # fmt: skip
    occasion = Occasion(
        firm=office.firm, signatory=office.signatory(partner or office.settings.default_partner), first=True,
        today=office.day(now), reply_to=office.settings.mailbox.address, copies=tuple(row.number for row in with_file),
    )  # fmt: skip
    facts = reminder_facts(plan, client, occasion)
    return FirstMail(
        client=client, rows=tuple(rows), draft=office.texts.reminder(facts),
        files=tuple({"name": _file_name(row), "type": "application/pdf", "sha": row.file_sha} for row in with_file),
    )  # fmt: skip


def send_first(session: Session, office: Office, numbers: Sequence[str], by: Decider, now: datetime) -> FirstMail:
    """Queue that mail. Raises Refused as `write_first`, while all sending is stopped, and when it is on its way."""
    if is_stopped(session):
        raise Refused("Les envois sont arrêtés : reprenez-les d'abord.")
    mail = write_first(session, office, numbers, now)
    client_id, keys = mail.rows[0].client_id, [row.id for row in mail.rows]
    clients.lock(session, client_id)
    before = _before(session, client_id, keys)
    if any(row.status in _ON_ITS_WAY for row in before):
        raise Refused("Un premier envoi est déjà en cours pour l'une de ces factures.")
    mid = message_id(KIND, keys[0], office.nonce(), office.domain)
    settings = office.settings
    raw = compose(
        Outgoing(
            message_id=mid, date=office.local(now), sender=(settings.firm.name, settings.mailbox.address),
            to=(mail.client.email,), cc=tuple(mail.client.cc), subject=mail.draft.subject, text=mail.draft.text,
            html=mail.draft.html,
            attachments=tuple((one["name"], one["type"], office.blobs.get(one["sha"])) for one in mail.files),
        )
    )  # fmt: skip
    new = deliveries.NewDelivery(
        kind=KIND, once_key=once_key(keys, len(before) + 1), message_id=mid, sender=settings.mailbox.address,
        recipients=(mail.client.email, *mail.client.cc, *office.journal), raw_sha=office.blobs.put(raw),
        client_id=client_id,
    )  # fmt: skip
    deliveries.add(session, new, now)
    _tell(session, mail.rows, "first_asked", f"premier envoi à {mail.client.email}", by, now)
    return mail


def not_sent_after_all(
    session: Session, numbers: Sequence[str], by: Decider, why: str, now: datetime
) -> Sequence[InvoiceRow]:
    """A first sending is taken back: it bounced, or went to the wrong address; it may be sent again.

    Raises Refused without a reason, and for what this program did not send."""
    reason = said(why)
    rows = _named(session, numbers)
    for row in rows:
        if not any(one.status == "sent" for one in _before(session, row.client_id, [row.id])) or row.sent_on is None:
            raise Refused(f"{row.number} n'est pas partie d'ici : rien n'est à reprendre.")
        row.sent_on, row.thread_message_id = None, ""
        invoices.wake(session, row.client_id)
    _tell(session, rows, "first_taken_back", f"premier envoi repris - {reason}", by, now)
    return rows


def _wanted(session: Session, numbers: Sequence[str], today: date) -> list[InvoiceRow]:
    rows = _named(session, numbers)
    if len({(row.client_id, row.currency, row.kind == InvoiceKind.QUOTE) for row in rows}) > 1:
        raise Refused("Un envoi est d'un seul client, dans une monnaie, de factures ou de devis.")
    for row in rows:
        if row.kind == InvoiceKind.CREDIT_NOTE or row.open_minor <= 0:
            raise Refused(f"{row.number} est un avoir, ou soldée : rien n'est à envoyer.")
        if row.sent_on is not None:
            raise Refused(f"{row.number} a déjà été envoyée le {row.sent_on:%d/%m/%Y}.")
        if row.kind == InvoiceKind.QUOTE and row.issued_on < row.due_on < today:
            raise Refused(f"{row.number} était valable jusqu'au {row.due_on:%d/%m/%Y} : actualisez ce devis d'abord.")
        if row.kind == InvoiceKind.INVOICE and row.due_on < today:
            raise Refused(f"{row.number} était à régler le {row.due_on:%d/%m/%Y} : elle se relance (remind).")
    return rows


def _named(session: Session, numbers: Sequence[str]) -> list[InvoiceRow]:
    known = invoices.by_numbers(session, list(numbers))
    missing = [number for number in numbers if number not in known]
    if missing or not numbers:
        raise Refused(f"Aucune facture n'a le numéro {missing[0] if missing else '(aucun)'}.")
    return [known[number] for number in dict.fromkeys(numbers)]


def _before(session: Session, client_id: int, keys: Sequence[int]) -> list[DeliveryRow]:
    """First sendings so far that had one of these invoices."""
    rows = deliveries.of_client(session, client_id, KIND)
    return [row for row in rows if set(invoices_of(row)) & set(keys)]


def _line(row: InvoiceRow) -> ReminderLine:
    return ReminderLine(
        invoice_id=row.id, number=row.number, issued_on=row.issued_on, due_on=row.due_on,
        total=Money.from_minor(row.total_minor, row.currency), open=Money.from_minor(row.open_minor, row.currency),
        level=0, cycle=row.cycle, days_overdue=0, advanced=False, matter=row.matter,
    )  # fmt: skip


def _file_name(row: InvoiceRow) -> str:
    return row.file_name or f"{row.number.replace('/', '-')}.pdf"


def _tell(session: Session, rows: Sequence[InvoiceRow], kind: str, text: str, by: Decider, now: datetime) -> None:
    for row in rows:
        entry = history.Entry(
            at=now, actor=by.email, kind=kind, client_id=row.client_id, invoice_id=row.id,
            text=f"{row.number} : {text}", data={"via": by.via},
        )  # fmt: skip
        history.append(session, entry)
