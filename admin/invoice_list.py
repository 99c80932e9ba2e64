"""Factures: the list with its tabs and filters, page by page, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.desk import office, reading, today
from admin.exports import Cell, csv_file, xlsx_file
from admin.invoice_query import Asked, asked
from admin.language import gettext
from admin.outlook import ladder_levels, outlooks
from admin.saved_views import views_of
from mailbot.core.client import ClientKind
from mailbot.core.money import Money
from mailbot.store.lists import invoice_list
from mailbot.store.lists.invoice_list import COUNTED, InvoiceOrder, InvoiceState, Line

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")

PAGE = 100
_AT_ONCE = 1_000


@blueprint.get("")
def listing() -> str:
    """Invoices, filtered and sorted, each with what the plan says of it."""
    query, books = asked(request.args), reading()
    found = invoice_list.part(books, query.wanted, query.order, query.at, size=PAGE, down=query.down)
    return render_template(
        "invoices/list.html",
        part=found,
        outlooks=outlooks((client.id for _, client in found.rows), (invoice.id for invoice, _ in found.rows)),
        sums=invoice_list.sums(books, query.wanted, at_most=None if query.everything else COUNTED),
        counted=COUNTED,
        query=query,
        typed=request.args,
        states=InvoiceState,
        orders=InvoiceOrder,
        levels=ladder_levels(),
        ladders=sorted({one.name for one in office().ladders.values()}),
        kinds=ClientKind,
        people=[person for person in office().settings.people if person.role in ("partner", "admin")],
        views=views_of("invoices"),
    )


@blueprint.get("/export.csv")
@needs("viewer")
def export() -> ResponseReturnValue:
    """The whole list as a file, written while it is read."""
    return csv_file("factures", _head(), _lines(asked(request.args)))


@blueprint.get("/export.xlsx")
@needs("viewer")
def sheet() -> ResponseReturnValue:
    """The same as an Excel sheet."""
    return xlsx_file("factures", _head(), _lines(asked(request.args)))


def _head() -> list[str]:
    return [
        gettext("numéro"), gettext("client"), gettext("code"), gettext("émise le"), gettext("échéance"),
        gettext("jours de retard"), gettext("total"), gettext("reste dû"), gettext("devise"), gettext("niveau"),
        gettext("associé"), gettext("suite"),
    ]  # fmt: skip


def _lines(query: Asked) -> Iterator[tuple[Cell, ...]]:
    books = reading()
    for rows in invoice_list.all_parts(books, query.wanted, query.order, size=_AT_ONCE, down=query.down):
        said = outlooks((client.id for _, client in rows), (invoice.id for invoice, _ in rows))
        for line in rows:
            words = said.get(line[0].id)
            yield _line(line, words.words if words else "")


def _line(line: Line, following: str) -> tuple[Cell, ...]:
    invoice, client = line
    return (
        invoice.number, client.name, client.code, invoice.issued_on, invoice.due_on,
        max((today() - invoice.due_on).days, 0), Money.from_minor(invoice.total_minor, invoice.currency),
        Money.from_minor(invoice.open_minor, invoice.currency), invoice.currency, invoice.level,
        invoice.partner or client.partner, following,
    )  # fmt: skip
