"""How amounts, days and instants look on a page: `1 234,56 €`, `12 nov. 2026`, `il y a 9 j`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from flask import Flask

from admin.desk import language, office, today
from admin.language import gettext, ngettext, typeset
from admin.outlook import tone
from mailbot.core import sentences
from mailbot.core.contacts import Capacity, said_capacity
from mailbot.core.money import Money

_THIN = "\u202f"
# An amount as the history writes it: `1200.00 EUR`.
_AMOUNT = re.compile(r"(?<![\w.])(-?\d{1,12}\.\d{2}) ([A-Z]{3})\b")


@cache
def _locale(language: str) -> Locale:
    """Read once: a list has some hundred figures."""
    return Locale.parse(language)


def money(value: Money | int, currency: str = "") -> str:
    """An amount; a whole number is minor units of `currency`."""
    amount = value if isinstance(value, Money) else Money.from_minor(value, currency)
    shown = format_currency(amount.amount, amount.currency, locale=_locale(language()), currency_digits=True)
    return str(shown).replace("\xa0", "\u202f").replace("-", "\u2212")


def plain(value: Money) -> str:
    """An amount as it is typed into a form: `1234,56`, `1234.56`."""
    return str(value.amount).replace(".", ",") if language() == "fr" else str(value.amount)


def number(value: int) -> str:
    """A whole number."""
    return _number(value, language())


@lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return str(format_decimal(value, locale=_locale(language)))


def share(value: float | None) -> str:
    """A share as whole per cent; empty when there is none."""
    return "" if value is None else f"{round(100 * value)}{'' if language() == 'en' else _THIN}%"


def day(value: date | datetime) -> str:
    """A day, written out short."""
    found = office().day(value) if isinstance(value, datetime) else value
    return sentences.day(found, language()).replace(" ", "\xa0")


def short_day(value: date | datetime) -> str:
    """A day without its year when it is this year's."""
    found = office().day(value) if isinstance(value, datetime) else value
    return day(found) if found.year != today().year else day(found).rpartition("\xa0")[0]


def clock(value: datetime) -> str:
    """The time of an instant: `7 h 12`, `7:12`."""
    return hour(office().local(value).time())


def hour(value: time) -> str:
    """A time of the day: `7 h 30`, `7:30`."""
    return f"{value.hour}\xa0h\xa0{value.minute:02}" if language() == "fr" else f"{value.hour}:{value.minute:02}"


def moment(value: datetime) -> str:
    """An instant: `12 nov., 7 h 12`."""
    return f"{short_day(value)}, {clock(value)}"


def weekday(value: date) -> str:
    """A day with the name of its weekday: `mardi 24 novembre`."""
    return str(format_date(value, "EEEE d MMMM y", locale=_locale(language())))


def ago(value: date | datetime) -> str:
    """How far a day is from today, as a hint."""
    found = office().day(value) if isinstance(value, datetime) else value
    days = (today() - found).days
    if days == 0:
        return gettext("aujourd'hui")
    if days == 1:
        return gettext("hier")
    if days == -1:
        return gettext("demain")
    if days > 0:
        return gettext("il y a %(days)s j", days=number(days))
    return gettext("dans %(days)s j", days=number(-days))


def late(due_on: date) -> str:
    """How long something has been overdue, empty when it is not."""
    days = (today() - due_on).days
    return gettext("%(days)s j", days=number(days)) if days > 0 else ""


def invoices_count(count: int) -> str:
    """So many invoices."""
    return ngettext("%(count)s facture", "%(count)s factures", count, count=number(count))


def person(email: str) -> str:
    """A member of the firm by name; another address as it is; the program by its own name."""
    known = office().person(email)
    return known.name if known else {"mailbot": "Mailbot"}.get(email, email)


def spoken(text: str) -> str:
    """A sentence from the books, its amounts and spaces as pages write them."""
    said = _AMOUNT.sub(lambda found: money(Money.of(found[1], found[2])), text)
    return typeset(said) if language() == "fr" else said


def capacity(value: Capacity) -> str:
    """As what somebody is written to."""
    return said_capacity(value, language())


# What a browser says it is, by the first of these that it names; order matters, each also names others.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def browser(said: str) -> str:
    """A browser in two words, as far as it says what it is."""
    found = [next((name for mark, name in table if mark in said), "") for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(one for one in found if one) or gettext("navigateur inconnu")


def first_up(text: str) -> str:
    """The sentence with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def phone(number: str) -> str:
    """A telephone number that does not come apart at a line's end."""
    return "\u202f".join(number.split())


def iso(value: date | datetime | None) -> str:
    """A day or an instant for programs."""
    return value.isoformat() if value else ""


def furnish(app: Flask) -> None:
    """Let templates use these."""
    for one in (
        money,
        plain,
        number,
        day,
        short_day,
        clock,
        hour,
        moment,
        weekday,
        ago,
        late,
        invoices_count,
        person,
        spoken,
        browser,
        capacity,
        first_up,
        tone,
        phone,
        iso,
    ):
        app.jinja_env.filters[one.__name__] = one
