"""Clients: who owes something, with tabs, filters and sums, page by page; the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from admin.access import needs
from admin.choices import choice
from admin.desk import office, reading, today
from admin.exports import Cell, csv_file, xlsx_file
from admin.fields import an_amount
from admin.language import gettext
from admin.matters import matters_of
from admin.saved_views import views_of
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.store.lists import debtor_list, keyset
from mailbot.store.lists.debtor_list import FALLING, DebtorFilter, DebtorOrder, DebtorState
from mailbot.store.lists.keyset import Place

blueprint = Blueprint("clients", __name__, url_prefix="/clients")

PAGE = 100
_AT_ONCE = 1_000
_KEPT = ("state", "q", "minimum", "partner", "order", "down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The list as it was asked for. `fields`: what was chosen, for other addresses; `mistake`: what was not read."""

    wanted: DebtorFilter
    order: DebtorOrder
    down: bool
    at: Place | None
    fields: dict[str, str]
    mistake: str = ""

    def address(self, endpoint: str = "clients.listing", **changed: str) -> str:
        """This list with something else in its address; an empty text takes it out."""
        values: dict[str, Any] = {**self.fields, **changed}
        return url_for(endpoint, **{name: value for name, value in values.items() if value})

    def sorted_by(self, name: str) -> str:
        """The list sorted by this column; the other way round when it already is."""
        order = DebtorOrder(name)
        falls = not self.down if order is self.order else order in FALLING
        return self.address(order=name, down=str(int(falls)))


@blueprint.get("")
def listing() -> str:
    """Clients who owe something, the most overdue first."""
    query, books = _asked(request.args), reading()
    return render_template(
        "clients/list.html",
        part=debtor_list.part(books, query.wanted, query.order, query.at, size=PAGE, down=query.down),
        sums=debtor_list.sums(books, query.wanted),
        query=query,
        typed=request.args,
        states=DebtorState,
        orders=DebtorOrder,
        people=[person for person in office().settings.people if person.role in ("partner", "admin")],
        views=views_of("clients"),
    )


@blueprint.get("/export.csv")
@needs("viewer")
def export() -> ResponseReturnValue:
    """The whole list as a file, written while it is read."""
    return csv_file("clients", _head(), _lines(_asked(request.args)))


@blueprint.get("/export.xlsx")
@needs("viewer")
def sheet() -> ResponseReturnValue:
    """The same as an Excel sheet."""
    return xlsx_file("clients", _head(), _lines(_asked(request.args)))


def _head() -> list[str]:
    return [
        gettext("code"), gettext("client"), gettext("adresse mail"), gettext("téléphone"), gettext("associé"),
        gettext("factures"), gettext("plus ancienne échéance"), gettext("en retard"), gettext("reste dû"),
        gettext("devise"),
    ]  # fmt: skip


def _lines(query: Asked) -> Iterator[tuple[Cell, ...]]:
    books, keys, at = reading(), debtor_list.keys_of(query.order, query.wanted), None
    while True:
        found = debtor_list.part(books, query.wanted, query.order, at, size=_AT_ONCE, down=query.down)
        for debt in found.rows:
            client = debt.client
            yield (
                client.code, client.name, client.email, client.phone, client.partner, debt.count, debt.oldest_due_on,
                Money.from_minor(debt.overdue_minor, debt.currency), Money.from_minor(debt.open_minor, debt.currency),
                debt.currency,
            )  # fmt: skip
        books.expunge_all()
        at = keyset.place(found.after, keys) if found.after else None
        if at is None:
            return


def _asked(args: MultiDict[str, str]) -> Asked:
    mistake, minimum = "", None
    try:
        minimum = an_amount(args.get("minimum"), office().settings.firm.currency)
    except Refused as error:
        mistake = str(error)
    wanted = DebtorFilter(
        today=today(),
        state=choice(DebtorState, args.get("state")) or DebtorState.OWING,
        words=(args.get("q") or "").strip()[:200],
        minimum_minor=minimum.minor if minimum else None,
        partner=(args.get("partner") or "").strip().lower(),
        matters_of=matters_of(),
    )
    order = choice(DebtorOrder, args.get("order")) or DebtorOrder.OVERDUE
    keys, before = debtor_list.keys_of(order, wanted), args.get("before")
    return Asked(
        wanted=wanted,
        order=order,
        down={"1": True, "0": False}.get(args.get("down", ""), order in FALLING),
        at=keyset.place(before, keys, back=True) if before else keyset.place(args.get("after") or "", keys),
        fields={name: value for name in _KEPT if (value := (args.get(name) or "").strip())},
        mistake=mistake,
    )
