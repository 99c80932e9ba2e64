"""Reminders in number: which invoices a person means, at which level, and the same in words.

A filter only selects. What comes of the selection is decided by the verdicts of the plan, invoice by invoice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from mailbot.core.errors import Refused
from mailbot.core.ladder import Ladder
from mailbot.core.reminder import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class MassFilter:
    """Which open invoices are looked at. None and empty text leave a question open.

    `minimum`: so much is open on the invoice, in its currency. `sent_at_least`, `sent_at_most`: reminders that were
    sent and counted for it. `last_before`: none of them on that day or since (never reminded is that too).
    `overdue_min`, `overdue_max`: days past the due date, negative ones before it; the usual filter takes what is
    overdue. `next_level`: the level that its ladder has next; `last_level`: the last one counted. `payment_mode`,
    `partner`, `ladder`: the invoice's own, else its client's.
    """

    minimum: Decimal | None = None
    sent_at_least: int | None = None
    sent_at_most: int | None = None
    last_before: date | None = None
    overdue_min: int | None = 1
    overdue_max: int | None = None
    next_level: int | None = None
    last_level: int | None = None
    payment_mode: str = ""
    client: str = ""
    client_kind: str = ""
    partner: str = ""
    matter: str = ""
    currency: str = ""
    ladder: str = ""

    def __post_init__(self) -> None:
        _check_order(self.sent_at_least, self.sent_at_most, "relances")
        _check_order(self.overdue_min, self.overdue_max, "jours de retard")


@dataclass(frozen=True, slots=True, kw_only=True)
class MassOrder:
    """What a person wants done with what the filter selects.

    `without`: numbers of selected invoices that the person took out. `level` and `channel` stand in for what the ladder
    says, None leaves it; `why` is kept with a level that was chosen.
    """

    wanted: MassFilter = field(default_factory=MassFilter)
    without: tuple[str, ...] = ()
    level: int | None = None
    channel: Channel | None = None
    why: str = ""


def _check_order(least: int | None, most: int | None, what: str) -> None:
    if least is not None and most is not None and least > most:
        raise Refused(f"Le filtre se contredit : au moins {least} et au plus {most} {what}.")


@dataclass(frozen=True, slots=True)
class Approach:
    """Where an invoice on the ladder of this name stands just before a level: its last counted level is `above` or
    higher (None: none counted, or any lower one) and below `below`."""

    ladder: str
    overdue: bool
    above: int | None
    below: int


def approaches(ladders: Mapping[str, Ladder], number: int) -> tuple[Approach, ...]:
    """All the places from which a ladder goes on to the level of that number; the inverse of `Ladder.after`."""
    found = []
    for name, ladder in sorted(ladders.items()):
        level = ladder.level(number)
        for overdue in (True, False):
            if level is None or (overdue and ladder.before_due(level)):
                continue
            lower = [
                one.number for one in ladder.levels if one.number < number and not (overdue and ladder.before_due(one))
            ]
            found.append(Approach(name, overdue, max(lower, default=None), number))
    return tuple(found)


def as_kept(order: MassOrder) -> dict[str, Any]:
    """The order as the books keep it: plain text and numbers, only what was said."""
    usual = MassFilter()
    wanted = {
        one.name: _plain(getattr(order.wanted, one.name))
        for one in fields(MassFilter)
        if getattr(order.wanted, one.name) != getattr(usual, one.name)
    }
    return {
        "wanted": wanted,
        "without": list(order.without),
        "level": order.level,
        "channel": order.channel.value if order.channel else None,
        "why": order.why,
    }


def from_kept(kept: Mapping[str, Any]) -> MassOrder:
    """The order that `as_kept` wrote. Raises Refused when another version of the program wrote something else."""
    wanted = dict(kept.get("wanted", {}))
    unknown = set(wanted) - {one.name for one in fields(MassFilter)}
    if unknown:
        raise Refused(f"Ces filtres sont inconnus de cette version : {', '.join(sorted(unknown))}.")
    if wanted.get("minimum") is not None:
        wanted["minimum"] = Decimal(wanted["minimum"])
    if wanted.get("last_before") is not None:
        wanted["last_before"] = date.fromisoformat(wanted["last_before"])
    return MassOrder(
        wanted=MassFilter(**wanted),
        without=tuple(kept.get("without", ())),
        level=kept.get("level"),
        channel=Channel(kept["channel"]) if kept.get("channel") else None,
        why=kept.get("why", ""),
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
