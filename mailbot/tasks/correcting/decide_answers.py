"""A person decides on what a client asked for: OK, no, or not so after all. Nothing happens without it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reading.understood import Intent
from mailbot.store import history, state
from mailbot.store.debts import clients
from mailbot.store.dunning import deliveries
from mailbot.store.mail import answers
from mailbot.store.reading_tables import AnswerRow
from mailbot.store.tables import InboxRow
from mailbot.tasks.alerts.close_alert import close_by_key
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import STOPPED_BY
from mailbot.tasks.reading.client_said import ClientSaid, understood_of
from mailbot.tasks.reading.contact_change import apply_change, undo_change
from mailbot.tasks.reading.duplicate import send_duplicate
from mailbot.tasks.reading.link_message import speaks_for
from mailbot.tasks.reading.prepare_answers import prepare

# A message that only asked for these is dealt with once they are decided.
_SETTLED_BY_ANSWER = frozenset({Intent.DOCUMENT_REQUEST, Intent.CONTACT_CHANGE, Intent.ACKNOWLEDGEMENT})


def approve_answer(session: Session, office: Office, key: int, by: Decider, now: datetime) -> AnswerRow:
    """OK: the copies leave, once; the new address is written to from now on.

    Raises Refused when it was decided before, while all sending is stopped, when its address has refused mail, and when
    the address has had its mails of the day.
    """
    row = _waiting(session, key)
    if row.kind == answers.DUPLICATE:
        _may_leave(session, office, row, now)
        row.delivery_id = send_duplicate(session, office, row, now).id
        said = f"copie de {', '.join(row.facts['numbers'])} remise à l'envoi à {row.recipient}"
    else:
        said = apply_change(session, row, now)
    _decide(session, row, answers.APPROVED, by, now)
    _tell(session, row, by, "answer_approved", said, now)
    _close_alert(session, row, by, now)
    _settle_message(session, row, by, now)
    return row


def drop_answer(session: Session, office: Office, key: int, by: Decider, why: str, now: datetime) -> AnswerRow:
    """No: it does not leave, or nothing changes. Raises Refused without a reason, or when it was decided before."""
    row, reason = _waiting(session, key), " ".join(why.split())
    if not reason:
        raise Refused("Dites pourquoi : la raison reste dans l'historique du client.")
    _decide(session, row, answers.DROPPED, by, now)
    row.why = reason
    _tell(session, row, by, "answer_dropped", f"{_words(row)} écartée - {reason}", now)
    _close_alert(session, row, by, now)
    return row


def undo_answer(session: Session, key: int, by: Decider, now: datetime) -> AnswerRow:
    """Not so after all: what was dropped waits again, a new address is the old one again.

    Raises Refused for what waits still, and for a mail that has left.
    """
    row = answers.by_id(session, key)
    if row is None or row.status == answers.PROPOSED:
        raise Refused("Cette réponse attend encore : rien n'est à reprendre.")
    if row.status == answers.DROPPED:
        _decide(session, row, answers.PROPOSED, by, now)
        row.decided_at, row.decided_by = None, ""
        _tell(session, row, by, "answer_reopened", f"{_words(row)} de nouveau à décider", now)
        return row
    if row.kind == answers.DUPLICATE or row.status != answers.APPROVED:
        raise Refused("Ce message est parti : il ne se reprend pas.")
    said = undo_change(session, row)
    _decide(session, row, answers.UNDONE, by, now)
    _tell(session, row, by, "answer_undone", said, now)
    return row


def prepare_again(session: Session, office: Office, message_id: int, by: Decider, now: datetime) -> tuple[str, ...]:
    """Prepare the answers to a message anew, say when its PDF is there now. Raises Refused when it asks for nothing."""
    row = session.get(InboxRow, message_id)
    client = clients.by_id(session, row.client_id) if row is not None and row.client_id else None
    if row is None or client is None:
        raise Refused("Ce message n'est d'aucun client : rattachez-le d'abord.")
    known = speaks_for(session, client, row.sender)
    said = ClientSaid(row=row, client=client, understood=understood_of(row), now=now, author=by.email, known=known)
    waits = prepare(session, office, said)
    if not waits:
        raise Refused("Ce message ne demande ni copie ni changement d'adresse.")
    return tuple(one.words for one in waits)


def _waiting(session: Session, key: int) -> AnswerRow:
    row = answers.by_id(session, key)
    if row is None or row.status != answers.PROPOSED:
        raise Refused("Cette réponse est déjà décidée, ou n'existe pas.")
    return row


def _may_leave(session: Session, office: Office, row: AnswerRow, now: datetime) -> None:
    if state.fact(session, STOPPED_BY) is not None:
        raise Refused("Les envois sont arrêtés : reprenez-les d'abord.")
    limit = office.settings.security.max_automatic_mails_per_day
    if deliveries.answers_since(session, row.recipient, now - timedelta(days=1)) >= limit:
        raise Refused(f"{row.recipient} a déjà reçu {limit} réponses aujourd'hui : envoyez celle-ci demain.")


def _decide(session: Session, row: AnswerRow, status: str, by: Decider, now: datetime) -> None:
    row.status, row.decided_at, row.decided_by = status, now, by.email
    session.flush()


def _settle_message(session: Session, row: AnswerRow, by: Decider, now: datetime) -> None:
    """Nothing else was asked: nobody need read it any more."""
    message = session.get_one(InboxRow, row.inbox_id)
    asked = set(understood_of(message).intents)
    if message.resolved_at is None and asked <= _SETTLED_BY_ANSWER and not answers.waiting_of(session, message.id):
        message.resolved_at, message.resolved_by = now, by.email


def _close_alert(session: Session, row: AnswerRow, by: Decider, now: datetime) -> None:
    what = "contact" if row.kind == answers.CONTACT else "copy"
    close_by_key(session, f"client_request:{row.inbox_id}:{what}", by.email, now)


def _words(row: AnswerRow) -> str:
    if row.kind == answers.CONTACT:
        return f"nouvelle adresse {row.facts['new']}"
    return f"copie de {', '.join(row.facts['numbers'])}"


def _tell(session: Session, row: AnswerRow, by: Decider, kind: str, text: str, now: datetime) -> None:
    sentence = row.sentence or str(row.facts.get("sentence", ""))
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        inbox_id=row.inbox_id,
        text=text,
        data={"via": by.via, "answer": row.id, "sentence": sentence, "recipient": row.recipient},
    )
    history.append(session, entry)
