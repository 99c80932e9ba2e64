"""Alerts: raised once each, told to a person and perhaps a deputy, done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from mailbot.store.chunks import chunks, insert_rows
from mailbot.store.tables import AlertRow, DeliveryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """Something a person must know: what, about whom, what to do, by when; `facts` is what its words were made from."""

    kind: str
    once_key: str
    title: str
    advice: str = ""
    urgent: bool = False
    client_id: int | None = None
    invoice_id: int | None = None
    about_id: int | None = None
    act_by: date | None = None
    partner: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def raise_new(session: Session, found: Iterable[NewAlert], now: datetime) -> list[NewAlert]:
    """Raise those whose key is new, in one statement; returns them."""
    by_key = {alert.once_key: alert for alert in found}
    before = known(session, list(by_key))
    new = [alert for key, alert in by_key.items() if key not in before]
    insert_rows(session, AlertRow, [asdict(alert) | {"raised_at": now} for alert in new])
    return new


def known(session: Session, once_keys: Sequence[str]) -> set[str]:
    """Those of these keys under which an alert was raised."""
    return {
        key
        for some in chunks(once_keys)
        for key in session.scalars(select(AlertRow.once_key).where(AlertRow.once_key.in_(some)))
    }


def raise_once(session: Session, alert: NewAlert, now: datetime) -> bool:
    """Raise it; False when it was raised before."""
    return bool(raise_new(session, [alert], now))


def people_to_tell(session: Session, *, urgent_only: bool = False) -> list[str]:
    """For whom there is an alert that no mail has told yet; cheap when there is none."""
    query = select(AlertRow.partner).where(*_untold(urgent_only)).distinct().order_by(AlertRow.partner)
    return list(session.scalars(query))


def untold(
    session: Session, partner: str, limit: int, *, urgent_only: bool = False
) -> tuple[list[AlertRow], Counter[str]]:
    """A person's alerts that no mail has told yet: the first ones, what is urgent and pressing before the rest, and how
    many there are of each kind."""
    mine = (*_untold(urgent_only), AlertRow.partner == partner)
    counted = select(AlertRow.kind, func.count()).where(*mine).group_by(AlertRow.kind)
    by_kind = Counter({kind: int(count) for kind, count in session.execute(counted)})
    return list(session.scalars(select(AlertRow).where(*mine).order_by(*in_order()).limit(limit))), by_kind


def note_told(session: Session, partner: str, delivery: DeliveryRow, *, urgent_only: bool = False) -> None:
    """This mail told that person of everything new."""
    mine = (*_untold(urgent_only), AlertRow.partner == partner)
    told = update(AlertRow).where(*mine).values(delivery_id=delivery.id)
    session.execute(told, execution_options={"synchronize_session": "fetch"})


def unanswered(session: Session, before: datetime) -> list[tuple[AlertRow, DeliveryRow]]:
    """Open alerts told before that instant that no deputy was told of yet, with the mail that told them."""
    query = (
        select(AlertRow, DeliveryRow)
        .join(DeliveryRow, DeliveryRow.id == AlertRow.delivery_id)
        .where(AlertRow.done_at.is_(None), AlertRow.deputy_delivery_id.is_(None), DeliveryRow.created_at <= before)
        .order_by(*in_order())
    )
    return [(alert, delivery) for alert, delivery in session.execute(query)]


def close_by_key(session: Session, once_key: str, who: str, why: str, now: datetime) -> bool:
    """The matter of this alert was dealt with; False when there is none or it was done before."""
    row = session.scalar(select(AlertRow).where(AlertRow.once_key == once_key, AlertRow.done_at.is_(None)))
    if row is not None:
        close(row, who, why, now)
    return row is not None


def close(row: AlertRow, who: str, why: str, now: datetime) -> None:
    """It is over, on whose word and why."""
    row.done_at, row.done_by, row.done_why = now, who, why


def reopen(row: AlertRow) -> None:
    """It is not over after all."""
    row.done_at, row.done_by, row.done_why = None, "", ""


def open_of_kinds(session: Session, kinds: Sequence[str]) -> list[AlertRow]:
    """Open alerts of these kinds."""
    query = select(AlertRow).where(AlertRow.done_at.is_(None), AlertRow.kind.in_(kinds))
    return list(session.scalars(query.order_by(AlertRow.id)))


def in_order() -> tuple[Any, ...]:
    """Urgent first, then what the law gives a day, the nearest first, then the oldest."""
    return AlertRow.urgent.desc(), AlertRow.act_by.is_(None), AlertRow.act_by, AlertRow.id.asc()


def _untold(urgent_only: bool) -> tuple[ColumnElement[bool], ...]:
    waiting = (AlertRow.delivery_id.is_(None), AlertRow.done_at.is_(None))
    return (*waiting, AlertRow.urgent.is_(True)) if urgent_only else waiting
