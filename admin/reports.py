"""Rapports: the aged balance, as a drawing and the table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from admin.desk import reading, today
from admin.exports import Cell, csv_file
from admin.language import gettext
from admin.words import word
from mailbot.core.aging import BUCKETS, AgedBalance
from mailbot.core.aging import aged as balance
from mailbot.core.money import Money
from mailbot.store import reports

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

_WIDTH = 220.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket as drawn: its name, its amount, the length of its bar in drawing units, its share in per cent."""

    bucket: str
    amount: Money
    length: float
    share: int


@blueprint.get("/aged")
def aged() -> str:
    """The aged balance by client, per currency."""
    books = reading()
    found = balance(reports.open_rows(books, today()), today())
    return render_template(
        "reports/aged.html",
        balances=[(one, _bars(one)) for one in found],
        buckets=[name for name, _ in BUCKETS],
        clients=reports.clients_by_name(books),
        day=today(),
    )


@blueprint.get("/aged.csv")
def export() -> ResponseReturnValue:
    """The same as a file."""
    found = balance(reports.open_rows(reading(), today()), today())
    names = [word(name, "bucket") for name, _ in BUCKETS]
    head = [gettext("devise"), gettext("client"), gettext("associé"), *names, gettext("total")]
    rows: list[list[Cell]] = [
        [one.currency, line.client, line.partner, *line.amounts, line.total] for one in found for line in one.lines
    ]
    return csv_file("balance-agee", head, rows)


def _bars(one: AgedBalance) -> list[Bar]:
    """The sums of the columns as bars; credits, which are negative, have no length."""
    largest = max((amount.minor for amount in one.amounts), default=0)
    whole = sum(max(amount.minor, 0) for amount in one.amounts)
    return [
        Bar(
            bucket=name,
            amount=amount,
            length=round(_WIDTH * max(amount.minor, 0) / largest, 1) if largest > 0 else 0.0,
            share=round(100 * max(amount.minor, 0) / whole) if whole else 0,
        )
        for (name, _), amount in zip(BUCKETS, one.amounts, strict=True)
    ]
