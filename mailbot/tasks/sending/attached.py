"""Which invoices' PDF go with a mail: as many as a mail may hold; of the others the mail says so in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.store.blobs import size
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.office import Office

_MB = 1_000_000


def that_fit(office: Office, rows: Sequence[InvoiceRow]) -> list[InvoiceRow]:
    """Those of these invoices, in their order, whose files fit together (`templates.max_attachments_mb`)."""
    left = office.settings.templates.max_attachments_mb * _MB
    found = []
    for row in rows:
        needed = size(office.blobs, row.file_sha)
        if needed <= left:
            found.append(row)
            left -= needed
    return found
