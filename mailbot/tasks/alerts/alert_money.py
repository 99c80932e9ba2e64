"""What alerts look at in money and time, gathered as values: unplaced payments, silent banks, debts nearly barred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation import limitation_key
from mailbot.core.alerting.escalation_state import AlertKind, Debtor, Nearing, SilentBank, State, Unmatched
from mailbot.core.limitation import NearLimitation
from mailbot.core.money import Money
from mailbot.store.debts import clients, invoices
from mailbot.store.tables import PaymentRow
from mailbot.store.watching import alerts, watch
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.limitation_watch import near_limitation
from mailbot.tasks.planning.freshness import silent_accounts

One = TypeVar("One")


def some(found: Iterable[One], size: int = watch.SIZE) -> Iterator[list[One]]:
    """So many at a time."""
    rest = iter(found)
    while part := list(islice(rest, size)):
        yield part


def _unmatched(session: Session, _office: Office, empty: State, _now: datetime) -> Iterator[State]:
    for rows in some(watch.unplaced(session)):
        whose = _whose(session, rows)
        yield replace(
            empty,
            unmatched=tuple(
                Unmatched(
                    payment_id=row.id,
                    amount=Money.from_minor(row.unapplied_minor, row.currency),
                    received_on=row.received_on,
                    payer=row.payer,
                    label=row.label,
                    debtor=whose.get(row.id),
                )
                for row in rows
            ),
        )


def _whose(session: Session, rows: Sequence[PaymentRow]) -> dict[int, Debtor]:
    """By payment, the client that it is said to come from, or whose invoices are proposed for it."""
    proposed = invoices.by_numbers(session, [str(number) for row in rows for number, _ in row.proposals])
    found: dict[int, tuple[int, str]] = {row.id: (row.client_id, "") for row in rows if row.client_id}
    for row in rows:
        mine = [proposed[str(number)] for number, _ in row.proposals if str(number) in proposed]
        if len({invoice.client_id for invoice in mine}) == 1:
            found.setdefault(row.id, (mine[0].client_id, mine[0].partner))
    owners = clients.by_ids(session, [client_id for client_id, _ in found.values()])
    return {key: debtor(owners[client_id], partner) for key, (client_id, partner) in found.items()}


def silent_banks(session: Session, office: Office, now: datetime) -> tuple[SilentBank, ...]:
    """The banks that are silent now."""
    return tuple(
        SilentBank(account=row.bank, last_heard_on=office.day(row.last_heard_at) if row.last_heard_at else None)
        for row in silent_accounts(session, office, now)
    )


def _silent(session: Session, office: Office, empty: State, now: datetime) -> Iterator[State]:
    yield replace(empty, silent=silent_banks(session, office, now))


def _nearing(session: Session, office: Office, empty: State, _now: datetime) -> Iterator[State]:
    for near in some(near_limitation(session, office, empty.today)):
        known = alerts.known(session, [f"{AlertKind.LIMITATION}:{limitation_key(one)}" for one in near])
        new = [one for one in near if f"{AlertKind.LIMITATION}:{limitation_key(one)}" not in known]
        yield replace(empty, nearing=tuple(_near_ones(session, new)))


def _near_ones(session: Session, near: Sequence[NearLimitation]) -> Iterator[Nearing]:
    rows = invoices.by_ids(session, [one.invoice_id for one in near])
    owners = clients.by_ids(session, [one.client_id for one in near])
    for one in near:
        row = rows[one.invoice_id]
        owed = Money.from_minor(row.open_minor, row.currency)
        yield Nearing(debtor=debtor(owners[one.client_id], row.partner), near=one, open=owed)


LOOKS: dict[AlertKind, Callable[[Session, Office, State, datetime], Iterator[State]]] = {
    AlertKind.PAYMENT_UNMATCHED: _unmatched,
    AlertKind.BANK_SILENT: _silent,
    AlertKind.LIMITATION: _nearing,
}
