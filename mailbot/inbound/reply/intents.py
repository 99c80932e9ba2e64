"""What the writer wants: intents, the promise if there is one, and the sentence that spoke for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.reading.understood import Evidence, Intent, Promise
from mailbot.inbound.reply.heard import Heard, hear
from mailbot.inbound.reply.learned.choice import days_named, sums_named
from mailbot.inbound.reply.learned.judge import Verdict, judge, learnt, likeliest_day, likeliest_sum
from mailbot.inbound.reply.learned.sight import bags
from mailbot.inbound.reply.new_text import NewText
from mailbot.inbound.reply.weighing import weigh

# How far the likeliest intent may fall short of what is asked of it before a text is taken to say nothing; and from
# where on it is no more than a guess, which a person looks at.
SHORT_OF = 1.5
GUESSED = 0.4
_GUESS = "nothing is said plainly, the likeliest was taken"
# Why a sentence was believed that no word list knew.
_WHY: dict[Intent, str] = {
    Intent.ALREADY_PAID: "reads like a payment made",
    Intent.PROMISE_TO_PAY: "reads like a payment to come",
    Intent.INSTALLMENT_REQUEST: "reads like a request for time",
    Intent.DISPUTE: "reads like a dispute",
    Intent.DOCUMENT_REQUEST: "reads like a request for a document",
    Intent.CONTACT_CHANGE: "reads like another contact",
    Intent.INSOLVENCY: "reads like insolvency",
    Intent.DECEASED: "reads like a death",
    Intent.ACKNOWLEDGEMENT: "reads like a receipt",
    Intent.QUESTION: "reads like a question",
    Intent.OPT_OUT: "reads like a wish for no more mail",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The intents in a fixed order, the promise, and the sentence that spoke for each.

    `listed`: what the word lists alone understand; with a stranger only their plain words count. `doubts`: why a person
    should look.
    """

    intents: tuple[Intent, ...] = ()
    promise: Promise | None = None
    evidence: tuple[Evidence, ...] = ()
    listed: frozenset[Intent] = frozenset()
    doubts: tuple[str, ...] = ()


def read_intents(new: NewText, today: date | None) -> Reading:
    """What `new` says. `today`: the day it was written; without it no day is resolved."""
    heard = hear(new, today)
    listed = weigh(heard)
    verdict = judge(bags(heard, listed), learnt())
    found = believed(verdict)
    ordered = tuple(intent for intent in Intent if intent in found) or (Intent.OTHER,)
    return Reading(
        intents=ordered,
        promise=promise_in(heard) if _commits(found, verdict) else None,
        evidence=_evidence(ordered, heard, verdict),
        listed=listed,
        doubts=(_GUESS,) if found and max(verdict.margins[intent] for intent in found) < -GUESSED else (),
    )


def believed(verdict: Verdict) -> frozenset[Intent]:
    """The intents that pass; when none does, the one that comes nearest if it comes near; nothing beside "other"."""
    if not verdict.margins:
        return frozenset()
    nearest = max(verdict.margins, key=lambda intent: verdict.margins[intent])
    passing = {intent for intent, margin in verdict.margins.items() if margin >= 0}
    if not passing and verdict.margins[nearest] >= -SHORT_OF:
        passing = {nearest}
    return frozenset() if nearest is Intent.OTHER else frozenset(passing - {Intent.OTHER})


def _commits(found: frozenset[Intent], verdict: Verdict) -> bool:
    """Is there a commitment? An offer to pay in parts is none until it is accepted, unless the promise is plainer."""
    if Intent.PROMISE_TO_PAY not in found:
        return False
    promise, offer = verdict.margins[Intent.PROMISE_TO_PAY], verdict.margins[Intent.INSTALLMENT_REQUEST]
    return Intent.INSTALLMENT_REQUEST not in found or promise >= offer


def promise_in(heard: Heard) -> Promise:
    """The day and the amount promised in a text that promises."""
    if heard.today is None:
        return Promise()
    weights = learnt()
    named = days_named(heard.said, heard.today)
    at = likeliest_day([day.marks for day in named], weights)
    day = named[at] if at is not None else None
    sums = sums_named(heard.said, day)
    chosen = likeliest_sum([one.marks for one in sums], weights)
    return Promise(
        date=day.date if day is not None and day.date >= heard.today else None,
        amount=sums[chosen].amount if chosen is not None else None,
    )


def _evidence(ordered: tuple[Intent, ...], heard: Heard, verdict: Verdict) -> tuple[Evidence, ...]:
    """For each intent the sentence that says it loudest, and what a word list knew of it."""
    out: list[Evidence] = []
    for intent in ordered:
        if intent in verdict.loudest and intent is not Intent.OTHER:
            at = verdict.loudest[intent]
            known = next((hit.rule.why for hit in heard.of(intent) if hit.index == at), _WHY[intent])
            out.append(Evidence(intent=str(intent), sentence=heard.said[at].text[:500], why=known))
    return tuple(out)
