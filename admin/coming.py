"""À venir: what would leave over the next thirty days, day by day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template

from admin.desk import now, office, reading
from admin.matters import is_theirs
from mailbot.core.figures.agenda import Coming
from mailbot.core.money import Money, total
from mailbot.tasks.planning.coming_up import coming_up

blueprint = Blueprint("coming", __name__, url_prefix="/coming")


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its reminders, and what they ask for per currency."""

    on: date
    reminders: tuple[Coming, ...]

    @property
    def sums(self) -> list[Money]:
        """What they ask for."""
        currencies = sorted({one.amount.currency for one in self.reminders})
        return [total([r.amount for r in self.reminders if r.amount.currency == c], c) for c in currencies]


@blueprint.get("")
def listing() -> str:
    """The days on which something would leave."""
    found = coming_up(reading(), office(), now(), lambda one: is_theirs(one.invoice.partner or one.client.partner))
    days: dict[date, list[Coming]] = defaultdict(list)
    for one in found.reminders:
        days[one.on].append(one)
    shown = [Day(on, tuple(some)) for on, some in sorted(days.items())]
    return render_template(
        "coming/list.html", days=shown, found=found, most=max((len(one.reminders) for one in shown), default=0)
    )
