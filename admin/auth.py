"""Coming in and going out: by password or by a mailed link that works once, then by the code of an app where there is
one."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from admin.access import needs
from admin.back import own_path
from admin.desk import now, office, reading, writing
from admin.language import gettext
from admin.member import member
from mailbot.store.people import sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.people import second_factor
from mailbot.tasks.people import sign_in as door
from mailbot.tasks.people.mail_sign_in import mail_sign_in_link

blueprint = Blueprint("auth", __name__)

# How long the first proof waits for the second.
_PATIENCE = timedelta(minutes=5)
_HALF = "half"


@blueprint.route("/login", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Address and password. A wrong one gets the same words whoever it is, and so does a right one too late."""
    following = own_path(request.values.get("next"))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(following or url_for("dashboard.home"))
        return render_template("auth/sign_in.html", following=following, wrong=False)
    email = request.form.get("email", "")
    row = door.by_password(reading(), email, request.form.get("password", ""), now())
    if row is None:
        with writing() as books:
            door.failed(books, email, now())
        return render_template("auth/sign_in.html", following=following, wrong=True), 401
    return _proven(row, "password", following)


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
    return _proven(row, "link", None)


@blueprint.route("/login/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """The code of the app, after the first proof and not long after it."""
    row = _half_way()
    if row is None:
        return redirect(url_for("auth.sign_in"), 303)
    if request.method == "GET":
        return render_template("auth/code.html", wrong=False)
    with writing() as books:
        person = books.get_one(PersonRow, row.id)
        right = second_factor.is_right(books, office(), person, request.form.get("code", ""), now())
    if not right:
        return render_template("auth/code.html", wrong=True), 401
    half = session[_HALF]
    return _enter(row, str(half["way"]), own_path(half["next"]))


@blueprint.post("/logout")
@needs("viewer")
def sign_out() -> ResponseReturnValue:
    """End this session, or all of them."""
    with writing() as books:
        if request.form.get("everywhere"):
            door.end_sessions(books, office(), current_user.email, now())
        else:
            sessions.end(books, now(), key=current_user.session_key)
    logout_user()
    session.clear()
    flash(gettext("Vous êtes déconnecté."), "done")
    return redirect(url_for("auth.sign_in"), 303)


def _proven(row: PersonRow, way: str, following: str | None) -> ResponseReturnValue:
    """The first proof is given; who has an app is asked for its code before anything opens."""
    if row.totp_seed is None:
        return _enter(row, way, following)
    session.clear()
    proof = {"person": row.id, "salt": row.session_salt, "way": way}
    session[_HALF] = {**proof, "at": now().isoformat(), "next": following}
    return redirect(url_for("auth.code"), 303)


def _half_way() -> PersonRow | None:
    """Who gave the first proof, shortly before."""
    half = session.get(_HALF)
    if not half or now() - datetime.fromisoformat(half["at"]) > _PATIENCE:
        return None
    row = reading().get(PersonRow, half["person"])
    return row if row is not None and door.may_enter(row) and row.session_salt == half["salt"] else None


def _enter(row: PersonRow, way: str, following: str | None) -> ResponseReturnValue:
    session.clear()  # nothing of who was here before
    session.permanent = True
    browser = door.Browser(address=request.remote_addr or "", name=request.user_agent.string, way=way)
    with writing() as books:
        token, began = door.came_in(books, office(), row, browser, now())
    login_user(member(row, began, token))
    return redirect(following or url_for("dashboard.home"), 303)
