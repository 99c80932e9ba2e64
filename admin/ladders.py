"""Barèmes: each drawn as a line of time; another one tried on the last twelve months."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from admin.desk import office, reading, today
from admin.fields import whole
from admin.language import gettext
from admin.outlook import ladder_levels
from mailbot.config.policy import written
from mailbot.core.errors import Refused
from mailbot.core.figures.backtest import SOON_DAYS, Replayed, Shift
from mailbot.store.people import own_versions
from mailbot.store.people.own_versions import LADDERS
from mailbot.tasks.planning.replay_ladder import Trial, compare

blueprint = Blueprint("ladders", __name__, url_prefix="/ladders")

_MOST_DAYS = 180


@dataclass(frozen=True, slots=True)
class Line:
    """One level under both ladders: invoices raised to it, and how many of these were paid within days."""

    name: str
    raised: int
    soon: int
    tried_raised: int
    tried_soon: int


@blueprint.get("")
def listing() -> str:
    """Every ladder of the configuration, and when they changed."""
    found = {one.name: one for one in office().ladders.values()}
    return render_template(
        "ladders/list.html", ladders=found, written=written(office().settings),
        versions=own_versions.of(reading(), LADDERS, LADDERS),
    )  # fmt: skip


@blueprint.get("/trial")
def trial() -> str:
    """What another one would have done."""
    found, mistake = None, ""
    try:
        found = compare(reading(), office(), _asked(), today()) if request.args else None
    except Refused as error:
        mistake = gettext(str(error))
    return render_template(
        "ladders/trial.html",
        found=found,
        lines=_lines(found.as_is, found.tried) if found else [],
        mistake=mistake,
        typed=request.args,
        ladders=sorted(office().ladders),
        soon=SOON_DAYS,
    )


def _asked() -> Trial:
    args = request.args
    typed = (args.get("days") or "0").strip().replace("\u2212", "-")
    days = whole(typed.removeprefix("-"))
    if days is None or days > _MOST_DAYS:
        raise Refused(gettext("« %(typed)s » n'est pas un nombre de jours.", typed=typed))
    gap = whole(args.get("gap"))
    shift = Shift(days=-days if typed.startswith("-") else days, gap=min(gap, _MOST_DAYS) if gap is not None else None)
    return Trial(ladder=(args.get("ladder") or "").strip(), shift=shift)


def _lines(as_is: Replayed, tried: Replayed) -> list[Line]:
    names = ladder_levels()
    return [
        Line(names.get(n, str(n)), as_is.raised[n], as_is.soon[n], tried.raised[n], tried.soon[n])
        for n in sorted(set(as_is.raised) | set(tried.raised))
    ]
