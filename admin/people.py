"""Personnes: who works here, where they are signed in; an administrator signs them out or lets them in without their
lost phone. The list itself stands in the configuration."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.back import go_back
from admin.desk import now, office, reading, writing
from admin.language import gettext
from mailbot.store.people import people, sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.people import second_factor
from mailbot.tasks.people import sign_in as door

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
@needs("admin")
def listing() -> str:
    """Everybody, and every session that goes on."""
    books = reading()
    return render_template(
        "people/list.html",
        people=people.everybody(books),
        counts=sessions.count_of(books, now() - door.SESSION),
        sessions=sessions.running(books, now() - door.SESSION),
        may_enter=door.may_enter,
    )


@blueprint.post("/<int:key>/sign-out")
@needs("admin")
def sign_out(key: int) -> ResponseReturnValue:
    """End all sessions of somebody."""
    person = _person(key)
    with writing() as books:
        door.end_sessions(books, office(), person.email, now(), by=current_user.email)
    flash(gettext("Toutes les sessions de %(name)s sont fermées.", name=person.name), "done")
    return go_back()


@blueprint.post("/<int:key>/second-factor")
@needs("admin")
def reset(key: int) -> ResponseReturnValue:
    """Somebody has lost their phone."""
    person = _person(key)
    with writing() as books:
        second_factor.reset(books, person.email, current_user.email, now())
    flash(gettext("%(name)s se connecte de nouveau sans code.", name=person.name), "done")
    return go_back()


def _person(key: int) -> PersonRow:
    found = reading().get(PersonRow, key)
    if found is None:
        abort(404)
    return found
