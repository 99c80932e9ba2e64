"""Alertes: what a person must know and what to do about it, by urgency, kind and person; and those that are over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, language, now, office, reading, writing
from admin.language import gettext
from admin.leafing import asked_place
from admin.matters import matters_of
from admin.undoing import offer
from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.alerting.escalation_words import ended
from mailbot.store.lists import alert_list
from mailbot.store.lists.alert_list import AlertFilter, AlertOrder, AlertState, Listed
from mailbot.tasks.alerts.alert_pages import page_of
from mailbot.tasks.alerts.close_alert import close_alert, reopen_alert
from mailbot.tasks.alerts.new_alert import words_of

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")

PAGE = 50
# Who looks at everybody's matters at first; others see their own until they ask for more.
_OVERSEES = ("admin", "assistant", "viewer")
EVERYBODY = "-"
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert as a page shows it: in the language of the pages, with the page on which it is dealt with."""

    listed: Listed
    title: str
    advice: str
    page: str
    over: str


@blueprint.get("")
def listing() -> str:
    """Open alerts, filtered; one's own first where one has matters."""
    wanted, order = _asked()
    books = reading()
    part = alert_list.part(books, wanted, order, asked_place(alert_list.keys_of(wanted, order)), size=PAGE)
    return render_template(
        "alerts/list.html",
        rows=[shown(one) for one in part.rows],
        part=part,
        wanted=wanted,
        person=wanted.person or EVERYBODY,
        everybody=EVERYBODY,
        order=order,
        orders=AlertOrder,
        kinds=list(AlertKind),
        people=office().settings.people,
        total=alert_list.count(books, wanted),
        elsewhere=0 if part.rows or wanted.state is not AlertState.OPEN else alert_list.count(books, _everybodys()),
        filters={name: value for name, value in request.args.items() if name not in ("before", "after") and value},
    )


@blueprint.post("/<int:key>/done")
@needs("assistant")
def done(key: int) -> ResponseReturnValue:
    """Somebody has dealt with it."""
    with writing() as books:
        close_alert(books, office(), key, decider(), now(), why=request.form.get("why", ""))
    flash(gettext("Alerte traitée."), "done")
    offer("alerts.reopen", key=key)
    return go_back("alertes")


@blueprint.post("/<int:key>/reopen")
@needs("assistant")
def reopen(key: int) -> ResponseReturnValue:
    """It was not done after all."""
    with writing() as books:
        reopen_alert(books, office(), key, decider(), now())
    flash(gettext("Alerte rouverte."), "done")
    return go_back("alertes")


def shown(listed: Listed) -> Shown:
    """In words of the pages' language."""
    row = listed.row
    title, advice = words_of(row, language())
    return Shown(listed, title, advice, page_of(row), ended(row.done_why, language()) if row.done_why else "")


def urgent(books: Session) -> list[Shown]:
    """The open alerts that cannot wait."""
    return [shown(one) for one in alert_list.page(books, AlertFilter(urgent=True, persons=matters_of()), limit=PAGE)]


def calm(books: Session, without: frozenset[str], limit: int) -> list[Shown]:
    """The first of the others, without the kinds that have a place of their own."""
    wanted = AlertFilter(urgent=False, without=sorted(without), persons=matters_of())
    return [shown(one) for one in alert_list.page(books, wanted, limit=limit)]


def _everybodys() -> AlertFilter:
    return AlertFilter(persons=matters_of())


def _asked() -> tuple[AlertFilter, AlertOrder]:
    args = request.args
    own = "" if current_user.role in _OVERSEES else str(current_user.email)
    person = args.get("person", own)
    wanted = AlertFilter(
        state=_choice(AlertState, args.get("state")) or AlertState.OPEN,
        kind=_choice(AlertKind, args.get("kind")) or "",
        person="" if person == EVERYBODY else person,
        urgent=True if args.get("urgent") == "1" else None,
        persons=matters_of(),
    )
    return wanted, _choice(AlertOrder, args.get("order")) or AlertOrder.URGENCY


def _choice(kind: type[_Choice], text: str | None) -> _Choice | None:
    return next((one for one in kind if one.value == text), None)
