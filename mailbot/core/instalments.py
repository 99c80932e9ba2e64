"""Instalment plans: a debt in parts, each with its day and its amount, and whether they are kept.

A plan is judged by what came in since it began against the sum of its parts up to each day, so that paying early, in
one sum or in odd amounts is as good as paying to the letter. The first part that is missed ends it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mailbot.core.errors import Refused
from mailbot.core.ladder import WorkCalendar
from mailbot.core.money import Money

# A plan over ten years is a typing mistake.
MOST_PARTS = 120


class Outcome(StrEnum):
    """What became of an instalment; WAITED: its time has not come."""

    WAITED = ""
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of a plan. `rank` counts from 1; `until` is the last day on which its money is waited for."""

    rank: int
    due_on: date
    until: date
    amount: Money
    outcome: Outcome = Outcome.WAITED


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan on one day: its instalments with their outcomes, what comes next (None: nothing), and the one that was
    missed."""

    instalments: tuple[Instalment, ...]
    next: Instalment | None
    missed: Instalment | None

    @property
    def kept(self) -> bool:
        """Is everything that was agreed paid?"""
        return all(one.outcome is Outcome.KEPT for one in self.instalments)


def monthly(total: Money, parts: int, first_on: date) -> tuple[tuple[date, Money], ...]:
    """`parts` equal amounts a month apart, from `first_on` on; the cents that remain go to the last.

    A month without that day takes its last day. Raises Refused for fewer than one part or more than 120, and for parts
    of less than a cent.
    """
    if not 1 <= parts <= MOST_PARTS:
        raise Refused(f"Un échéancier a de 1 à {MOST_PARTS} échéances.")
    share = total.minor // parts
    if share <= 0:
        raise Refused("Le total est trop petit pour tant d'échéances.")
    amounts = [share] * (parts - 1) + [total.minor - share * (parts - 1)]
    return tuple(
        (_months_after(first_on, n), Money.from_minor(minor, total.currency)) for n, minor in enumerate(amounts)
    )


def schedule(
    dated: Sequence[tuple[date, Money]], owed: Money, today: date, calendar: WorkCalendar, grace: int
) -> tuple[Instalment, ...]:
    """A plan of these days and amounts. `grace`: working days that each is waited for beyond its day.

    Raises Refused when there is none, when days do not rise or the first has passed, for an amount that is not positive
    or in another currency than `owed`, and when the sum is more than `owed`.
    """
    _check(dated, owed, today)
    return tuple(
        Instalment(rank=rank, due_on=day, until=calendar.add_working_days(day, grace), amount=amount)
        for rank, (day, amount) in enumerate(dated, 1)
    )


def _check(dated: Sequence[tuple[date, Money]], owed: Money, today: date) -> None:
    days = [day for day, _ in dated]
    if not dated or len(dated) > MOST_PARTS:
        raise Refused(f"Un échéancier a de 1 à {MOST_PARTS} échéances.")
    if days != sorted(set(days)):
        raise Refused("Les échéances doivent se suivre, une par jour, de la première à la dernière.")
    if days[0] < today:
        raise Refused("La première échéance est passée : choisissez aujourd'hui ou plus tard.")
    if any(amount.currency != owed.currency for _, amount in dated):
        raise Refused(f"L'échéancier doit être en {owed.currency}, comme ce qui est dû.")
    if any(amount.minor <= 0 for _, amount in dated):
        raise Refused("Chaque échéance a un montant au-dessus de zéro.")
    total = sum(amount.minor for _, amount in dated)
    if total > owed.minor:
        raise Refused(f"L'échéancier ({Money.from_minor(total, owed.currency)}) dépasse ce qui est dû ({owed}).")


def judge(instalments: Sequence[Instalment], received: Money, today: date, *, settled: bool = False) -> Judged:
    """What became of each part, given all that was received since the plan began.

    A part is kept as soon as what came in covers it and those before it, missed when its last day has passed without.
    `settled`: nothing is owed any more, by whatever way; then all are kept. Parts after a missed one are not judged.
    """
    found: list[Instalment] = []
    due, missed = Money.zero(received.currency), None
    for one in instalments:
        due += one.amount
        if one.outcome is Outcome.KEPT or settled or received >= due:
            found.append(replace(one, outcome=Outcome.KEPT))
        elif missed is None and today > one.until:
            missed = replace(one, outcome=Outcome.MISSED)
            found.append(missed)
        else:
            found.append(replace(one, outcome=Outcome.WAITED))
    waited = next((one for one in found if one.outcome is Outcome.WAITED), None)
    return Judged(tuple(found), None if missed else waited, missed)


def cumulative(instalments: Sequence[Instalment], rank: int) -> Money:
    """What has to have come in when the part of that rank is due."""
    amounts = [one.amount for one in instalments if one.rank <= rank]
    return sum(amounts[1:], amounts[0])


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
