"""À poster: letters on paper, from what waits for the printer to the day on which each was received."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading, writing
from admin.fields import a_day
from admin.language import gettext, mark, ngettext
from admin.security import PDF_POLICY, own_policy
from mailbot.core.errors import InputError, Refused
from mailbot.store.dunning import postings
from mailbot.store.post_tables import PostingRow
from mailbot.tasks.sending.post_numbers import take_numbers
from mailbot.tasks.sending.post_run import PostRun, print_again, print_run
from mailbot.tasks.sending.record_post import Received, came_back, note_received

blueprint = Blueprint("post", __name__, url_prefix="/post")

_SAID = 6
# What the look at the finished page says, in French.
_WINDOW = (
    (re.compile(r"'(?P<what>.+)' does not lie in the envelope's window"),
     mark("« %(what)s » ne tient pas dans la fenêtre de l'enveloppe")),
    (re.compile(r"'(?P<what>.+)' shows in the envelope's window beside the address"),
     mark("« %(what)s » paraît dans la fenêtre, à côté de l'adresse")),
    (re.compile(r"the letter cannot be read \((?P<what>.+)\)"), mark("la lettre ne se lit pas (%(what)s)")),
)  # fmt: skip


@blueprint.get("")
def listing() -> str:
    """The letters that wait, and the runs that were printed."""
    books = reading()
    return render_template(
        "post/list.html", waiting=postings.of_status(books, postings.WAITING), runs=postings.runs(books),
        served=postings.through_service(books),
    )  # fmt: skip


@blueprint.post("/run")
@needs("assistant")
def run() -> ResponseReturnValue:
    """Print what waits: who prints takes the letters to the post today, they count as sent."""
    made = print_run(office(), decider(), now())
    for name, why in made.taken_out[:_SAID]:
        flash(gettext("Retirée : %(name)s, %(why)s.", name=name, why=why), "done")
    for name, why in made.waiting[:_SAID]:
        flash(gettext("Reste en attente : %(name)s, %(why)s.", name=name, why=_why(why)), "done")
    if not made.printed:
        flash(gettext("Rien à imprimer."), "done")
        return go_back()
    told = ngettext("%(num)d lettre dans la liasse.", "%(num)d lettres dans la liasse.", made.printed)
    advice = gettext("Imprimez-la et postez-la aujourd'hui.")
    flash(f"{told} {advice}", "done")
    return redirect(url_for("post.one", key=made.number), 303)


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """One run: its file, its letters, what the post says of each."""
    found = postings.of_run(reading(), key)
    if not found:
        abort(404)
    registered = any(row.registered for row, _, _ in found)
    return render_template("post/run.html", key=key, letters=found, registered=registered)


@blueprint.get("/<int:key>/letters.pdf")
@needs("assistant")
def letters(key: int) -> ResponseReturnValue:
    """The file for the printer; counts nothing, however often it is asked for."""
    content = BytesIO(_printed(key).pdf)
    sent = send_file(content, mimetype="application/pdf", download_name=f"letters-{key}.pdf")
    return own_policy(sent, PDF_POLICY)


@blueprint.get("/<int:key>/registered.csv")
@needs("assistant")
def registered_list(key: int) -> ResponseReturnValue:
    """The list of its registered letters, to be filled in at the post office."""
    found = _printed(key).registered
    if not found:
        abort(404)
    return send_file(BytesIO(found), mimetype="text/csv", download_name=f"registered-{key}.csv", as_attachment=True)


@blueprint.post("/<int:key>/noted")
@needs("assistant")
def noted(key: int) -> ResponseReturnValue:
    """Write down numbers and days of reception, those that are new; a wrong line stops no other."""
    count, wrong = 0, []
    for row, _, client in postings.of_run(reading(), key):
        try:
            count += _note(row)
        except Refused as error:
            wrong.append(f"{client.name} : {gettext(str(error))}")
    return _report(count, wrong)


@blueprint.post("/<int:key>/numbers")
@needs("assistant")
def numbers(key: int) -> ResponseReturnValue:
    """The same from the list that was filled in."""
    file = request.files.get("file")
    if not file or not file.filename:
        raise Refused(gettext("Choisissez la liste remplie."))
    try:
        report = take_numbers(office(), file.read(), decider(), now())
    except InputError as error:
        raise Refused(gettext("Ce fichier n'est pas la liste d'une liasse : il lui manque une colonne.")) from error
    return _report(report.noted, report.mistakes)


@blueprint.post("/letters/<int:key>/back")
@needs("assistant")
def back(key: int) -> ResponseReturnValue:
    """The letter came back: what left on paper only counts as not reminded."""
    with writing() as books:
        came_back(books, key, request.form.get("why", ""), decider(), now())
    flash(gettext("Retour noté."), "done")
    return go_back()


def _printed(key: int) -> PostRun:
    if not postings.of_run(reading(), key):
        abort(404)
    return print_again(office(), key)


def _note(row: PostingRow) -> int:
    number = (request.form.get(f"number-{row.id}") or "").strip()[:40]
    day = a_day(request.form.get(f"day-{row.id}"))
    new = Received(
        number=number if number and number != row.number else None,
        delivered_on=day if day and day != row.delivered_on else None,
    )
    if new == Received():
        return 0
    with writing() as books:
        note_received(books, office(), row.id, new, decider(), now())
    return 1


def _report(count: int, wrong: Sequence[str]) -> ResponseReturnValue:
    for said in wrong[:_SAID]:
        flash(said, "error")
    if count or not wrong:
        flash(ngettext("%(num)d lettre notée.", "%(num)d lettres notées.", count), "done")
    return go_back()


def _why(said: str) -> str:
    for pattern, words in _WINDOW:
        found = pattern.fullmatch(said)
        if found:
            return gettext(words, what=found["what"])
    return said
