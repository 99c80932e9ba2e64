"""Which word lists are asked for which language, written out."""

from __future__ import annotations

from mailbot.inbound.reply.words import (
    de,
    en_money,
    en_rest,
    es,
    fr_contact,
    fr_dispute,
    fr_enough,
    fr_fault,
    fr_gravest,
    fr_paid,
    fr_papers,
    fr_promise,
    fr_sent,
    fr_time,
    it,
    nl,
)
from mailbot.inbound.reply.words.rule import Rule

_FRENCH = (
    fr_paid.RULES + fr_sent.RULES + fr_promise.RULES + fr_time.RULES + fr_dispute.RULES + fr_fault.RULES
    + fr_gravest.RULES + fr_enough.RULES + fr_papers.RULES + fr_contact.RULES
)  # fmt: skip
_BY_LANGUAGE: dict[str, tuple[Rule, ...]] = {
    "fr": _FRENCH,
    "en": en_money.RULES + en_rest.RULES,
    "de": de.RULES,
    "es": es.RULES,
    "it": it.RULES,
    "nl": nl.RULES,
}
_EVERY = tuple(rule for rules in _BY_LANGUAGE.values() for rule in rules)


def rules_for(language: str | None) -> tuple[Rule, ...]:
    """The rules of a language; of all of them when the language is unknown."""
    return _EVERY if language is None else _BY_LANGUAGE.get(language, _EVERY)
