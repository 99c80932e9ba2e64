"""Rapports: each as a drawing with the table of the same numbers behind it, and as a file."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.access import needs
from admin.desk import office, reading, today
from admin.exports import Cell, csv_file, xlsx_file
from admin.formats import money, share
from admin.language import gettext
from admin.matters import is_theirs
from admin.report_sheets import SHEETS, TABS
from admin.sheet import Sheet
from admin.words import word
from mailbot.core.figures.aging import BUCKETS, AgedBalance
from mailbot.core.figures.aging import aged as balance
from mailbot.core.figures.chart import Chart, Writing, aged_chart
from mailbot.store.lists import reports
from mailbot.tasks.planning.report import printed

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

# Of more clients than this the page shows those who owe most; the files hold all.
_SHOWN = 500
# The invoices behind each column, as the list's address asks for them.
_DRILL = {
    "not_due": {"overdue_max": "0"},
    "1-30": {"overdue_min": "1", "overdue_max": "30"},
    "31-60": {"overdue_min": "31", "overdue_max": "60"},
    "61-90": {"overdue_min": "61", "overdue_max": "90"},
    ">90": {"overdue_min": "91"},
}


@blueprint.get("/aged")
def aged() -> str:
    """The aged balance by client, per currency."""
    books = reading()
    found = _balances(books)
    return render_template(
        "reports/aged.html",
        balances=[(one, _drawn(one), _largest(one)) for one in found],
        buckets=[name for name, _ in BUCKETS],
        clients=reports.clients_by_name(books),
        day=today(),
        shown=_SHOWN,
        drill=_DRILL,
        tabs=TABS,
    )


@blueprint.get("/aged.<any(csv, xlsx, pdf):form>")
def export(form: str) -> ResponseReturnValue:
    """The same as a file."""
    names = [word(name, "bucket") for name, _ in BUCKETS]
    rows: list[Sequence[Cell]] = [
        (one.currency, line.client, line.partner, *line.amounts, line.total)
        for one in _balances(reading())
        for line in one.lines
    ]
    sheet = Sheet(
        name="balance-agee", title=gettext("Balance âgée"), note="", rows=rows, numeric=frozenset(range(3, 9)),
        columns=[gettext("devise"), gettext("client"), gettext("associé"), *names, gettext("total")],
        empty="", links={},
    )  # fmt: skip
    return _file(sheet, form)


@blueprint.get("/<name>")
def one(name: str) -> str:
    """One of the reports that are written out in `report_sheets`."""
    return render_template("reports/one.html", sheet=_sheet(name), tabs=TABS, day=today())


@blueprint.get("/<name>.<any(csv, xlsx, pdf):form>")
@needs("viewer")
def file(name: str, form: str) -> ResponseReturnValue:
    """The same as a file."""
    return _file(_sheet(name), form)


def _file(sheet: Sheet, form: str) -> ResponseReturnValue:
    if form == "csv":
        return csv_file(sheet.name, sheet.columns, sheet.rows)
    if form == "xlsx":
        return xlsx_file(sheet.name, sheet.columns, sheet.rows)
    response = Response(
        printed(office(), render_template("reports/print.html", sheet=sheet, day=today())), mimetype="application/pdf"
    )
    name = f"{sheet.name}-{today().isoformat()}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(name: str) -> Sheet:
    make = SHEETS.get(name)
    if make is None:
        abort(404)
    return make()


def _balances(books: Session) -> list[AgedBalance]:
    rows = (row for row in reports.open_rows(books, today()) if is_theirs(row.partner))
    return list(balance(rows, today()))


def _largest(one: AgedBalance) -> AgedBalance | None:
    """Those who owe most, where there are too many for a page; None where all are shown."""
    if len(one.lines) <= _SHOWN:
        return None
    return AgedBalance(one.currency, tuple(sorted(one.lines, key=lambda line: -line.total.minor)[:_SHOWN]), one.amounts)


def _drawn(one: AgedBalance) -> Chart:
    title = gettext(
        "Montants dus par ancienneté, en %(currency)s : les mêmes chiffres que le total du tableau",
        currency=one.currency,
    )
    return aged_chart(one, title, [word(name, "bucket") for name, _ in BUCKETS], Writing(money, share))
