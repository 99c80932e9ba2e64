"""CSV exports of bank portals: found by their column heads, wherever the table begins.

Debit and credit columns, or one signed amount; labels over several lines; lines still in progress do not count.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.charsets import decode_bytes
from mailbot.inbound.ibans import iban_in
from mailbot.inbound.reply.amounts import decimal_of
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.statements.statement import Statement

MAX_ROWS = 100_000
_DEBIT = re.compile(r"^debits?\b|^sorties?\b|^paid out|^soll\b|^montant (?:au )?debit|^depenses?$")
_CREDIT = re.compile(r"^credits?\b|^entrees?\b|^paid in|^haben\b|^montant (?:au )?credit|^recettes?$")
_AMOUNT = re.compile(r"^montant|^amount|^total amount|^betrag|^importe|^importo|^bedrag|^valeur en euros?|^umsatz")
_CURRENCY = re.compile(r"^devise|^currency|^wahrung|^divisa|^valuta$|^montant.*devise")
_STATUS = re.compile(r"^statut|^status|^state|^etat")
_VALUE_DATE = re.compile(
    r"^date (?:de )?val(?:eur)?|^settlement date|^valutadatum|^value date|^dateval|^date completed|"
    r"^wertstellung|^date de la valeur"
)
_DATE = re.compile(r"^date|^dateop|^jour|^buchungstag|^fecha|^data\b|^datum")
_LABEL = re.compile(
    r"^libelle|^label|^detail|^intitule|^description|^motif|^reference|^note|^communication|^informations|"
    r"^verwendungszweck|^concepto|^causale|^comment|^libelle (?:operation|simplifie|court)"
)
_PAYER = re.compile(
    r"^nom de la contrepartie|^contrepartie|^counterparty|^payer|^donneur|^emetteur|^tiers|^auftraggeber|^name|"
    r"^nom$|^client|^beneficiaire|^partner|^payee"
)
_IBAN = re.compile(
    r"iban.*(?:contrepartie|tiers|payer|counterparty|emetteur)|^iban de la|^kontonummer/iban|"
    r"^compte de la contrepartie"
)
_ID = re.compile(r"^(?:identifiant|transaction id|id$|numero d'operation|transaktions)")
_PENDING = re.compile(
    r"en cours|pending|processing|declined|refuse|annule|echec|failed|reverted|a venir|planifie|scheduled|"
    r"en attente"
)
# The account, told above the table; its number where it is no IBAN.
_ACCOUNT = re.compile(r"\b(?:comptes?|account|konto|cuenta|conto)\b\D{0,24}(\d[\d ]{6,26}\d)")


def claims(content: bytes) -> bool:
    """Does this text hold a table of movements?"""
    text = decode_bytes(content[:20_000])
    return _table(text) is not None


def read(content: bytes) -> tuple[Statement, ...]:
    """The movements of an export. Raises InputError when no head of columns is found."""
    found = _table(decode_bytes(content))
    if found is None:
        raise InputError("No head with a date, an amount and a label was found in this CSV file.")
    movements = tuple(m for row in found.rows[:MAX_ROWS] if (m := _movement(found.columns, row)) is not None)
    currency = movements[0].currency if movements else "EUR"
    return (Statement(account=_account(found.above), movements=movements, currency=currency),)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the columns hold, the rows, and the lines that stand above the head."""

    columns: dict[str, list[int]]
    rows: list[list[str]]
    above: str


def _account(above: str) -> str:
    """The IBAN or number of the account that the export is of; empty when nothing says it."""
    number = _ACCOUNT.search(fold(above))
    return iban_in(above) or ("".join(number[1].split()) if number else "")


def _table(text: str) -> _Table | None:
    text = text.lstrip("\ufeff")
    for delimiter in (";", ",", "\t", "|"):
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        except csv.Error:
            continue
        for at, row in enumerate(rows[:25]):
            columns = _columns(row)
            if columns is not None:
                return _Table(columns, rows[at + 1 :], "\n".join(" ".join(line) for line in rows[:at]))
    return None


def _columns(row: list[str]) -> dict[str, list[int]] | None:
    found: dict[str, list[int]] = {}
    tests = (
        ("status", _STATUS), ("iban", _IBAN), ("id", _ID), ("currency", _CURRENCY), ("debit", _DEBIT),
        ("credit", _CREDIT), ("amount", _AMOUNT), ("value_date", _VALUE_DATE), ("date", _DATE),
        ("payer", _PAYER), ("label", _LABEL),
    )  # fmt: skip
    for index, cell in enumerate(row):
        head = fold(cell).strip(" \"'").replace("_", " ")
        name = next((name for name, pattern in tests if pattern.search(head)), None)
        if name:
            found.setdefault(name, []).append(index)
    has_money = "amount" in found or ("debit" in found and "credit" in found)
    has_day = "date" in found or "value_date" in found
    return found if has_money and has_day and ("label" in found or "payer" in found) else None


def _movement(columns: dict[str, list[int]], row: list[str]) -> Movement | None:
    def cell(name: str) -> str:
        return next((row[i].strip() for i in columns.get(name, []) if i < len(row) and row[i].strip()), "")

    amount = _amount(cell("amount"), cell("debit"), cell("credit"))
    if amount is None or _PENDING.search(fold(cell("status"))):
        return None
    labels = [row[i].strip() for i in columns.get("label", []) if i < len(row) and row[i].strip()]
    label = max(labels, key=len) if labels else ""
    credit = amount >= 0
    return Movement(
        amount=abs(amount),
        currency=(cell("currency").upper()[:3] if cell("currency")[:3].isalpha() else "") or "EUR",
        direction="credit" if credit else "debit",
        value_date=_day(cell("value_date")) or _day(cell("date")),
        booked_on=_day(cell("date")),
        payer=(cell("payer") or payer_in(label)) if credit else cell("payer") or None,
        payer_iban=iban_in(cell("iban")) if credit else None,
        label=remittance(label) or None,
        bank_id=cell("id") or None,
    )


def _amount(one: str, debit: str, credit: str) -> Decimal | None:
    if credit and (value := _number(credit)):
        return abs(value)
    if debit and (value := _number(debit)):
        return -abs(value)
    return _number(one) if one else None


def _number(written: str) -> Decimal | None:
    text = (
        written.replace("\u2212", "-")
        .replace("€", "")
        .replace("EUR", "")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        .strip()
    )
    negative = text.startswith("-") or text.endswith("-") or (text.startswith("(") and text.endswith(")"))
    value = decimal_of(text.strip("+-() "))
    return None if value is None else -value if negative else value


def _day(written: str) -> date | None:
    iso = re.match(r"(\d{4})[-/](\d\d)[-/](\d\d)", written)
    french = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", written)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if french:
            year = int(french[3])
            return date(year if year > 99 else 2000 + year, int(french[2]), int(french[1]))
    except ValueError:
        return None
    return None
