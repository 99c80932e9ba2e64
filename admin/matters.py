"""Whose matters somebody sees: everybody's, or with `admin.partners_see: own` a partner's own and those of whom they
stand in for.

For such a partner every page is closed that is not written out here: a page about one thing of somebody else's is not
there, and neither is a list that nobody taught to leave the others' out.
"""

from __future__ import annotations

from flask import Flask, abort, request
from flask_login import current_user

from admin.access import OPEN
from admin.desk import office, reading
from mailbot.store.lists import owners
from mailbot.tasks.desk import matters

# endpoint → what the key in its address names
ABOUT = {
    "invoices.one": "invoice",
    "invoices.file": "invoice",
    "invoices.level": "invoice",
    "invoices.undo": "allocation",
    "by_hand.preview": "invoice",
    "by_hand.send": "invoice",
    "settling.write_off": "invoice",
    "settling.doubt": "invoice",
    "settling.not_doubtful": "invoice",
    "settling.quote": "invoice",
    "settling.mission": "invoice",
    "penalties.settle": "invoice",
    "penalties.undo": "penalty",
    "penalties.gesture": "client",
    "pursuit.ways": "client",
    "pursuit.proposed": "client",
    "pursuit.prepared": "client",
    "pursuit.filed": "client",
    "pursuit.closed": "client",
    "pursuit.document": "proceeding",
    "clients.one": "client",
    "clients.hold": "client",
    "clients.resume": "hold",
    "clients.reopen": "hold",
    "agreements.contact": "client",
    "agreements.plan": "client",
    "agreements.withdraw": "reminder",
    "calls.plan": "client",
    "calls.drop": "client",
    "batches.one": "batch",
    "batches.decided": "batch",
    "reminders.one": "reminder",
    "reminders.decided": "reminder",
    "reminders.taken_out": "reminder",
    "reminders.html": "reminder",
    "reminders.letter": "reminder",
    "reminders.file": "reminder",
    "rewording.form": "reminder",
    "rewording.save": "reminder",
    "rewording.shown": "reminder",
    "rewording.preview": "reminder",
    "rewording.test": "reminder",
    "alerts.done": "alert",
    "alerts.reopen": "alert",
    "dashboard.delivery_settled": "delivery",
    "api.one_invoice": "invoice_number",
    "api.pay": "invoice_number",
    "api.one_client": "client_code",
}
# Lists that leave out what is others', and what belongs to the reader alone.
OWN_LISTS = frozenset(
    {
        "dashboard.home", "dashboard.sending", "invoices.listing", "invoices.export", "invoices.sheet",
        "clients.listing", "clients.export", "clients.sheet", "batches.listing", "batches.sent", "coming.listing",
        "ladders.listing", "alerts.listing", "reports.aged", "reports.export", "auth.sign_out", "account.home",
        "account.end", "account.end_others", "account.password", "account.factor", "account.picture",
        "account.remove", "views.save", "views.forget", "api.me", "api.list_invoices", "api.list_clients",
        "programs.listing", "programs.give", "programs.revoke",
    }
)  # fmt: skip


def matters_of() -> tuple[str, ...]:
    """The partners whose matters the person who is signed in may see; empty for everybody's."""
    if not current_user.is_authenticated:
        return ()
    return matters.matters_of(office().settings, str(current_user.email), str(current_user.role))


def is_theirs(partner: str) -> bool:
    """May the reader see the matter of this partner? Nobody's is the default partner's."""
    mine = matters_of()
    return not mine or (partner or office().settings.default_partner).lower() in mine


def opens(endpoint: str) -> bool:
    """Is this a page for the reader, whatever it is about?"""
    return not matters_of() or endpoint in OWN_LISTS or endpoint in ABOUT or endpoint in OPEN


def guard() -> None:
    """Stops a partner at what is not theirs; runs before every view, after the sign-in and the role were asked for."""
    mine, endpoint = matters_of(), request.endpoint
    if not mine or endpoint is None or endpoint in OPEN or endpoint in OWN_LISTS:
        return
    kind = ABOUT.get(endpoint)
    if kind is None:
        abort(403)
    found = owners.of(reading(), kind, (request.view_args or {})["key"])
    # What nobody's name stands on is the default partner's; what is not there is nobody's.
    if not (found or {office().settings.default_partner.lower()}).intersection(mine):
        abort(404)


def furnish(app: Flask) -> None:
    """Guard this application."""
    app.before_request(guard)
