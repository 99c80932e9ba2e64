"""What a misread message changed is taken back: its holds end, those they replaced run again, its proposals go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.reading.corrections import Verdict
from mailbot.core.reading.reactions import Effect
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.mail import answers, message_effects
from mailbot.store.tables import HoldRow, InboxRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.bounce_effects import arrived_after_all

# Nothing that a message asks for is to be done when it asks for nothing, or comes from somebody else.
_ASKS_NOTHING = frozenset({Verdict.NOTHING, Verdict.OTHER_CLIENT})
# A person who has answered needs no prepared answer.
_NEEDS_NO_ANSWER = _ASKS_NOTHING | {Verdict.ANSWERED}
# Who contests a debt has not acknowledged it.
_ADMITS_NOTHING = _ASKS_NOTHING | {Verdict.DISPUTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was taken back, as keys; `arrived`: the reminder whose bounce was none; `stands`: effects that are right
    and stay as they are."""

    ended: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    interruptions: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()
    arrived: int | None = None
    stands: tuple[Effect, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As the books keep it."""
        return {
            "ended": list(self.ended),
            "reopened": list(self.reopened),
            "interruptions": list(self.interruptions),
            "answers": list(self.answers),
            "arrived": self.arrived,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """The message that was read wrongly, the verdict on it, and the effects that it should have."""

    message: InboxRow
    verdict: Verdict
    right: Sequence[Effect]


def take_back_effects(session: Session, office: Office, wrong: Wrong, by: Decider, now: datetime) -> TakenBack:
    """Take back what the message changed, except what is right."""
    rows = message_effects.running_holds(session, wrong.message.id)
    right = () if wrong.verdict is Verdict.OTHER_CLIENT else wrong.right
    stands = {effect: kept for effect in right if (kept := _already(session, effect, rows))}
    keep = {row.id for kept in stands.values() for row in kept}
    false = [row for row in rows if row.id not in keep]
    replaced = [old.id for row in false for old in message_effects.replaced_by(session, row)]
    ended = message_effects.end_holds(session, false, by.email, now)
    back = message_effects.bring_back(session, replaced, office.day(now), now)
    if false:
        _tell(session, wrong.message, false, by, now)
    return TakenBack(
        ended=tuple(ended),
        reopened=tuple(row.id for row in back),
        interruptions=_withdraw_acknowledgements(session, wrong, by, now),
        answers=_drop_answers(session, wrong, by, now),
        arrived=arrived_after_all(session, wrong.message, by, now) if wrong.verdict is Verdict.NOTHING else None,
        stands=tuple(stands),
    )


def _already(session: Session, effect: Effect, rows: Sequence[HoldRow]) -> list[HoldRow]:
    """The holds that are this effect already: of the same kind, day and amount, for the invoices named (any, when the
    person names none)."""
    same = [row for row in rows if row.kind == effect.kind and row.promised_on == effect.promised_on]
    if effect.amount is not None:
        same = [row for row in same if row.amount_minor == Money.of(effect.amount, row.currency or "EUR").minor]
    if not effect.references:
        return same
    wanted = {row.id for row in invoices.by_numbers(session, effect.references).values()}
    return same if {row.invoice_id for row in same} == wanted else []


def _withdraw_acknowledgements(session: Session, wrong: Wrong, by: Decider, now: datetime) -> tuple[int, ...]:
    if wrong.verdict not in _ADMITS_NOTHING:
        return ()
    rows = message_effects.proposed_interruptions(session, wrong.message.id)
    for row in rows:
        row.undone_at, row.undone_by = now, by.email
    return tuple(row.id for row in rows)


def _drop_answers(session: Session, wrong: Wrong, by: Decider, now: datetime) -> tuple[int, ...]:
    if wrong.verdict not in _NEEDS_NO_ANSWER:
        return ()
    rows = answers.waiting_of(session, wrong.message.id)
    for row in rows:
        row.status, row.decided_at, row.decided_by = answers.DROPPED, now, by.email
        row.why = "le message est lu autrement"
    session.flush()
    return tuple(row.id for row in rows)


def _tell(session: Session, message: InboxRow, rows: Sequence[HoldRow], by: Decider, now: datetime) -> None:
    said = ", ".join(dict.fromkeys(row.reason for row in rows))
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="hold_ended",
        client_id=message.client_id,
        inbox_id=message.id,
        text=f"suspension levée : {said} (message lu autrement)",
        data={"via": by.via, "holds": [row.id for row in rows], "sentence": rows[0].sentence},
    )
    history.append(session, entry)
