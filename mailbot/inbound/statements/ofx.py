"""OFX 1 (SGML) and 2 (XML), as banks really write it: unclosed tags, decimal commas, a wrong character set."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal

from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in
from mailbot.inbound.charsets import decode_bytes
from mailbot.inbound.reply.amounts import decimal_of
from mailbot.inbound.statements.statement import Statement

MAX_TRANSACTIONS = 100_000
_STATEMENT = re.compile(r"<(?:CC)?STMTRS>", re.I)
_TRANSACTION = re.compile(r"<STMTTRN>", re.I)
_STATUS = re.compile(r"<STATUS>", re.I)
_TAG = re.compile(r"<([A-Z0-9.]{1,32})>([^<\r\n]{0,2000})", re.I)


def claims(content: bytes) -> bool:
    """Does this look like OFX or QFX?"""
    head = content[:2_000].upper()
    return b"<OFX>" in head or b"OFXHEADER" in head


def read(content: bytes) -> tuple[Statement, ...]:
    """Every account in the file. Raises InputError when it is cut or an amount is no number."""
    text = decode_bytes(content, "cp1252") if not _is_utf8(content) else content.decode("utf-8")
    if "</OFX>" not in text.upper():
        raise InputError("The OFX file is cut: its end is missing.")
    statements = tuple(_statement(part) for part in _STATEMENT.split(text)[1:])
    if not statements and "<INVSTMTRS>" in text.upper():
        raise InputError("The OFX file is of an investment account; only bank accounts bring payments.")
    if not statements:
        raise InputError(_answered(text))
    return statements


def _answered(text: str) -> str:
    """What a bank's server said in place of a statement."""
    for block in _STATUS.split(text)[1:]:
        fields = _fields(re.split(r"</STATUS>", block, maxsplit=1, flags=re.I)[0])
        if fields.get("SEVERITY", "").upper() == "ERROR":
            said = fields.get("MESSAGE", "no reason given")[:200]
            return f"The OFX file holds no statement: the bank's server answered {said!r} ({fields.get('CODE', '?')})."
    return "The OFX file holds no statement: the bank's server only answered that somebody signed on. Ask for it again."


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _statement(part: str) -> Statement:
    head, *blocks = _TRANSACTION.split(part)
    fields = _fields(head)
    currency = fields.get("CURDEF", "EUR").upper()[:3] or "EUR"
    last = _fields(part[-2_000:])
    return Statement(
        account=fields.get("ACCTID", ""),
        currency=currency,
        movements=tuple(_movement(block, currency) for block in blocks[:MAX_TRANSACTIONS]),
        closing=_decimal(last["BALAMT"]) if "BALAMT" in last else None,
    )


def _fields(block: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in _TAG.findall(block):
        clean = " ".join(html.unescape(value).split())
        if clean:
            values.setdefault(name.upper(), clean)
    return values


def _movement(block: str, currency: str) -> Movement:
    fields = _fields(re.split(r"</STMTTRN>|</BANKTRANLIST>", block, maxsplit=1, flags=re.I)[0])
    amount = _decimal(fields.get("TRNAMT", ""))
    name, memo = fields.get("NAME", "") or fields.get("PAYEE", ""), fields.get("MEMO", "")
    credit = amount >= 0
    return Movement(
        amount=abs(amount),
        currency=currency,
        direction="credit" if credit else "debit",
        value_date=_day(fields.get("DTAVAIL", "") or fields.get("DTPOSTED", "")),
        payer=(payer_in(name) or name or payer_in(memo)) if credit else None,
        payer_iban=fields.get("ACCTTO") or None,
        label=memo or name or None,
        # FITID is not unique at some banks: with date and amount it is.
        bank_id=f"{fields['FITID']}/{fields.get('DTPOSTED', '')[:8]}/{amount}" if fields.get("FITID") else None,
    )


def _decimal(written: str) -> Decimal:
    negative = written.strip().startswith("-")
    value = decimal_of(written.strip().lstrip("+-"))
    plain = re.fullmatch(r"\d+[.,]\d{3,}", written.strip().lstrip("+-"))
    if plain:
        value = Decimal(written.strip().lstrip("+-").replace(",", "."))
    if value is None:
        raise InputError(f"OFX: {written[:40]!r} is no amount.")
    return -value if negative else value


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
