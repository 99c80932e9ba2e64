"""Which ladder an invoice climbs."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.core.client import Client
from mailbot.core.errors import Refused
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder


def ladder_of(invoice: Invoice, client: Client, ladders: Mapping[str, Ladder]) -> Ladder:
    """The invoice's own ladder, else its client's, else that of the client's kind.

    Raises Refused when no ladder has that name.
    """
    name = invoice.ladder or client.ladder or client.kind.value
    if name not in ladders:
        raise Refused(f"{invoice.number}: there is no ladder {name!r}; known: {', '.join(sorted(ladders))}.")
    return ladders[name]
