"""`z`: what was just done can be taken back from the page that says so. The offer stands once, for whoever did it.

Taking back is an act like any other: its own address, role, reason and line in the history.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, session, url_for
from flask_login import current_user

from admin.access import needed
from admin.language import gettext
from admin.matters import opens

_KEPT = "undo"


@dataclass(frozen=True, slots=True)
class Offer:
    """The button that takes it back: where it posts to, and what it sends besides the token."""

    address: str
    fields: dict[str, str]


def offer(endpoint: str, fields: dict[str, str] | None = None, **values: int | str) -> None:
    """The next page offers to take back what was just done, by posting there. `fields`: what it sends besides why."""
    session[_KEPT] = {"endpoint": endpoint, "values": values, "fields": fields or {}}


def offered() -> Offer | None:
    """What the page may offer; it is asked for once."""
    kept = session.pop(_KEPT, None)
    if not kept or not current_user.is_authenticated or not opens(kept["endpoint"]):
        return None
    if not current_user.may(needed(kept["endpoint"], "POST")):
        return None
    fields = {"why": gettext("annulé aussitôt"), **kept["fields"]}
    return Offer(url_for(kept["endpoint"], **kept["values"]), fields)


def furnish(app: Flask) -> None:
    """Let the pages of this application ask what may be taken back."""
    app.jinja_env.globals["offered"] = offered
