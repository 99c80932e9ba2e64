"""What lists of invoices and of debtors share: words that are looked for, whose matter it is, what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, literal_column, or_
from sqlalchemy.orm import InstrumentedAttribute

from mailbot.core.invoice import InvoiceKind
from mailbot.store.tables import ClientRow, InvoiceRow

# As the indexes of open invoices name it, in so many words: a database uses an index of some rows only for a question
# that says the same.
OPEN = InvoiceRow.open_minor != literal_column("0")
IS_INVOICE = InvoiceRow.kind == literal_column(f"'{InvoiceKind.INVOICE.value}'")
OWED = and_(OPEN, IS_INVOICE, InvoiceRow.open_minor > literal_column("0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many invoices in one currency, and what is open on them."""

    currency: str
    count: int
    open_minor: int


def overdue(today: date) -> ColumnElement[bool]:
    """Is it an invoice whose due date has passed?"""
    return and_(IS_INVOICE, InvoiceRow.due_on < today)


def whose() -> ColumnElement[str]:
    """The partner whose matter an invoice is: its own, else its client's."""
    return func.lower(func.coalesce(func.nullif(InvoiceRow.partner, ""), ClientRow.partner))


def contains(words: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The words in any of the columns, whatever the case; % and _ mean themselves."""
    forms = sorted({_as_lowered(form) for form in (words.lower(), words.upper(), words.title(), words.capitalize())})
    return or_(*(func.lower(column).contains(form, autoescape=True) for column in columns for form in forms))


def _as_lowered(text: str) -> str:
    """What SQLite makes of a text in lower case: it knows the letters of ASCII only, so that É stays É."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)
