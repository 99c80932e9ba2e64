"""What alerts look at among holds, gathered as values: broken agreements, and stops that need a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_state import AlertKind, Debtor, Missed, Promised, State, Stopped
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.store.debts import invoices
from mailbot.store.dunning import instalments
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.store.watching import watch, watch_holds
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office

# A promise that was to be kept longer ago is told no more, whatever became of its alert.
_PROMISED_SINCE = timedelta(days=90)


def _promises(session: Session, office: Office, empty: State, _now: datetime) -> Iterator[State]:
    rows = list(watch_holds.promises_broken(session, empty.today - _PROMISED_SINCE))
    owed = watch_holds.owed(session, [client.id for _, client in rows])
    whose = debtors(session, rows)
    found = []
    for hold, _ in rows:
        if hold.promised_on is None or hold.until is None:
            continue
        due = [row for row in owed[hold.client_id] if hold.invoice_id in (None, row.id)]
        due = [row for row in due if row.due_on <= hold.promised_on or hold.invoice_id is not None]
        found.append(
            Promised(
                debtor=whose[hold.id],
                hold_id=hold.id,
                promised_on=hold.promised_on,
                until=hold.until,
                open=_sum(due, hold.currency or _usual(due, office)),
                invoice_id=hold.invoice_id,
            )
        )
    yield replace(empty, promises=tuple(found))


def _missed(session: Session, _office: Office, empty: State, _now: datetime) -> Iterator[State]:
    rows = list(watch_holds.missed(session))
    owed = watch_holds.owed(session, [client.id for _, _, client in rows])
    whose = debtors(session, [(hold, client) for _, hold, client in rows])
    covered = instalments.covered(session, [hold for _, hold, _ in rows])
    found = []
    for row, hold, _ in rows:
        about = covered[hold.id]
        due = [one for one in owed[hold.client_id] if not about or one.id in about]
        found.append(
            Missed(
                debtor=whose[hold.id],
                instalment_id=row.id,
                rank=row.rank,
                due_on=row.due_on,
                amount=Money.from_minor(row.amount_minor, row.currency),
                open=_sum(due, row.currency),
                invoice_id=hold.invoice_id if len(about) == 1 else None,
            )
        )
    yield replace(empty, missed=tuple(found))


def _stopped(
    hold_kind: HoldKind, kind: AlertKind, session: Session, office: Office, empty: State, _now: datetime
) -> Iterator[State]:
    rows = watch_holds.stopped(session, hold_kind, kind.value, empty.today)
    first = watch_holds.first_of(session, [hold for hold, _ in rows])
    whose = debtors(session, rows)
    named = invoices.by_ids(session, [hold.invoice_id for hold, _ in rows if hold.invoice_id])
    stops = (
        Stopped(
            debtor=whose[hold.id],
            hold_id=first[hold.id].id,
            kind=kind,
            since=office.day(first[hold.id].created_at),
            sentence=hold.sentence,
            reason=hold.reason,
            number=named[hold.invoice_id].number if hold.invoice_id else "",
            invoice_id=hold.invoice_id,
            published_on=hold.published_on,
        )
        for hold, _ in rows
    )
    yield replace(empty, stopped=tuple(stops))


def debtors(session: Session, rows: Sequence[tuple[HoldRow, ClientRow]]) -> dict[int, Debtor]:
    """By hold, whose it is: the partner of its invoice, else of its client, else of most of what the client owes."""
    named = invoices.by_ids(session, [hold.invoice_id for hold, _ in rows if hold.invoice_id])
    orphans = watch.partners_of(session, [client.id for _, client in rows if not client.partner])
    return {
        hold.id: debtor(
            client,
            (named[hold.invoice_id].partner if hold.invoice_id else "") or client.partner or orphans.get(client.id, ""),
        )
        for hold, client in rows
    }


def _sum(rows: Sequence[InvoiceRow], currency: str) -> Money:
    return Money.from_minor(sum(row.open_minor for row in rows if row.currency == currency), currency)


def _usual(rows: Sequence[InvoiceRow], office: Office) -> str:
    return rows[0].currency if rows else office.settings.firm.currency


LOOKS: dict[AlertKind, Callable[[Session, Office, State, datetime], Iterator[State]]] = {
    AlertKind.PROMISE_BROKEN: _promises,
    AlertKind.INSTALMENT_MISSED: _missed,
    AlertKind.DISPUTE: partial(_stopped, HoldKind.DISPUTE, AlertKind.DISPUTE),
    AlertKind.INSOLVENCY: partial(_stopped, HoldKind.INSOLVENT, AlertKind.INSOLVENCY),
    AlertKind.DECEASED: partial(_stopped, HoldKind.DECEASED, AlertKind.DECEASED),
}
