"""Who told of a payment: written once per teller, read to know what is told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.core.payment import PaymentStatus
from mailbot.core.telling import BY_PEOPLE
from mailbot.core.told import Known, Told
from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.money_tables import MOST, TellingRow
from mailbot.store.tables import PaymentRow

_NEAR = timedelta(days=BY_PEOPLE)


def write(session: Session, told: Sequence[tuple[int, Told]], inbox_id: int | None, now: datetime) -> None:
    """Keep that these payments were told of."""
    rows = [
        {
            "payment_id": payment_id, "told_by": one.told_by, "key": one.key, "account": one.account,
            "received_on": one.on, "dated": one.dated, "booked_on": one.booked_on,
            "payer": one.payer, "payer_iban": one.payer_iban,
            "label": one.label, "batch": one.batch[:MOST], "whole_minor": one.part_of[1] if one.part_of else None,
            "inbox_id": inbox_id, "created_at": now,
        }
        for payment_id, one in told
    ]  # fmt: skip
    insert_rows(session, TellingRow, rows)


def by_keys(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """Key of a telling → its payment."""
    found: dict[str, int] = {}
    for some in chunks(list(dict.fromkeys(keys))):
        rows = session.execute(select(TellingRow.key, TellingRow.payment_id).where(TellingRow.key.in_(some)))
        found.update((key, payment_id) for key, payment_id in rows)
    return found


def tellers(session: Session, payment_ids: Iterable[int]) -> dict[int, set[str]]:
    """Payment → who told of it."""
    found: dict[int, set[str]] = defaultdict(set)
    for some in chunks(sorted(set(payment_ids))):
        query = select(TellingRow.payment_id, TellingRow.told_by).where(TellingRow.payment_id.in_(some))
        for payment_id, who in session.execute(query):
            found[payment_id].add(who)
    return found


def of_amounts(session: Session, amounts: Collection[int], first: date, last: date) -> list[Known]:
    """Payments of one of these amounts (minor units) that came about then, with all that was told of them."""
    rows: list[PaymentRow] = []
    for some in chunks(sorted(amounts)):
        query = select(PaymentRow).where(
            PaymentRow.amount_minor.in_(some),
            PaymentRow.received_on.between(first - _NEAR, last + _NEAR),
        )
        rows += session.scalars(query.order_by(PaymentRow.id))
    return _known(session, rows)


def of_wholes(session: Session, amounts: Collection[int], first: date, last: date) -> list[Known]:
    """Payments told then as transactions of an entry of one of these amounts (minor units)."""
    keys: set[int] = set()
    for some in chunks(sorted(amounts)):
        query = select(TellingRow.payment_id).where(
            TellingRow.whole_minor.in_(some), TellingRow.received_on.between(first - _NEAR, last + _NEAR)
        )
        keys.update(session.scalars(query))
    return _known(session, _rows(session, keys))


def of_batches(session: Session, ids: Collection[str]) -> dict[str, list[Known]]:
    """The bank's id of an entry → the payments told under it, whole or by transaction."""
    keys: dict[str, dict[int, None]] = defaultdict(dict)
    for some in chunks(sorted({one[:MOST] for one in ids})):
        query = select(TellingRow.batch, TellingRow.payment_id).where(TellingRow.batch.in_(some))
        for batch, payment_id in session.execute(query.order_by(TellingRow.payment_id)):
            keys[batch][payment_id] = None
    rows = _rows(session, {key for found in keys.values() for key in found})
    known = {one.payment_id: one for one in _known(session, rows)}
    return {one: [known[key] for key in keys[one[:MOST]]] for one in ids if one[:MOST] in keys}


def _rows(session: Session, keys: Collection[int]) -> list[PaymentRow]:
    rows: list[PaymentRow] = []
    for some in chunks(sorted(keys)):
        rows += session.scalars(select(PaymentRow).where(PaymentRow.id.in_(some)).order_by(PaymentRow.id))
    return rows


def _known(session: Session, rows: Sequence[PaymentRow]) -> list[Known]:
    told: dict[int, list[TellingRow]] = defaultdict(list)
    for some in chunks([row.id for row in rows]):
        query = select(TellingRow).where(TellingRow.payment_id.in_(some)).order_by(TellingRow.id)
        for one in session.scalars(query):
            told[one.payment_id].append(one)
    return [
        Known(
            payment_id=row.id, counts=row.status != PaymentStatus.UNVERIFIED, gone_on=row.reversed_on,
            tellings=tuple(_told(row, one) for one in told[row.id]) or (_itself(row),),
        )
        for row in rows
    ]  # fmt: skip


def _told(row: PaymentRow, one: TellingRow) -> Told:
    return Told(
        told_by=one.told_by, key=one.key, currency=row.currency, minor=row.amount_minor, on=one.received_on,
        account=one.account, payer=one.payer, payer_iban=one.payer_iban, label=one.label,
        part_of=None if one.whole_minor is None else (0, one.whole_minor), dated=one.dated,
        booked_on=one.booked_on,
    )  # fmt: skip


def _itself(row: PaymentRow) -> Told:
    """What the payment says, where nobody is known to have told of it."""
    return Told(
        told_by="", key=row.entry_key, currency=row.currency, minor=row.amount_minor, on=row.received_on,
        account=row.account, payer=row.payer, payer_iban=row.payer_iban, label=row.label,
    )  # fmt: skip
