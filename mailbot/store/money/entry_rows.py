"""Accounting entries between the values of the core and the rows that keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.core.accounts.journal import Account, Entry, Journal, Line, Voucher
from mailbot.core.money import Money
from mailbot.store.money.payments import Word
from mailbot.store.settling_tables import EntryLineRow, EntryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to write, the accounting year it belongs to, and what in the books it is the entry of."""

    entry: Entry
    kind: str
    closing_on: date
    client_id: int | None = None
    invoice_id: int | None = None
    payment_id: int | None = None
    allocation_id: int | None = None
    use_id: int | None = None
    reverses_id: int | None = None


def to_entry(row: EntryRow, lines: Sequence[EntryLineRow]) -> Entry:
    """The rows as a frozen value."""
    voucher = Voucher(
        on=row.booked_on,
        piece=row.piece,
        piece_on=row.piece_on,
        client_code=row.client_code,
        client_name=row.client_name,
        text=row.text,
    )
    return Entry(
        journal=Journal(row.journal, row.journal_name),
        voucher=voucher,
        lines=tuple(_to_line(row, line) for line in lines),
        paid_on=row.paid_on,
        paid_by=row.paid_by,
        nature=row.nature,
    )


def _to_line(row: EntryRow, line: EntryLineRow) -> Line:
    foreign = line.foreign_minor
    return Line(
        account=Account(line.account, line.account_name),
        debit=Money.from_minor(line.debit_minor, row.currency),
        credit=Money.from_minor(line.credit_minor, row.currency),
        auxiliary=Account(line.auxiliary, line.auxiliary_name) if line.auxiliary else None,
        foreign=None if foreign is None else Money.from_minor(foreign, row.foreign_currency),
    )


def columns(one: NewEntry, number: int, validated_on: date, word: Word) -> dict[str, Any]:
    """The columns of the row of a new entry."""
    entry, voucher = one.entry, one.entry.voucher
    foreign = next((line.foreign.currency for line in entry.lines if line.foreign), "")
    links = ("client_id", "invoice_id", "payment_id", "allocation_id", "use_id", "reverses_id")
    return {name: getattr(one, name) for name in links} | {
        "kind": one.kind,
        "closing_on": one.closing_on,
        "number": number,
        "journal": entry.journal.code,
        "journal_name": entry.journal.name,
        "booked_on": voucher.on,
        "validated_on": validated_on,
        "piece": voucher.piece,
        "piece_on": voucher.piece_on,
        "text": voucher.text,
        "client_code": voucher.client_code,
        "client_name": voucher.client_name,
        "currency": entry.currency,
        "foreign_currency": foreign,
        "paid_on": entry.paid_on,
        "paid_by": entry.paid_by,
        "nature": entry.nature,
        "author": word.author,
        "created_at": word.at,
    }


def line_columns(entry_id: int, line: Line) -> dict[str, Any]:
    """The columns of the row of one of its sides."""
    return {
        "entry_id": entry_id,
        "account": line.account.number,
        "account_name": line.account.name,
        "auxiliary": line.auxiliary.number if line.auxiliary else "",
        "auxiliary_name": line.auxiliary.name if line.auxiliary else "",
        "debit_minor": line.debit.minor,
        "credit_minor": line.credit.minor,
        "foreign_minor": line.foreign.minor if line.foreign else None,
    }
