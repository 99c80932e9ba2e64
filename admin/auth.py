"""Coming in and going out: by password, or by a mailed link that works once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from admin.access import needs
from admin.back import own_path
from admin.desk import now, office, reading, writing
from admin.language import gettext
from admin.member import member
from mailbot.store.tables import PersonRow
from mailbot.tasks import sign_in as door
from mailbot.tasks.mail_sign_in import mail_sign_in_link

blueprint = Blueprint("auth", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Address and password. A wrong one gets the same words whoever it is."""
    following = own_path(request.values.get("next"))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(following or url_for("dashboard.home"))
        return render_template("auth/sign_in.html", following=following, wrong=False)
    row = door.by_password(reading(), request.form.get("email", ""), request.form.get("password", ""))
    if row is None:
        return render_template("auth/sign_in.html", following=following, wrong=True), 401
    with writing() as books:
        door.came_in(books, row, now())
    return _enter(row, following)


@blueprint.post("/login/link")
def ask_link() -> ResponseReturnValue:
    """Mail a link, if the address is one of ours; the same words in any case."""
    mail_sign_in_link(office(), request.form.get("email", ""), now())
    return render_template("auth/link_sent.html", minutes=door.LINK_MINUTES)


@blueprint.route("/login/<token>", methods=["GET", "POST"])
def use_link(token: str) -> ResponseReturnValue:
    """A mailed link. Opening it changes nothing, because mail programs open links too; the button signs in."""
    if request.method == "GET":
        owner = door.link_owner(reading(), office(), token, now())
        return render_template("auth/use_link.html", owner=owner), 200 if owner else 410
    with writing() as books:
        row = door.by_link(books, office(), token, now())
    if row is None:
        return render_template("auth/use_link.html", owner=None), 410
    return _enter(row, None)


@blueprint.post("/logout")
@needs("viewer")
def sign_out() -> ResponseReturnValue:
    """End this session, or all of them."""
    if request.form.get("everywhere"):
        with writing() as books:
            door.end_sessions(books, office(), current_user.email, now())
    logout_user()
    session.clear()
    flash(gettext("Vous êtes déconnecté."), "done")
    return redirect(url_for("auth.sign_in"), 303)


def _enter(row: PersonRow, following: str | None) -> ResponseReturnValue:
    session.clear()  # nothing of who was here before
    session.permanent = True
    login_user(member(row))
    return redirect(following or url_for("dashboard.home"), 303)
