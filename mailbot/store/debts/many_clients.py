"""Clients by the hundred thousand, for imports: columns instead of objects, one statement for many rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.debts import invoices
from mailbot.store.tables import ClientRow

# What a file may say of a client; the code is its key.
TOLD = (
    "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city", "country", "siren",
    "vat_number", "iban", "payment_mode", "ladder", "partner",
)  # fmt: skip


def keys(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """The keys of the clients with these codes."""
    found: dict[str, int] = {}
    for some in chunks(list(dict.fromkeys(codes))):
        rows = session.execute(select(ClientRow.code, ClientRow.id).where(ClientRow.code.in_(some)))
        found.update((code, key) for code, key in rows)
    return found


def codes_by_name(session: Session, names: Iterable[str]) -> dict[str, str]:
    """Code by name, for names that a client has; empty where several have it."""
    found: dict[str, list[str]] = {}
    for some in chunks(list(dict.fromkeys(names))):
        for code, name in session.execute(select(ClientRow.code, ClientRow.name).where(ClientRow.name.in_(some))):
            found.setdefault(name, []).append(code)
    return {name: codes[0] if len(codes) == 1 else "" for name, codes in found.items()}


def known(session: Session, codes: Iterable[str]) -> dict[str, Any]:
    """Everything a file may tell, as the books have it, by code; a row of columns with the key as `id`."""
    columns = (ClientRow.id, ClientRow.code, *(getattr(ClientRow, name) for name in TOLD))
    found: dict[str, Any] = {}
    for some in chunks(list(dict.fromkeys(codes))):
        found.update((row.code, row) for row in session.execute(select(*columns).where(ClientRow.code.in_(some))))
    return found


def by_identity(session: Session, *, siren: str, vat_number: str, email: str) -> ClientRow | None:
    """The one client with this SIREN, VAT number or address, the strongest first; None when there is none or two."""
    for column, value in ((ClientRow.siren, siren), (ClientRow.vat_number, vat_number), (ClientRow.email, email)):
        if not value:
            continue
        # A SIREN may be kept as a SIRET, which starts with it.
        same = or_(column == value, column.like(f"{value}_____")) if column is ClientRow.siren else column == value
        rows = list(session.scalars(select(ClientRow).where(same).limit(2)))
        if rows:
            return rows[0] if len(rows) == 1 else None
    return None


def add(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert clients."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(dict(row))
    for alike in by_columns.values():
        insert_rows(session, ClientRow, alike)


def change(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update clients by key; the plan looks at their invoices again."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(dict(row))
    for alike in by_columns.values():
        session.execute(update(ClientRow), alike)
    invoices.wake_all(session, [row["id"] for row in rows])
