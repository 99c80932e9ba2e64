"""The bank tells that it took money back: the payment is reversed when it is plain which one, else a person looks.

The same movement told again, by another mail or a statement, changes nothing: it takes one payment back once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.payment import Payment, entry_key
from mailbot.core.reading.take_back import Candidate, Found, find_payment, is_taken_back
from mailbot.core.reading.understood import Movement
from mailbot.core.telling import BY_BANKS
from mailbot.core.told import STATEMENTS
from mailbot.store.money import taken_back
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.money.document_lines import own_account
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
    found = _Document(source, now)
    ranks: Counter[tuple[object, ...]] = Counter()
    for movement in movements if source.counted else ():
        if not is_taken_back(movement):
            continue
        content = (movement.value_date, movement.amount, movement.payer, movement.label)
        key = _key(movement, source, ranks[content])
        ranks[content] += 1
        known = taken_back.by_reversal_key(session, key)
        if known is None:
            _take_back(session, office, movement, key, found)
        else:
            found.told.add(known.id)
    return TakenBack(tuple(found.done), tuple(found.unclear))


@dataclass(slots=True)
class _Document:
    """What one document took back so far; `told` are the payments whose rejection it tells of."""

    source: Source
    now: datetime
    done: list[Reversed] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    told: set[int] = field(default_factory=set)


def _take_back(session: Session, office: Office, movement: Movement, key: str, found: _Document) -> None:
    amount = Money.of(movement.amount, movement.currency)
    on = movement.value_date or found.source.day
    counted, before = taken_back.of_amount(session, amount.currency, amount.minor)
    near = sorted((abs(day - on), one.payment.id, one) for one, day in before if one.payment.id not in found.told)
    again = [(days, one) for days, _, one in near if days <= _SAME and find_payment(movement, on, [one]).payment_id]
    if movement.told_by in STATEMENTS and again and again[0][0] <= timedelta(days=BY_BANKS):
        found.told.add(again[0][1].payment.id)  # a statement lists every rejection, so this is the news of that one
        return
    choice = find_payment(movement, on, counted)
    if choice.payment_id is None and again:
        return
    doubt = "il semble déjà annulé, et un autre lui ressemble" if again else _in_a_batch(session, choice, counted, on)
    if choice.payment_id is None or doubt:
        said = movement.label or movement.payer or "sans libellé"
        found.unclear.append(f"rejet de {amount} ({said}) : {doubt or choice.why}")
        return
    wish = ReverseOrder(
        payment_id=choice.payment_id, why=f"avis de la banque, {choice.why}", on=min(on, office.day(found.now)), key=key
    )
    try:
        found.done.append(reverse_payment(session, office, wish, _ITSELF, found.now))
        found.told.add(choice.payment_id)
    except Refused as refused:
        found.unclear.append(f"rejet de {amount} : {refused}")


def _in_a_batch(session: Session, choice: Found, counted: Sequence[Candidate], on: date) -> str:
    """Where only the payer points at a payment: may it as well be a part of a batch that came since, as one credit?"""
    one = next((one.payment for one in counted if one.payment.id == choice.payment_id), None)
    if one is None or not choice.by_payer or not taken_back.batches_since(session, one, on):
        return ""
    return "il peut aussi être d'une remise reçue depuis en une seule ligne"


def _key(movement: Movement, source: Source, rank: int) -> str:
    account = own_account(movement, source) or source.account
    value = Payment(
        id=0,
        received_on=movement.value_date or source.day,
        amount=Money.of(movement.amount, movement.currency),
        payer=movement.payer or "",
        label=movement.label or "",
        account=account,
    )
    return f"debit:{entry_key(account, movement.bank_id or '', value, rank)}"
