"""SWIFT MT940 and MT942: customer statements as lines of `:tag:value`.

`RC` is the reversal of a credit: money leaves. Expected movements (`EC`, `ED` of MT942) do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in
from mailbot.inbound.charsets import decode_bytes
from mailbot.inbound.statements.statement import Statement, closes

MAX_LINES = 300_000
_TAG = re.compile(r"^:(\d{2}[A-Z]?):")
_LINE = re.compile(
    r"^(?P<value>\d{6})(?P<entry>\d{4}|\s{4})?(?P<mark>R?[CD]|E[CD])(?P<funds>[A-Z])?(?P<amount>\d{1,15}[,.]?\d{0,2})"
    r"(?P<kind>[A-Z][A-Z0-9]{3})?(?P<reference>[^/\n]{0,34}(?:/[^/\n]{1,20})*)?(?://(?P<bank>[^\n]{0,34}))?"
)
_BALANCE = re.compile(r"^(?P<mark>[CD])(?P<day>\d{6})(?P<currency>[A-Z]{3})(?P<amount>\d{1,15},?\d{0,2})")
# The account, whatever follows: a statement without any movement is one too.
_ACCOUNT = re.compile(rb"^:25P?:\S", re.M)
_FIELD = re.compile(r"\?(\d\d)")
_CODES = re.compile(r"(?:^|(?<=[^A-Z]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|COAM|OAMT)\+")
_SLASHED = re.compile(
    r"/(NAME|REMI|IBAN|EREF|TRTP|BIC|CSID|MARF|ORDP|BENM|ISDT|ADDR|PREF|SVCL|CNTP|ID|UDTR|RTRN|PURP|FX|OCMT)/"
)


def claims(content: bytes) -> bool:
    """Does this look like MT940 or MT942?"""
    head = content[:4_000]
    return b":20:" in head and _ACCOUNT.search(head) is not None


def read(content: bytes) -> tuple[Statement, ...]:
    """Every statement in the file; a part that makes no sense is left out and said in `problem`."""
    statements: list[list[tuple[str, str]]] = []
    for tag, value in _fields(decode_bytes(content)):
        if tag == "20" or not statements:
            statements.append([])
        statements[-1].append((tag, value))
    return tuple(_statement(fields) for fields in statements if any(tag in ("25", "25P") for tag, _ in fields))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    tag, value = "", ""
    for line in text.splitlines()[:MAX_LINES]:
        found = _TAG.match(line)
        if found:
            if tag:
                yield tag, value
            tag, value = found[1], line[found.end() :]
        elif line.strip() in ("-", "-}") or line.startswith("{"):
            if tag:
                yield tag, value
            tag = ""
        elif tag:
            value += "\n" + line
    if tag:
        yield tag, value


def _statement(fields: list[tuple[str, str]]) -> Statement:
    account = next((value.strip() for tag, value in fields if tag in ("25", "25P")), "")
    opening = next((_balance(value) for tag, value in fields if tag in ("60F", "60M")), None)
    closing = next((_balance(value) for tag, value in fields if tag in ("62F", "62M")), None)
    currency = opening[1] if opening else closing[1] if closing else _floor_currency(fields)
    movements, unread = _movements(fields, currency)
    problem = closes(opening[0] if opening else None, closing[0] if closing else None, movements)
    if opening and not closing:
        problem = "the closing balance is missing: the file may be cut"
    return Statement(
        account=account.split("\n")[0].split(" ")[0],
        currency=currency,
        movements=movements,
        opening=opening[0] if opening else None,
        closing=closing[0] if closing else None,
        problem=f"{unread} movements could not be read" if unread else problem,
    )


def _floor_currency(fields: list[tuple[str, str]]) -> str:
    found = next((re.match(r"^([A-Z]{3})", value) for tag, value in fields if tag == "34F"), None)
    return found[1] if found else "EUR"


def _movements(fields: list[tuple[str, str]], currency: str) -> tuple[tuple[Movement, ...], int]:
    out: list[Movement] = []
    unread = 0
    for index, (tag, value) in enumerate(fields):
        if tag != "61":
            continue
        found = _LINE.match(value)
        if found is None:
            unread += 1
            continue
        details = fields[index + 1][1] if index + 1 < len(fields) and fields[index + 1][0] == "86" else ""
        if not found["mark"].startswith("E"):
            out.append(_movement(found, value, details, currency))
    return tuple(out), unread


def _movement(found: re.Match[str], line: str, details: str, currency: str) -> Movement:
    direction = "credit" if found["mark"] in ("C", "RD") else "debit"
    name, iban, label = _details(details or line.partition("\n")[2])
    reference = (found["reference"] or "").strip()
    return Movement(
        amount=_decimal(found["amount"]),
        currency=currency,
        direction=direction,
        value_date=_day(found["value"]),
        booked_on=_booked(found["value"], (found["entry"] or "").strip()),
        payer=(name or payer_in(label)) if direction == "credit" or name else None,
        payer_iban=iban or None,
        label=label or (reference if reference not in ("NONREF", "") else None),
        bank_id=(found["bank"] or "").strip() or None,
        takes_back=found["mark"] == "RC",
    )


def _details(value: str) -> tuple[str, str, str]:
    """(name, IBAN, what the payer wrote) of field 86, in its German, Dutch or free form."""
    if re.match(r"^\d{3}\s?\?\d\d|^\?\d\d", value):
        return _german(value.replace("\r", "").replace("\n", ""))
    joined = _joined(value)
    if _SLASHED.search(joined):
        return _slashed(joined)
    coded = _codes(joined)
    return coded.get("ABWA", ""), coded.get("IBAN", ""), coded.get("SVWZ") or joined


def _german(value: str) -> tuple[str, str, str]:
    pieces = _FIELD.split(value)
    parts = list(zip(pieces[1::2], pieces[2::2], strict=False))
    text = "".join(content for number, content in parts if "20" <= number <= "29" or "60" <= number <= "63").strip()
    name = " ".join(content.strip() for number, content in parts if number in ("32", "33")).strip()
    iban = next((content.strip() for number, content in parts if number == "31"), "")
    coded = _codes(text)
    booking = next((content for number, content in parts if number == "00"), "")
    return name, iban or coded.get("IBAN", ""), coded.get("SVWZ") or text or booking


def _codes(text: str) -> dict[str, str]:
    pieces = _CODES.split(text)
    return {code: content.strip() for code, content in zip(pieces[1::2], pieces[2::2], strict=False)}


def _slashed(text: str) -> tuple[str, str, str]:
    pieces = _SLASHED.split(text)
    values: dict[str, str] = {}
    for code, content in zip(pieces[1::2], pieces[2::2], strict=False):
        values.setdefault(code, content.strip(" /"))
    return values.get("NAME", ""), values.get("IBAN", ""), values.get("REMI") or pieces[0].strip(" /") or text


def _joined(value: str) -> str:
    """Lines of 65 characters were cut in the middle; shorter ones were ended."""
    out = ""
    for line in value.splitlines():
        glue = "" if not out or line.startswith(" ") or len(out.rpartition("\x00")[2]) >= 65 else " "
        out += glue + "\x00" + line
    return " ".join(out.replace("\x00", "").split())


def _balance(value: str) -> tuple[Decimal, str] | None:
    found = _BALANCE.match(value.replace("\n", ""))
    if found is None:
        return None
    amount = _decimal(found["amount"])
    return (amount if found["mark"] == "C" else -amount), found["currency"]


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ".").rstrip("."))


def _booked(value: str, entry: str) -> date | None:
    """The day of the entry, of which only day and month are told: in the year in which it is nearest to the value."""
    on = _day(value)
    if on is None or not entry:
        return None
    days = (_day(f"{year % 100:02}{entry}") for year in (on.year - 1, on.year, on.year + 1))
    return min((day for day in days if day), key=lambda day: abs(day - on), default=None)


def _day(written: str) -> date | None:
    try:
        return date(2000 + int(written[:2]), int(written[2:4]), int(written[4:6]))
    except ValueError:
        return None
