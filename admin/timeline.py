"""History as people read it: each line with its why, the message, reminder or payment it is about, and who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from admin.desk import office, reading
from mailbot.store.lists import inbox_list, reminder_list
from mailbot.store.tables import EventRow, InboxRow, PaymentRow, ReminderRow

# Steps of the machine that say nothing to a person who reads what happened.
_NOISE = frozenset(
    {
        "reminder_drafted",
        "reminder_released",
        "digest_queued",
        "digest_sent",
        "alert_sent",
        "answer_sent",
        "sign_in_sent",
        "signed_in",
        "sessions_ended",
        "session_ended",
        "sign_in_locked",
        "second_factor_given",
        "second_factor_removed",
        "view_saved",
        "view_forgotten",
        "person_enrolled",
        "password_set",
        "token_given",
        "token_revoked",
    }
)
# How a line is marked, by the first word of its kind; and what is bad news.
_TONES = {
    "message": "in",
    "reminder": "out",
    "payment": "money",
    "allocation": "money",
    "hold": "hold",
    "promise": "hold",
    "instalment": "hold",
    "instalments": "hold",
}
_BAD = frozenset(
    {
        "reminder_bounced",
        "reminder_failed",
        "reminder_unknown",
        "promise_broken",
        "instalment_missed",
        "message_quarantined",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line: what happened, on which of the firm's days, by whom, and what it is about."""

    event: EventRow
    on: date
    tone: str
    by: str
    why: str
    message: InboxRow | None = None
    reminder: ReminderRow | None = None
    payment: PaymentRow | None = None


def happenings(events: Sequence[EventRow], *, everything: bool = False) -> list[Happening]:
    """These lines of the history, without the noise unless `everything` is asked for, with what they are about."""
    told = [event for event in events if everything or event.kind not in _NOISE]
    books = reading()
    messages = inbox_list.by_ids(books, (e.inbox_id for e in told if e.inbox_id))
    about = reminder_list.by_ids(books, (e.reminder_id for e in told if e.reminder_id))
    money = inbox_list.payments_by_ids(books, (e.payment_id for e in told if e.payment_id))
    return [
        Happening(
            event=event,
            on=office().day(event.at),
            tone=_tone(event),
            by=_name(event.actor),
            why=str(event.data.get("why") or event.data.get("sentence") or ""),
            message=messages.get(event.inbox_id or 0),
            reminder=about.get(event.reminder_id or 0),
            payment=money.get(event.payment_id or 0),
        )
        for event in told
    ]


def _tone(event: EventRow) -> str:
    if event.kind in _BAD:
        return "bad"
    return _TONES.get(event.kind.partition("_")[0], "note")


def _name(actor: str) -> str:
    """Who did it: a member of the firm by name; empty for the program itself."""
    if actor == "mailbot":
        return ""
    person = office().person(actor)
    return person.name if person else actor
