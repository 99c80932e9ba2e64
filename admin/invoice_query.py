"""What the address of the list of invoices asks for: which ones, in which order, from which place on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from admin.choices import choice
from admin.desk import now, office, today
from admin.language import gettext
from admin.mass_form import NAMES, read
from admin.matters import matters_of
from mailbot.core.deciding.mass import MassFilter
from mailbot.core.errors import Refused
from mailbot.store.dunning.mass import Selection
from mailbot.store.lists import keyset
from mailbot.store.lists.invoice_list import FALLING, InvoiceFilter, InvoiceOrder, InvoiceState, keys_of
from mailbot.store.lists.keyset import Place
from mailbot.tasks.deciding.weigh_mass import selection_of

# The filters that stand in the first row; the others unfold.
FIRST = ("minimum", "overdue_min", "last_level", "partner")
# What stays in the address when a list is sorted, paged, exported or saved.
KEPT = ("state", "q", "order", "down", *NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A list as it was asked for. `fields`: what was chosen, for other addresses; `mistake`: what could not be read."""

    wanted: InvoiceFilter
    order: InvoiceOrder
    down: bool
    at: Place | None
    everything: bool
    fields: dict[str, str]
    mistake: str = ""

    def address(self, endpoint: str = "invoices.listing", **changed: str) -> str:
        """This list with something else in its address; an empty text takes it out."""
        values: Mapping[str, Any] = {**self.fields, **changed}
        return url_for(endpoint, **{name: value for name, value in values.items() if value})

    def sorted_by(self, name: str) -> str:
        """The list sorted by this column; the other way round when it already is."""
        order = InvoiceOrder(name)
        falls = not self.down if order is self.order else order in FALLING
        return self.address(order=name, down=str(int(falls)))

    @property
    def folded(self) -> bool:
        """Is none of the filters chosen that stand behind the fold?"""
        return not any(name in self.fields for name in NAMES if name not in FIRST)

    @property
    def in_number(self) -> str:
        """Where the invoices of this list are reminded in number; empty for lists that cannot be said there."""
        own = {
            InvoiceState.OVERDUE: {},
            InvoiceState.NOT_REMINDED: {"sent_at_most": "0"},
            InvoiceState.REMINDED: {"sent_at_least": "1"},
        }.get(self.wanted.state)
        if own is None or self.wanted.words:
            return ""
        filters = {name: value for name, value in self.fields.items() if name in NAMES}
        values: Mapping[str, Any] = {**own, **filters}
        return url_for("mass.listing", **values)


def asked(args: MultiDict[str, str]) -> Asked:
    """The list that this address asks for; with a filter that cannot be read it is shown without filters."""
    mistake, selection = "", None
    try:
        selection = _selection(args)
    except Refused as error:
        mistake = gettext(str(error))
    wanted = InvoiceFilter(
        today=today(),
        state=choice(InvoiceState, args.get("state")) or InvoiceState.OVERDUE,
        words=(args.get("q") or "").strip()[:200],
        selection=selection,
        matters_of=matters_of(),
    )
    order = choice(InvoiceOrder, args.get("order")) or InvoiceOrder.DUE
    return Asked(
        wanted=wanted,
        order=order,
        down={"1": True, "0": False}.get(args.get("down", ""), order in FALLING),
        at=_place(args, order),
        everything=args.get("all") == "1",
        fields={name: value for name in KEPT if (value := (args.get(name) or "").strip())},
        mistake=mistake,
    )


def _selection(args: MultiDict[str, str]) -> Selection | None:
    order = read(args, overdue_min=None)
    return None if order.wanted == MassFilter(overdue_min=None) else selection_of(office(), order, now())


def _place(args: MultiDict[str, str], order: InvoiceOrder) -> Place | None:
    keys = keys_of(order)
    before = args.get("before")
    return keyset.place(before, keys, back=True) if before else keyset.place(args.get("after") or "", keys)
