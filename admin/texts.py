"""Textes: what the firm writes to its clients, edited with a preview on its own cases, tried before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin import text_facts, text_words
from admin.access import needs
from admin.desk import decider, now, office, reading
from admin.difference import difference
from admin.language import gettext
from admin.text_look import a_text, shown_on, tried
from admin.text_words import Fault, fault
from mailbot.core.errors import InputError, Refused
from mailbot.store.own_tables import OwnVersionRow
from mailbot.store.people import own_versions
from mailbot.store.people.own_versions import TEMPLATE
from mailbot.tasks.wording import own_texts, try_text
from mailbot.tasks.wording.mail_text import mail_text
from mailbot.tasks.wording.own_texts import OwnText
from mailbot.tasks.wording.save_text import TextOrder, restore_text, save_text, state_of

blueprint = Blueprint("texts", __name__, url_prefix="/texts")

_ORDER = {"subject.txt": 0, "before.txt": 1, "after.txt": 2, "closing.txt": 3}
_ROOMS = ("reminder", "quote", "standard", "shared", "layout", "duplicate", "firm", "paper")


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are read together: their heading, the texts."""

    heading: str
    texts: tuple[OwnText, ...]


@blueprint.get("")
def listing() -> str:
    """Which texts there are; those of reminders first."""
    room = request.args.get("room", _ROOMS[0])
    if room not in _ROOMS:
        abort(404)
    spoken = request.args.get("language", office().settings.firm.language)
    every = own_texts.own_texts(office())
    found = [one for one in every if one.room == room and one.language in ("", spoken)]
    return render_template(
        "texts/list.html", groups=_groups(found), room=room, rooms=_ROOMS, words=text_words, spoken=spoken,
        newest=own_versions.newest(reading(), TEMPLATE), own=sum(one.own for one in every),
    )  # fmt: skip


@blueprint.get("/edit/<path:name>")
def edit(name: str) -> str:
    """One text: what it says, how it looks, what it may say, what it said before."""
    said = own_texts.content(office(), a_text(name).name)
    return _page(a_text(name), said, state_of(said), ())


@blueprint.post("/edit/<path:name>")
@needs("partner")
def save(name: str) -> ResponseReturnValue:
    """Keep it; with a mistake nothing is kept and nothing that was typed is lost."""
    one, form = a_text(name), request.form
    typed, seen = form.get("typed", ""), form.get("seen", "")
    order = TextOrder(name=one.name, typed=typed, why=form.get("why", ""), seen=seen)
    try:
        faults = [fault(sentence) for sentence in save_text(office(), order, decider(), now())]
    except Refused as error:
        return _page(one, typed, state_of(own_texts.content(office(), one.name)), (), gettext(str(error))), 409
    if faults:
        return _page(one, typed, seen, faults), 422
    flash(gettext("Texte enregistré ; les prochains messages sont faits avec lui."), "done")
    return redirect(url_for("texts.edit", name=one.name, on=form.get("on")), 303)


@blueprint.post("/drop/<path:name>")
@needs("partner")
def drop(name: str) -> ResponseReturnValue:
    """The shipped text again; what the firm wrote stays among the versions."""
    return _said(a_text(name).name, save_text(office(), TextOrder(name=name, typed=None), decider(), now()))


@blueprint.get("/version/<int:key>")
def version(key: int) -> str:
    """One version: what it changed, what has changed since."""
    row = _version(key)
    earlier = own_versions.before(reading(), row)
    before = earlier.content if earlier else own_texts.shipped_content(row.name)
    return render_template(
        "texts/version.html", row=row, text=a_text(row.name), words=text_words,
        changed=difference(before, row.content),
        since=difference(row.content, own_texts.content(office(), row.name)),
    )  # fmt: skip


@blueprint.post("/version/<int:key>")
@needs("partner")
def restore(key: int) -> ResponseReturnValue:
    """Have this version back."""
    return _said(_version(key).name, restore_text(office(), key, decider(), now()))


@blueprint.post("/mail/<path:name>")
@needs("partner")
def mail(name: str) -> ResponseReturnValue:
    """Send it to myself, as it is typed; nothing is kept, nothing is lost."""
    one, form = a_text(name), request.form
    typed, seen = form.get("typed", ""), form.get("seen", "")
    try:
        mail_text(office(), tried(one, typed), decider(), now())
    except InputError as error:
        return _page(one, typed, seen, [fault(str(error))]), 422
    flash(gettext("L'essai part à %(address)s avec le prochain envoi.", address=decider().email), "done")
    return _page(one, typed, seen, ())


def _page(one: OwnText, typed: str, seen: str, faults: Sequence[Fault], refused: str = "") -> str:
    books = reading()
    real = try_text.real_ones(books, one) if one.seen else []
    cases = try_text.cases(office()) if one.seen else []
    return render_template(
        "texts/edit.html", text=one, title=text_words.title(one), typed=typed, seen=seen, faults=faults,
        refused=refused, real=real, cases=cases, on=shown_on(real, cases), facts=text_facts.GROUPS,
        versions=own_versions.of(books, TEMPLATE, one.name), words=text_words,
        view=request.values.get("view", "text" if one.part == "subject.txt" else "html"),
        letters=try_text.has_letter(office(), one), longest=try_text.LONGEST,
    )  # fmt: skip


def _said(name: str, sentences: Sequence[str]) -> ResponseReturnValue:
    if sentences:
        flash(gettext("Ce texte ne va plus : %(why)s", why=fault(sentences[0]).said), "error")
    else:
        flash(gettext("Texte enregistré ; les prochains messages sont faits avec lui."), "done")
    return redirect(url_for("texts.edit", name=name), 303)


def _version(key: int) -> OwnVersionRow:
    row = own_versions.get(reading(), key)
    if row is None or row.subject != TEMPLATE:
        abort(404)
    return row


def _groups(found: Sequence[OwnText]) -> list[Group]:
    ordered = sorted(found, key=lambda one: (_ORDER.get(one.part, 9), one.name))
    return [
        Group(gettext(text_words.KIND[kind]) if kind else "", tuple(one for one in ordered if one.kind == kind))
        for kind in dict.fromkeys(one.kind for one in found)
    ]
