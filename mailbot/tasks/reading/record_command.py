"""An order from a member of the firm, by mail: proven sender, known client, else a person looks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core import sentences
from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.outbound.answers import AnswerFacts
from mailbot.store.debts import clients, invoices
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.reasons import told
from mailbot.tasks.reading.answer import queue_answer
from mailbot.tasks.reading.carry_out_order import carry_out_order
from mailbot.tasks.reading.record_message import Handled, Reading, to_person

_MAY_ORDER = frozenset({"admin", "partner", "assistant"})

_TOLD = 3  # sentences that the list of messages shows


def record_command(session: Session, office: Office, reading: Reading) -> Handled:
    """Carry out the order and answer with what was done; anything unclear is refused with the reason."""
    command, client = reading.understood.command, _about(session, reading)
    refused = _refused(office, reading)
    if refused or command is None:
        return to_person(refused or "ordre non compris")
    if client is None:
        _answer(
            session, office, reading, refused="Je ne sais pas de quel client il s'agit : citez son nom ou une facture."
        )
        return to_person("ordre sans client reconnu")
    reading.row.client_id = client.id
    if command.verb == "status":
        said = _status(session, client, office.settings.firm.language)
    else:
        try:
            said = carry_out_order(session, office, reading, client, command)
        except Refused as why:
            _answer(session, office, reading, refused=str(why))
            return to_person(f"ordre « {command.verb} » refusé : {why}")
    _answer(session, office, reading, report=said)
    return Handled(state="done", why=" ".join(said[:_TOLD]))


def _refused(office: Office, reading: Reading) -> str:
    person = office.person(reading.mail.from_address)
    if person is None or person.role not in _MAY_ORDER:
        return f"{reading.mail.from_address or 'un inconnu'} ne donne pas d'ordres ici"
    if reading.understood.authentic is not True:
        why = told(reading.understood.authentic_why, office.settings.firm.language)
        return f"l'expéditeur n'est pas prouvé ({why})"
    return ""


def _about(session: Session, reading: Reading) -> ClientRow | None:
    """The client whom the forwarded message or the order names; a name must lead to exactly one."""
    command = reading.understood.command
    if command is not None and command.query:
        found = clients.find(session, command.query, 2)
        if len(found) == 1:
            return found[0]
    return reading.linked.client


def _status(session: Session, client: ClientRow, language: str) -> tuple[str, ...]:
    known = invoices.open_of_client(session, client.id)
    pending = tuple(
        f"devis {row.number} en attente : {_open(row, language)}" for row in known if row.kind == InvoiceKind.QUOTE
    )
    rows = [row for row in known if row.kind != InvoiceKind.QUOTE]
    if not rows:
        return (f"{client.name} ne doit rien.", *pending)
    lines = [
        f"{row.number} : {_open(row, language)} ouverts, échéance {row.due_on:%d/%m/%Y}, "
        f"{'niveau ' + str(row.level) if row.level is not None else 'jamais relancée'}"
        for row in rows
    ]
    return (f"{client.name}, {len(rows)} pièce(s) ouverte(s) :", *lines, *pending)


def _open(row: InvoiceRow, language: str) -> str:
    return sentences.money(Money.from_minor(row.open_minor, row.currency), language)


def _answer(
    session: Session, office: Office, reading: Reading, *, report: tuple[str, ...] = (), refused: str = ""
) -> None:
    facts = AnswerFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(reading.mail.from_address),
        about=reading.mail.subject,
        report=report,
        refused=refused,
    )
    queue_answer(session, office, reading, facts)
