"""What the files of a reminder are called: for whom finds them in a folder months later."""

from __future__ import annotations

from mailbot.outbound.facts import ReminderFacts

_ANNEX = {"fr": "Décompte des pénalités", "en": "Penalty statement"}
_LETTER = {"fr": "Lettre de relance", "en": "Reminder letter"}
_NOTICE = {"fr": "Mise en demeure", "en": "Formal notice"}


def letter_name(facts: ReminderFacts, suffix: str = ".pdf") -> str:
    """`Mise en demeure F-2026-0042.pdf`; several invoices: the first one's number."""
    return f"{(_NOTICE if facts.formal else _LETTER)[facts.language]} {_first_number(facts)}{suffix}"


def annex_name(facts: ReminderFacts) -> str:
    """`Décompte des pénalités F-2026-0042.pdf`."""
    return f"{_ANNEX[facts.language]} {_first_number(facts)}.pdf"


def _first_number(facts: ReminderFacts) -> str:
    return facts.debts[0].number.replace("/", "-") if facts.debts else "relance"
