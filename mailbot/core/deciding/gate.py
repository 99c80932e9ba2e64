"""The send gate: the one decision whether an approved reminder leaves now.

Asked in the transaction that releases the reminder, with every balance read anew. The same for what a person sends and
for what leaves by itself. What no longer holds falls out and returns in the next digest with its reasons; what is only
too early waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mailbot.core import sentences
from mailbot.core.deciding.verdicts import TIMING, Decision, Verdict, sentence
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus

# A text that was approved long ago must not give a client less time than this: it falls out and is written anew.
LEAST_NOTICE_DAYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GateInput:
    """What the decision rests on, all of it read in the releasing transaction.

    `approved_hash`: what was approved; `content_hash`: what is drafted; `current_hash`: what would be drafted from
    the facts now. `lines_open`: per row its number, the open amount in the draft and now. `refusals`: the verdicts
    now on its invoices (those that only the calendar refuses do not count, nor does the reminder's own waiting).
    `before_due`: the earliest due date in a pre-due reminder, which must not leave from that day on. `deadline_on`: the
    deadline that is printed, None when none is. `contact_until`: the day on which the pause after the last message to
    the client ends. `to_address_today`: how many other reminders left today for this address, of whichever client;
    `address_cap` of them are enough. `quotes`: it asks about quotes, so that nothing is owed and no bank need have
    spoken. `language`: of the reasons.
    """

    status: ReminderStatus
    approved_hash: str
    content_hash: str
    current_hash: str
    lines_open: tuple[tuple[str, Money, Money], ...]
    refusals: tuple[Verdict, ...]
    recipient_drafted: str
    recipient_now: str
    window_open: bool
    silent_account: str
    sent_this_run: int
    cap: int
    not_before: date | None
    today: date
    before_due: date | None = None
    deadline_on: date | None = None
    contact_until: date | None = None
    to_address_today: int = 0
    address_cap: int = 1
    quotes: bool = False
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Release:
    """It leaves now."""


@dataclass(frozen=True, slots=True)
class FallOut:
    """What was approved is no longer true; each reason is a sentence."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing speaks against it but the hour, the day or a limit."""

    reason: str


# Verdicts that do not throw an approved reminder out: the calendar, its own place in the queue, and the bank's
# silence, which is a wait.
_STANDS = TIMING | {Decision.REMIND, Decision.WAITING_APPROVAL, Decision.BANK_SILENT}


def decide(gate: GateInput) -> Release | FallOut | Wait:
    """Release, fall out or wait. A reminder that is not approved waits: it is not this gate's to move."""
    if gate.status is not ReminderStatus.APPROVED:
        return Wait(_say(gate, "not_approved", status=gate.status.value))
    reasons = (*_changes(gate), *_balances(gate), *_refusals(gate))
    if reasons:
        return FallOut(reasons)
    reason = next(_waits(gate), None)
    return Wait(reason) if reason else Release()


def _changes(gate: GateInput) -> Iterator[str]:
    if not gate.approved_hash:
        yield _say(gate, "no_approval")
    elif gate.approved_hash != gate.content_hash:
        yield _say(gate, "changed_draft")
    if not gate.recipient_now:
        yield _say(gate, "no_recipient")
    elif gate.recipient_now != gate.recipient_drafted:
        yield _say(gate, "recipient", before=gate.recipient_drafted, after=gate.recipient_now)
    if gate.content_hash != gate.current_hash:
        yield _say(gate, "changed_facts")
    if gate.before_due and gate.today >= gate.before_due:
        yield _say(gate, "overdue")
    if gate.deadline_on and (gate.deadline_on - gate.today).days < LEAST_NOTICE_DAYS:
        yield _say(gate, "short_notice", day=sentences.day(gate.deadline_on, gate.language))


def _balances(gate: GateInput) -> Iterator[str]:
    if not any(now.amount > 0 for _, _, now in gate.lines_open):
        yield _say(gate, "no_quotes" if gate.quotes else "no_lines")
    for number, drafted, now in gate.lines_open:
        if drafted.amount > 0 >= now.amount:
            yield _say(gate, "quote_closed" if gate.quotes else "settled", number=number)
        elif drafted != now:
            before, after = (sentences.money(amount, gate.language) for amount in (drafted, now))
            yield _say(gate, "open_changed", number=number, before=before, after=after)


def _refusals(gate: GateInput) -> Iterator[str]:
    for verdict in gate.refusals:
        if verdict.decision not in _STANDS:
            reason = sentence(verdict, gate.language)
            yield _say(gate, "refused", number=verdict.standing.invoice.number, reason=reason)


def _waits(gate: GateInput) -> Iterator[str]:
    if gate.not_before and gate.today < gate.not_before:
        yield _say(gate, "not_before", day=sentences.day(gate.not_before, gate.language))
    if gate.contact_until and gate.today < gate.contact_until:
        yield _say(gate, "contact", day=sentences.day(gate.contact_until, gate.language))
    if gate.silent_account and not gate.quotes:
        yield _say(gate, "silent", account=gate.silent_account)
    if not gate.window_open:
        yield _say(gate, "window")
    if gate.sent_this_run >= gate.cap:
        yield _say(gate, "cap", cap=str(gate.cap))
    if gate.to_address_today >= gate.address_cap:
        yield _say(gate, "address_cap", cap=str(gate.address_cap), address=gate.recipient_now)


def _say(gate: GateInput, key: str, **values: str) -> str:
    return sentences.gate(key, gate.language, values)
