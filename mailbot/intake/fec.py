"""The FEC (fichier des écritures comptables, LPF art. A47 A-1): its lines on customers' accounts, streamed.

Tab or pipe; ASCII, ISO-8859-15 or UTF-8; amounts with a decimal comma; days as AAAAMMJJ; Debit and Credit, or Montant
and Sens. Only lines of customers' accounts are kept, doubtful ones too; of the others it is remembered which journals
sell and which hold money.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mailbot.intake import values
from mailbot.intake.cells import CONTROL
from mailbot.intake.customer_accounts import USUAL, CustomerAccounts
from mailbot.intake.fec_columns import FOREIGN, FecColumns
from mailbot.intake.rows import RowError
from mailbot.intake.source import Source, check_counts, encoding_of
from mailbot.intake.told import Told, counted, quiet

_SALES, _MONEY = "70", ("51", "53")
# A label of a few kilobytes is damage, not accounting.
_MAX_LINE = 20_000


class FecLine(NamedTuple):
    """A line on a customer's account. `amount`: debit positive, credit negative, in `currency` (empty: the firm's)."""

    line: int
    journal: str
    entry: str
    on: date
    account: str
    customer: str
    name: str
    piece: str
    piece_on: date
    label: str
    amount: Decimal
    currency: str
    lettering: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fec:
    """What a FEC says of customers. `sales`, `money`: journals with lines on 70…, on 51… and 53…; `accounts`: which
    accounts are customers'."""

    lines: list[FecLine] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    sales: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    all_lines: int = 0
    accounts: CustomerAccounts = USUAL


def read_fec(source: Source, told: Told = quiet, accounts: CustomerAccounts = USUAL) -> Fec:
    """Read it line by line. A line that is wrong is named; the others count.

    Raises InputError when the columns are not those of a FEC.
    """
    encoding = encoding_of(source, "iso8859-15")
    text = io.TextIOWrapper(source.stream, encoding, newline=None)
    try:
        columns = FecColumns.of(text.readline(_MAX_LINE), source.name)
        rows = counted(_lines(text), lambda: told(f"reading {source.name}", source.stream.tell(), source.size))
        return _gather(rows, columns, source.name, accounts)
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    number = 1
    while line := text.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE and not line.endswith("\n"):
            line = "…"  # one column, which is told as wrong
            while (rest := text.readline(_MAX_LINE)) and not rest.endswith("\n"):
                pass
        yield number, line.rstrip("\n")


def _gather(rows: Iterator[tuple[int, str]], columns: FecColumns, name: str, accounts: CustomerAccounts) -> Fec:
    lines: list[FecLine] = []
    errors: list[RowError] = []
    sales: set[str] = set()
    money: set[str] = set()
    journal_at, account_at = columns.at["journalcode"], columns.at["comptenum"]
    customers = (accounts.ordinary, accounts.doubtful)
    number = 1
    for number, row in rows:
        cells = row.split(columns.mark)
        if len(cells) != columns.count:
            if row.strip():
                errors.append(RowError(number, _wrong_count(cells, columns)))
                check_counts(name, len(lines), errors)
            continue
        account = cells[account_at].strip().strip('"')
        if account.startswith(customers):
            try:
                _check_characters(row)
                lines.append(_line(number, [cell.strip().strip('"') for cell in cells], columns, accounts))
            except ValueError as error:
                errors.append(RowError(number, f"{error}."))
            check_counts(name, len(lines), errors)
        elif account.startswith(_SALES):
            sales.add(cells[journal_at].strip().strip('"'))
        elif account.startswith(_MONEY):
            money.add(cells[journal_at].strip().strip('"'))
    return Fec(
        lines=lines, errors=errors, sales=frozenset(sales), money=frozenset(money - sales), all_lines=number - 1,
        accounts=accounts,
    )  # fmt: skip


def _check_characters(row: str) -> None:
    if CONTROL.search(row.replace("\t", " ")):
        raise ValueError("the line holds a control character; write it again")


def _wrong_count(cells: list[str], columns: FecColumns) -> str:
    mark = "tab" if columns.mark == "\t" else "pipe"
    return f"{len(cells)} columns where the header has {columns.count}; take the {mark} out of the text, or fill it up."


def _line(number: int, cells: list[str], columns: FecColumns, accounts: CustomerAccounts) -> FecLine:
    at = columns.at
    account, customer = cells[at["comptenum"]], cells[at["compauxnum"]]
    on = _day("EcritureDate", cells[at["ecrituredate"]])
    written = cells[at["piecedate"]]
    amount, currency = _amount(cells, columns)
    return FecLine(
        line=number,
        journal=cells[at["journalcode"]],
        entry=cells[at["ecriturenum"]],
        on=on,
        account=account,
        # Firms without auxiliary accounts give each customer an account of its own.
        customer=customer or accounts.owner(account),
        name=cells[at["compauxlib"]] or cells[at["comptelib"]] or customer or account,
        piece=cells[at["pieceref"]],
        piece_on=_day("PieceDate", written) if written else on,
        label=cells[at["ecriturelib"]],
        amount=amount,
        currency=currency,
        lettering=cells[at["ecriturelet"]],
    )


def _amount(cells: list[str], columns: FecColumns) -> tuple[Decimal, str]:
    at = columns.at
    if columns.signed:
        sense = cells[at["sens"]].upper()
        if sense not in ("D", "C", "+1", "-1", "1"):
            raise ValueError(f"Sens: {sense!r} is neither D nor C; write one of them")
        amount = _decimal("Montant", cells[at["montant"]])
        amount = -amount if sense in ("C", "-1") else amount
    else:
        amount = _decimal("Debit", cells[at["debit"]]) - _decimal("Credit", cells[at["credit"]])
    return _foreign(cells, columns, amount) or (amount, "")


def _foreign(cells: list[str], columns: FecColumns, amount: Decimal) -> tuple[Decimal, str] | None:
    """The amount in the currency of the invoice, where the line says one: that is what the customer owes."""
    if not all(name in columns.at for name in FOREIGN):
        return None
    currency = cells[columns.at["idevise"]].upper()
    foreign = abs(_decimal("Montantdevise", cells[columns.at["montantdevise"]]))
    if not currency or not foreign or len(currency) != 3:
        return None
    return (foreign if amount >= 0 else -foreign), currency


def _decimal(name: str, text: str) -> Decimal:
    if not text:
        return Decimal(0)
    try:
        return values.decimal(text.replace(",", ".").replace(" ", "").replace("\u00a0", ""), text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


@lru_cache(maxsize=4096)
def _day(name: str, text: str) -> date:
    if len(text) != 8 or not text.isascii() or not text.isdigit():
        raise ValueError(f"{name}: {text!r} is no day; write 20261231")
    try:
        return values.calendar_day(text, text[:4], text[4:6], text[6:])
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
