"""What a client's reply changes at once, and what it only proposes.

Safe effects come first: a client who says that the invoice is paid, contested or out of their hands is left in peace
until a person has looked. Everything else is proposed. What is not clear pauses the client for a few days and goes to
a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from mailbot.core import sentences
from mailbot.core.hold import HoldKind, Patience
from mailbot.core.ladder import WorkCalendar
from mailbot.core.reading.reaction_words import PROPOSALS, REASONS
from mailbot.core.reading.understood import Intent, Kind, Understood

# A promise or an absence that would silence the firm for longer than this is a person's to accept.
LONGEST_WAIT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that a reply changes.

    `kind`: the hold to set, "none" for no hold. `until`: its last day, None for no end. `reason`: in the firm's
    language. `sentence`: the words that triggered it. `references`: the invoices meant, empty for the whole client.
    `proposal`: what a person is asked to accept, "" for nothing. `alert`: the kind of alert to raise, "" for none.
    `review`: a person must look."""

    kind: HoldKind | Literal["none"]
    reason: str
    until: date | None = None
    sentence: str = ""
    promised_on: date | None = None
    amount: Decimal | None = None
    references: tuple[str, ...] = ()
    proposal: str = ""
    alert: str = ""
    review: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the table: `patience` names how long is waited, None means no end; `whole_client`: even when the reply
    names invoices."""

    kind: HoldKind | Literal["none"]
    patience: Literal["paid", "conversation"] | None = None
    whole_client: bool = False
    alert: str = ""
    review: bool = False


_TALK = _Rule(HoldKind.CONVERSATION, "conversation", whole_client=True, review=True)

# The order is that of the effects: what stops for good, what stops for a time, what is only talked about.
RULES: dict[Intent, _Rule] = {
    Intent.DECEASED: _Rule(HoldKind.DECEASED, whole_client=True, alert="deceased", review=True),
    Intent.INSOLVENCY: _Rule(HoldKind.INSOLVENT, whole_client=True, alert="insolvency", review=True),
    Intent.OPT_OUT: _Rule(HoldKind.HOLD, whole_client=True, alert="opt_out", review=True),
    Intent.DISPUTE: _Rule(HoldKind.DISPUTE, alert="dispute", review=True),
    Intent.ALREADY_PAID: _Rule(HoldKind.HOLD, "paid"),
    Intent.PROMISE_TO_PAY: _Rule(HoldKind.PROMISE),
    Intent.INSTALLMENT_REQUEST: _TALK,
    Intent.DOCUMENT_REQUEST: _TALK,
    Intent.CONTACT_CHANGE: _TALK,
    Intent.QUESTION: _TALK,
    Intent.OTHER: _TALK,
    Intent.ACKNOWLEDGEMENT: _Rule("none"),
}

_USUAL = Patience()

# What an automatic reply may state as a fact; whatever else it says was not written about this reminder.
FACTS_IN_AUTO_REPLIES = (Intent.DECEASED, Intent.INSOLVENCY, Intent.CONTACT_CHANGE)


def react(
    understood: Understood,
    today: date,
    calendar: WorkCalendar,
    language: str = "fr",
    patience: Patience = _USUAL,
) -> tuple[Effect, ...]:
    """The effects of one message of a client, strongest first; empty for messages of other kinds.

    `today`: the firm's day on which the message came. An automatic reply sets only what is certain in it.
    """
    reader = _Reader(understood, today, calendar, language, patience)
    if understood.kind is Kind.AUTO_REPLY:
        return (*reader.absence(), *reader.intents(*FACTS_IN_AUTO_REPLIES))
    if understood.kind is not Kind.CLIENT_REPLY:
        return ()
    effects = list(reader.intents(*RULES))
    if not effects:
        effects = [reader.unclear("unclear")]
    if understood.doubts and not any(effect.review for effect in effects):
        effects.append(reader.unclear("doubtful"))
    return tuple(_once(effects))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One message being turned into effects."""

    understood: Understood
    today: date
    calendar: WorkCalendar
    language: str
    patience: Patience

    def intents(self, *wanted: Intent) -> Iterator[Effect]:
        for intent in wanted:
            if intent in self.understood.intents:
                yield self.promise() if intent is Intent.PROMISE_TO_PAY else self.plain(intent)

    def plain(self, intent: Intent) -> Effect:
        """The effect of an intent as the table has it."""
        rule = RULES[intent]
        until = None if rule.patience is None else self.in_working_days(getattr(self.patience, rule.patience))
        return Effect(
            kind=rule.kind, until=until, reason=self.say(REASONS, intent.value), sentence=self.sentence(intent),
            references=() if rule.whole_client else self.understood.references,
            proposal=self.say(PROPOSALS, intent.value), alert=rule.alert, review=rule.review,
        )  # fmt: skip

    def promise(self) -> Effect:
        """A promise with a day to come is waited for; one without a day, or for a day too far, is a person's to
        accept."""
        promise, said = self.understood.promise, self.sentence(Intent.PROMISE_TO_PAY)
        if promise is None or promise.date is None or promise.date < self.today:
            return replace(self.unclear("promise_undated"), sentence=said)
        if promise.date > self.today + LONGEST_WAIT:
            return replace(self.unclear("promise_far"), sentence=said)
        day = sentences.day(promise.date, self.language)
        return Effect(
            kind=HoldKind.PROMISE, until=self.calendar.add_working_days(promise.date, self.patience.promise),
            reason=self.say(REASONS, "promise_to_pay").format(day=day), sentence=said, promised_on=promise.date,
            amount=promise.amount, references=self.understood.references,
        )  # fmt: skip

    def absence(self) -> Iterator[Effect]:
        """An absence is waited out; without an end it is taken for a working week. A long one has a stand-in
        proposed."""
        absence = self.understood.absence
        if absence is None or (absence.until and absence.until < self.today):
            return
        far = absence.until is not None and absence.until > self.today + LONGEST_WAIT
        talk = self.in_working_days(self.patience.conversation)
        until = talk if far or absence.until is None else absence.until
        substitute = absence.substitute or ""
        yield Effect(
            kind=HoldKind.ABSENT, until=until, reason=self.say(REASONS, "absent"), sentence=self.sentence(None),
            proposal=self.say(PROPOSALS, "substitute").format(address=substitute) if substitute else "", review=far,
        )  # fmt: skip

    def unclear(self, why: str) -> Effect:
        """A pause, and a person looks."""
        until = self.in_working_days(self.patience.conversation)
        reason, proposal = self.say(REASONS, why), self.say(PROPOSALS, why)
        return Effect(
            kind=HoldKind.CONVERSATION, until=until, reason=reason, sentence=self.sentence(None), proposal=proposal,
            review=True,
        )  # fmt: skip

    def in_working_days(self, count: int) -> date:
        return self.calendar.add_working_days(self.today, count)

    def sentence(self, intent: Intent | None) -> str:
        """The words that say so: the evidence, else the first line that says anything."""
        said = (e.sentence for e in self.understood.evidence if intent is None or e.intent == intent.value)
        return next(said, telling_line(self.understood.new_text))

    def say(self, words: dict[str, dict[str, str]], key: str) -> str:
        return words.get(self.language, words["en"]).get(key, "")


def telling_line(text: str) -> str:
    """The first line that is more than a greeting, else the first one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if not line.endswith((",", ":")) and len(line.split()) > 2), (lines or [""])[0])


def _once(effects: list[Effect]) -> Iterator[Effect]:
    """One pause for a conversation is enough: later ones keep what they propose, without a hold of their own."""
    talking = False
    for effect in effects:
        if effect.kind is HoldKind.CONVERSATION and talking:
            yield replace(effect, kind="none", until=None)
        else:
            yield effect
        talking = talking or effect.kind is HoldKind.CONVERSATION
