"""The credits of one document as lines: the key of each, the payment that it would be, and what is told by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.core.money import Money
from mailbot.core.payment import Payment, entry_key
from mailbot.core.reading.understood import Movement
from mailbot.core.told import Told
from mailbot.tasks.money.told_before import Source


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A credit of the document, the key under which it enters, and what is told by it."""

    key: str
    payment: Payment
    told: Told


def lines_of(movements: Sequence[Movement], source: Source) -> list[Line]:
    """Its credits, in their order; of equal ones each has its rank."""
    ranks: Counter[tuple[object, ...]] = Counter()
    lines = []
    for movement in movements:
        if movement.direction != "credit":
            continue
        content = (movement.value_date, movement.amount, movement.payer, movement.label)
        value = _payment(movement, source)
        scope = value.account if source.counted else f"unverified:{source.inbox_id}"
        key = entry_key(scope, movement.bank_id or "", value, ranks[content])
        ranks[content] += 1
        lines.append(Line(key, value, _told(movement, value, key, source)))
    return lines


def _told(movement: Movement, value: Payment, key: str, source: Source) -> Told:
    who = movement.told_by or source.told_by
    return Told(
        told_by=who,
        key=f"{who}:{key}"[:240],
        currency=value.amount.currency,
        minor=value.amount.minor,
        on=value.received_on,
        account=value.account if own_account(movement, source) or not source.vague else "",
        payer=value.payer,
        payer_iban=value.payer_iban,
        label=value.label,
        batch=(movement.bank_id or "").partition("/")[0],
        part_of=_part_of(movement),
        dated=movement.value_date is not None,
        booked_on=movement.booked_on,
    )


def _part_of(movement: Movement) -> tuple[int, int] | None:
    if movement.part_of is None:
        return None
    place, whole = movement.part_of
    return place, Money.of(whole, movement.currency).minor


def _payment(movement: Movement, source: Source) -> Payment:
    return Payment(
        id=0,
        received_on=movement.value_date or source.day,
        amount=Money.of(movement.amount, movement.currency),
        payer=movement.payer or "",
        payer_iban=movement.payer_iban or "",
        label=movement.label or "",
        account=own_account(movement, source) or source.account,
    )


def own_account(movement: Movement, source: Source) -> str:
    """The account of the firm that the document names for this movement; empty when it names none, or several fit."""
    number = movement.account.replace(" ", "")
    mine = [one for one in source.accounts if number and number in one]
    return mine[0] if len(mine) == 1 else ""
