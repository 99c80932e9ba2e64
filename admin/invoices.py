"""One invoice: its balance, its reminders, what comes next, and what a person may do to it."""

from __future__ import annotations

from io import BytesIO

from flask import abort, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.agreements import schedules
from admin.back import go_back
from admin.desk import decider, now, office, reading, today, writing
from admin.fields import whole
from admin.invoice_list import blueprint
from admin.language import gettext
from admin.outlook import outlooks
from admin.security import PDF_POLICY, own_policy
from admin.timeline import happenings
from mailbot.core.deciding.lateness import level_by_lateness
from mailbot.core.errors import Refused
from mailbot.store.debts import clients, invoices
from mailbot.store.dunning import holds
from mailbot.store.lists import inbox_list, reminder_list, reports
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.deciding.change_level import LevelOrder, change_level, ladder_for
from mailbot.tasks.law.invoice_dossier import claims_of, deadline_of
from mailbot.tasks.money.place_payment import undo_allocation

__all__ = ["blueprint"]


@blueprint.get("/<int:key>")
def one(key: int) -> str:
    """One invoice: its balance, its reminders, what comes next."""
    invoice = _invoice(key)
    books = reading()
    client = clients.by_ids(books, [invoice.client_id])[invoice.client_id]
    mine = [row for row in holds.of_client(books, client.id) if row.invoice_id in (None, invoice.id)]
    return render_template(
        "invoices/one.html",
        invoice=invoice,
        client=client,
        outlook=outlooks([client.id], [invoice.id]).get(invoice.id),
        allocations=inbox_list.allocations_of_invoice(books, invoice.id),
        reminders=reminder_list.about_invoice(books, invoice.id),
        holds=(running := [one for one in mine if one.ended_at is None and (not one.until or one.until >= today())]),
        schedules=schedules(running),
        ladder=(ladder := ladder_for(books, office(), invoice)),
        proposed=level_by_lateness(invoices.to_invoice(invoice), ladder, today()) if ladder else None,
        deadline=deadline_of(books, office(), invoice, client, today()),
        claims=(claims := claims_of(books, client.id, invoice.id)),
        claimable=any(claim.left for claim in claims),
        happenings=happenings(reports.events_of_invoice(books, invoice.id)),
    )


@blueprint.get("/<int:key>/file")
def file(key: int) -> ResponseReturnValue:
    """The invoice's own document."""
    invoice = _invoice(key)
    if not invoice.file_sha:
        abort(404)
    name = invoice.file_name or f"{invoice.number}.pdf"
    response = send_file(BytesIO(office().blobs.get(invoice.file_sha)), mimetype="application/pdf", download_name=name)
    return own_policy(response, PDF_POLICY)


@blueprint.post("/<int:key>/level")
@needs("assistant")
def level(key: int) -> ResponseReturnValue:
    """Say from which level it is reminded next."""
    following = whole(request.form.get("following"))
    if following is None:
        raise Refused(gettext("Choisissez un niveau."))
    order = LevelOrder(invoice_id=key, following=following, why=request.form.get("why", ""))
    with writing() as books:
        change_level(books, office(), order, decider(), now())
    flash(gettext("Niveau changé ; la prochaine préparation en tient compte."), "done")
    return go_back()


@blueprint.post("/allocations/<int:key>/undo")
@needs("assistant")
def undo(key: int) -> ResponseReturnValue:
    """Take an amount off an invoice."""
    with writing() as books:
        undo_allocation(books, office(), key, decider(), request.form.get("why", ""), now())
    flash(gettext("Rapprochement annulé ; le règlement attend de nouveau qu'on le place."), "done")
    return go_back()


def _invoice(key: int) -> InvoiceRow:
    found = reading().get(InvoiceRow, key)
    if found is None:
        abort(404)
    return found
