"""Données personnelles of one client: what is on file, what may go and what stays, all of it as a file, its erasure."""

from __future__ import annotations

import tempfile
from typing import IO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.choices import choice
from admin.desk import decider, language, now, office, reading, today
from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.core.retention import Depth
from mailbot.store.tables import ClientRow
from mailbot.tasks.privacy import privacy_words as words
from mailbot.tasks.privacy.erase_client import Why, erase_client, outlook
from mailbot.tasks.privacy.export_client import export_client

blueprint = Blueprint("privacy", __name__, url_prefix="/clients")

# Why a person may erase; time does so by itself.
_WHYS = (Why.ASKED, Why.MISTAKE)


@blueprint.get("/<int:key>/privacy")
@needs("partner")
def show(key: int) -> str:
    """What there is, what an erasure would take, what stays and why. Nothing is changed."""
    client = _client(key)
    found = outlook(reading(), office(), client, now())
    verdict = found.verdict
    return render_template(
        "clients/privacy.html",
        client=client,
        verdict=verdict,
        blocked=words.blocked(verdict.blocked, language()) if verdict.blocked else "",
        file=words.names(words.FILE, found.counts, language()),
        accounts=words.names(words.ACCOUNTS, found.counts, language()),
        until=words.kept_until(verdict, language()),
        by_itself=words.by_itself(verdict, language()),
        whole=verdict.depth is Depth.WHOLE,
        whys=_WHYS,
    )


@blueprint.get("/<int:key>/privacy/export.zip")
@needs("partner")
def export(key: int) -> ResponseReturnValue:
    """All of it as a file."""
    client = _client(key)
    # Flask closes it when the answer is sent; small ones never touch the disk.
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115  # outlives this function
    export_client(office(), client, file, now())
    file.seek(0)
    name = f"client-{client.id}-{today().isoformat()}.zip"
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=name)


@blueprint.post("/<int:key>/privacy/erase")
@needs("admin")
def erase(key: int) -> ResponseReturnValue:
    """Erase as much as may go. Whoever presses the button has typed the client's code."""
    client, why = _client(key), choice(Why, request.form.get("why"))
    if why not in _WHYS:
        raise Refused(gettext("Dites pourquoi : l'histoire le garde."))
    if request.form.get("code", "").strip() != client.code:
        raise Refused(gettext("Le code tapé n'est pas celui du client ; rien n'a été effacé."))
    done = erase_client(office(), key, why, decider(), now())
    flash(gettext("Effacé : %(depth)s.", depth=words.depth_words(done.depth, language())), "done")
    return redirect(url_for("privacy.show", key=key), 303)


def _client(key: int) -> ClientRow:
    found = reading().get(ClientRow, key)
    if found is None:
        abort(404)
    return found
