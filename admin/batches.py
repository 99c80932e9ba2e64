"""Relances: the batches, one batch with everything that a decision needs, and what was sent."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.decisions import approval_of, summed_up
from admin.desk import decider, now, office, reading, today, writing
from admin.dossiers import dossiers
from admin.leafing import asked_place
from admin.matters import is_theirs, matters_of
from mailbot.core.reminder import ReminderStatus
from mailbot.store.dunning import batches
from mailbot.store.lists import reminder_list
from mailbot.store.tables import BatchRow
from mailbot.tasks.deciding.decide_reminders import decide, may_decide

blueprint = Blueprint("batches", __name__, url_prefix="/batches")

PAGE = 50


@blueprint.get("")
def listing() -> str:
    """The batches, newest first; what waits for a decision on top."""
    books = reading()
    part = reminder_list.newest(books, asked_place(reminder_list.BATCHES), PAGE, matters_of())
    return render_template(
        "batches/list.html",
        part=part,
        summaries=reminder_list.summaries(books, part.rows),
        leaving=[one for one in reminder_list.approved(books) if is_theirs(one.reminder.partner)],
        unasked=[row for row in reminder_list.unasked(books) if is_theirs(row.partner)],
    )


@blueprint.get("/sent")
def sent() -> str:
    """The reminders that left, newest first, with what each brought."""
    part = reminder_list.sent(reading(), asked_place(reminder_list.SENT), PAGE, matters_of())
    return render_template("batches/sent.html", part=part)


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """One batch, every reminder as it will leave."""
    batch = _batch(key)
    rows = batches.reminders(reading(), key)
    return render_template(
        "batches/one.html",
        batch=batch,
        dossiers=dossiers(rows),
        undecided=sum(row.status == ReminderStatus.PROPOSED for row in rows),
        mine=may_decide(office(), batch, current_user.email),
    )


@blueprint.post("/<int:key>/decide")
@needs("partner")
def decided(key: int) -> ResponseReturnValue:
    """Carry out what the form says, by the same service as a reply by mail."""
    with writing() as books:
        batch = books.get(BatchRow, key)
        if batch is None:
            abort(404)
        approval = approval_of(request.form, batches.reminders(books, key), today())
        done = decide(books, office(), batch, approval, decider(), now())
    flash(summed_up(done), "done")
    return redirect(url_for("batches.one", key=key), 303)


def _batch(key: int) -> BatchRow:
    found = reading().get(BatchRow, key)
    if found is None:
        abort(404)
    return found
