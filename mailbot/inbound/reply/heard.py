"""What was heard in a text: its sentences and which rule of the word lists spoke in which of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.language import language_of
from mailbot.inbound.reply.new_text import NewText
from mailbot.inbound.reply.promises import has_day_ahead
from mailbot.inbound.reply.sentences import Sentence, sentences
from mailbot.inbound.reply.words.idioms import without_idioms
from mailbot.inbound.reply.words.lists import rules_for
from mailbot.inbound.reply.words.rule import Rule

_PRESENT_PAID = re.compile(
    r"\b(?:c'est|c est|c|est|sont|is|are) (?:\w+ )?(?:payee?s?|reglee?s?|viree?s?|soldee?s?|paid|settled)\b"
)
_ASKS_WHETHER = re.compile(
    r"\best-ce (?:que|bien)|\b(?:est|sont)-elles?\b|\bsavoir si\b|\bconfirmer (?:que|si)\b|\bverifier si\b|"
    r"^(?:is|are|has|have)\b"
)
_PERFECT = re.compile(r"\b(?:ete|depuis|hier|deja|ai|avons|a|ont|been|was|were|already)\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that spoke, and the index of the sentence it spoke in."""

    rule: Rule
    index: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The sentences of a text, the rules that spoke, and the day it was written (None when unknown)."""

    said: list[Sentence]
    hits: list[Hit]
    today: date | None

    @property
    def text(self) -> str:
        """All sentences, folded, a line each."""
        return "\n".join(sentence.folded for sentence in self.said)

    def of(self, intent: Intent) -> list[Hit]:
        """The rules that spoke for one intent."""
        return [hit for hit in self.hits if hit.rule.intent is intent]


def hear(new: NewText, today: date | None) -> Heard:
    """Apply the word lists of the text's language, sentence by sentence."""
    said = sentences(new.text + ("\n\n" + new.other if new.other else ""))
    rules = rules_for(language_of(new.text, new.quoted))
    hits = [hit for hit in _hits(said, rules) if not _only_planned(hit, said, today)]
    return Heard(said, hits, today)


def _hits(said: list[Sentence], rules: tuple[Rule, ...]) -> Iterator[Hit]:
    plain = [replace(sentence, folded=without_idioms(sentence.folded)) for sentence in said]
    whole = "\n".join(sentence.folded for sentence in plain)
    for rule in rules:
        if not rule.pattern.search(whole):
            continue
        for index, sentence in enumerate(plain):
            if rule.finds(sentence.folded):
                yield Hit(rule, index)


def _only_planned(hit: Hit, said: list[Sentence], today: date | None) -> bool:
    """ "C'est payé le 30.11": the present tense with a day to come is a promise, with "est-ce que" a question."""
    sentence = said[hit.index]
    if hit.rule.intent is not Intent.ALREADY_PAID or not _PRESENT_PAID.search(sentence.folded):
        return False
    if sentence.question and _ASKS_WHETHER.search(sentence.folded):
        return True
    return not _PERFECT.search(sentence.folded) and has_day_ahead(sentence.text, today)
