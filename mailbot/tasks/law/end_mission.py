"""A person says when a mission or service ended: from then on limitation runs, for a law firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.debts import invoices, limitation_rows
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionOrder:
    """The invoices, by number or by matter, and the day; `ended_on` None takes back what was said before."""

    numbers: tuple[str, ...] = ()
    matter: str = ""
    ended_on: date | None = None
    why: str = ""


def end_mission(
    session: Session, office: Office, order: MissionOrder, by: Decider, now: datetime
) -> Sequence[InvoiceRow]:
    """Write the day on each invoice; its line in the history says what it was before, so that it can be put back.

    Raises Refused for a day to come, an unknown number, and a matter without invoices.
    """
    if order.ended_on is not None and order.ended_on > office.day(now):
        raise Refused("La mission n'est pas finie : ce jour n'est pas encore venu.")
    rows = _rows(session, order)
    changed = [row for row in rows if row.mission_ended_on != order.ended_on]
    entries = [_entry(row, order, by, now) for row in changed]
    for row in changed:
        row.mission_ended_on = order.ended_on
    session.flush()
    history.append(session, *entries)
    return rows


def _rows(session: Session, order: MissionOrder) -> list[InvoiceRow]:
    found = invoices.by_numbers(session, order.numbers)
    unknown = [number for number in order.numbers if number not in found]
    if unknown:
        raise Refused(f"Aucune facture ne porte le numéro {unknown[0]}.")
    of_matter = limitation_rows.of_matter(session, order.matter) if order.matter else []
    if order.matter and not of_matter:
        raise Refused(f"Aucune facture n'est du dossier {order.matter}.")
    return [*found.values(), *(row for row in of_matter if row.number not in found)]


def _entry(row: InvoiceRow, order: MissionOrder, by: Decider, now: datetime) -> history.Entry:
    said = f"fin de mission le {order.ended_on:%d/%m/%Y}" if order.ended_on else "fin de mission inconnue"
    before = f" (avant : {row.mission_ended_on:%d/%m/%Y})" if row.mission_ended_on else ""
    why = f" - {order.why.strip()}" if order.why.strip() else ""
    return history.Entry(
        at=now,
        actor=by.email,
        kind="mission_ended",
        client_id=row.client_id,
        invoice_id=row.id,
        text=f"{row.number} : {said}{before}{why}",
        data={"via": by.via, "before": row.mission_ended_on.isoformat() if row.mission_ended_on else None},
    )
