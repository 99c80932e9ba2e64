"""Everything on file about a client in one ZIP (GDPR art. 15 and 20): JSON by table, and the messages and documents as
they are. Reads only; what tells of other clients as well (digests, statements of banks) is named and not enclosed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from sqlalchemy.orm import Session

from mailbot.store.privacy import on_file
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.office import Office

_EPOCH = (1980, 1, 1, 0, 0, 0)
# Keys and tokens of the program say nothing about the client and open things.
_INNER = frozenset({"token", "content_hash", "approved_hash", "previous_hash", "hash", "claimed_by", "asked_line"})
# table → (column with the digest, folder, ending)
_BYTES = {
    "messages_received": ("sha", "received", "eml"),
    "messages_sent": ("raw_sha", "sent", "eml"),
    "reminders": ("letter_sha", "letters", "pdf"),
    "invoices": ("file_sha", "invoices", "pdf"),
    "proceedings": ("file_sha", "requests", "bin"),
}
_READ_ME = """What {firm} has on file about {client} ({code}), on {day}.

client.json and the other .json files hold the rows of each table; amounts are in minor units (cents) beside their
currency. received/ and sent/ hold the messages byte for byte, letters/ and invoices/ the documents.

Not enclosed, because they tell of others as well: digests and alerts to the people of the firm in which this client is
one among several, and notices and statements of the firm's banks (what they told of this client stands in
payments.json and payments_told.json).
"""


@dataclass(slots=True)
class Exported:
    """How many rows and files; `lost`: digests that the books name and nobody has."""

    rows: int = 0
    files: int = 0
    lost: tuple[str, ...] = ()


def export_client(office: Office, client: ClientRow, file: IO[bytes], now: datetime) -> Exported:
    """Write the ZIP. One document at a time is held in memory."""
    report, day = Exported(), office.day(now)
    with office.books.read() as session, zipfile.ZipFile(file, "w") as archive:
        words = {"firm": office.settings.firm.name, "client": client.name, "code": client.code, "day": day}
        _put(archive, "README.txt", _READ_ME.format(**words).encode())
        for kept in on_file.TABLES:
            rows = [_plain(row) for row in on_file.rows(session, kept, client.id)]
            report.rows += len(rows)
            if rows:
                _put(archive, f"{kept.name}.json", json.dumps(rows, ensure_ascii=False, indent=1).encode())
        for name, sha in _files(session, client.id):
            try:
                _put(archive, name, office.blobs.get(sha))
                report.files += 1
            except KeyError:
                report.lost = (*report.lost, sha)
    return report


def _files(session: Session, client_id: int) -> Iterator[tuple[str, str]]:
    """(name in the ZIP, digest) of every message and document."""
    for table, (column, folder, ending) in _BYTES.items():
        for row in on_file.rows(session, on_file.BY_NAME[table], client_id):
            if row[column]:
                yield f"{folder}/{row['id']:06d}.{ending}", row[column]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items() if name not in _INNER}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
