"""A ladder changed by a form: checked, what it does to open invoices said before, then written, with its versions."""

from __future__ import annotations

import hashlib

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin import ladder_form, ladder_words
from admin.access import needs
from admin.desk import decider, now, office, reading, today
from admin.difference import difference
from admin.fields import whole
from admin.ladder_form import Typed
from admin.language import gettext
from admin.outlook import ladder_levels
from mailbot.config.policy import as_ladder, written
from mailbot.config.schema import LadderSettings
from mailbot.core.deciding.ladder_check import findings
from mailbot.core.errors import UserError
from mailbot.core.ladder import Base
from mailbot.core.money import Money
from mailbot.core.reminder import Channel
from mailbot.store.own_tables import OwnVersionRow
from mailbot.store.people import own_versions
from mailbot.store.people.own_versions import LADDERS
from mailbot.tasks.policy.edit_ladder import LadderOrder, as_text, edit_ladder, ladders_of, state_of_ladders
from mailbot.tasks.policy.ladder_effects import Effects, effects

blueprint = Blueprint("ladder_edit", __name__, url_prefix="/ladders")


@blueprint.get("/edit/<name>")
@needs("partner")
def form(name: str) -> str:
    """The ladder as it is, or as a version had it, to be changed."""
    return _page(name, ladder_form.of_ladder(_asked(name)), state_of_ladders(office().settings))


@blueprint.post("/edit/<name>")
@needs("partner")
def change(name: str) -> ResponseReturnValue:
    """One more level, the statement, or the change itself: it is made only as its statement was shown."""
    _known(name)
    typed, seen, do = ladder_form.of_request(request.form), request.form.get("state", ""), request.form.get("do")
    if do == "more":
        typed.another()
        return _page(name, typed, seen)
    wanted = ladder_form.read(typed)
    if wanted is None:
        return _page(name, typed, seen), 422
    found = findings(as_ladder(name, wanted))
    if any(one.fault for one in found) or do != "save" or request.form.get("shown") != _mark(wanted):
        return _page(name, typed, seen, wanted), 422 if any(one.fault for one in found) else 200
    order = LadderOrder(name=name, wanted=wanted, why=request.form.get("why", ""), seen=seen)
    try:
        made = edit_ladder(office(), order, decider(), now())
    except UserError as error:
        typed.mistakes.append(gettext(str(error)))
        return _page(name, typed, state_of_ladders(office().settings), wanted), 409
    kept = gettext("Barème enregistré ; la prochaine préparation des relances le suit.")
    flash(kept if made else gettext("Rien n'a changé."), "done")
    return redirect(url_for("ladders.listing", _anchor=f"bareme-{name}"), 303)


@blueprint.get("/version/<int:key>")
@needs("partner")
def version(key: int) -> str:
    """One version of the ladders: what it changed, what has changed since."""
    row = _version(key)
    ladders, earlier = ladders_of(row), own_versions.before(reading(), row)
    current = dict(written(office().settings))
    return render_template(
        "ladders/version.html", row=row,
        changed=difference(as_text(ladders_of(earlier)), as_text(ladders)) if earlier else [],
        since=difference(as_text(ladders), as_text(current)),
        others=[name for name, one in ladders.items() if name in current and one != current[name]],
    )  # fmt: skip


def _page(name: str, typed: Typed, seen: str, wanted: LadderSettings | None = None) -> str:
    found = findings(as_ladder(name, wanted)) if wanted else []
    faulty = any(one.fault for one in found)
    statement: Effects | None = None
    if wanted and not faulty:
        statement = effects(reading(), office(), name, wanted, today())
    due = statement.shifted.due if statement else {}
    return render_template(
        "ladders/edit.html", name=name, typed=typed, state=seen, channels=Channel, bases=Base,
        faults=[*typed.mistakes, *(ladder_words.finding(one) for one in found if one.fault)],
        advice=[ladder_words.finding(one) for one in found if not one.fault],
        statement=statement, shown=_mark(wanted) if statement and wanted else "", why=request.form.get("why", ""),
        names=_names(name, wanted), drawn=as_ladder(name, wanted) if wanted and not faulty else None,
        due=[Money.from_minor(minor, currency) for currency, minor in due.items()],
    )  # fmt: skip


def _names(name: str, wanted: LadderSettings | None) -> dict[int, str]:
    own = {level.number: level.name for level in office().ladders[name].levels}
    new = {level.number: level.name for level in wanted.levels} if wanted else {}
    return {**ladder_levels(), **own, **new}


def _mark(wanted: LadderSettings) -> str:
    return hashlib.sha256(wanted.model_dump_json().encode()).hexdigest()[:16]


def _asked(name: str) -> LadderSettings:
    key = whole(request.args.get("version"))
    ladders = ladders_of(_version(key)) if key is not None else dict(written(office().settings))
    _known(name)
    return ladders[name] if name in ladders else written(office().settings)[name]


def _known(name: str) -> None:
    if name not in written(office().settings):
        abort(404)


def _version(key: int) -> OwnVersionRow:
    row = own_versions.get(reading(), key)
    if row is None or row.subject != LADDERS:
        abort(404)
    return row
