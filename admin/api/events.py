"""What happened, for programs that ask instead of being told: the same announcements as webhooks, in order."""

from __future__ import annotations

from flask import Response, request

from admin.api.door import blueprint
from admin.api.paging import asked_size, page, place, unknown
from admin.desk import reading
from mailbot.core.announcing import TYPES
from mailbot.store.lists import program_lists
from mailbot.tasks.sending.announce import announcement

# Kind of a line of the history → the type under which it is told.
_NAMED = {kind: name for name, kinds in TYPES.items() for kind in kinds}


@blueprint.get("/events")
def list_events() -> Response:
    """Lines of the history that programs are told of, oldest first."""
    wanted = request.args.get("type")
    if wanted is not None and wanted not in TYPES:
        raise unknown("type", list(TYPES))
    books = reading()
    kinds = TYPES[wanted] if wanted else tuple(_NAMED)
    found = program_lists.events(books, kinds, place(program_lists.EVENTS), asked_size())
    return page("events", [announcement(books, _NAMED[row.kind], row) for row in found.rows], found.after)
