"""Alerts put into words, in French or English, from the facts kept with them; another language gets English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import ModuleType
from typing import Any

from mailbot.core import sentences
from mailbot.core.alerting import escalation_english, escalation_french
from mailbot.core.alerting.escalation_state import Fact, Facts
from mailbot.core.money import Money

# Facts that choose the words instead of standing in them: which title, which way to go on.
TITLED, ADVISED = "titled", "advised"
_LANGUAGES: dict[str, ModuleType] = {"fr": escalation_french, "en": escalation_english}


def worded(kind: str, facts: Facts, language: str) -> tuple[str, str]:
    """What happened and what to do about it: title and advice.

    A fact named `titled` or `advised` chooses among the titles and the advice of its kind. What a client wrote
    (`sentence`) is quoted, else the `reason` that a person noted is given. Raises KeyError for facts that are not of
    this kind.
    """
    words = _words(language)
    values = {name: _shown(fact, language) for name, fact in facts.items()}
    values["said"] = _said(words, values)
    values["about"] = words.ABOUT.format(**values) if values.get("number") else ""
    title = words.TITLES[str(facts.get(TITLED, kind))].format_map(values)
    return title, words.ADVICE[str(facts.get(ADVISED, kind))].format_map(values)


def _said(words: Any, values: Mapping[str, str]) -> str:
    if values.get("sentence"):
        return str(words.QUOTED.format(**values))
    return str(words.NOTED.format(**values)) if values.get("reason") else ""


def ended(why: str, language: str) -> str:
    """Why an alert is over: the words of a known reason, else what a person wrote."""
    found: str = _words(language).ENDED.get(why, why)
    return found


def told(what: str, language: str, **values: object) -> str:
    """A line of the history about alerts: `what` is done, closed or deputy."""
    line: str = _words(language).HISTORY[what].format_map(values)
    return line


def kept(facts: Facts) -> dict[str, Any]:
    """Facts as the books keep them."""
    return {name: _plain(fact) for name, fact in facts.items()}


def read(stored: Mapping[str, Any]) -> dict[str, Fact]:
    """Facts as they were before they were kept."""
    return {name: _fact(value) for name, value in stored.items()}


def _words(language: str) -> Any:
    return _LANGUAGES.get(language, escalation_english)


def _shown(fact: Fact, language: str) -> str:
    if isinstance(fact, Money):
        return _money(fact, language)
    return sentences.day(fact, language) if isinstance(fact, date) else str(fact)


def _money(value: Money, language: str) -> str:
    """With the sign of the euro, which is what nearly all amounts are in; other currencies by their code."""
    text = sentences.money(value, language)
    figure, _, currency = text.rpartition("\u00a0")
    return str(_words(language).EURO.format(figure=figure)) if currency == "EUR" else text


def _plain(fact: Fact) -> Any:
    if isinstance(fact, Money):
        return {"minor": fact.minor, "currency": fact.currency}
    return {"day": fact.isoformat()} if isinstance(fact, date) else fact


def _fact(value: Any) -> Fact:
    if isinstance(value, dict):
        if "day" in value:
            return date.fromisoformat(value["day"])
        return Money.from_minor(int(value["minor"]), str(value["currency"]))
    return value if isinstance(value, int) else str(value)
