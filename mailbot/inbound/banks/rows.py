"""Several movements in one mail: tables with column heads, tables in fixed width, and lists of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailbot.core.understood import Movement
from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks.labels import payer_in, remittance
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import Sum, day_of, iban_in, sum_of
from mailbot.inbound.reply.amounts import Amount, amounts
from mailbot.inbound.reply.folding import fold

_TOTAL = re.compile(r"^\W*(?:sous-?)?(?:total|totaux|solde|balance|saldo|kontostand|summe|somme des|frais|net|montant (?:net|brut|total)|tva|gross|fees?|ancien|nouveau)\b")
_DEBIT_HEAD = re.compile(r"^(?:debit|debits|sortie|soll|depense|cargo|addebito|af|withdrawal|paid out|money out)")
_CREDIT_HEAD = re.compile(r"^(?:credit|credits|entree|haben|recette|abono|accredito|bij|deposit|paid in|money in|encaissement)")
_DASHES = re.compile(r"^[\s\-=_+|]+$")
_START_DATE = re.compile(r"^\s{0,6}(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)\b")
_ITEM = re.compile(r"^\s*(?:\d{1,2}[).]\s|[-•*]\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the reader of rows must know: the day of the mail, the bank's currency, which way money goes by default."""

    written: date | None
    currency: str
    default: str = ""
    value_date: date | None = None


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
    return len(row) >= 3 and sum(name is not None for name in known) >= 2 and has_amount and not any(amounts(c) for c in row)


def _column(cell: str) -> str | None:
    head = fold(cell).strip(" .:€()eur")
    if _DEBIT_HEAD.match(head):
        return "debit"
    if _CREDIT_HEAD.match(head):
        return "credit"
    return "number" if re.match(r"^(?:n°|no\b|numero\b)", head) else None


def _by_columns(head: list[str], row: list[str], setting: Setting) -> Movement | None:
    if len(row) != len(head) or _TOTAL.match(fold(" ".join(row))):
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
    label = cells.get(names.LABEL) or cells.get(names.REFERENCE) or cells.get("number")
    payer = cells.get(names.PAYER) or payer_in(label or "")
    return Movement(
        amount=money.amount,
        currency=money.currency,
        direction="debit" if money.negative else direction,
        value_date=day_of(cells.get(names.VALUE_DATE) or cells.get(names.DATE) or cells.get(names.SENSE), setting.written) or setting.value_date,
        payer=payer,
        payer_iban=iban_in(cells.get(names.IBAN)),
        label=remittance(label) if label else None,
        bank_id=cells.get(names.BANK_ID),
    )


def _by_shape(row: list[str], setting: Setting) -> Movement | None:
    """A row without column heads: a day, a text, an amount with a currency or a sign."""
    if len(row) < 3 or _TOTAL.match(fold(row[0])):
        return None
    money = [(i, s) for i, cell in enumerate(row) if len(cell) < 30 and (s := sum_of(cell, setting.currency, bare="," in cell)) is not None]
    day = next((d for cell in row if len(cell) < 30 and (d := day_of(cell, setting.written)) is not None), None)
    texts = [cell for cell in row if sum(ch.isalpha() for ch in cell) >= 4 and not amounts(cell)]
    if not money or day is None or not texts:
        return None
    label = max(texts, key=len)
    return _movement(label, money[0][1], day, setting)


def _movement(label: str, money: Sum, day: date | None, setting: Setting) -> Movement:
    return Movement(
        amount=money.amount,
        currency=money.currency or setting.currency,
        direction="debit" if money.negative else direction_of(fold(label), setting.default),
        value_date=day or setting.value_date,
        payer=payer_in(label),
        label=remittance(label),
    )


def from_fixed_width(lines: list[str], setting: Setting) -> tuple[Movement, ...]:
    """A text table whose columns are told by where they stand: amounts end under the head that they belong to."""
    head = next((i for i, line in enumerate(lines) if _fixed_head(line)), None)
    if head is None:
        return ()
    columns = _ends(lines[head])
    found: list[Movement] = []
    for line in lines[head + 1 :]:
        if _DASHES.match(line) or not line.strip():
            continue
        if _TOTAL.match(fold(line)):
            break
        money = _placed(line, columns)
        if money is not None and _START_DATE.match(line):
            found.append(_fixed_movement(line, money, setting))
        elif found and line.startswith("   ") and not amounts(line):
            found[-1] = _continued(found[-1], line.strip())
    return tuple(found)


def _fixed_head(line: str) -> bool:
    text = fold(line)
    return bool(re.search(r"\b(?:debit|soll)\b", text) and re.search(r"\b(?:credit|haben)\b", text)) and "  " in line


def _ends(head: str) -> dict[str, int]:
    text = fold(head)
    ends: dict[str, int] = {}
    for name, pattern in (("debit", r"\b(?:debit|soll)\b"), ("credit", r"\b(?:credit|haben)\b")):
        found = re.search(pattern, text)
        if found:
            ends[name] = found.end()
    return ends


def _placed(line: str, columns: dict[str, int]) -> tuple[str, int, Sum] | None:
    numbers = [found for found in re.finditer(r"(?<=\s)[+-]?\d{1,3}(?:[ .]\d{3})*[.,]\d{2}(?=\s|$)", line)]
    if not numbers:
        return None
    last = numbers[0] if len(numbers) == 1 else min(numbers, key=lambda n: min(abs(n.end() - end) for end in columns.values()))
    direction = min(columns, key=lambda name: abs(columns[name] - last.end()))
    money = sum_of(last[0], "")
    return (direction, last.start(), money) if money else None


def _fixed_movement(line: str, placed: tuple[str, int, Sum], setting: Setting) -> Movement:
    direction, start, money = placed
    date_part = _START_DATE.match(line)
    label = line[date_part.end() if date_part else 0 : start].strip()
    base = _movement(label, money, day_of(line[:14], setting.written), setting)
    return Movement(
        amount=base.amount, currency=setting.currency, direction=direction, value_date=base.value_date, payer=payer_in(label + "\n "), label=base.label
    )  # fmt: skip


def _continued(movement: Movement, text: str) -> Movement:
    label = f"{movement.label}\n{text}"
    return Movement(
        amount=movement.amount,
        currency=movement.currency,
        direction=movement.direction,
        value_date=movement.value_date,
        payer=payer_in(label) or movement.payer,
        label=remittance(label),
    )


def from_list(lines: list[str], setting: Setting) -> tuple[Movement, ...]:
    """Lines of one movement each: `1) 420.00 EUR  VIR RECU …`, `DUPONT - F-2026-0133 : +744,00 €`.

    At least two lines; a line whose amount is the sum of the others is their total.
    """
    found: list[tuple[Movement, bool]] = []
    for line in lines:
        money = amounts(line)
        folded = fold(line)
        if len(money) != 1 or _TOTAL.match(folded) or re.match(r"^\W*\d+ (?:virements?|paiements?|operations?|transfers?|payments?)\b", folded):
            continue
        rest = (line[: money[0].start] + "\t" + line[money[0].end :]).strip("\t :-")
        if sum(ch.isalpha() for ch in rest) < 3 or not (_ITEM.match(line) or line.strip()[:1] in "+-" or "+" in line or " - " in line or _START_DATE.match(line) or "-" in line[: money[0].start]):
            continue
        found.append((_listed(rest, money[0], setting), bool(_ITEM.match(line))))
    movements = [m for m, _ in found]
    if len(movements) > 2:
        total = sum(m.amount for m in movements)
        movements = [m for m in movements if m.amount * 2 != total] or movements
    return tuple(movements) if len(movements) >= 2 else ()


def _listed(rest: str, money: Amount, setting: Setting) -> Movement:
    text = _ITEM.sub("", rest.replace("\t", " ")).strip(" :-•")
    day = day_of(text, setting.written) if _START_DATE.match(text) else None
    text = _START_DATE.sub("", text).strip(" :-") if day else text
    name, dash, label = text.partition(" - ")
    return Movement(
        amount=money.amount,
        currency=money.currency or setting.currency,
        direction="debit" if money.negative else direction_of(fold(text), setting.default),
        value_date=day or setting.value_date,
        payer=(name.strip() if dash else None) or payer_in(text),
        label=remittance(label if dash else text),
    )
