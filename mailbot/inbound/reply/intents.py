"""What the writer wants: the word lists applied sentence by sentence, then weighed against each other.

Missing a dispute, an insolvency, a death, a payment or an "enough" chases somebody wrongly: those outweigh the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mailbot.core.understood import STOPS, Evidence, Intent, Promise
from mailbot.inbound.reply import rules_de, rules_en, rules_es_it, rules_fr_facts, rules_fr_money, rules_fr_rest, rules_nl
from mailbot.inbound.reply.language import language_of
from mailbot.inbound.reply.new_text import NewText
from mailbot.inbound.reply.promises import has_day_ahead, promise_of
from mailbot.inbound.reply.rules import Rule
from mailbot.inbound.reply.sentences import Sentence, sentences

_FRENCH = rules_fr_money.RULES + rules_fr_facts.RULES + rules_fr_rest.RULES
_BY_LANGUAGE: dict[str, tuple[Rule, ...]] = {
    "fr": _FRENCH, "en": rules_en.RULES, "de": rules_de.RULES, "es": rules_es_it.RULES, "it": rules_es_it.RULES,
    "nl": rules_nl.RULES,
}  # fmt: skip
_EVERY = _FRENCH + rules_en.RULES
_EXPLICIT_QUESTION = re.compile(r"\b(?:une (?:autre |petite |simple )?question|j'ai une question|a question|eine frage|una pregunta|una domanda|een vraag)\b")
_PRESENT_PAID = re.compile(r"\b(?:c'est|c est|c|est|sont|is|are) (?:\w+ )?(?:payee?s?|reglee?s?|viree?s?|soldee?s?|paid|settled)\b")
_PERFECT = re.compile(r"\b(?:ete|depuis|hier|deja|ai|avons|a|ont|been|was|were|already)\b")
# Idioms that carry the words of an intent without its meaning.
_IDIOMS = re.compile(
    r"\bsauf (?:erreur|meprise)(?: (?:ou|et) omission)?(?: de (?:ma|notre|votre|sa) part)?|\ben cas (?:de|d') ?(?:litige|contestation|desaccord|difficulte|non[- ]paiement)\w*|\bsans (?:contestation|litige|reserve)\b|\bunless i am mistaken|\bif i am not mistaken|\bsi je ne (?:me trompe|m'abuse)|\ba defaut\b"
)
_MONEY_INTENTS = frozenset({Intent.PROMISE_TO_PAY, Intent.INSTALLMENT_REQUEST})
_RECEIVED = re.compile(r"\bbien (?:recu|note)|\bfais suivre|\bbien pris note|\baccus\w+ reception|\b(?:well |duly )?(?:noted|received)\b")
# What is more than having received it.
_SUBSTANCE = STOPS | _MONEY_INTENTS | {Intent.DOCUMENT_REQUEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The intents in a fixed order, the promise, and the sentence that spoke for each."""

    intents: tuple[Intent, ...] = ()
    promise: Promise | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: Rule
    index: int


def read_intents(new: NewText, today: date | None) -> Reading:
    """What `new` says. `today`: the day it was written; without it no day is resolved."""
    said = sentences(new.text + ("\n\n" + new.other if new.other else ""))
    hits = [hit for hit in _hits(said, _rules(new.text)) if not _only_planned(hit, said, today)]
    found = {hit.rule.intent for hit in hits if not hit.rule.weak}
    found |= {hit.rule.intent for hit in hits if hit.rule.weak and not found & _SUBSTANCE}
    promised = _promised(said, hits, today)
    found = _weigh(found, said, hits, promised)
    promise = _promise(said, promised, today) if Intent.PROMISE_TO_PAY in found and Intent.INSTALLMENT_REQUEST not in found else None
    ordered = tuple(intent for intent in Intent if intent in found) or (Intent.OTHER,)
    return Reading(intents=ordered, promise=promise, evidence=_evidence(ordered, said, hits))


def _rules(text: str) -> tuple[Rule, ...]:
    language = language_of(text)
    if language is None:
        return _EVERY
    return _BY_LANGUAGE.get(language, _EVERY)


def _hits(said: list[Sentence], rules: tuple[Rule, ...]) -> Iterator[_Hit]:
    said = [replace(sentence, folded=_IDIOMS.sub(_blank, sentence.folded)) for sentence in said]
    whole = "\n".join(sentence.folded for sentence in said)
    for rule in rules:
        if not rule.pattern.search(whole):
            continue
        for index, sentence in enumerate(said):
            if rule.pattern.search(sentence.folded) and not rule.unless.search(sentence.folded):
                yield _Hit(rule, index)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _only_planned(hit: _Hit, said: list[Sentence], today: date | None) -> bool:
    """ "C'est payé le 30.11": the present tense with a day to come is a promise."""
    sentence = said[hit.index]
    if hit.rule.intent is not Intent.ALREADY_PAID or not _PRESENT_PAID.search(sentence.folded):
        return False
    return not _PERFECT.search(sentence.folded) and has_day_ahead(sentence.text, today)


def _promised(said: list[Sentence], hits: list[_Hit], today: date | None) -> list[int]:
    """Indices of the sentences that promise; a question promises nothing."""
    return sorted({hit.index for hit in hits if hit.rule.intent is Intent.PROMISE_TO_PAY and not said[hit.index].question})


def _weigh(found: set[Intent], said: list[Sentence], hits: list[_Hit], promised: list[int]) -> set[Intent]:
    found = set(found)
    if not promised:
        found.discard(Intent.PROMISE_TO_PAY)
    if found & _SUBSTANCE:
        found.discard(Intent.ACKNOWLEDGEMENT)
    if _asks(found, said, hits):
        found.add(Intent.QUESTION)
    if found & {Intent.QUESTION} or (Intent.CONTACT_CHANGE in found and not _RECEIVED.search(_all(said))):
        found.discard(Intent.ACKNOWLEDGEMENT)
    if Intent.QUESTION in found and found & _SUBSTANCE and not any(_EXPLICIT_QUESTION.search(s.folded) for s in said):
        found.discard(Intent.QUESTION)
    return found


def _all(said: list[Sentence]) -> str:
    return "\n".join(sentence.folded for sentence in said)


def _asks(found: set[Intent], said: list[Sentence], hits: list[_Hit]) -> bool:
    asked = [index for index, sentence in enumerate(said) if sentence.question]
    if not asked:
        return False
    if any(_EXPLICIT_QUESTION.search(sentence.folded) for sentence in said):
        return True
    spoken_for = {hit.index for hit in hits if hit.rule.intent is not Intent.ACKNOWLEDGEMENT}
    return not found & _SUBSTANCE and any(index not in spoken_for for index in asked)


def _promise(said: list[Sentence], promised: list[int], today: date | None) -> Promise:
    chosen = [said[index] for index in promised]
    with_day = [index for index in promised if has_day_ahead(said[index].text, today)]
    if with_day:
        chosen = [said[index] for index in with_day]
    before = {at: said[index - 1] for at, index in enumerate(with_day or promised) if index > 0}
    return promise_of(chosen, before, today)


def _evidence(ordered: tuple[Intent, ...], said: list[Sentence], hits: list[_Hit]) -> tuple[Evidence, ...]:
    out: list[Evidence] = []
    for intent in ordered:
        hit = next((hit for hit in hits if hit.rule.intent is intent), None)
        if hit is not None:
            out.append(Evidence(intent=str(intent), sentence=said[hit.index].text[:500], why=hit.rule.why))
    return tuple(out)
