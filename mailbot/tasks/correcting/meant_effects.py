"""What a message changes when a person says what it means: the same that a reply which says it plainly would."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core import sentences
from mailbot.core.hold import HoldKind
from mailbot.core.reading.corrections import ACTS, MEANS, Meant, Verdict
from mailbot.core.reading.reaction_words import REASONS
from mailbot.core.reading.reactions import Effect, react, telling_line
from mailbot.core.reading.understood import Evidence, Kind, Understood
from mailbot.store.debts import invoices
from mailbot.store.tables import InboxRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.patience import patience_of, promise_until
from mailbot.tasks.reading.client_said import understood_of

_LANGUAGE = "fr"


def effects_of(session: Session, office: Office, message: InboxRow, meant: Meant, now: datetime) -> tuple[Effect, ...]:
    """The effects of the right meaning. A message that comes from another client means there what was understood."""
    understood, today = understood_of(message), office.day(now)
    if meant.verdict is Verdict.OTHER_CLIENT:
        again = replace(understood, kind=Kind.CLIENT_REPLY)
        return react(again, today, office.calendar, patience=patience_of(office))
    if meant.verdict not in ACTS:
        return ()
    numbers = meant.references or _own(session, message, understood)
    plain = _said_plainly(understood, replace(meant, references=numbers))
    if meant.verdict is Verdict.PROMISE:
        return _promised(office, plain, meant)
    return react(plain, today, office.calendar, patience=patience_of(office))


def _promised(office: Office, plain: Understood, meant: Meant) -> tuple[Effect, ...]:
    """A person who names a distant day means it: how long the program waits by itself does not bind them."""
    if meant.day is None:
        return ()
    effect = Effect(
        kind=HoldKind.PROMISE,
        until=promise_until(office, meant.day),
        reason=REASONS[_LANGUAGE]["promise_to_pay"].format(day=sentences.day(meant.day, _LANGUAGE)),
        sentence=plain.evidence[0].sentence,
        promised_on=meant.day,
        amount=meant.amount,
        references=plain.references,
    )
    return (effect,)


def _own(session: Session, message: InboxRow, understood: Understood) -> tuple[str, ...]:
    """The invoices of this client that the message names."""
    known = invoices.by_numbers(session, understood.references) if understood.references else {}
    return tuple(number for number, row in known.items() if row.client_id == message.client_id)


def _said_plainly(understood: Understood, meant: Meant) -> Understood:
    intent = MEANS[meant.verdict]
    kept = tuple(item for item in understood.evidence if item.intent == intent.value)
    return replace(
        understood,
        kind=Kind.CLIENT_REPLY,
        intents=(intent,),
        references=meant.references,
        evidence=kept or (Evidence(intent=intent.value, sentence=telling_line(understood.new_text)),),
        doubts=(),
    )
