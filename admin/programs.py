"""Programmes: the tokens with which programs act for people, and the programs that are told what happens."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.back import go_back
from admin.desk import now, office, reading, writing
from admin.language import gettext
from mailbot.config.schema import Webhook
from mailbot.core.errors import MailbotError, Refused
from mailbot.store import announcements
from mailbot.store.people import api_tokens
from mailbot.tasks.people.api_access import give_token, revoke_token
from mailbot.tasks.sending.announce import try_hook

blueprint = Blueprint("programs", __name__, url_prefix="/programs")

_NEWEST = 20


@blueprint.get("")
def listing() -> str:
    """One's own tokens; to administrators everybody's, and what became of announcements."""
    books, oversees = reading(), current_user.may("admin")
    return render_template(
        "programs/list.html",
        tokens=api_tokens.standing(books, None if oversees else current_user.key),
        everybodys=oversees,
        hooks=office().settings.webhooks if oversees else (),
        counts=announcements.counts(books) if oversees else {},
        newest=announcements.newest(books, _NEWEST) if oversees else [],
    )


@blueprint.post("/tokens")
@needs("viewer")
def give() -> str:
    """A new token; this answer is the only place where it is said."""
    form = request.form
    with writing() as books:
        reads_only = bool(form.get("reads_only"))
        token, row = give_token(books, office(), current_user.email, form.get("name", ""), now(), reads_only=reads_only)
    return render_template("programs/token.html", token=token, row=row)


@blueprint.post("/tokens/<int:key>/revoke")
@needs("viewer")
def revoke(key: int) -> ResponseReturnValue:
    """It works no more."""
    owner = None if current_user.may("admin") else current_user.key
    with writing() as books:
        revoke_token(books, key, current_user.email, now(), owner=owner)
    flash(gettext("Jeton révoqué : le programme n'entre plus."), "done")
    return go_back()


@blueprint.post("/webhooks/<int:position>/try")
@needs("admin")
def trial(position: int) -> ResponseReturnValue:
    """Send it a signed trial."""
    hook = _hook(position)
    try:
        status = try_hook(hook, now())
    except MailbotError as error:
        raise Refused(gettext("Le programme n'a pas pris l'essai : %(why)s", why=str(error))) from error
    flash(gettext("Le programme a pris l'essai (HTTP %(status)s).", status=status), "done")
    return redirect(url_for("programs.listing"), 303)


@blueprint.post("/webhooks/<int:position>/again")
@needs("admin")
def again(position: int) -> ResponseReturnValue:
    """Tell it once more what it was not told."""
    hook = _hook(position)
    with writing() as books:
        announcements.again(books, hook.name, now())
    flash(gettext("Ce qui avait été abandonné est annoncé de nouveau."), "done")
    return redirect(url_for("programs.listing"), 303)


def _hook(position: int) -> Webhook:
    hooks = office().settings.webhooks
    if position >= len(hooks):
        abort(404)
    return hooks[position]
