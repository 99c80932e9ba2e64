"""Several movements in the tables of a page: with column heads, or by the shape of their rows."""

from __future__ import annotations

import re

from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks.setting import Setting, is_total, movement_of
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import day_of, sum_of
from mailbot.inbound.ibans import iban_in
from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.folding import fold

_KIND = 14
_DEBIT_HEAD = re.compile(r"^(?:debit|debits|sortie|soll|depense|cargo|addebito|af|withdrawal|paid out|money out)")
_CREDIT_HEAD = re.compile(
    r"^(?:credit|credits|entree|haben|recette|abono|accredito|bij|deposit|paid in|money in|encaissement)"
)


def from_tables(tables: list[list[list[str]]], setting: Setting) -> tuple[Movement, ...]:
    """The movements of every table that lists some."""
    found: list[Movement] = []
    for table in tables:
        head = next((i for i, row in enumerate(table[:3]) if _is_head(row)), None)
        if head is not None:
            found += [m for row in table[head + 1 :] if (m := _by_columns(table[head], row, setting)) is not None]
        else:
            found += [m for row in table if (m := _by_shape(row, setting)) is not None]
    return tuple(found)


def _is_head(row: list[str]) -> bool:
    known = [names.field_of(fold(cell)) or _column(cell) for cell in row]
    has_amount = any(name in (names.AMOUNT, "debit", "credit") for name in known)
    return (
        len(row) >= 3
        and sum(name is not None for name in known) >= 2
        and has_amount
        and not any(amounts(c) for c in row)
    )


def _column(cell: str) -> str | None:
    head = fold(cell).strip(" .:€()eur")
    if _DEBIT_HEAD.match(head):
        return "debit"
    if _CREDIT_HEAD.match(head):
        return "credit"
    return "number" if re.match(r"^(?:n°|no\b|numero\b)", head) else None


def _by_columns(head: list[str], row: list[str], setting: Setting) -> Movement | None:
    if len(row) != len(head) or is_total(" ".join(row)):
        return None
    cells: dict[str, str] = {}
    for name, value in zip(head, row, strict=True):
        known = _column(name) or names.field_of(fold(name))
        if known and value.strip():
            cells.setdefault(known, value)
    if "debit" in cells or "credit" in cells:
        direction = "credit" if "credit" in cells else "debit"
        money = sum_of(cells.get(direction, ""), setting.currency)
    else:
        money = sum_of(cells.get(names.AMOUNT, ""), setting.currency)
        direction = direction_of(fold(cells.get(names.SENSE, "") + " " + cells.get(names.LABEL, "")), setting.default)
    if money is None or not money.amount:
        return None
    label = cells.get(names.LABEL) or cells.get(names.REFERENCE) or cells.get("number") or _told(cells.get(names.SENSE))
    payer = cells.get(names.PAYER) or payer_in(label or "")
    return Movement(
        amount=money.amount,
        currency=money.currency,
        direction="debit" if money.negative else direction,
        value_date=day_of(
            cells.get(names.VALUE_DATE) or cells.get(names.DATE) or cells.get(names.SENSE), setting.written
        )
        or setting.value_date,
        payer=payer,
        payer_iban=iban_in(cells.get(names.IBAN)),
        label=remittance(label) if label else None,
        bank_id=cells.get(names.BANK_ID),
    )


def _told(operation: str | None) -> str | None:
    """A column called "Opération" may hold the whole label, or a word for its kind."""
    return operation if operation and len(operation) > _KIND else None


def _by_shape(row: list[str], setting: Setting) -> Movement | None:
    """A row without column heads: a day, a text, an amount with a currency or a sign."""
    if len(row) < 3 or is_total(row[0]):
        return None
    money = [
        (i, s)
        for i, cell in enumerate(row)
        if len(cell) < 30 and (s := sum_of(cell, setting.currency, bare="," in cell)) is not None
    ]
    day = next((d for cell in row if len(cell) < 30 and (d := day_of(cell, setting.written)) is not None), None)
    texts = [cell for cell in row if sum(ch.isalpha() for ch in cell) >= 4 and not amounts(cell)]
    if not money or day is None or not texts:
        return None
    label = max(texts, key=len)
    return movement_of(label, money[0][1], day, setting)
