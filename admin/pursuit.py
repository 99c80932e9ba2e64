"""After the last notice: the ways that are open for a client, each with what is shown, missing or closes it; the
request written, handed in, closed."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, abort, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.choices import choice
from admin.desk import decider, language, now, office, reading, today, writing
from admin.fields import a_day
from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.core.pursuing import pursuit_words as words
from mailbot.core.pursuing.pursuit_case import PREPARED, Way
from mailbot.store.debts import clients
from mailbot.store.dunning import proceedings
from mailbot.store.pursuit_tables import ProceedingRow
from mailbot.store.tables import ClientRow
from mailbot.tasks.pursuit.prepare_request import prepare
from mailbot.tasks.pursuit.pursue import Filing, PursueOrder, close_it, file_it, propose, prospect
from mailbot.tasks.pursuit.pursuit_case import ALL

blueprint = Blueprint("pursuit", __name__)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/clients/<int:key>/pursuit")
def ways(key: int) -> str:
    """Every way as the books stand, and where the chosen ones are."""
    client, books = _client(key), reading()
    found = prospect(books, office(), key, now())
    rows = [row for row, _ in proceedings.listed(books, client_id=key, closed=True)]
    return render_template(
        "pursuit/ways.html",
        client=client,
        ways=found.ways,
        running={row.kind: row for row in rows if row.closed_at is None},
        closed=[row for row in rows if row.closed_at is not None],
        numbers=proceedings.numbers(books, rows),
        prepared=PREPARED,
        today=today(),
        way_words=lambda kind: words.way(kind, language()),
        standing_words=lambda one: words.standing(one.standing, language()),
        finding_words=lambda one: words.sentence(one, language()),
        source_words=lambda one: words.source(one, language()),
    )


@blueprint.post("/clients/<int:key>/pursuit")
@needs("assistant")
def proposed(key: int) -> ResponseReturnValue:
    """Write down what is open, so that it is followed."""
    _client(key)
    with writing() as books:
        found = propose(books, office(), key, decider(), now())
    count = sum(one.open for one in found.ways)
    flash(gettext("Voies ouvertes : %(count)s.", count=count), "done")
    return go_back()


@blueprint.post("/clients/<int:key>/pursuit/prepare")
@needs("assistant")
def prepared(key: int) -> ResponseReturnValue:
    """Write the request from the books."""
    done = prepare(office(), _order(key), ALL, decider(), now())
    flash(gettext("Demande écrite ; relisez-la avant de la déposer : %(name)s.", name=done.row.file_name), "done")
    return go_back()


@blueprint.post("/clients/<int:key>/pursuit/filed")
@needs("assistant")
def filed(key: int) -> ResponseReturnValue:
    """It was handed in."""
    filing = Filing(a_day(request.form.get("on")) or today(), request.form.get("reference", ""))
    with writing() as books:
        file_it(books, office(), _order(key), filing, decider(), now())
    flash(gettext("Dépôt noté."), "done")
    return go_back()


@blueprint.post("/clients/<int:key>/pursuit/close")
@needs("assistant")
def closed(key: int) -> ResponseReturnValue:
    """It is over, or was a mistake."""
    with writing() as books:
        close_it(books, _order(key), decider(), now())
    flash(gettext("Voie close."), "done")
    return go_back()


@blueprint.get("/pursuit/<int:key>/request")
def document(key: int) -> ResponseReturnValue:
    """The request, to complete in Word."""
    row = reading().get(ProceedingRow, key)
    if row is None or not row.file_sha:
        abort(404)
    content = BytesIO(office().blobs.get(row.file_sha))
    return send_file(content, mimetype=_DOCX, download_name=row.file_name, as_attachment=True)


def _order(key: int) -> PursueOrder:
    _client(key)
    way = choice(Way, request.form.get("way"))
    if way is None:
        raise Refused(gettext("Choisissez dans la liste."))
    return PursueOrder(client_id=key, way=way, why=request.form.get("why", ""))


def _client(key: int) -> ClientRow:
    found = clients.by_id(reading(), key)
    if found is None:
        abort(404)
    return found
