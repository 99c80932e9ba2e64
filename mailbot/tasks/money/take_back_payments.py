"""The bank tells that it took money back: the payment is reversed when it is plain which one, else a person looks.

The same movement told again, by another mail or a statement, changes nothing: it takes one payment back once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.payment import Payment, entry_key
from mailbot.core.reading.take_back import Candidate, find_payment, is_taken_back
from mailbot.core.reading.understood import Movement
from mailbot.store.money import taken_back
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.reverse_payment import Reversed, ReverseOrder, reverse_payment
from mailbot.tasks.money.told_before import Source

# A mail and the statement may tell of one rejection some days apart.
_SAME = timedelta(days=10)
_ITSELF = Decider(email="mailbot", via="mail")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Payments that a document took back, and sentences about those that a person must look at."""

    done: tuple[Reversed, ...]
    unclear: tuple[str, ...]


def take_back_all(
    session: Session, office: Office, movements: Sequence[Movement], source: Source, now: datetime
) -> TakenBack:
    """Reverse the payments that the debits of one document take back. A source that does not count changes nothing."""
    done: list[Reversed] = []
    unclear: list[str] = []
    ranks: Counter[tuple[object, ...]] = Counter()
    for movement in movements if source.counted else ():
        if not is_taken_back(movement):
            continue
        content = (movement.value_date, movement.amount, movement.payer, movement.label)
        key = _key(movement, source, ranks[content])
        ranks[content] += 1
        if taken_back.by_reversal_key(session, key) is None:
            _take_back(session, office, movement, _Told(key, movement.value_date or source.day, now), (done, unclear))
    return TakenBack(tuple(done), tuple(unclear))


@dataclass(frozen=True, slots=True)
class _Told:
    """A movement's key, its day, and when it was told."""

    key: str
    on: date
    now: datetime


def _take_back(
    session: Session, office: Office, movement: Movement, told: _Told, found: tuple[list[Reversed], list[str]]
) -> None:
    amount = Money.of(movement.amount, movement.currency)
    counted, before = taken_back.of_amount(session, amount.currency, amount.minor)
    again = _told_before(movement, told.on, before)
    choice = find_payment(movement, told.on, counted)
    if choice.payment_id is None and again:
        return
    if choice.payment_id is None or again:
        why = "il semble déjà annulé, et un autre lui ressemble" if again else choice.why
        found[1].append(f"rejet de {amount} ({movement.label or movement.payer or 'sans libellé'}) : {why}")
        return
    on = min(told.on, office.day(told.now))
    wish = ReverseOrder(payment_id=choice.payment_id, why=f"avis de la banque, {choice.why}", on=on, key=told.key)
    try:
        found[0].append(reverse_payment(session, office, wish, _ITSELF, told.now))
    except Refused as refused:
        found[1].append(f"rejet de {amount} : {refused}")


def _told_before(movement: Movement, on: date, before: Sequence[tuple[Candidate, date]]) -> bool:
    """Was a payment like it taken back some days ago? Then this is most likely the same news."""
    near = [one for one, day in before if abs(day - on) <= _SAME]
    return find_payment(movement, on, near).payment_id is not None


def _key(movement: Movement, source: Source, rank: int) -> str:
    value = Payment(
        id=0,
        received_on=movement.value_date or source.day,
        amount=Money.of(movement.amount, movement.currency),
        payer=movement.payer or "",
        label=movement.label or "",
        account=source.account,
    )
    return f"debit:{entry_key(source.account, movement.bank_id or '', value, rank)}"
