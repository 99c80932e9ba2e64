"""The lines of a FEC as what customers owe: an invoice per document, what is still open of it, and money in hand.

A lettered line is settled. Only a code in small letters may leave something open: it means a partial lettering, and
what its group does not balance stays open, on the newest lines. Credits without lettering lower the document that they
name; else those of a sales journal are credit notes, all others money received that nobody has placed yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mailbot.core.invoice import InvoiceKind
from mailbot.intake.fec import Fec, FecLine
from mailbot.intake.rows import ClientLine, InvoiceLine

_NOTHING = Decimal(0)
# The books keep numbers this long.
_MAX_KEY = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FecCredit:
    """Money received, as a line of a FEC. `ident` names the line in every export of that year.

    `lettering`: settled in the accounts under this code, together with `settles` (documents); empty while open.
    `dated`: its day is the day of the money; false for a balance carried forward.
    """

    line: int
    ident: str
    client: str
    name: str
    on: date
    amount: Decimal
    currency: str
    label: str
    lettering: str
    settles: tuple[str, ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FecItems:
    """Customers, their documents (settled ones too, with nothing open) and money in hand."""

    clients: tuple[ClientLine, ...]
    documents: tuple[InvoiceLine, ...]
    credits: tuple[FecCredit, ...]
    unnamed: int = 0


def fec_items(fec: Fec, terms_days: int) -> FecItems:
    """Gather the lines into documents. `terms_days`: from the day of the document to the day it is due."""
    still_open = _open_amounts(fec.lines)
    documents: dict[tuple[str, str, str], list[FecLine]] = defaultdict(list)
    for line in fec.lines:
        documents[line.customer, _number(line), line.currency].append(line)
    invoices: list[InvoiceLine] = []
    money: list[FecLine] = []
    for (_, number, _), lines in documents.items():
        if any(line.amount > 0 for line in lines):
            invoices.append(_invoice(number, lines, still_open, fec, terms_days))
        elif lines[0].journal in fec.sales:
            invoices.append(_credit_note(number, lines, still_open, terms_days))
        else:
            money.extend(lines)
    return FecItems(
        clients=_clients(fec.lines),
        documents=tuple(invoices),
        credits=_credits(money, still_open, fec),
        unnamed=sum(not line.piece and line.amount > 0 and still_open[line.line] > 0 for line in fec.lines),
    )


def _number(line: FecLine) -> str:
    return (line.piece or f"{line.journal}-{line.entry}-{line.customer}")[:_MAX_KEY]


def with_code(number: str, client: str) -> str:
    """The number of a document whose plain number another client has too."""
    return f"{number} ({client})"[:_MAX_KEY]


def _open_amounts(lines: Sequence[FecLine]) -> dict[int, Decimal]:
    """What each line leaves open, by its number: all of it, nothing, or its part of a partial lettering."""
    found: dict[int, Decimal] = {}
    partial: dict[tuple[str, str], list[FecLine]] = defaultdict(list)
    for line in lines:
        found[line.line] = _NOTHING if line.lettering else line.amount
        if line.lettering and line.lettering == line.lettering.lower() != line.lettering.upper():
            partial[line.customer, line.lettering].append(line)
    for group in partial.values():
        rest = sum((line.amount for line in group), start=_NOTHING)
        for line in sorted(group, key=lambda one: (one.piece_on, one.line), reverse=True):
            if rest and (line.amount > 0) == (rest > 0):
                part = min(abs(line.amount), abs(rest)).copy_sign(rest)
                found[line.line], rest = part, rest - part
    return found


def _invoice(
    number: str, lines: Sequence[FecLine], still_open: Mapping[int, Decimal], fec: Fec, terms_days: int
) -> InvoiceLine:
    debits = [line for line in lines if line.amount > 0]
    # A payment that the bank took back is a debit in a journal of money: it opens the invoice again, and adds nothing.
    # A transfer to the doubtful customers moves it and adds nothing either.
    moved = fec.accounts.doubtful
    invoiced = [one for one in debits if one.journal not in fec.money and not one.account.startswith(moved)] or debits
    total = sum((line.amount for line in invoiced), start=_NOTHING)
    rest = sum((still_open[line.line] for line in lines), start=_NOTHING)
    return _document(number, invoiced[0], InvoiceKind.INVOICE, (total, min(max(rest, _NOTHING), total)), terms_days)


def _credit_note(
    number: str, lines: Sequence[FecLine], still_open: Mapping[int, Decimal], terms_days: int
) -> InvoiceLine:
    total = sum((line.amount for line in lines), start=_NOTHING)
    rest = sum((still_open[line.line] for line in lines), start=_NOTHING)
    return _document(number, lines[0], InvoiceKind.CREDIT_NOTE, (total, rest), terms_days)


def _document(
    number: str, line: FecLine, kind: InvoiceKind, amounts: tuple[Decimal, Decimal], terms_days: int
) -> InvoiceLine:
    days = 0 if kind is InvoiceKind.CREDIT_NOTE else terms_days
    return InvoiceLine(
        line=line.line,
        number=number,
        client=line.customer,
        client_name=line.name,
        kind=kind.value,
        issued_on=line.piece_on,
        due_on=line.piece_on + timedelta(days=days),
        total=amounts[0],
        currency=line.currency,
        open_amount=amounts[1],
        matter=line.label,
        why=f"lettré {line.lettering} dans le FEC" if line.lettering else "réglé selon le FEC",
    )


def _clients(lines: Iterable[FecLine]) -> tuple[ClientLine, ...]:
    found: dict[str, ClientLine] = {}
    for line in lines:
        if line.customer not in found:
            values: dict[str, object] = {"name": line.name}
            found[line.customer] = ClientLine(line=line.line, code=line.customer, values=values, only_new=True)
    return tuple(found.values())


def _credits(money: Sequence[FecLine], still_open: Mapping[int, Decimal], fec: Fec) -> tuple[FecCredit, ...]:
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in fec.lines:
        if line.lettering and line.amount > 0:
            together[line.customer, line.lettering].append(_number(line))
    ranks: Counter[str] = Counter()
    found = []
    for line in money:
        ident = f"{line.on:%Y%m%d}/{line.journal}/{line.entry}/{line.customer}"[:_MAX_KEY]
        ranks[ident] += 1
        rest = -still_open[line.line]
        found.append(
            FecCredit(
                line=line.line,
                ident=f"{ident}/{ranks[ident]}",
                client=line.customer,
                name=line.name,
                on=line.on,
                amount=rest or -line.amount,
                currency=line.currency,
                label=line.label,
                lettering="" if rest else line.lettering,
                settles=tuple(together[line.customer, line.lettering]) if line.lettering else (),
                dated=line.journal in fec.money,
            )
        )
    return tuple(found)
