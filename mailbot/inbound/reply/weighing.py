"""What was heard, weighed: which intents stand when several spoke.

Missing a dispute, an insolvency, a death, a payment or an "enough" chases somebody wrongly: those outweigh the rest.
"""

from __future__ import annotations

import re

from mailbot.core.reading.understood import STOPS, Intent
from mailbot.inbound.reply.contrary import first_paid, speaks_against
from mailbot.inbound.reply.heard import Heard, Hit
from mailbot.inbound.reply.promises import has_day_ahead
from mailbot.inbound.reply.words.rule import Weight

_EXPLICIT_QUESTION = re.compile(
    r"\b(?:une (?:autre |petite |simple )?question|j'ai une question|a question|eine frage|una pregunta|"
    r"una domanda|een vraag)\b"
)
_RECEIVED = re.compile(
    r"\bbien (?:recu|note)|\bfais suivre|\bbien pris note|\baccus\w+ reception|\b(?:well |duly )?(?:noted|"
    r"received)\b"
)
_ESTATE = re.compile(
    r"\b(?:titulaire|notaire|succession (?:est|entre|ouverte|de)|votre client|heriti\w+|vos (?:courriers|mails|"
    r"relances|lettres)|a son nom|son compte|sa boite|lui (?:ecri\w+|adress\w+|envoy\w+)|a qui vous)\b"
)
# "Write no more to this address, but to that one."
_ONLY_HERE = re.compile(
    r"\b(?:plus (?:rien )?(?:ici|a cette adresse|sur cette (?:adresse|boite))|cette (?:boite|adresse) est)\b"
)
# What is more than having received it.
_SUBSTANCE = STOPS | {Intent.PROMISE_TO_PAY, Intent.INSTALLMENT_REQUEST, Intent.DOCUMENT_REQUEST}


def weigh(heard: Heard) -> frozenset[Intent]:
    """The intents that stand; empty when nothing was understood."""
    found = {hit.rule.intent for hit in heard.hits if hit.rule.weight is Weight.FULL}
    if promising(heard):
        found.add(Intent.PROMISE_TO_PAY)
    found |= {hit.rule.intent for hit in heard.hits if _weak_counts(hit, found, heard)}
    if Intent.PROMISE_TO_PAY in found and not _promise_stands(found, heard):
        found.discard(Intent.PROMISE_TO_PAY)
    if found & _SUBSTANCE:
        found.discard(Intent.ACKNOWLEDGEMENT)
    if not found and first_paid(heard):
        found.add(Intent.ALREADY_PAID)
    if not found and speaks_against(heard):
        found.add(Intent.DISPUTE)
    if Intent.CONTACT_CHANGE in found and _ONLY_HERE.search(heard.text):
        found.discard(Intent.OPT_OUT)
    return frozenset(_with_questions(found, heard))


def promising(heard: Heard) -> list[int]:
    """Indices of the sentences that promise: a question promises nothing, a bare day only when it is to come."""
    out: set[int] = set()
    paid = {hit.index for hit in heard.of(Intent.ALREADY_PAID)}
    for hit in heard.of(Intent.PROMISE_TO_PAY):
        sentence = heard.said[hit.index]
        dated = hit.index not in paid and has_day_ahead(sentence.text, heard.today, nearest=True)
        if not sentence.question and (hit.rule.weight is Weight.FULL or dated):
            out.add(hit.index)
    return sorted(out)


def _promise_stands(found: set[Intent], heard: Heard) -> bool:
    """A mere day beside a request for time is part of the request."""
    firmly = {hit.index for hit in heard.of(Intent.PROMISE_TO_PAY) if hit.rule.weight is Weight.FULL}
    kept = set(promising(heard))
    return bool(kept) and (Intent.INSTALLMENT_REQUEST not in found or bool(firmly & kept))


def _weak_counts(hit: Hit, found: set[Intent], heard: Heard) -> bool:
    """A weak rule counts when nothing of substance was found; a death only where an estate or a client is meant."""
    if hit.rule.weight is not Weight.WEAK:
        return False
    if hit.rule.intent is Intent.DECEASED:
        return bool(_ESTATE.search(heard.text)) and not found & {Intent.PROMISE_TO_PAY, Intent.ALREADY_PAID}
    return not found & _SUBSTANCE


def _with_questions(found: set[Intent], heard: Heard) -> set[Intent]:
    """A question is told when it is asked in so many words, or when nothing of substance is said."""
    explicit = any(_EXPLICIT_QUESTION.search(sentence.folded) for sentence in heard.said)
    if _asks(found, heard) and (explicit or not found & _SUBSTANCE):
        found = found | {Intent.QUESTION}
    elif found & _SUBSTANCE and not explicit:
        found = found - {Intent.QUESTION}
    if Intent.QUESTION in found or (Intent.CONTACT_CHANGE in found and not _RECEIVED.search(heard.text)):
        found = found - {Intent.ACKNOWLEDGEMENT}
    return found


def _asks(found: set[Intent], heard: Heard) -> bool:
    asked = [index for index, sentence in enumerate(heard.said) if sentence.question]
    if not asked:
        return False
    spoken_for = {hit.index for hit in heard.hits if hit.rule.intent is not Intent.ACKNOWLEDGEMENT}
    explicit = any(_EXPLICIT_QUESTION.search(sentence.folded) for sentence in heard.said)
    return explicit or (not found & _SUBSTANCE and any(index not in spoken_for for index in asked))
