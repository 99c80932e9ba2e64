"""The signed link of a digest: whoever holds it decides once, without signing in.

Opening it changes nothing, because mail programs open links before people do.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.decisions import approval_of, summed_up
from admin.desk import now, office, reading, today, writing
from admin.dossiers import dossiers
from admin.reminders import file_page, letter_page, mail_page
from mailbot.core.reminder import ReminderStatus
from mailbot.core.tokens import read_link
from mailbot.store.dunning import batches
from mailbot.store.people import people
from mailbot.store.tables import BatchRow, ReminderRow
from mailbot.tasks.deciding.decide_reminders import Done, decide, may_decide
from mailbot.tasks.desk.decider import Decider

blueprint = Blueprint("links", __name__, url_prefix="/a")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link says: which batch, and who was asked."""

    batch: BatchRow
    reader: str


@blueprint.route("/<token>", methods=["GET", "POST"])
def batch(token: str) -> ResponseReturnValue:
    """GET shows the batch exactly; POST decides, once."""
    if request.method == "POST":
        return _decide(token)
    books = reading()
    invitation = _read(books, token)
    if invitation is None:
        return render_template("links/dead.html", used=people.is_spent(books, token)), 410
    if people.is_spent(books, token):
        return render_template("links/dead.html", used=True), 410
    rows = batches.reminders(books, invitation.batch.id)
    return render_template(
        "links/batch.html",
        token=token,
        batch=invitation.batch,
        reader=office().signatory(invitation.reader),
        dossiers=dossiers(rows),
        undecided=sum(row.status == ReminderStatus.PROPOSED for row in rows),
    )


@blueprint.get("/<token>/reminders/<int:key>/html")
def html(token: str, key: int) -> ResponseReturnValue:
    """The mail as a mail program shows it."""
    return mail_page(_shown(token, key))


@blueprint.get("/<token>/reminders/<int:key>/letter.pdf")
def letter(token: str, key: int) -> ResponseReturnValue:
    """The letter."""
    return letter_page(_shown(token, key))


@blueprint.get("/<token>/reminders/<int:key>/files/<int:position>")
def file(token: str, key: int, position: int) -> ResponseReturnValue:
    """One of the files that go with it."""
    return file_page(_shown(token, key), position)


def _decide(token: str) -> ResponseReturnValue:
    """Spend the link and carry the decision out, in one transaction: when it is refused, the link still works."""
    done: list[Done] | None = None
    with writing() as books:
        invitation = _read(books, token)
        if invitation is not None and people.spend(books, token, invitation.reader, now()):
            approval = approval_of(request.form, batches.reminders(books, invitation.batch.id), today())
            by = Decider(email=invitation.reader, via="link")
            done = decide(books, office(), invitation.batch, approval, by, now())
    if invitation is None or done is None:
        return render_template("links/dead.html", used=invitation is not None), 410
    rows = batches.reminders(reading(), invitation.batch.id)
    return render_template("links/done.html", said=summed_up(done), dossiers=dossiers(rows), batch=invitation.batch)


def _read(books: Session, token: str) -> Invitation | None:
    """What the link says; None when it is forged or over, or its reader decides no longer on this batch."""
    payload = read_link(token, now(), office().key) or ""
    key, _, reader = payload.partition(":")
    found = books.get(BatchRow, int(key)) if key.isascii() and key.isdigit() else None
    if found is None or not may_decide(office(), found, reader):
        return None
    return Invitation(found, reader)


def _shown(token: str, key: int) -> ReminderRow:
    """A reminder of the link's batch; 404 for any other, and once the link is used."""
    books = reading()
    invitation = _read(books, token)
    row = books.get(ReminderRow, key)
    if invitation is None or row is None or row.batch_id != invitation.batch.id or people.is_spent(books, token):
        abort(404)
    return row
