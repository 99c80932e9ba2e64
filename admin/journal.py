"""Histoire: who did what and when, line by line, as the chain of the books keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from admin.access import needs
from admin.desk import office, reading
from admin.fields import a_day
from admin.history_words import EVENT
from admin.language import gettext
from admin.timeline import happenings
from mailbot.core.errors import Refused
from mailbot.store.debts import clients
from mailbot.store.lists import history_list, keyset
from mailbot.store.lists.history_list import KEYS, EventFilter
from mailbot.store.lists.keyset import Place

blueprint = Blueprint("journal", __name__, url_prefix="/history")

PAGE = 100
_KEPT = ("who", "kind", "q", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The lines that were asked for, and the fields for other addresses."""

    wanted: EventFilter
    at: Place | None
    fields: dict[str, str]
    mistake: str = ""

    def address(self, **changed: str) -> str:
        """These lines with something else in the address."""
        values: dict[str, Any] = {**self.fields, **changed}
        return url_for("journal.listing", **{name: value for name, value in values.items() if value})


@blueprint.get("")
@needs("partner")
def listing() -> str:
    """The history, the newest line first."""
    query, books = _asked(request.args), reading()
    part = history_list.part(books, query.wanted, query.at, size=PAGE)
    return render_template(
        "journal/list.html",
        part=part,
        happenings=happenings(part.rows, everything=True),
        owners=clients.by_ids(books, [row.client_id for row in part.rows if row.client_id]),
        actors=history_list.actors(books),
        kinds=EVENT,
        query=query,
        typed=request.args,
    )


def _asked(args: MultiDict[str, str]) -> Asked:
    fields = {name: value for name in _KEPT if (value := (args.get(name) or "").strip())}
    mistake, since, until = "", None, None
    try:
        since, until = _first_instant(fields.get("since"), 0), _first_instant(fields.get("until"), 1)
    except Refused as error:
        mistake = gettext(str(error))
    wanted = EventFilter(
        actor=fields.get("who", ""),
        kinds=(fields["kind"],) if fields.get("kind") in EVENT else (),
        words=fields.get("q", "")[:200],
        since=since,
        until=until,
    )
    before = args.get("before")
    at = keyset.place(before, KEYS, back=True) if before else keyset.place(args.get("after") or "", KEYS)
    return Asked(wanted=wanted, at=at, fields=fields, mistake=mistake)


def _first_instant(typed: str | None, days: int) -> datetime | None:
    """When the day that was typed begins where the firm is, or the one so many days later."""
    day = a_day(typed)
    return datetime.combine(day + timedelta(days=days), time(0), office().zone) if day else None
