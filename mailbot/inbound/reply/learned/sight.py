"""What is seen of a text: a bag of marks for each sentence, its own, the lists' finds, and what its neighbours lend."""

from __future__ import annotations

from collections.abc import Iterable

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.heard import Heard
from mailbot.inbound.reply.learned.marks import marks

# What the other sentences of a text lend to each: turns of phrase and the lists' finds.
_LENT = ("h:", "r:")


def bags(heard: Heard, listed: Iterable[Intent]) -> list[frozenset[str]]:
    """The marks of each sentence. `listed`: what the word lists alone would have understood of the whole."""
    own = [set(marks(sentence, heard.today)) for sentence in heard.said]
    for hit in heard.hits:
        own[hit.index].update((f"r:{hit.rule.intent}:{hit.rule.weight}", "R:" + hit.rule.why))
    whole = {f"W:{intent}" for intent in listed}
    seen: dict[str, int] = {}
    for bag in own:
        for mark in bag:
            if mark.startswith(_LENT):
                seen[mark] = seen.get(mark, 0) + 1
    return [frozenset(bag | whole | _lent(bag, seen)) for bag in own]


def _lent(bag: set[str], seen: dict[str, int]) -> set[str]:
    return {"o:" + mark for mark, times in seen.items() if times > (mark in bag)}
