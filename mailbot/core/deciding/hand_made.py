"""A reminder that a person made by phone, by post or in person: for which invoices it counts, and at which level.

It counts like one that was sent. The level is the one that lateness proposes, else the next of each invoice, unless
the person says otherwise. A formal notice is a writing that reaches the debtor (C. civ. art. 1344): a letter is one, a
paper handed over in person when the person says so, a telephone call never.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.core.client import Client
from mailbot.core.deciding.lateness import level_by_lateness
from mailbot.core.errors import Refused
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder, Level, WorkCalendar
from mailbot.core.reminder import ByHand, ReminderLine, ReminderPlan

# What a reminder is called that raises no level.
CONTACT = "contact"


class Outcome(StrEnum):
    """What came of it."""

    REACHED = "reached"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    PROMISE = "promise"
    DISPUTE = "dispute"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"


# Only a telephone has these.
OF_PHONES = frozenset({Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER})
# Nobody was reminded: it is on file and counts for nothing.
IN_VAIN = frozenset({Outcome.NO_ANSWER, Outcome.WRONG_NUMBER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What a person did: how, on which day, at which level (None: that of its lateness), what came of it, until
    when the client was given time (None: as the level prints, where it was in writing)."""

    by: ByHand
    on: date
    level: int | None = None
    outcome: Outcome = Outcome.REACHED
    deadline_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """An invoice that it was about, with its ladder. `leaving`: a reminder of it is on its way already."""

    invoice: Invoice
    ladder: Ladder
    leaving: bool = False


def hand_made(client: Client, subjects: Sequence[Subject], contact: Contact, calendar: WorkCalendar) -> ReminderPlan:
    """The reminder that was made, as it goes into the books; the invoices are of one client and one currency.

    Raises Refused for a level that a ladder lacks, a formal notice by telephone, a formal notice together with other
    levels, a level that is older than what was sent since, and a deadline before the day itself.
    """
    risen = [(one, _risen(one, contact)) for one in subjects]
    levels = [level for _, level in risen if level]
    if len({one.invoice.is_quote for one in subjects}) > 1:
        raise Refused("Un devis se relance à part : nommez les factures, ou les devis (--invoice).")
    top = max(levels, key=lambda level: level.number, default=None)
    if top is not None and any(level.formal != top.formal for level in levels):
        raise Refused("Une mise en demeure part seule : nommez ses factures (--invoice) ou le niveau (--level).")
    ladder = next((one.ladder for one, level in risen if level is top), subjects[0].ladder)
    lines = tuple(_line(one.invoice, level, contact.on) for one, level in risen)
    first = subjects[0].invoice
    return ReminderPlan(
        client_id=client.id, currency=first.open.currency, language=client.language, ladder=ladder.name,
        level=top.number if top else max(line.level for line in lines), level_name=top.name if top else CONTACT,
        channel=contact.by, formal=top.formal if top else False, automatic=False,
        partner=first.partner or client.partner, deadline_on=_deadline(top, contact, calendar), lines=lines,
        quotes=first.is_quote,
    )  # fmt: skip


def _risen(one: Subject, contact: Contact) -> Level | None:
    """The level that the invoice reaches by it, None when it stays where it is."""
    if contact.level is not None:
        level = _chosen(one, contact.level, contact)
    else:
        late = level_by_lateness(one.invoice, one.ladder, contact.on)
        level = late or one.ladder.after(one.invoice.level, overdue=contact.on >= one.invoice.due_on)
        if level is not None and level.formal and contact.by is not ByHand.POST:
            level = None
    since = one.invoice.level_sent_on
    if level is None or one.leaving or contact.outcome in IN_VAIN:
        return None
    if since is not None and contact.on < since:
        if contact.level is None:
            return None
        raise Refused(f"{one.invoice.number} : une relance plus récente compte déjà, celle du {since:%d/%m/%Y}.")
    return level


def _chosen(one: Subject, number: int, contact: Contact) -> Level | None:
    """The level that the person named; one that was reached before is only said again."""
    level = one.ladder.level(number)
    if level is None:
        raise Refused(f"Le barème de {one.invoice.number} n'a pas de niveau {number}.")
    if level.formal and contact.by is ByHand.PHONE:
        raise Refused("Une mise en demeure est un écrit : un appel n'en tient pas lieu.")
    done = one.invoice.level
    return None if done is not None and number <= done else level


def _deadline(top: Level | None, contact: Contact, calendar: WorkCalendar) -> date | None:
    """Until when the client has time: as was said, else as a letter of that level prints it."""
    if contact.deadline_on is not None:
        if contact.deadline_on <= contact.on:
            raise Refused("Le délai laissé au client finit après le jour de la relance.")
        return contact.deadline_on
    written = contact.by is ByHand.POST or (top is not None and top.formal)
    if top is None or top.deadline_days is None or not written:
        return None
    return calendar.forward(contact.on + timedelta(days=top.deadline_days))


def _line(invoice: Invoice, level: Level | None, on: date) -> ReminderLine:
    return ReminderLine(
        invoice_id=invoice.id, number=invoice.number, issued_on=invoice.issued_on, due_on=invoice.due_on,
        total=invoice.total, open=invoice.open, level=level.number if level else invoice.level or 0,
        cycle=invoice.cycle, days_overdue=max(0, (on - invoice.due_on).days), advanced=level is not None,
        matter=invoice.matter,
    )  # fmt: skip
