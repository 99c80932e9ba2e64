"""Lines of the history that the reader may read: of a client whom two partners share, not those about the other's
invoices and reminders."""

from __future__ import annotations

from collections.abc import Sequence

from admin.desk import office, reading
from admin.matters import is_theirs, matters_of
from mailbot.store.debts import clients, invoices
from mailbot.store.lists import owners, reminder_list
from mailbot.store.tables import EventRow


def readable(events: Sequence[EventRow]) -> list[EventRow]:
    """Those that the reader may read, in their order; without a client only whoever sees everything reads them."""
    mine = matters_of()
    if not mine:
        return list(events)
    books, nobodys = reading(), office().settings.default_partner
    seen = owners.clients_of(books, mine, [event.client_id for event in events if event.client_id])
    known = clients.by_ids(books, seen)
    billed = invoices.by_ids(books, [one.invoice_id for one in events if one.invoice_id])
    sent = reminder_list.by_ids(books, [one.reminder_id for one in events if one.reminder_id])
    found = []
    for event in events:
        if event.client_id not in known:
            continue
        owner = known[event.client_id].partner or nobodys
        invoice = billed.get(event.invoice_id or 0)
        reminder = sent.get(event.reminder_id or 0)
        others_invoice = invoice is not None and not is_theirs(invoice.partner or owner)
        if not others_invoice and (reminder is None or is_theirs(reminder.partner)):
            found.append(event)
    return found
