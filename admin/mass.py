"""Relances en nombre: the filters, the selection with its verdicts, the preview of each client, the launch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.desk import decider, language, now, office, reading
from admin.fields import whole
from admin.language import gettext
from admin.mass_form import fields_of, read, ticked
from admin.outlook import ladder_levels
from mailbot.core.client import ClientKind
from mailbot.core.deciding.mass import MassOrder
from mailbot.core.deciding.mass_words import described
from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel
from mailbot.store.debts import clients
from mailbot.store.dunning import mass
from mailbot.store.dunning.mass import Selected, Selection
from mailbot.store.tables import ClientRow
from mailbot.tasks.deciding.mass_list import MassLine, MassTotals, lines_of
from mailbot.tasks.deciding.queue_run import may_launch, queue_run
from mailbot.tasks.deciding.remind_by_hand import preview_mass
from mailbot.tasks.deciding.weigh_mass import order_by_hand, selection_of, weigh_all, weigh_some

blueprint = Blueprint("mass", __name__, url_prefix="/mass")

PAGE = 50
# Of more clients than this only those on the page are weighed at once; the run weighs them all.
_WEIGHED_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class ClientPart:
    """One client of the list, with the invoices that are selected."""

    client: ClientRow
    lines: tuple[MassLine, ...]

    @property
    def to(self) -> MassLine | None:
        """A line that says whom the reminder is written to; None when none goes."""
        return next((line for line in self.lines if line.to is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an order selects: in words, how much of what, and this part of the list. `totals` None: too long to be
    weighed for a page."""

    order: MassOrder
    said: str
    clients: int
    selected: list[Selected]
    parts: list[ClientPart]
    totals: MassTotals | None

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why invoices are left out, and how many for each reason."""
        return self.totals.reasons(language()) if self.totals else []


@blueprint.get("")
def listing() -> str:
    """The filters, and what they select: who would be reminded, who is left out and why."""
    start, found, mistake = whole(request.args.get("start")) or 0, None, ""
    try:
        found = _found(read(request.args), start)
    except Refused as error:
        mistake = gettext(str(error))
    return render_template(
        "mass/list.html",
        found=found,
        mistake=mistake,
        typed=request.args,
        fields=fields_of(request.args),
        launches=may_launch(office(), current_user.email),
        start=start,
        page_size=PAGE,
        **_choices(),
    )


@blueprint.post("/pick")
@needs("assistant")
def picked() -> ResponseReturnValue:
    """Keep in the address what was ticked, and show the list anew (another part of it, where one was asked for)."""
    start = whole(request.form.get("start")) or 0
    return redirect(_address(start=start or None), 303)


@blueprint.post("/launch")
@needs("partner")
def launched() -> ResponseReturnValue:
    """Queue the run; the program carries it out, whoever leaves the page."""
    order = replace(read(request.form), without=ticked(request.form))
    queued = queue_run(office(), order, decider(), now())
    flash(gettext("C'est lancé ; vous pouvez quitter cette page, le compte rendu vous parviendra par mail."), "done")
    return redirect(url_for("runs.one", key=queued.run_id), 303)


@blueprint.get("/clients/<int:key>")
def preview(key: int) -> str:
    """What one client of the selection would receive, exactly."""
    books = reading()
    client = clients.by_id(books, key)
    if client is None:
        abort(404)
    order = read(request.args)
    chosen = mass.invoice_ids(books, selection_of(office(), order, now()), [key])
    seen = preview_mass(office(), chosen, order_by_hand(order), now())
    found = weigh_some(books, office(), order, [key], "", now())
    return render_template(
        "mass/preview.html",
        client=client,
        drafts=seen.drafts,
        lines=lines_of(books, office(), found),
        fields=fields_of(request.args),
        without=request.args.getlist("without"),
    )


def _found(order: MassOrder, start: int) -> Found:
    books, selection = reading(), selection_of(office(), order, now())
    count = mass.count_clients(books, selection)
    return Found(
        order=order, said=described(order, language()), clients=count, selected=mass.sums(books, selection),
        parts=_parts(order, selection, start), totals=_totals(order, count),
    )  # fmt: skip


def _parts(order: MassOrder, selection: Selection, start: int) -> list[ClientPart]:
    """One part of the list; what a person took out is still shown, without its tick."""
    books, everything = reading(), replace(order, without=())
    keys = mass.client_page(books, replace(selection, without=()), start, PAGE)
    found = lines_of(books, office(), weigh_some(books, office(), everything, keys, _sender(), now()))
    owners = clients.by_ids(books, keys)
    return [
        ClientPart(owners[key], tuple(line for line in found if line.client.id == key)) for key in keys if key in owners
    ]


def _totals(order: MassOrder, count: int) -> MassTotals | None:
    """What all of it comes to; None when it is too long to be weighed for a page."""
    if count > _WEIGHED_AT_ONCE:
        return None
    totals, books = MassTotals(), reading()
    for found in weigh_all(books, office(), order, _sender(), now()):
        totals.add(found)
    return totals


def _sender() -> str:
    """In whose name it is weighed: one who may launch sees what is theirs, others see what anybody could send."""
    return str(current_user.email) if may_launch(office(), current_user.email) else ""


def _address(**more: object) -> str:
    values: dict[str, Any] = {**fields_of(request.form), "without": list(ticked(request.form)) or None, **more}
    return url_for("mass.listing", **values)


def _choices() -> dict[str, object]:
    return {
        "levels": ladder_levels(),
        "ladders": sorted({one.name for one in office().ladders.values()}),
        "kinds": ClientKind,
        "channels": Channel,
        "people": [person for person in office().settings.people if person.role in ("partner", "admin")],
    }
