"""Mon compte: where one is signed in, the password, the authenticator app."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.back import go_back
from admin.desk import now, office, reading, writing
from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.store.people import sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.people import second_factor
from mailbot.tasks.people import sign_in as door

blueprint = Blueprint("account", __name__, url_prefix="/account")

_SEED = "seed"


@blueprint.get("")
def home() -> str:
    """All that is one's own here."""
    return render_template(
        "account/home.html",
        sessions=sessions.running(reading(), now() - door.SESSION, current_user.key),
        person=_person(),
        shortest=door.SHORTEST_PASSWORD,
    )


@blueprint.post("/sessions/<int:key>/end")
@needs("viewer")
def end(key: int) -> ResponseReturnValue:
    """Sign out in another browser."""
    if key == current_user.session_key:
        raise Refused(gettext("C'est la session d'ici : déconnectez-vous plutôt."))
    with writing() as books:
        door.end_session(books, books.get_one(PersonRow, current_user.key), key, current_user.email, now())
    flash(gettext("Session fermée."), "done")
    return go_back()


@blueprint.post("/sessions/others")
@needs("viewer")
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    with writing() as books:
        sessions.end(books, now(), person_id=current_user.key, but=current_user.session_key)
    flash(gettext("Toutes les autres sessions sont fermées."), "done")
    return go_back()


@blueprint.post("/password")
@needs("viewer")
def password() -> ResponseReturnValue:
    """A new password; all sessions end, this one too."""
    form = request.form
    if form.get("wanted", "") != form.get("again", ""):
        raise Refused(gettext("Les deux saisies du nouveau mot de passe diffèrent."))
    if not door.proves_password(_person(), form.get("current", "")):
        raise Refused(gettext("Le mot de passe actuel est inexact."))
    with writing() as books:
        door.set_password(books, office(), current_user.email, form.get("wanted", ""), now())
    session.clear()
    flash(gettext("Mot de passe changé. Reconnectez-vous."), "done")
    return redirect(url_for("auth.sign_in"), 303)


@blueprint.route("/second-factor", methods=["GET", "POST"])
@needs("viewer")
def factor() -> ResponseReturnValue:
    """Give an app what it makes codes of; the first code proves that it has it."""
    if request.method == "GET":
        session[_SEED] = office().nonce()
        return render_template("account/factor.html", offer=_offer())
    with writing() as books:
        person = books.get_one(PersonRow, current_user.key)
        second_factor.give(books, office(), person, session.get(_SEED, ""), request.form.get("code", ""), now())
    session.pop(_SEED, None)
    flash(gettext("L'application est en service : son code sera demandé à chaque connexion."), "done")
    return redirect(url_for("account.home"), 303)


@blueprint.get("/second-factor/picture.png")
def picture() -> Response:
    """What the app reads."""
    return Response(_offer().picture, mimetype="image/png")


@blueprint.post("/second-factor/remove")
@needs("viewer")
def remove() -> ResponseReturnValue:
    """Sign in without a code again."""
    # A wrong code is counted, so what is written stays when it is refused.
    with writing() as books:
        person = books.get_one(PersonRow, current_user.key)
        gone = second_factor.take_back(books, office(), person, request.form.get("code", ""), now())
    if not gone:
        raise Refused(gettext("Ce code ne convient pas. Attendez le suivant et recommencez."))
    flash(gettext("Second facteur retiré."), "done")
    return redirect(url_for("account.home"), 303)


def _person() -> PersonRow:
    return reading().get_one(PersonRow, current_user.key)


def _offer() -> second_factor.Offer:
    return second_factor.offer(office(), _person(), session.get(_SEED, ""))
