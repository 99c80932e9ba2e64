"""Which ladder an invoice or a quote climbs."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.core.client import Client
from mailbot.core.errors import Refused
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder

# The kind of a quote: what a client climbs for their debts does not concern what was only offered to them.
QUOTE = "quote"


def ladder_name(invoice: Invoice, client: Client) -> str:
    """The invoice's own ladder, else its client's, else that of the client's kind; of a quote its own, else `quote`."""
    return invoice.ladder or (QUOTE if invoice.is_quote else client.ladder or client.kind.value)


def ladder_of(invoice: Invoice, client: Client, ladders: Mapping[str, Ladder]) -> Ladder:
    """The ladder of that name.

    Raises Refused when there is none.
    """
    name = ladder_name(invoice, client)
    if name not in ladders:
        raise Refused(f"{invoice.number}: there is no ladder {name!r}; known: {', '.join(sorted(ladders))}.")
    return ladders[name]
