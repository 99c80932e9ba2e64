"""The state that alerts look at, gathered from the books as values, some facts at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.alerting.escalation_state import AlertKind, BrokenRun, LastNotice, LevelDue, State, Undelivered
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.ladder import Ladder
from mailbot.core.money import Money
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.store.watching import watch
from mailbot.tasks.alerts.alert_holds import LOOKS as HOLDS
from mailbot.tasks.alerts.alert_money import LOOKS as MONEY
from mailbot.tasks.alerts.alert_money import some
from mailbot.tasks.alerts.new_alert import debtor
from mailbot.tasks.desk.office import Office

Look = Callable[[Session, Office, State, datetime], Iterator[State]]

# A bounce of an older reminder tells nothing that can still be mended.
_BOUNCED_SINCE = timedelta(days=30)
_SHOWN_NUMBERS = 4


def states(
    session: Session, office: Office, now: datetime, kinds: frozenset[AlertKind] | None = None
) -> Iterator[State]:
    """Everything an alert (of these kinds) may be about now and was not told yet, in parts; nothing of it is kept."""
    empty = State(
        today=office.day(now),
        profession=office.settings.firm.profession,
        country=office.settings.firm.country,
        language=office.settings.firm.language,
    )
    for kind, look in _LOOKS.items():
        if kinds is None or kind in kinds:
            yield from look(session, office, empty, now)


def _levels(session: Session, office: Office, empty: State, _now: datetime) -> Iterator[State]:
    wanted = office.settings.alerts.next_level
    if wanted == "never":
        return
    for rows in some(watch.levels_due(session, formal_only=wanted == "formal")):
        numbers = watch.numbers_raised(session, [reminder.id for reminder, _, _ in rows])
        yield replace(
            empty,
            levels=tuple(
                LevelDue(
                    debtor=debtor(client, reminder.partner),
                    reminder_id=reminder.id,
                    level=reminder.level,
                    level_name=reminder.level_name,
                    formal=reminder.formal,
                    numbers=_listed(numbers[reminder.id]),
                    total=Money.from_minor(reminder.total_minor, reminder.currency),
                    invoice_id=line.invoice_id,
                    cycle=line.cycle,
                )
                for reminder, client, line in rows
            ),
        )


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:_SHOWN_NUMBERS])
    return f"{shown} … (+{len(numbers) - _SHOWN_NUMBERS})" if len(numbers) > _SHOWN_NUMBERS else shown


def _notices(session: Session, office: Office, empty: State, _now: datetime) -> Iterator[State]:
    """Invoices that climbed their whole ladder."""
    grace = {name: ladder.handover_after_days for name, ladder in office.ladders.items()}
    last = [
        watch.Climbed(name, _last_level(ladder), empty.today - timedelta(days=ladder.handover_after_days))
        for name, ladder in office.ladders.items()
        if name != QUOTE
    ]
    for rows in some(watch.climbed(session, last, empty.today)):
        yield replace(empty, notices=tuple(_notice(invoice, client, grace) for invoice, client in rows))


def _last_level(ladder: Ladder) -> int:
    """The level after which none is left for what is overdue."""
    return max((level.number for level in ladder.levels if level.offset_days >= 0), default=0)


def _notice(invoice: InvoiceRow, client: ClientRow, grace: dict[str, int]) -> LastNotice:
    if invoice.deadline_on is None:
        raise ValueError(f"invoice {invoice.id} has no deadline")
    return LastNotice(
        debtor=debtor(client, invoice.partner),
        invoice_id=invoice.id,
        number=invoice.number,
        open=Money.from_minor(invoice.open_minor, invoice.currency),
        deadline_on=invoice.deadline_on,
        cycle=invoice.cycle,
        handover_after_days=grace[invoice.ladder or client.ladder or client.kind],
    )


def _bounces(session: Session, _office: Office, empty: State, now: datetime) -> Iterator[State]:
    for rows in some(watch.returned(session, now - _BOUNCED_SINCE)):
        yield replace(
            empty,
            undelivered=tuple(
                Undelivered(
                    debtor=debtor(client, reminder.partner),
                    reminder_id=reminder.id,
                    recipient=reminder.recipient,
                    status=reminder.status_why,
                )
                for reminder, client in rows
            ),
        )


def _runs(session: Session, office: Office, empty: State, _now: datetime) -> Iterator[State]:
    rows: Sequence[Any] = watch.broken_runs(session)
    runs = (
        BrokenRun(
            run_id=row.id,
            asked_by=row.asked_by,
            asked_on=office.day(row.created_at),
            why=str(row.told.get("error", "")),
        )
        for row in rows
    )
    yield replace(empty, runs=tuple(runs))


_LOOKS: dict[AlertKind, Look] = {
    AlertKind.NEXT_LEVEL: _levels,
    AlertKind.HANDOVER: _notices,
    AlertKind.BOUNCE: _bounces,
    **HOLDS,
    **MONEY,
    AlertKind.RUN_FAILED: _runs,
}
