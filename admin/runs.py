"""The runs of reminders in number: how far each is, what it came to, calling it off."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, language, now, office, reading
from admin.language import gettext
from admin.leafing import asked_place
from mailbot.store.dunning import runs
from mailbot.store.lists import run_list
from mailbot.store.pursuit_tables import RunRow
from mailbot.tasks.deciding.queue_run import ask_cancel, may_launch
from mailbot.tasks.deciding.run_report import asked_for, left_out_in, reminders_in, run_report
from mailbot.tasks.deciding.who_is_written_to import of_reminders

blueprint = Blueprint("runs", __name__, url_prefix="/mass/runs")

PAGE = 50
_SHOWN = 500


@blueprint.get("")
def listing() -> str:
    """The runs, newest first."""
    part = run_list.part(reading(), asked_place(run_list.KEYS), PAGE)
    said = {row.id: asked_for(row, language()) for row in part.rows}
    return render_template("mass/runs.html", part=part, rows=part.rows, said=said)


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """How far it is, and all that it came to so far."""
    books = reading()
    if books.get(RunRow, key) is None:
        abort(404)
    report = run_report(books, office(), key)
    found = {part.name: reminders_in(books, key, part.name, _SHOWN) for part in report.parts}
    return render_template(
        "mass/run.html",
        report=report,
        found=found,
        written_to=of_reminders(books, [row for rows in found.values() for row, _ in rows]),
        left_out={part.verdict: left_out_in(books, key, part.verdict, _SHOWN) for part in report.left_out},
        may_stop=may_launch(office(), current_user.email),
        at_work=report.run.status in runs.OPEN,
    )


@blueprint.post("/<int:key>/cancel")
@needs("partner")
def cancelled(key: int) -> ResponseReturnValue:
    """Call it off: nothing more leaves, what was released stays."""
    ask_cancel(office(), key, decider(), now())
    flash(gettext("L'envoi s'arrête au prochain client ; ce qui est déjà remis à l'envoi part."), "done")
    return go_back()
