"""Payments as they are found: by key, those that wait for somebody, money in hand that nobody has placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.payment import Payment, PaymentStatus
from mailbot.core.telling import BY_PEOPLE
from mailbot.store.chunks import chunks
from mailbot.store.tables import PaymentRow

_WEEKS_BEFORE = 4
# What a payment's `decision` says while a person has to say whether it is another one.
DOUBTFUL = "doubtful"


def to_payment(row: PaymentRow) -> Payment:
    """The row as a frozen value; its amount is the whole payment."""
    return Payment(
        id=row.id,
        received_on=row.received_on,
        amount=Money.from_minor(row.amount_minor, row.currency),
        payer=row.payer,
        payer_iban=row.payer_iban,
        label=row.label,
        account=row.account,
        client_id=row.client_id,
    )


def by_key(session: Session, entry_key: str) -> PaymentRow | None:
    """The payment that entered under this key."""
    return session.scalar(select(PaymentRow).where(PaymentRow.entry_key == entry_key))


def by_ids(session: Session, keys: Sequence[int]) -> list[PaymentRow]:
    """These payments, in this order; one that is asked for twice comes twice."""
    found: dict[int, PaymentRow] = {}
    for some in chunks(sorted(set(keys))):
        found.update((row.id, row) for row in session.scalars(select(PaymentRow).where(PaymentRow.id.in_(some))))
    return [found[key] for key in keys]


def to_match(session: Session) -> list[PaymentRow]:
    """Counted payments nobody has tried to match yet, in date order."""
    query = select(PaymentRow).where(PaymentRow.status == PaymentStatus.COUNTED, PaymentRow.decision == "")
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def just_before(session: Session, waiting: Sequence[PaymentRow]) -> list[PaymentRow]:
    """Counted payments of the weeks before these that were looked at already, oldest first."""
    first = min(row.received_on for row in waiting)
    query = select(PaymentRow).where(
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.decision != "",
        PaymentRow.received_on >= first - timedelta(days=_WEEKS_BEFORE * 7),
    )
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def to_review(session: Session) -> list[PaymentRow]:
    """Counted payments with money left that a person has to place, oldest first."""
    query = select(PaymentRow).where(
        PaymentRow.status == PaymentStatus.COUNTED,
        PaymentRow.unapplied_minor > 0,
        PaymentRow.decision.in_(("review", "none")),
    )
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def in_doubt(session: Session) -> list[PaymentRow]:
    """Payments that a bank told of and that resemble another so much that they count only on a person's word."""
    query = select(PaymentRow).where(PaymentRow.status == PaymentStatus.UNVERIFIED, PaymentRow.decision == DOUBTFUL)
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def like(session: Session, row: PaymentRow) -> list[PaymentRow]:
    """Payments of the same amount about the same day: those that it may be."""
    near = timedelta(days=BY_PEOPLE)
    query = select(PaymentRow).where(
        PaymentRow.currency == row.currency, PaymentRow.amount_minor == row.amount_minor, PaymentRow.id != row.id,
        PaymentRow.received_on.between(row.received_on - near, row.received_on + near),
    )  # fmt: skip
    return list(session.scalars(query.order_by(PaymentRow.received_on, PaymentRow.id)))


def of_clients(session: Session, client_ids: Iterable[int]) -> dict[tuple[int, str], Money]:
    """(client, currency) → what of counted payments lies on no invoice; no entry where that is nothing."""
    found: dict[tuple[int, str], Money] = {}
    for some in chunks(sorted(set(client_ids))):
        for key, minor in unapplied_by_client(session, some).items():
            found[key] = Money.from_minor(minor, key[1])
    return found


def unapplied_by_client(session: Session, client_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """(client, currency) → minor units of counted payments not put on any invoice."""
    query = (
        select(PaymentRow.client_id, PaymentRow.currency, func.sum(PaymentRow.unapplied_minor))
        .where(
            PaymentRow.status == PaymentStatus.COUNTED,
            PaymentRow.unapplied_minor > 0,
            PaymentRow.client_id.in_(client_ids),
        )
        .group_by(PaymentRow.client_id, PaymentRow.currency)
    )
    return {
        (client, currency): int(amount) for client, currency, amount in session.execute(query) if client is not None
    }
