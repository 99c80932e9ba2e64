"""A person asks for reminders in number, or calls them off. The work itself is `run_reminders`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.deciding.mass import MassOrder, as_kept, from_kept
from mailbot.core.deciding.mass_words import described
from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.dunning import mass, runs
from mailbot.store.pursuit_tables import RunRow
from mailbot.tasks.deciding.weigh_mass import selection_of
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True)
class Queued:
    """A run that was queued: its number, and how many clients it is about."""

    run_id: int
    clients: int


def may_launch(office: Office, email: str) -> bool:
    """Who launches a run approves what it sends: a partner or an administrator. Others may prepare it."""
    person = office.person(email)
    return person is not None and person.role in ("partner", "admin")


def queue_run(office: Office, order: MassOrder, by: Decider, now: datetime, *, mine: bool = False) -> Queued:
    """Queue a run for the worker that comes first; `mine`: this process carries it out itself, at once.

    Raises Refused when the person may not launch one, and when the filters select nothing.
    """
    if not may_launch(office, by.email):
        raise Refused("Seul un associé ou un administrateur lance des relances en nombre : préparez-les, il les lance.")
    with office.books.write() as session:
        total = mass.count_clients(session, selection_of(office, order, now))
        if not total:
            raise Refused("Aucune facture ne répond à ces filtres : rien n'est lancé.")
        row = RunRow(
            status=runs.RUNNING if mine else runs.QUEUED, asked_by=by.email, via=by.via, wanted=as_kept(order),
            total=total, worker=office.worker if mine else "", created_at=now,
            started_at=now if mine else None, progressed_at=now if mine else None,
        )  # fmt: skip
        runs.add(session, row)
        said = described(order, office.settings.firm.language)
        _tell(session, row, by, now, "run_queued", f"relances en nombre {row.id} demandées : {said}")
        return Queued(row.id, total)


def ask_cancel(office: Office, run_id: int, by: Decider, now: datetime) -> None:
    """Call a run off: whoever works on it stops at the next client. What was released stays.

    Raises Refused when there is no such run, when it is over, and for somebody who may not launch one either.
    """
    if not may_launch(office, by.email):
        raise Refused("Seul un associé ou un administrateur arrête des relances en nombre.")
    with office.books.write() as session:
        if session.get(RunRow, run_id) is None:
            raise Refused(f"Il n'y a pas d'envoi en nombre {run_id}.")
        row = runs.locked(session, run_id)
        if row.status not in runs.OPEN:
            raise Refused(f"L'envoi en nombre {run_id} est terminé : il n'y a plus rien à arrêter.")
        if not row.cancel_asked:
            row.cancel_asked = True
            _tell(session, row, by, now, "run_cancel_asked", f"arrêt des relances en nombre {run_id} demandé")


def order_of(row: RunRow) -> MassOrder:
    """What was asked for. Raises Refused when another version of the program wrote it."""
    return from_kept(row.wanted)


def _tell(session: Session, row: RunRow, by: Decider, now: datetime, kind: str, text: str) -> None:
    entry = history.Entry(at=now, actor=by.email, kind=kind, text=text, data={"run": row.id, "via": by.via})
    history.append(session, entry)
