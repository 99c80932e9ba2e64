"""Which column of a file is which of ours: by our own headers, the firm's column map, or a ready-made one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mailbot.core.errors import InputError
from mailbot.intake.column_maps import READY, ColumnMap

COLUMNS: dict[str, tuple[str, ...]] = {
    "clients": (
        "code", "name", "kind", "email", "cc", "contact", "language", "phone", "address", "postcode", "city", "country",
        "siren", "vat_number", "iban", "payment_mode", "ladder", "partner",
    ),
    "invoices": (
        "number", "client", "client_name", "contact", "kind", "issued_on", "due_on", "total", "currency", "open_amount",
        "paid_amount", "partner", "matter", "payment_mode", "file", "applies_to", "sent_on", "vat", "mission_ended_on",
    ),
    "payments": ("id", "received_on", "amount", "currency", "payer", "payer_iban", "label"),
    "contacts": ("client", "role", "name", "email", "phone"),
}  # fmt: skip

# Columns that tell one kind of file from another; one of the sets must be there.
TELLING: dict[str, tuple[frozenset[str], ...]] = {
    "clients": (frozenset({"code", "name"}),),
    "invoices": (frozenset({"number", "client", "total"}), frozenset({"number", "client_name", "total"})),
    "payments": (frozenset({"received_on", "amount"}),),
    "contacts": (frozenset({"client", "role", "email"}),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a file, understood: the kind of file, our name per column, and by whose map."""

    kind: str
    names: tuple[str, ...]
    map_name: str = ""
    unknown: tuple[str, ...] = ()


def understand_header(cells: Sequence[str], kind: str, columns: Mapping[str, str]) -> Header | None:
    """The header in these cells, or None when they are no header of a known file.

    Our own names come first; else the ready-made map that knows most of the columns. The firm's `columns` (their
    header to our name) win over both. Raises InputError when two kinds of file fit equally.
    """
    kinds = (kind,) if kind != "auto" else tuple(COLUMNS)
    own = [_header(cells, one, columns, None) for one in kinds]
    fitting = [header for header in own if header is not None]
    if len(fitting) > 1:
        raise InputError(
            f"the headers fit {' and '.join(header.kind for header in fitting)}; say --kind clients, invoices, "
            "payments or contacts"
        )
    if fitting:
        return fitting[0]
    ready = [_header(cells, one.kind, columns, one) for one in READY if one.kind in kinds]
    # The sort is stable: of two maps that know as much the first of the list is taken.
    best = sorted((header for header in ready if header is not None), key=_known, reverse=True)
    return best[0] if best else None


def missing_columns(cells: Sequence[str], kind: str, columns: Mapping[str, str]) -> list[str]:
    """What our own names lack in these cells for a file of that kind."""
    names = {our_name(cell, columns) for cell in cells}
    lacking = [sorted(telling - names) for telling in TELLING[kind]]
    return min(lacking, key=len)


def our_name(header: str, columns: Mapping[str, str]) -> str:
    """Our name of a column, by the column map (their header to our name) or by its own header."""
    bare = plain(header)
    return next((ours for theirs, ours in columns.items() if plain(theirs) == bare), bare)


@cache
def plain(text: str) -> str:
    """Headers are compared without accents, case and punctuation."""
    spelt = text.replace("°", "o").replace("º", "o").replace("€", "eur")
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def _header(cells: Sequence[str], kind: str, columns: Mapping[str, str], ready: ColumnMap | None) -> Header | None:
    # A header may be one of our words and mean something else there: "Client" is a name in most programs.
    maps = {**(ready.columns if ready else {}), **columns}
    of_maps = {plain(theirs): ours for theirs, ours in maps.items()}
    known = COLUMNS[kind]
    names = [name if (name := of_maps.get(plain(cell), plain(cell))) in known else "" for cell in cells]
    if not any(telling <= set(names) for telling in TELLING[kind]):
        return None
    unknown = tuple(cell for cell, name in zip(cells, names, strict=True) if not name and cell)
    return Header(kind=kind, names=tuple(names), map_name=ready.name if ready else "", unknown=unknown)


def _known(header: Header) -> tuple[bool, int]:
    """Invoices before clients: an export of invoices often carries the client's columns too."""
    return header.kind == "invoices", len({name for name in header.names if name})
