"""One message in one's own words before it goes, and a trial of it to oneself."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading
from admin.dossiers import dossiers
from admin.language import gettext
from admin.security import MAIL_POLICY, own_policy
from mailbot.core.errors import Refused
from mailbot.core.reminder import ReminderStatus
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.decide_reminders import may_decide_one
from mailbot.tasks.deciding.edit_text import edit_text, send_test
from mailbot.tasks.deciding.own_words import reworded, words_of
from mailbot.tasks.deciding.rewrite import OwnWords

blueprint = Blueprint("rewording", __name__, url_prefix="/reminders")

_WAITING = (ReminderStatus.PROPOSED, ReminderStatus.APPROVED)


@blueprint.get("/<int:key>/words")
@needs("partner")
def form(key: int) -> str:
    """Its words, to be changed, beside the message as it would leave."""
    row = _waiting(key)
    return _page(row, words_of(reading(), office(), row, now()))


@blueprint.post("/<int:key>/words")
@needs("partner")
def save(key: int) -> ResponseReturnValue:
    """Write it anew; another reminder takes its place, and is asked about."""
    typed = request.form.get("typed", "")
    try:
        made = edit_text(office(), OwnWords(reminder_id=key, text=typed), decider(), now())
    except Refused as error:
        return _page(_waiting(key), typed, gettext(str(error))), 422
    flash(gettext("Message récrit ; le voici, à approuver de nouveau."), "done")
    return redirect(url_for("reminders.one", key=made.id), 303)


@blueprint.get("/<int:key>/words/preview")
@needs("partner")
def shown(key: int) -> Response:
    """The message as it stands."""
    row = _waiting(key)
    return own_policy(Response(row.body_html, mimetype="text/html"), MAIL_POLICY)


@blueprint.post("/<int:key>/words/preview")
@needs("partner")
def preview(key: int) -> Response:
    """The message with the words as they are typed."""
    draft = reworded(reading(), office(), _waiting(key), request.form.get("typed", ""), now())
    return own_policy(Response(draft.html, mimetype="text/html"), MAIL_POLICY)


@blueprint.post("/<int:key>/test")
@needs("assistant")
def test(key: int) -> ResponseReturnValue:
    """This very message, letter and files included, to myself; nothing is counted."""
    queued = send_test(office(), key, decider().email, decider(), now())
    told = gettext("L'essai part à %(address)s avec le prochain envoi.", address=decider().email)
    flash(told if queued else gettext("Cet essai est déjà en route."), "done")
    return go_back()


def _page(row: ReminderRow, typed: str, refused: str = "") -> str:
    return render_template(
        "reminders/words.html", row=row, dossier=dossiers([row])[0], typed=typed, refused=refused
    )  # fmt: skip


def _waiting(key: int) -> ReminderRow:
    row = reading().get(ReminderRow, key)
    if row is None or row.status not in _WAITING or not row.content_hash:
        abort(404)
    if not may_decide_one(reading(), office(), row, decider().email):
        abort(403)
    return row
