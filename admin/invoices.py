"""Factures: the list with its filters, one invoice, and what a person may do to it."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from typing import TypeVar

from flask import Blueprint, abort, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from admin.access import needs
from admin.agreements import schedules
from admin.back import go_back
from admin.desk import decider, now, office, reading, today, writing
from admin.exports import csv_file
from admin.fields import an_amount, whole
from admin.language import gettext
from admin.outlook import ladder_levels, outlooks
from admin.security import PDF_POLICY, own_policy
from admin.timeline import happenings
from mailbot.core.errors import Refused
from mailbot.core.lateness import level_by_lateness
from mailbot.core.money import Money
from mailbot.store import clients, holds, inbox_list, invoice_list, invoices, reminder_list, reports
from mailbot.store.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceState
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.change_level import LevelOrder, change_level, ladder_for
from mailbot.tasks.place_payment import undo_allocation

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")

PAGE = 100
_ALL = 100_000
_Choice = TypeVar("_Choice", bound=StrEnum)


@blueprint.get("")
def listing() -> str:
    """Invoices, filtered and sorted, each with what the plan says of it."""
    wanted, order, mistake = _asked(request.args)
    start = whole(request.args.get("start")) or 0
    books = reading()
    rows = invoice_list.page(books, wanted, order, start=start, limit=PAGE)
    return render_template(
        "invoices/list.html",
        rows=rows,
        outlooks=outlooks((client.id for _, client in rows), (invoice.id for invoice, _ in rows)),
        sums=invoice_list.sums(books, wanted),
        wanted=wanted,
        order=order,
        minimum=request.args.get("minimum", ""),
        filters={name: value for name, value in request.args.items() if name != "start" and value},
        mistake=mistake,
        start=start,
        page_size=PAGE,
        states=InvoiceState,
        orders=InvoiceOrder,
        levels=ladder_levels(),
        people=office().settings.people,
    )


@blueprint.get("/export.csv")
@needs("viewer")
def export() -> ResponseReturnValue:
    """The same list as a file."""
    wanted, order, _ = _asked(request.args)
    rows = invoice_list.page(reading(), wanted, order, limit=_ALL)
    said = outlooks((client.id for _, client in rows), (invoice.id for invoice, _ in rows))
    head = [
        gettext("numéro"), gettext("client"), gettext("code"), gettext("émise le"), gettext("échéance"),
        gettext("jours de retard"), gettext("total"), gettext("reste dû"), gettext("devise"), gettext("niveau"),
        gettext("associé"), gettext("suite"),
    ]  # fmt: skip
    return csv_file(
        "factures",
        head,
        (
            (
                invoice.number, client.name, client.code, invoice.issued_on, invoice.due_on,
                max((today() - invoice.due_on).days, 0), Money.from_minor(invoice.total_minor, invoice.currency),
                Money.from_minor(invoice.open_minor, invoice.currency), invoice.currency, invoice.level,
                invoice.partner or client.partner, said[invoice.id].words if invoice.id in said else "",
            )
            for invoice, client in rows
        ),
    )  # fmt: skip


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


def _asked(args: MultiDict[str, str]) -> tuple[InvoiceFilter, InvoiceOrder, str]:
    """The filter and the order that the address asks for, and what of it could not be read."""
    mistake, minimum = "", None
    try:
        minimum = an_amount(args.get("minimum"), office().settings.firm.currency)
    except Refused as error:
        mistake = str(error)
    wanted = InvoiceFilter(
        today=today(),
        state=_choice(args.get("state"), InvoiceState.OVERDUE),
        words=(args.get("q") or "").strip(),
        minimum_minor=minimum.minor if minimum else None,
        overdue_days=whole(args.get("days")),
        level=whole(args.get("level")),
        partner=(args.get("partner") or "").strip().lower(),
    )
    return wanted, _choice(args.get("order"), InvoiceOrder.DUE), mistake


def _choice(value: str | None, usual: _Choice) -> _Choice:
    try:
        return type(usual)(value or usual)
    except ValueError:
        return usual
