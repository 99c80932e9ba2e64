"""How a text looks: filled in with a reminder of the firm or an invented one, in a frame in which nothing can act."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, request

from admin.access import needs
from admin.desk import now, office, reading
from admin.language import gettext
from admin.security import MAIL_POLICY, PDF_POLICY, own_policy
from admin.text_words import fault
from mailbot.core.errors import InputError, Refused
from mailbot.tasks.wording import own_texts, try_text
from mailbot.tasks.wording.own_texts import OwnText
from mailbot.tasks.wording.try_text import Tried

blueprint = Blueprint("text_look", __name__, url_prefix="/texts")


@blueprint.get("/preview/<path:name>")
def shown(name: str) -> Response:
    """How the text looks as it is."""
    return _preview(tried(a_text(name), own_texts.content(office(), name)))


@blueprint.post("/preview/<path:name>")
@needs("partner")
def preview(name: str) -> Response:
    """How it would look as it is typed."""
    return _preview(tried(a_text(name), request.form.get("typed", "")))


@blueprint.post("/letter/<path:name>")
@needs("partner")
def letter(name: str) -> Response:
    """The letter as PDF, as the text is typed."""
    try:
        pdf = try_text.letter_of(office(), tried(a_text(name), request.form.get("typed", "")), now())
    except (InputError, Refused) as error:
        return _faulty(str(error))
    return own_policy(Response(pdf, mimetype="application/pdf"), PDF_POLICY)


def shown_on(real: Sequence[tuple[object, object]], cases: Sequence[str]) -> str:
    """What it is shown with: as asked, else the newest reminder, else the first invented one."""
    first = str(getattr(real[0][0], "id", "")) if real else next(iter(cases), "")
    return request.values.get("on") or first


def tried(one: OwnText, typed: str) -> Tried:
    """The text as it is typed, with what this request asks to fill it in with."""
    on = request.values.get("on", "")
    if not on:
        on = shown_on(try_text.real_ones(reading(), one), try_text.cases(office())) if one.seen else ""
    return Tried(text=one, typed=typed, on=on)


def _preview(asked: Tried) -> Response:
    try:
        draft = try_text.mail_of(office(), asked, now())
    except (InputError, Refused) as error:
        return _faulty(str(error))
    if request.values.get("view") == "text":
        subject = gettext("Objet : %(subject)s", subject=draft.subject)
        return own_policy(Response(f"{subject}\n\n{draft.text}", mimetype="text/plain"), MAIL_POLICY)
    return own_policy(Response(draft.html, mimetype="text/html"), MAIL_POLICY)


def _faulty(sentence: str) -> Response:
    page = render_template("texts/fault.html", fault=fault(gettext(sentence)))
    return own_policy(Response(page, mimetype="text/html"), MAIL_POLICY)


def a_text(name: str) -> OwnText:
    """The text of that path; 404 where there is none."""
    try:
        return own_texts.text(office(), name)
    except Refused:
        abort(404)
