"""Gather what the plan and the gate look at: each open invoice with its client, holds, contacts and money in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.contacts import addressed
from mailbot.core.hold import Hold, HoldKind
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.policy import ladder_of
from mailbot.core.verdicts import Standing, Verdict, judge
from mailbot.store import clients, contacts, holds, invoices, payments, reminders, state
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Standings to judge, and the credit notes that are set against them."""

    standings: tuple[Standing, ...]
    credits: tuple[Invoice, ...]


def gather(
    session: Session, office: Office, client_ids: Sequence[int], now: datetime, *, ignore: frozenset[int] = frozenset()
) -> Gathered:
    """Everything known about these clients' open invoices; `ignore`: invoices not to count as waiting
    (the gate looks at a reminder that itself is waiting)."""
    today = office.day(now)
    rows = invoices.open_of_clients(session, client_ids)
    people = clients.by_ids(session, client_ids)
    waiting = reminders.waiting_invoices(session, client_ids) - ignore
    held = _holds_by_client(session, client_ids, today)
    nets = _nets(session, rows, client_ids)
    silent = silent_account(session, office, now)
    known = contacts.of_clients(session, client_ids)
    standings, credit_notes = [], []
    for row in rows:
        invoice = invoices.to_invoice(row)
        if invoice.kind is InvoiceKind.CREDIT_NOTE:
            credit_notes.append(invoice)
            continue
        client_row = people[row.client_id]
        invoice, client, unknown = _known_ladder(office, invoice, clients.to_client(client_row))
        reached = addressed(client, known[client.id], [row.id], bounced=client_row.email_bounced)
        standings.append(
            Standing(
                invoice=invoice,
                client=client,
                client_net=nets[row.client_id, row.currency],
                holds=(*held[row.client_id], *unknown),
                last_contact_on=client_row.last_contact_on,
                waiting=row.id in waiting,
                silent_account=silent,
                reachable=bool(reached.email),
                minimum=Money.of(office.settings.matching.write_off_tolerance, row.currency),
            )
        )
    return Gathered(standings=tuple(standings), credits=tuple(credit_notes))


def judge_all(office: Office, gathered: Gathered, today: date) -> list[Verdict]:
    """One verdict per open invoice, each under its own ladder."""
    return [
        judge(one, ladder_of(one.invoice, one.client, office.ladders), office.calendar, today)
        for one in gathered.standings
    ]


def silent_account(session: Session, office: Office, now: datetime) -> str:
    """Name of an account whose bank has not spoken for too many working days; empty when all have.

    A bank that never spoke does not count: nothing is known of its rhythm yet.
    """
    limits = {bank.name: bank.silent_after_days for bank in office.settings.banks}
    today = office.day(now)
    for account in state.bank_accounts(session):
        if account.last_heard_at is None:
            continue
        quiet = office.calendar.working_days_between(office.day(account.last_heard_at), today)
        if quiet > limits.get(account.bank, 5):
            return account.bank
    return ""


def _known_ladder(office: Office, invoice: Invoice, client: Client) -> tuple[Invoice, Client, tuple[Hold, ...]]:
    """An invoice whose ladder the configuration does not have is left alone, and says why; it stops nobody else."""
    name = invoice.ladder or client.ladder
    if not name or name in office.ladders:
        return invoice, client, ()
    hold = Hold(
        id=0, client_id=client.id, invoice_id=invoice.id, kind=HoldKind.EXCLUDED, reason=f"barème inconnu : {name}"
    )
    return replace(invoice, ladder=""), replace(client, ladder=""), (hold,)


def _holds_by_client(session: Session, client_ids: Sequence[int], today: date) -> dict[int, list[Hold]]:
    found: dict[int, list[Hold]] = defaultdict(list)
    for row in holds.running(session, client_ids, today):
        found[row.client_id].append(holds.to_hold(row))
    return found


def _nets(session: Session, rows: Sequence[InvoiceRow], client_ids: Sequence[int]) -> dict[tuple[int, str], Money]:
    """What each client owes per currency: open invoices and credit notes, less unapplied payments."""
    minor: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        if row.kind != InvoiceKind.QUOTE:
            minor[row.client_id, row.currency] += row.open_minor
    for key, amount in payments.unapplied_by_client(session, client_ids).items():
        minor[key] -= amount
    return defaultdict(Money.zero, {key: Money.from_minor(amount, key[1]) for key, amount in minor.items()})
