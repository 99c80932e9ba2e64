"""Several movements in plain lines: a table in fixed width, or a list of lines."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.banks.setting import START_DATE, Setting, is_total, movement_of
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import Sum, day_of, sum_of
from mailbot.inbound.reply.amounts import Amount, amounts
from mailbot.inbound.reply.folding import fold

_DASHES = re.compile(r"^[\s\-=_+|]+$")
_BULLET = re.compile(r"^\s*[-•*]\s+(?=\S)")
# 06/11/2026  VIR SEPA CABINET NOIR      +1 200,00: a signed amount without its currency.
_DATED = re.compile(r"^\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s+\S.*?\s(?P<money>[+-] ?\d[\d .,']*[.,]\d\d)\s*$")
_ITEM = re.compile(r"^\s*(?:\d{1,2}[).]\s|[-•*]\s)")
# A summary of one movement: words, a reference, a signed amount at the end of the line.
_ONE = re.compile(r"^(?!.*:)(?=.*[^\W\d_]{3}).*\d{3}.*\s[+] ?\d[\d .,\u00a0\u202f']*(?:€|EUR|CHF|GBP|USD)\s*$")
_COUNT = re.compile(r"^\W*\d+ (?:virements?|paiements?|operations?|transfers?|payments?)\b")


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
        if is_total(line):
            break
        money = _placed(line, columns)
        if money is not None and START_DATE.match(line):
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
    numbers = list(re.finditer(r"(?<=\s)[+-]?\d{1,3}(?:[ .]\d{3})*[.,]\d{2}(?=\s|$)", line))
    if not numbers:
        return None
    last = (
        numbers[0]
        if len(numbers) == 1
        else min(numbers, key=lambda n: min(abs(n.end() - end) for end in columns.values()))
    )
    direction = min(columns, key=lambda name: abs(columns[name] - last.end()))
    money = sum_of(last[0], "")
    return (direction, last.start(), money) if money else None


def _fixed_movement(line: str, placed: tuple[str, int, Sum], setting: Setting) -> Movement:
    direction, start, money = placed
    date_part = START_DATE.match(line)
    label = line[date_part.end() if date_part else 0 : start].strip()
    base = movement_of(label, money, day_of(line[:14], setting.written), setting)
    # The line below the name continues the label: an empty one says where the name ends.
    return replace(base, currency=setting.currency, direction=direction, payer=payer_in(label + "\n "))


def _continued(movement: Movement, text: str) -> Movement:
    label = f"{movement.label}\n{text}"
    return replace(movement, payer=payer_in(label) or movement.payer, label=remittance(label))


def from_list(lines: list[str], setting: Setting) -> tuple[Movement, ...]:
    """Lines of one movement each: `1) 420.00 EUR  VIR RECU …`, `DUPONT - F-2026-0133 : +744,00 €`.

    At least two lines, or one that ends in a signed amount after a reference; a line whose amount is the sum of the
    others is their total.
    """
    listed = [(line, movement) for line in lines if (movement := _listed_in(line, setting)) is not None]
    movements = [movement for _, movement in listed]
    if len(listed) == 1 and _ONE.search(listed[0][0]):
        return tuple(movements)
    if len(movements) > 2:
        total = sum(movement.amount for movement in movements)
        movements = [movement for movement in movements if movement.amount * 2 != total] or movements
    return tuple(movements) if len(movements) >= 2 else ()


def _listed_in(line: str, setting: Setting) -> Movement | None:
    if setting.default == "credit":
        line = _BULLET.sub("", line)  # the dash of a list is no minus
    dated = _DATED.match(line)
    money = [] if dated and not amounts(line) else amounts(line)
    if dated and not money:
        money = amounts(line[dated.start("money") :], bare=True)
        ahead = dated.start("money")
        money = [replace(one, start=one.start + ahead, end=one.end + ahead) for one in money]
    folded = fold(line)
    if len(money) != 1 or is_total(line) or _COUNT.match(folded):
        return None
    rest = (line[: money[0].start] + "\t" + line[money[0].end :]).strip("\t :-")
    if sum(ch.isalpha() for ch in rest) < 3 or not _looks_listed(line, money[0]):
        return None
    return _listed(rest, money[0], setting)


def _looks_listed(line: str, money: Amount) -> bool:
    bullet = bool(_ITEM.match(line)) or line.strip()[:1] in "+-" or line[: money.start].strip() == ""
    return bullet or "+" in line or "-" in line[: money.start] or " - " in line or bool(START_DATE.match(line))


def _listed(rest: str, money: Amount, setting: Setting) -> Movement:
    text = _ITEM.sub("", rest.replace("\t", " ")).strip(" :-•")
    day = day_of(text, setting.written) if START_DATE.match(text) else None
    text = START_DATE.sub("", text).strip(" :-") if day else text
    name, dash, label = text.partition(" - ")
    return Movement(
        amount=money.amount,
        currency=money.currency or setting.currency,
        direction="debit" if money.negative else direction_of(fold(text), setting.default),
        value_date=day or setting.value_date,
        payer=(name.strip() if dash else None) or payer_in(text),
        label=remittance(label if dash else text),
    )
