"""The firm's accounting: it exports clients and invoices as CSV with their PDFs, and Mailbot takes the files in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from mailbot.demo.bills import Bill
from mailbot.demo.clients import DemoClient
from mailbot.demo.invoice_pdf import invoice_pdf
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_file import import_file
from mailbot.tasks.importing.import_report import ImportReport

_CLIENT_COLUMNS = (
    "code", "name", "kind", "email", "contact", "language", "phone", "address", "postcode", "city", "country", "siren",
    "vat_number", "iban", "partner",
)  # fmt: skip
_INVOICE_COLUMNS = (
    "number", "client", "kind", "issued_on", "due_on", "total", "currency", "partner", "matter", "file", "applies_to",
    "paid_amount", "sent_on", "vat",
)  # fmt: skip


class Accounting:
    """Writes the files of one day into a folder and hands them to the real import."""

    def __init__(self, office: Office, folder: Path) -> None:
        self._office = office
        self._folder = folder
        (folder / "pdf").mkdir(parents=True, exist_ok=True)

    def export_clients(self, clients: Sequence[DemoClient], emails: Mapping[str, str], now: datetime) -> ImportReport:
        """The client file; `emails` replaces addresses that a person has corrected, by code."""
        rows = [_client_row(client) | {"email": emails.get(client.code, client.email)} for client in clients]
        return self._take("clients", _CLIENT_COLUMNS, rows, now)

    def export_bills(self, bills: Sequence[Bill], now: datetime) -> ImportReport:
        """New invoices, credit notes and quotes, each with its PDF."""
        for bill in bills:
            (self._folder / "pdf" / f"{bill.number}.pdf").write_bytes(invoice_pdf(bill))
        return self._take("invoices", _INVOICE_COLUMNS, map(_bill_row, bills), now)

    def _take(
        self, kind: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]], now: datetime
    ) -> ImportReport:
        path = self._folder / f"{self._office.local(now):%Y-%m-%d-%H%M}-{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        return import_file(self._office, path, kind, now)


def _client_row(client: DemoClient) -> dict[str, str]:
    row = {name: str(getattr(client, name)) for name in _CLIENT_COLUMNS}
    # The accounting does not know every client's account; the others are recognised by reference and name.
    return row if client.iban_known else row | {"iban": ""}


def _bill_row(bill: Bill) -> dict[str, str]:
    return {
        "number": bill.number, "client": bill.client.code, "kind": bill.kind, "issued_on": bill.issued_on.isoformat(),
        "due_on": bill.due_on.isoformat(), "total": str(abs(bill.total.amount)), "currency": bill.total.currency,
        "partner": bill.client.partner, "matter": bill.matter, "file": f"pdf/{bill.number}.pdf",
        "applies_to": bill.applies_to, "paid_amount": str(bill.paid) if bill.paid else "",
        "vat": str(bill.vat) if bill.kind == "invoice" else "",
        "sent_on": bill.issued_on.isoformat() if bill.kind == "quote" else "",
    }  # fmt: skip
