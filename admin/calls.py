"""Calls to make: put on the list from a client's page, made from the first page, dropped with a reason.

What came of one is written down by the form of reminders made by hand, which closes the call that waits.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue

from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading, today, writing
from admin.fields import a_day
from admin.language import gettext
from admin.matters import is_theirs
from mailbot.core.deciding.hand_made import Outcome
from mailbot.store.call_tables import CallRow
from mailbot.store.dunning import calls
from mailbot.store.dunning.calls import Owed
from mailbot.store.tables import ClientRow
from mailbot.tasks.holds.calls import CallOrder, add_call, drop_call

blueprint = Blueprint("calls", __name__)

OUTCOMES = tuple(Outcome)


@blueprint.post("/clients/<int:key>/calls")
@needs("assistant")
def plan(key: int) -> ResponseReturnValue:
    """Put a call on the list."""
    client = reading().get(ClientRow, key)
    if client is None:
        abort(404)
    order = CallOrder(code=client.code, on=a_day(request.form.get("on")) or today(), why=request.form.get("why", ""))
    with writing() as books:
        add_call(books, office(), order, decider(), now())
    flash(gettext("L'appel est prévu."), "done")
    return go_back()


@blueprint.post("/clients/<int:key>/calls/drop")
@needs("assistant")
def drop(key: int) -> ResponseReturnValue:
    """The call that waits is not to be made."""
    waiting = calls.open_of(reading(), key)
    if waiting is None:
        abort(404)
    with writing() as books:
        drop_call(books, waiting.id, decider(), request.form.get("why", ""), now())
    flash(gettext("L'appel est abandonné."), "done")
    return go_back()


def to_make() -> list[tuple[CallRow, ClientRow, Owed]]:
    """The calls of today that the reader may see."""
    return [one for one in calls.to_make(reading(), today()) if is_theirs(one[1].partner)]
