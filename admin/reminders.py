"""One reminder: the thing itself - mail, letter, files - and the decision about it."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.access import needs
from admin.back import go_back
from admin.decisions import one_line, summed_up
from admin.desk import decider, now, office, reading, today, writing
from admin.dossiers import dossiers
from admin.language import gettext
from admin.security import MAIL_POLICY, PDF_POLICY, own_policy
from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.store.lists import reminder_list
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import decide_one, may_decide_one
from mailbot.tasks.deciding.take_out import TakeOut, take_out

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")

_OPEN = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """The reminder, what became of it, and the decision where one is still open."""
    row = _reminder(key)
    books = reading()
    return render_template(
        "reminders/one.html",
        dossier=dossiers([row])[0],
        outcome=next((one for one in reminder_list.of_client(books, row.client_id) if one.reminder.id == key), None),
        deliveries=reminder_list.deliveries_of(books, key),
        mine=row.status in _OPEN and _may(books, row),
    )


@blueprint.post("/<int:key>/decide")
@needs("partner")
def decided(key: int) -> ResponseReturnValue:
    """Approve, refuse or postpone this one."""
    form = request.form
    with writing() as books:
        row = books.get(ReminderRow, key)
        if row is None:
            abort(404)
        if not _may(books, row):
            raise Refused(gettext("Cette relance est celle d'un autre associé."))
        if form.get("hash") not in (None, row.content_hash):
            raise Refused(gettext("Cette relance a changé depuis l'affichage : relisez-la."))
        line = one_line(form.get("choice", ""), row.number or 0, form.get("why", ""), form.get("until"), today())
        if line is None:
            raise Refused(gettext("Rien n'est décidé."))
        done = decide_one(books, office(), row, line, decider(), now())
    flash(summed_up([done]), "done")
    return go_back()


@blueprint.post("/<int:key>/take-out")
@needs("partner")
def taken_out(key: int) -> ResponseReturnValue:
    """Take one invoice out; the others are asked about anew, on the page of the reminder that takes its place."""
    order = TakeOut(reminder_id=key, number=request.form.get("invoice", ""), why=request.form.get("why", ""))
    done = take_out(office(), order, decider(), now())
    if done.replacement is None:
        flash(gettext("%(number)s est retirée ; il ne reste rien à réclamer.", number=done.number), "done")
        return go_back()
    again = gettext("L'approbation est tombée avec elle.") if done.was_approved else ""
    said = gettext("%(number)s est retirée ; voici la relance refaite, à approuver.", number=done.number)
    flash(f"{said} {again}".strip(), "done")
    return redirect(url_for("reminders.one", key=done.replacement.id), 303)


@blueprint.get("/<int:key>/html")
def html(key: int) -> Response:
    """The mail as a mail program shows it, fenced in."""
    return mail_page(_reminder(key))


@blueprint.get("/<int:key>/letter.pdf")
def letter(key: int) -> ResponseReturnValue:
    """The letter."""
    return letter_page(_reminder(key))


@blueprint.get("/<int:key>/files/<int:position>")
def file(key: int, position: int) -> ResponseReturnValue:
    """One of the files that go with it."""
    return file_page(_reminder(key), position)


def mail_page(row: ReminderRow) -> Response:
    """The HTML of a reminder, under a policy that lets nothing of it act."""
    return own_policy(Response(row.body_html, mimetype="text/html"), MAIL_POLICY)


def letter_page(row: ReminderRow) -> Response:
    """The letter of a reminder, shown by the browser's own reader; 404 when it has none."""
    if not row.letter_sha:
        abort(404)
    name = next((item["name"] for item in row.attachments if item["sha"] == row.letter_sha), "lettre.pdf")
    content = BytesIO(office().blobs.get(row.letter_sha))
    return own_policy(send_file(content, mimetype="application/pdf", download_name=name), PDF_POLICY)


def file_page(row: ReminderRow, position: int) -> Response:
    """A file of a reminder, to be saved; 404 when there is none in that place."""
    if position >= len(row.attachments):
        abort(404)
    item = row.attachments[position]
    content = BytesIO(office().blobs.get(item["sha"]))
    return send_file(content, mimetype=item["type"], download_name=item["name"], as_attachment=True)


def _reminder(key: int) -> ReminderRow:
    found = reading().get(ReminderRow, key)
    if found is None:
        abort(404)
    return found


def _may(books: Session, row: ReminderRow) -> bool:
    """May the person who is signed in decide?"""
    return may_decide_one(books, office(), row, current_user.email)
