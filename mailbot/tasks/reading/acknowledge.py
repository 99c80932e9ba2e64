"""What starts limitation again: a person records it, confirms what a reply suggests, or takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.limitation import InterruptionKind
from mailbot.core.reading.acknowledgement import admission
from mailbot.store import history
from mailbot.store.debts import interruptions, invoices
from mailbot.store.debts.interruptions import NewInterruption
from mailbot.store.dunning import reminders
from mailbot.store.pursuit_tables import InterruptionRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import Subject
from mailbot.tasks.reading.record_message import Reading

# In words for the history; the keys are those of the command line.
WORDS = {
    InterruptionKind.ACKNOWLEDGEMENT: "reconnaissance de dette (C. civ. 2240)",
    InterruptionKind.PART_PAYMENT: "paiement partiel valant reconnaissance (C. civ. 2240)",
    InterruptionKind.COURT_CLAIM: "demande en justice (C. civ. 2241)",
    InterruptionKind.ENFORCEMENT: "mesure conservatoire ou acte d'exécution (C. civ. 2244)",
    InterruptionKind.WRITTEN_REQUEST: "demande écrite de paiement à un organisme public (loi du 31/12/1968, art. 2)",
}
_MAY_END = frozenset({InterruptionKind.COURT_CLAIM, InterruptionKind.ENFORCEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupting:
    """What a person saw: its kind and day, the end of a claim in court or of a measure, and where it stands written."""

    kind: InterruptionKind
    on: date
    note: str
    ended_on: date | None = None


def record(
    session: Session, office: Office, about: Subject, seen: Interrupting, by: Decider, now: datetime
) -> InterruptionRow:
    """Limitation runs anew from that day, for the invoice or for all that the client owed then.

    Raises Refused for a day to come, an end before its beginning or where none exists, a note left empty, and what is
    recorded already.
    """
    _check(seen, office.day(now))
    new = NewInterruption(
        client_id=about.client.id,
        invoice_id=about.invoice_id,
        kind=seen.kind,
        on=seen.on,
        ended_on=seen.ended_on,
        note=" ".join(seen.note.split()),
        author=by.email,
    )
    known = interruptions.same(session, new)
    if known is not None and known.confirmed_at is not None:
        raise Refused(f"C'est déjà enregistré (n° {known.id}).")
    row = interruptions.add(session, new, now, confirmed_by=by.email)
    if known is not None:
        known.undone_at, known.undone_by = now, by.email  # the proposal it answers
    _tell(session, row, f"{about.said} : {_said(row)} - {row.note}", "limitation_interrupted", by, now)
    return row


def confirm(session: Session, key: int, by: Decider, now: datetime) -> InterruptionRow:
    """A person agrees that what was proposed counts. Raises Refused when there is no such proposal any more."""
    row = interruptions.by_id(session, key)
    if row is None or row.undone_at is not None or row.confirmed_at is not None:
        raise Refused(f"Aucune proposition n'attend sous le n° {key}.")
    row.confirmed_at, row.confirmed_by = now, by.email
    _tell(session, row, f"confirmé : {_said(row)} - {row.note}", "limitation_interrupted", by, now)
    return row


def undo(session: Session, key: int, why: str, by: Decider, now: datetime) -> InterruptionRow:
    """It does not count (any more), whether it was recorded or proposed. Raises Refused without a reason, or twice."""
    row = interruptions.by_id(session, key)
    if row is None or row.undone_at is not None:
        raise Refused(f"Rien n'est enregistré sous le n° {key}, ou c'est déjà annulé.")
    if not why.strip():
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    row.undone_at, row.undone_by = now, by.email
    _tell(session, row, f"annulé : {_said(row)} - {why.strip()}", "limitation_uninterrupted", by, now)
    return row


def propose(session: Session, office: Office, reading: Reading) -> list[InterruptionRow]:
    """Propose what a client's reply may acknowledge; nothing counts before a person confirms it.

    It is about the invoices that the writer names, else those of the reminder that was answered, else the whole client.
    """
    admitted, client = admission(reading.understood), reading.linked.client
    if admitted is None or client is None:
        return []
    found = []
    for invoice_id in _scopes(session, reading, admitted.references) or [None]:
        new = NewInterruption(
            client_id=client.id,
            invoice_id=invoice_id,
            kind=InterruptionKind.ACKNOWLEDGEMENT,
            on=office.day(reading.now),
            note=f"{admitted.why} : « {admitted.sentence} »" if admitted.sentence else admitted.why,
            author="mailbot",
            inbox_id=reading.row.id,
        )
        if interruptions.same(session, new) is None:
            found.append(interruptions.add(session, new, reading.now))
    for row in found[:1]:
        text = f"proposé, à confirmer par une personne : {_said(row)} - {row.note}"
        _tell(session, row, text, "acknowledgement_proposed", Decider(email="mailbot", via="mail"), reading.now)
    return found


def _scopes(session: Session, reading: Reading, numbers: tuple[str, ...]) -> list[int | None]:
    client, reminder = reading.linked.client, reading.linked.reminder
    if client is None:
        return []
    named = [row.id for row in invoices.by_numbers(session, numbers).values() if row.client_id == client.id]
    if named or reminder is None or reminder.client_id != client.id:
        return [*named]
    return [line.invoice_id for line in reminders.lines(session, reminder.id) if line.open_minor > 0]


def _check(seen: Interrupting, today: date) -> None:
    if seen.on > today:
        raise Refused("Ce jour n'est pas encore venu.")
    if seen.ended_on is not None and seen.kind not in _MAY_END:
        raise Refused("Seules une demande en justice et une mesure d'exécution ont une fin.")
    if seen.ended_on is not None and not seen.on <= seen.ended_on <= today:
        raise Refused("La fin se situe entre le jour de l'acte et aujourd'hui.")
    if not seen.note.strip():
        raise Refused("Dites d'où vous le tenez (lettre, courriel, acte) : ce sera la preuve.")


def _said(row: InterruptionRow) -> str:
    ended = f", terminée le {row.ended_on:%d/%m/%Y}" if row.ended_on else ""
    return f"{WORDS[InterruptionKind(row.kind)]} le {row.on:%d/%m/%Y}{ended}"


def _tell(session: Session, row: InterruptionRow, text: str, kind: str, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        inbox_id=row.inbox_id,
        text=text,
        data={"via": by.via, "interruption": row.id, "on": row.on.isoformat()},
    )
    history.append(session, entry)
