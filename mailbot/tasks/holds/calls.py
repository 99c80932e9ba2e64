"""Calls to make: a person is asked to telephone, says what came of it, and a call that reached nobody is made again.

A call is no reminder until it was made; then it is written down as one (`record_contact`), whoever does so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.hand_made import Outcome
from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.call_tables import CallRow
from mailbot.store.debts import clients
from mailbot.store.dunning import calls
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.manage_holds import said

# After so many calls in a row that reached nobody, none is proposed: a letter is better.
TRIES = 3
_AGAIN = {
    Outcome.VOICEMAIL: "message laissé le {day:%d/%m}, sans réponse depuis",
    Outcome.NO_ANSWER: "pas de réponse le {day:%d/%m}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOrder:
    """Whom to call (a client's code), from which day on, and why."""

    code: str
    on: date
    why: str


def add_call(session: Session, office: Office, order: CallOrder, by: Decider, now: datetime) -> CallRow:
    """Put a call on the list. Raises Refused without a reason, for an unknown client, a day gone by, one who owes
    nothing overdue that is not held, and one who waits for a call already."""
    reason, client = said(order.why), clients.by_code(session, order.code)
    if client is None:
        raise Refused(f"Aucun client n'a le code {order.code}.")
    today = office.day(now)
    if order.on < today:
        raise Refused("Un appel se prévoit pour aujourd'hui ou plus tard.")
    if client.id not in calls.overdue(session, {client.id}, today):
        raise Refused(f"{client.name} ne doit rien d'échu, ou ce qui l'est attend (litige, promesse, suspension).")
    if calls.open_of(session, client.id) is not None:
        raise Refused(f"Un appel à {client.name} est déjà prévu.")
    return _put(session, client, order.on, reason, by, now)


def drop_call(session: Session, key: int, by: Decider, why: str, now: datetime) -> CallRow:
    """It is not to be made. Raises Refused without a reason, and for one that is not open."""
    reason, row = said(why), _open(session, key)
    calls.close(row, calls.DROPPED, "", by.email, now)
    _tell(session, row, "call_dropped", f"appel abandonné - {reason}", by, now)
    return row


def undo_call(session: Session, key: int, by: Decider, why: str, now: datetime) -> CallRow:
    """A call that was dropped is to be made after all. One that was made is undone with the reminder that it became.

    Raises Refused without a reason, and for one that was not dropped."""
    reason, row = said(why), calls.get(session, key)
    if row is None or row.status != calls.DROPPED or calls.open_of(session, row.client_id) is not None:
        raise Refused("Cet appel n'a pas été abandonné, ou un autre est prévu depuis.")
    calls.reopen(row)
    _tell(session, row, "call_reopened", f"appel de nouveau prévu - {reason}", by, now)
    return row


def call_made(  # noqa: PLR0913  what was recorded, and where
    session: Session, office: Office, client: ClientRow, made: Sequence[ReminderRow], outcome: Outcome, day: date,
    by: Decider, now: datetime,
) -> CallRow | None:  # fmt: skip
    """Somebody telephoned: the call that waited is done; one that reached nobody is put on the list again.

    Returns the new call, None when there is none."""
    waiting = calls.open_of(session, client.id)
    if waiting is not None:
        calls.close(waiting, calls.DONE, outcome.value, by.email, now)
        waiting.reminder_id = made[0].id if made else None
    if outcome not in _AGAIN or calls.in_a_row(session, waiting) >= TRIES:
        return None
    on = office.calendar.add_working_days(day, office.settings.waiting.call_again)
    again = _put(session, client, max(on, office.day(now)), _AGAIN[outcome].format(day=day), by, now)
    again.follows_id = waiting.id if waiting else None
    if waiting is None:
        # Nothing was planned: a closed row keeps the count of tries and ties the new call to what was written down.
        first = CallRow(client_id=client.id, due_on=day, why="", author=by.email, created_at=now)
        calls.add(session, first)
        calls.close(first, calls.DONE, outcome.value, by.email, now)
        first.reminder_id, again.follows_id = (made[0].id if made else None), first.id
    return again


def call_withdrawn(session: Session, reminder_id: int, by: Decider, now: datetime) -> None:
    """What was written down was not so: the call waits again, and the one that it led to does not."""
    row = calls.of_reminder(session, [reminder_id])
    if row is None:
        return
    led_to = calls.following(session, row.id)
    if led_to is not None and led_to.status == calls.OPEN:
        calls.close(led_to, calls.DROPPED, "", by.email, now)
    if row.why and calls.open_of(session, row.client_id) is None:
        calls.reopen(row)
        _tell(session, row, "call_reopened", "appel de nouveau prévu : la note était une erreur", by, now)
    else:
        row.reminder_id = None


def _open(session: Session, key: int) -> CallRow:
    row = calls.get(session, key)
    if row is None or row.status != calls.OPEN:
        raise Refused(f"Aucun appel n'attend sous le numéro {key}.")
    return row


def _put(session: Session, client: ClientRow, on: date, why: str, by: Decider, now: datetime) -> CallRow:
    row = calls.add(session, CallRow(client_id=client.id, due_on=on, why=why, author=by.email, created_at=now))
    _tell(session, row, "call_planned", f"appel prévu le {on:%d/%m/%Y} : {why}", by, now)
    return row


def _tell(session: Session, row: CallRow, kind: str, text: str, by: Decider, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor=by.email, kind=kind, client_id=row.client_id, text=text, data={"via": by.via, "call": row.id}
    )
    history.append(session, entry)
