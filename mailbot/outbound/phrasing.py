"""Amounts, dates, counts and lists as the language writes them: the filters of every template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_currency

from mailbot.core.money import Money
from mailbot.outbound.typography import NARROW, NO_BREAK

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
# English glues a currency's code to the figure.
_CODE = re.compile(r"([A-Z]{3})(?=\d)")
_MINUS = "\u2212"


class Phrasing:
    """One language's way of writing figures and lists. `language` is `fr` or `en`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = _LOCALES[language]

    def money(self, value: Money) -> str:
        """`1 234,56 €` with narrow no-break spaces, `€1,234.56` in English; a true minus sign."""
        text = _CODE.sub(rf"\1{NARROW}", format_currency(value.amount, value.currency, locale=self._locale))
        return text.replace(NO_BREAK, NARROW).replace("-", _MINUS)

    def day(self, value: date) -> str:
        """`1er novembre 2026`, `1 November 2026`; the parts do not come apart at a line's end."""
        return self._first(format_date(value, "d MMMM y", locale=self._locale), value).replace(" ", NO_BREAK)

    def weekday(self, value: date) -> str:
        """`lundi 30 novembre 2026`, `Monday 30 November 2026`."""
        return f"{format_date(value, 'EEEE', locale=self._locale)} {self.day(value)}"

    def short_day(self, value: date) -> str:
        """`5 nov. 2026`."""
        return self._first(format_date(value, "d MMM y", locale=self._locale), value).replace(" ", NO_BREAK)

    def day_month(self, value: date) -> str:
        """`22 nov.`, for digests where the year goes without saying."""
        return self._first(format_date(value, "d MMM", locale=self._locale), value).replace(" ", NO_BREAK)

    def hour(self, value: datetime) -> str:
        """`7 h 12` or `7:12`, of a local instant."""
        if self.language == "fr":
            return f"{value.hour}{NO_BREAK}h{NO_BREAK}{value.minute:02d}"
        return f"{value.hour}:{value.minute:02d}"

    def number(self, value: int) -> str:
        """`1 234` with a narrow no-break space, `1,234` in English."""
        return f"{value:,}".replace(",", NARROW) if self.language == "fr" else f"{value:,}"

    def share(self, value: float) -> str:
        """A share from 0 to 1 as whole per cent: `43 %`, `43%`."""
        return f"{round(100 * value)}{NARROW if self.language == 'fr' else ''}%"

    def plural(self, count: int, one: str, many: str = "") -> str:
        """The word that goes with the count: in French zero and one are singular."""
        single = abs(count) < 2 if self.language == "fr" else abs(count) == 1
        return one if single else many or f"{one}s"

    def counted(self, count: int, one: str, many: str = "") -> str:
        """`3 factures`, kept together."""
        return f"{count}{NO_BREAK}{self.plural(count, one, many)}"

    def listed(self, items: Sequence[str]) -> str:
        """`A, B et C`; `A, B and C`."""
        parts = [str(item) for item in items]
        if len(parts) < 2:
            return "".join(parts)
        last = "et" if self.language == "fr" else "and"
        return f"{', '.join(parts[:-1])} {last} {parts[-1]}"

    def _first(self, text: str, value: date) -> str:
        return f"1er{text[1:]}" if self.language == "fr" and value.day == 1 else text


def grouped(code: str) -> str:
    """An IBAN or creditor reference in groups of four, not to be broken: `FR76 3000 4000 …`."""
    compact = "".join(code.split())
    return NO_BREAK.join(compact[i : i + 4] for i in range(0, len(compact), 4))
