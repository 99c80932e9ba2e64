"""What changing a ladder would do: how many open invoices get another next level or another day. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mailbot.config.policy import as_ladder, ladders
from mailbot.config.schema import LadderSettings
from mailbot.core.deciding.ladder_shift import Moved, Shifted, horizon, shifted
from mailbot.store.lists import ladder_places
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office

_EXAMPLES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An invoice whose next step changes."""

    invoice: InvoiceRow
    client: ClientRow
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The statement: the sums over all open invoices of the ladder, the soonest of those that change, and how many
    reminders wait already, which stay as they are."""

    shifted: Shifted
    examples: tuple[Example, ...]
    waiting: int


def effects(session: Session, office: Office, name: str, wanted: LadderSettings, today: date) -> Effects:
    """The statement for the ladder of that name, would it be as `wanted`."""
    names = climbed_by(office, name)
    old, new = office.ladders[name], as_ladder(name, wanted)
    seen = horizon(old, new, today)
    found = shifted(ladder_places.places(session, names, seen), old, new, office.calendar, today, _EXAMPLES)
    examples: list[Example] = []
    for moved in found.first:
        room = _EXAMPLES - len(examples)
        some = ladder_places.standing_there(session, names, seen, moved.place, room) if room else []
        examples += [Example(invoice=invoice, client=client, moved=moved) for invoice, client in some]
    return Effects(shifted=found, examples=tuple(examples), waiting=ladder_places.waiting(session, names))


def climbed_by(office: Office, name: str) -> list[str]:
    """The names under which invoices climb it: its own, and those of kinds of clients that have no ladder."""
    made = ladders(office.settings)
    return [one for one, ladder in made.items() if ladder.name == name]
