"""An order from a member of the firm, by mail: proven sender, known client, else a person looks."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.core.understood import Command
from mailbot.outbound.answers import AnswerFacts
from mailbot.store import clients, history, holds, invoices
from mailbot.store.tables import ClientRow
from mailbot.tasks.answer import queue_answer
from mailbot.tasks.office import Office
from mailbot.tasks.patience import promise_until
from mailbot.tasks.reasons import told
from mailbot.tasks.record_message import Handled, Reading, to_person

_MAY_ORDER = frozenset({"admin", "partner", "assistant"})

# What an order sets: the kind of hold, and what it is called.
_HOLDS = {
    "dispute": (HoldKind.DISPUTE, "litige signalé par le cabinet"),
    "promise": (HoldKind.PROMISE, "promesse signalée par le cabinet"),
    "stop": (HoldKind.HOLD, "relances arrêtées par le cabinet"),
}


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
    if command.verb == "status":
        said = _status(session, client)
    elif command.verb in _HOLDS and not (command.verb == "promise" and command.date is None):
        said = _hold(session, office, reading, client, command)
    else:
        _answer(
            session, office, reading, refused=f"L'ordre « {command.verb} » demande votre main dans l'administration."
        )
        return to_person(f"ordre « {command.verb} » à faire par une personne")
    _answer(session, office, reading, report=said)
    return Handled(state="done", why=said[0])


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


def _hold(session: Session, office: Office, reading: Reading, client: ClientRow, command: Command) -> tuple[str, ...]:
    kind, reason = _HOLDS[command.verb]
    until: date | None = None
    if kind is HoldKind.PROMISE and command.date is not None:
        until = promise_until(office, command.date)
    hold = holds.NewHold(
        client_id=client.id,
        kind=kind,
        reason=reason,
        author=reading.mail.from_address,
        until=until,
        promised_on=command.date,
        amount_minor=None if command.amount is None else Money.of(command.amount, office.settings.firm.currency).minor,
        currency=office.settings.firm.currency,
        inbox_id=reading.row.id,
    )
    holds.add(session, hold, reading.now)
    reading.row.client_id = client.id
    entry = history.Entry(
        at=reading.now,
        actor=reading.mail.from_address,
        kind=f"hold_{kind}",
        client_id=client.id,
        inbox_id=reading.row.id,
        text=reason,
    )
    history.append(session, entry)
    day = f" jusqu'au {until:%d/%m/%Y}" if until else ""
    return (f"{client.name} : {reason}, plus aucune relance{day}.",)


def _status(session: Session, client: ClientRow) -> tuple[str, ...]:
    known = invoices.open_of_client(session, client.id)
    pending = tuple(
        f"devis {row.number} en attente : {Money.from_minor(row.open_minor, row.currency)}"
        for row in known
        if row.kind == InvoiceKind.QUOTE
    )
    rows = [row for row in known if row.kind != InvoiceKind.QUOTE]
    if not rows:
        return (f"{client.name} ne doit rien.", *pending)
    lines = [
        f"{row.number} : {Money.from_minor(row.open_minor, row.currency)} ouverts, échéance {row.due_on:%d/%m/%Y}, "
        f"{'niveau ' + str(row.level) if row.level is not None else 'jamais relancée'}"
        for row in rows
    ]
    return (f"{client.name}, {len(rows)} pièce(s) ouverte(s) :", *lines, *pending)


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
