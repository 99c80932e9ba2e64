"""What the writer wants: intents, the promise if there is one, and the sentence that spoke for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mailbot.core.understood import Evidence, Intent, Promise
from mailbot.inbound.reply.contrary import first_against, first_paid
from mailbot.inbound.reply.heard import Heard, hear
from mailbot.inbound.reply.new_text import NewText
from mailbot.inbound.reply.promises import has_day_ahead, promise_of
from mailbot.inbound.reply.weighing import promising, weigh

# What no word list said, and the last look found.
_GUESSED: dict[Intent, tuple[Callable[[Heard], str | None], str]] = {
    Intent.ALREADY_PAID: (first_paid, "speaks of a payment in the past"),
    Intent.DISPUTE: (first_against, "speaks against the bill"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The intents in a fixed order, the promise, and the sentence that spoke for each."""

    intents: tuple[Intent, ...] = ()
    promise: Promise | None = None
    evidence: tuple[Evidence, ...] = ()


def read_intents(new: NewText, today: date | None) -> Reading:
    """What `new` says. `today`: the day it was written; without it no day is resolved."""
    heard = hear(new, today)
    found = weigh(heard)
    ordered = tuple(intent for intent in Intent if intent in found) or (Intent.OTHER,)
    # An offer to pay in parts is no commitment until somebody accepts it.
    promised = Intent.PROMISE_TO_PAY in found and Intent.INSTALLMENT_REQUEST not in found
    return Reading(intents=ordered, promise=_promise(heard) if promised else None, evidence=_evidence(ordered, heard))


def _promise(heard: Heard) -> Promise:
    indices = promising(heard)
    with_day = [index for index in indices if has_day_ahead(heard.said[index].text, heard.today)]
    chosen = with_day or indices
    before = {at: heard.said[index - 1] for at, index in enumerate(chosen) if index > 0}
    return promise_of([heard.said[index] for index in chosen], before, heard.today)


def _evidence(ordered: tuple[Intent, ...], heard: Heard) -> tuple[Evidence, ...]:
    out: list[Evidence] = []
    for intent in ordered:
        hit = next(iter(heard.of(intent)), None)
        if hit is not None:
            out.append(Evidence(intent=str(intent), sentence=heard.said[hit.index].text[:500], why=hit.rule.why))
        elif intent in _GUESSED:
            find, why = _GUESSED[intent]
            out.append(Evidence(intent=str(intent), sentence=(find(heard) or "")[:500], why=why))
    return tuple(out)
