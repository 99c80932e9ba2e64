"""The words of the drawings that are mailed, in French and English."""

from __future__ import annotations

from mailbot.core.figures.collection import Month

# In the order of the columns of the aged balance.
BUCKET_NAMES = {
    "fr": ("non échu", "1 à 30 j", "31 à 60 j", "61 à 90 j", "plus de 90 j"),
    "en": ("not due", "1 to 30 d", "31 to 60 d", "61 to 90 d", "over 90 d"),
}
_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_AGED = {"fr": "Montants dus par ancienneté, en {currency}", "en": "Amounts owed by age, in {currency}"}
_RECEIVED = {"fr": "Encaissé par mois, en {currency}", "en": "Received by month, in {currency}"}


def aged_title(currency: str, language: str) -> str:
    """What the aged balance's drawing shows."""
    return _AGED[language].format(currency=currency)


def received_title(currency: str, language: str) -> str:
    """What the drawing of money by month shows."""
    return _RECEIVED[language].format(currency=currency)


def month_name(month: Month, language: str) -> str:
    """`nov. 2026`, `Nov 2026`."""
    return f"{_MONTHS[language][month.number - 1]} {month.year}"
