"""The state that alerts look at, gathered from the books as values."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.client import ClientKind
from mailbot.core.escalation_state import (
    AlertKind,
    Debtor,
    LastNotice,
    Promised,
    SilentBank,
    State,
    Stopped,
    Undelivered,
    Unmatched,
)
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.policy import ladder_of
from mailbot.store import clients, invoices, state, watch
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.tasks.office import Office
from mailbot.tasks.standings import silent_account

_STOPS = {
    HoldKind.DISPUTE: AlertKind.DISPUTE,
    HoldKind.INSOLVENT: AlertKind.INSOLVENCY,
    HoldKind.DECEASED: AlertKind.DECEASED,
}


def state_of(session: Session, office: Office, now: datetime) -> State:
    """Everything an alert may be about, now."""
    today = office.day(now)
    return State(
        today=today,
        profession=office.settings.firm.profession,
        language=office.settings.firm.language,
        notices=_notices(session, office, now),
        promises=_promises(session, office, now),
        undelivered=tuple(
            Undelivered(debtor=_debtor(client), reminder_id=row.id, recipient=row.recipient, status=row.status_why)
            for row, client in watch.returned(session, now - timedelta(days=30))
        ),
        stopped=_stopped(session, office),
        unmatched=tuple(
            Unmatched(
                payment_id=row.id,
                amount=Money.from_minor(row.amount_minor, row.currency),
                received_on=row.received_on,
                payer=row.payer,
                label=row.label,
            )
            for row in watch.unplaced(session)
        ),
        silent=_silent(session, office, now),
    )


def _debtor(client: ClientRow) -> Debtor:
    return Debtor(client_id=client.id, name=client.name, partner=client.partner, kind=ClientKind(client.kind))


def _notices(session: Session, office: Office, now: datetime) -> tuple[LastNotice, ...]:
    """Invoices that climbed their whole ladder."""
    found = []
    for row, client in watch.past_deadline(session, office.day(now)):
        last = _climbed(office, row, client)
        if last is not None and row.deadline_on is not None:
            found.append(
                LastNotice(
                    debtor=_debtor(client),
                    invoice_id=row.id,
                    number=row.number,
                    open=Money.from_minor(row.open_minor, row.currency),
                    deadline_on=row.deadline_on,
                    cycle=row.cycle,
                    handover_after_days=last,
                )
            )
    return tuple(found)


def _climbed(office: Office, row: InvoiceRow, client: ClientRow) -> int | None:
    """Days of grace after the last deadline, None while a level is left (or the ladder is unknown)."""
    invoice, person = invoices.to_invoice(row), clients.to_client(client)
    if (invoice.ladder or person.ladder or person.kind.value) not in office.ladders:
        return None
    ladder = ladder_of(invoice, person, office.ladders)
    return None if ladder.after(row.level, overdue=True) else ladder.handover_after_days


def _promises(session: Session, office: Office, now: datetime) -> tuple[Promised, ...]:
    found = []
    for hold, client in watch.promises_over(session, office.day(now)):
        if hold.promised_on is not None and hold.until is not None:
            promised = Promised(
                debtor=_debtor(client),
                hold_id=hold.id,
                promised_on=hold.promised_on,
                until=hold.until,
                open=_open_of(session, office, hold),
            )
            found.append(promised)
    return tuple(found)


def _open_of(session: Session, office: Office, hold: HoldRow) -> Money:
    rows = [row for row in invoices.open_of_client(session, hold.client_id) if row.kind == "invoice"]
    mine = [row for row in rows if hold.invoice_id in (None, row.id)]
    due = [row for row in mine if hold.promised_on is None or row.due_on <= hold.promised_on]
    currency = due[0].currency if due else office.settings.firm.currency
    return Money.from_minor(sum(row.open_minor for row in due if row.currency == currency), currency)


def _stopped(session: Session, office: Office) -> tuple[Stopped, ...]:
    return tuple(
        Stopped(
            debtor=_debtor(client),
            hold_id=hold.id,
            kind=_STOPS[HoldKind(hold.kind)],
            since=office.day(hold.created_at),
            sentence=hold.sentence,
        )
        for hold, client in watch.stopped(session, tuple(_STOPS))
    )


def _silent(session: Session, office: Office, now: datetime) -> tuple[SilentBank, ...]:
    quiet = silent_account(session, office, now)
    return tuple(
        SilentBank(account=row.bank, last_heard_on=office.day(row.last_heard_at) if row.last_heard_at else None)
        for row in state.bank_accounts(session)
        if row.bank == quiet
    )
