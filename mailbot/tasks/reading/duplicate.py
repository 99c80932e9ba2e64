"""A copy of invoices on request: the mail is written whole, waits for OK, and leaves once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money, total
from mailbot.core.reading.client_requests import Request
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.duplicates import CopyLine, DuplicateFacts
from mailbot.outbound.payment_means import PaymentMeans, payment_means
from mailbot.store.debts import clients, contacts, invoices
from mailbot.store.dunning import deliveries, reminders
from mailbot.store.mail import answers
from mailbot.store.reading_tables import AnswerRow
from mailbot.store.tables import DeliveryRow, InboxRow, InvoiceRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.client_said import ClientSaid
from mailbot.tasks.reading.prepared import Prepared

_PDF = "application/pdf"


def propose_duplicate(session: Session, office: Office, said: ClientSaid, asked: Request) -> Prepared:
    """Write the mail with the copies asked for; where a PDF is missing, or nobody knows of which invoice, say so."""
    rows = _asked_for(session, said, asked)
    if not rows:
        return Prepared(what="which", words="copie demandée, facture à préciser", facts={"sentence": asked.sentence})
    there, missing = [row for row in rows if row.file_sha], [row.number for row in rows if not row.file_sha]
    lacking = f"PDF manquant : {', '.join(missing)}" if missing else ""
    facts: dict[str, object] = {"sentence": asked.sentence, "numbers": ", ".join(missing or [r.number for r in there])}
    recipient = _recipient(session, said, there)
    if not there or not recipient.email:
        return Prepared(what="no_file", words=lacking or "copie demandée, aucune adresse où l'envoyer", facts=facts)
    answer = _write(session, office, said, there, recipient)
    answer.facts = {**answer.facts, "missing": missing, "sentence": asked.sentence}
    numbers = ", ".join(row.number for row in there)
    words = f"copie de {numbers} prête pour {recipient.email}, en attente d'un OK{f' ({lacking})' if lacking else ''}"
    if missing:
        return Prepared(what="no_file", words=words, facts=facts)
    return Prepared(what="copy", words=words, facts={**facts, "answer": answer.id})


def _asked_for(session: Session, said: ClientSaid, asked: Request) -> list[InvoiceRow]:
    """The invoices that the writer names, else all that is open where all is asked for, else those of the reminder that
    is answered, else the only one that is open."""
    mine = [row for row in invoices.by_numbers(session, said.understood.references).values() if _is_of(row, said)]
    if mine and not asked.all_open:
        return mine
    owed = [row for row in invoices.open_of_client(session, said.client.id) if row.kind == InvoiceKind.INVOICE]
    if asked.all_open:
        return sorted({row.id: row for row in (*mine, *owed)}.values(), key=lambda row: row.issued_on)
    if said.row.reminder_id:
        lines = [line for line in reminders.lines(session, said.row.reminder_id) if line.open_minor > 0]
        found = invoices.by_ids(session, [line.invoice_id for line in lines])
        return [row for row in found.values() if _is_of(row, said)]
    return owed if len(owed) == 1 else []


def _is_of(row: InvoiceRow, said: ClientSaid) -> bool:
    return row.client_id == said.client.id and row.kind != InvoiceKind.QUOTE


def _recipient(session: Session, said: ClientSaid, rows: Sequence[InvoiceRow]) -> Client:
    """The writer when this is an address of the client's; else whom the client's invoices go to: an invoice is not
    shown to a stranger who asks for it."""
    usual = contacts.recipient(session, said.client, {row.id for row in rows})
    sender = said.row.sender
    if not said.known or not sender or sender == usual.email:
        return usual
    known = contacts.of_clients(session, [said.client.id])[said.client.id]
    name = next((one.name for one in known if one.email == sender and one.name), "")
    return replace(clients.to_client(said.client), email=sender, contact=name)


def _write(
    session: Session, office: Office, said: ClientSaid, rows: Sequence[InvoiceRow], recipient: Client
) -> AnswerRow:
    facts = DuplicateFacts(
        firm=office.firm,
        signatory=office.signatory(said.client.partner or office.settings.default_partner),
        client=recipient,
        language="fr" if recipient.language == "fr" else "en",
        today=office.day(said.now),
        lines=tuple(_line(row) for row in rows),
        pay=_means(office, rows),
    )
    draft = office.texts.duplicate(facts)
    new = answers.NewAnswer(
        kind=answers.DUPLICATE,
        client_id=said.client.id,
        inbox_id=said.row.id,
        facts={
            "numbers": [row.number for row in rows],
            "open": [row.open_minor for row in rows],
            "asked_by": said.row.sender,
            "known": said.known,
        },
        recipient=recipient.email,
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        attachments=tuple(
            {"name": row.file_name or f"{row.number.replace('/', '-')}.pdf", "type": _PDF, "sha": row.file_sha}
            for row in rows
        ),
    )
    return answers.propose(session, new, said.now)


def _line(row: InvoiceRow) -> CopyLine:
    return CopyLine(
        number=row.number,
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=Money.from_minor(row.total_minor, row.currency),
        open=Money.from_minor(row.open_minor, row.currency),
    )


def _means(office: Office, rows: Sequence[InvoiceRow]) -> PaymentMeans | None:
    """How to pay what is left; none when nothing is, or in two currencies."""
    owed = [row for row in rows if row.open_minor > 0]
    if not owed or len({row.currency for row in owed}) > 1:
        return None
    sums = total((Money.from_minor(row.open_minor, row.currency) for row in owed), owed[0].currency)
    firm = office.firm
    return payment_means(firm.name, (firm.iban, firm.bic, firm.bank), [row.number for row in owed], sums)


def send_duplicate(session: Session, office: Office, row: AnswerRow, now: datetime) -> DeliveryRow:
    """Queue exactly the mail that was shown, once. Raises Refused when its address has refused mail since, or when what
    it says is owed is not so any more."""
    known = invoices.by_numbers(session, row.facts["numbers"])
    if [known[number].open_minor for number in row.facts["numbers"] if number in known] != row.facts.get("open"):
        again = f"préparez-la à nouveau (mailbot answers prepare {row.inbox_id})"
        raise Refused(f"Les montants dus ont changé depuis que cette réponse est écrite : {again}.")
    if _has_refused(session, row):
        raise Refused(f"L'adresse {row.recipient} a refusé un message : corrigez-la d'abord.")
    message = session.get_one(InboxRow, row.inbox_id)
    reminder = session.get(ReminderRow, message.reminder_id) if message.reminder_id else None
    mid = message_id("answer", row.id, office.nonce(), office.domain)
    settings = office.settings
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(settings.firm.name, settings.mailbox.address),
            to=(row.recipient,),
            reply_to=office.reply_address(reminder.token) if reminder and reminder.token else "",
            subject=row.subject,
            text=row.body_text,
            html=row.body_html,
            attachments=tuple((one["name"], one["type"], office.blobs.get(one["sha"])) for one in row.attachments),
            in_reply_to=message.message_id,
            references=(message.message_id,) if message.message_id else (),
        )
    )
    new = deliveries.NewDelivery(
        kind="duplicate",
        once_key=f"duplicate:{row.id}",
        message_id=mid,
        sender=settings.mailbox.address,
        recipients=(row.recipient,),
        raw_sha=office.blobs.put(raw),
        client_id=row.client_id,
    )
    queued = deliveries.add(session, new, now)
    if queued is None:
        raise Refused("Cette réponse est déjà partie.")
    return queued


def _has_refused(session: Session, row: AnswerRow) -> bool:
    client = clients.by_id(session, row.client_id)
    known = contacts.of_clients(session, [row.client_id])[row.client_id]
    own = client is not None and client.email == row.recipient and client.email_bounced
    return own or any(one.email == row.recipient and one.bounced for one in known)
