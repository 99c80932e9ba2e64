"""Penalties that were claimed: paid, waived, open again; the gesture of claiming none from a client."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, writing
from admin.language import gettext
from mailbot.store.debts import clients
from mailbot.store.settling_tables import PenaltyRow
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.subject import Subject
from mailbot.tasks.law import settle_penalties
from mailbot.tasks.law.settle_penalties import Settling

blueprint = Blueprint("penalties", __name__)


@blueprint.post("/invoices/<int:key>/penalties/<any(waive, pay, elsewhere):what>")
@needs("assistant")
def settle(key: int, what: str) -> ResponseReturnValue:
    """What is open of an invoice: waived, paid by the client's money in hand, or paid in a way not seen here."""
    with writing() as books:
        order = Settling(about=(_subject(books, key),), why=request.form.get("why", ""), elsewhere=what == "elsewhere")
        if what == "waive":
            settle_penalties.waive(books, order, decider(), now())
        else:
            settle_penalties.pay(books, office(), order, decider(), now())
    flash(gettext("Pénalités remises.") if what == "waive" else gettext("Pénalités réglées."), "done")
    return go_back("penalites")


@blueprint.post("/penalties/<int:key>/undo")
@needs("assistant")
def undo(key: int) -> ResponseReturnValue:
    """They are owed again."""
    with writing() as books:
        if books.get(PenaltyRow, key) is None:
            abort(404)
        settle_penalties.undo(books, key, request.form.get("why", ""), decider(), now())
    flash(gettext("Pénalités de nouveau dues."), "done")
    return go_back("penalites")


@blueprint.post("/clients/<int:key>/gesture/<any(on, off):what>")
@needs("partner")
def gesture(key: int, what: str) -> ResponseReturnValue:
    """Claim none from this client from now on, or again."""
    with writing() as books:
        client = clients.by_id(books, key)
        if client is None:
            abort(404)
        why = request.form.get("why", "")
        settle_penalties.make_gesture(books, Subject(client), what == "on", why, decider(), now())
    ended = gettext("Les pénalités sont de nouveau réclamées à ce client.")
    flash(gettext("Plus de pénalités pour ce client.") if what == "on" else ended, "done")
    return go_back("penalites")


def _subject(books: Session, key: int) -> Subject:
    invoice = books.get(InvoiceRow, key)
    client = clients.by_id(books, invoice.client_id) if invoice else None
    if invoice is None or client is None:
        abort(404)
    return Subject(client, invoice)
