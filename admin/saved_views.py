"""Views: the filters of a list under a name, for oneself or for everybody."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, reading, writing
from admin.language import gettext
from mailbot.core.errors import Refused
from mailbot.store.access_tables import SavedViewRow
from mailbot.store.people import saved_views
from mailbot.tasks.people.save_view import ViewOrder, forget_view, save_view

blueprint = Blueprint("views", __name__, url_prefix="/views")

# The lists that have views, by the name they are kept under.
PAGES = {"invoices": "invoices.listing", "clients": "clients.listing"}
_PLACES = frozenset({"after", "before", "all"})


def views_of(page: str) -> list[tuple[SavedViewRow, str]]:
    """The views of a page that the reader has, each with its address."""
    found = saved_views.of_page(reading(), page, current_user.email)
    return [(row, f"{url_for(PAGES[page])}?{row.query}") for row in found]


@blueprint.post("/<any(invoices, clients):page>")
@needs("viewer")
def save(page: str) -> ResponseReturnValue:
    """Keep the filters that the page shows; what is for everybody asks for more than looking."""
    form = request.form
    shared = bool(form.get("shared"))
    if shared and not current_user.may("assistant"):
        raise Refused(gettext("Une vue pour tous se garde par un assistant ou un associé."))
    query = urlencode([(name, value) for name, value in parse_qsl(form.get("query", "")) if name not in _PLACES])
    order = ViewOrder(page=page, name=form.get("name", ""), query=query, shared=shared)
    with writing() as books:
        row = save_view(books, order, decider(), now())
    flash(gettext("Vue gardée : %(name)s.", name=row.name), "done")
    return redirect(f"{url_for(PAGES[page])}?{row.query}", 303)


@blueprint.post("/<int:key>/forget")
@needs("viewer")
def forget(key: int) -> ResponseReturnValue:
    """Let go of a view."""
    row = reading().get(SavedViewRow, key)
    if row is not None and not row.owner and not current_user.may("assistant"):
        raise Refused(gettext("Une vue de tous s'oublie par un assistant ou un associé."))
    with writing() as books:
        forget_view(books, key, decider(), now())
    flash(gettext("Vue oubliée."), "done")
    return go_back()
