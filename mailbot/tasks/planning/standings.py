"""Gather what the plan and the gate look at: each open invoice with its client, holds, contacts and money in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.contacts import Contact, is_reached
from mailbot.core.deciding.policy import ladder_name, ladder_of
from mailbot.core.deciding.verdicts import Standing, Verdict, judge
from mailbot.core.hold import Hold, HoldKind
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.money import Money
from mailbot.core.reminder import Channel
from mailbot.store.debts import clients, contacts, open_rows
from mailbot.store.debts.open_rows import Open
from mailbot.store.dunning import holds, reminders
from mailbot.store.money import payments_in_hand
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.freshness import silent_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Standings to judge, and the credit notes that are set against them. `asleep`: by invoice, until when the plan
    had let it sleep."""

    standings: tuple[Standing, ...]
    credits: tuple[Invoice, ...]
    asleep: Mapping[int, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Debtor:
    """A client with what all of their invoices share."""

    client: Client
    last_contact_on: date | None
    holds: Mapping[int | None, tuple[Hold, ...]]
    reachable: bool
    named: frozenset[int | None]

    def holds_on(self, invoice_id: int) -> tuple[Hold, ...]:
        """Those of the client and of this invoice."""
        return (*self.holds.get(None, ()), *self.holds.get(invoice_id, ()))

    def reached_about(self, invoice_id: int) -> bool:
        """Is there an address to write to about this invoice?"""
        return self.reachable or invoice_id in self.named


def gather(
    session: Session, office: Office, client_ids: Sequence[int], now: datetime, *,
    ignore: frozenset[int] = frozenset(), only: frozenset[int] | None = None,
) -> Gathered:  # fmt: skip
    """Everything known about these clients' open invoices; `ignore`: invoices not to count as waiting
    (the gate looks at a reminder that itself is waiting). `only`: the invoices of theirs that are asked about."""
    session.flush()
    return _gather(session, office, open_rows.invoices(session, client_ids, only=only), now, ignore)


def gather_due(session: Session, office: Office, client_ids: Sequence[int], now: datetime) -> Gathered:
    """The same without the invoices that no reminder of today could hold: asleep, and not overdue."""
    session.flush()
    rows = open_rows.invoices(session, client_ids, due_by=office.day(now))
    return _gather(session, office, rows, now, frozenset())


def _gather(session: Session, office: Office, rows: Sequence[Open], now: datetime, ignore: frozenset[int]) -> Gathered:
    keys = sorted({row.invoice.client_id for row in rows})
    debtors = _debtors(session, keys, office.day(now))
    waiting = reminders.waiting_invoices(session, keys) - ignore
    busy = set() if ignore else reminders.waiting_clients(session, keys)
    in_hand = payments_in_hand.of_clients(session, keys)
    nets = open_rows.nets(session, keys, in_hand)
    silent = silent_account(session, office, now)
    minimums = {
        currency: Money.of(office.settings.matching.write_off_tolerance, currency)
        for currency in {row.invoice.open.currency for row in rows}
    }
    standings, credit_notes = [], []
    for invoice, _ in rows:
        if invoice.kind is InvoiceKind.CREDIT_NOTE:
            credit_notes.append(invoice)
            continue
        debtor = debtors[invoice.client_id]
        currency = invoice.open.currency
        standing = Standing(
            invoice=invoice,
            client=debtor.client,
            client_net=nets.get((invoice.client_id, currency)) or Money.zero(currency),
            holds=debtor.holds_on(invoice.id),
            last_contact_on=debtor.last_contact_on,
            waiting=invoice.id in waiting,
            client_waiting=invoice.client_id in busy,
            silent_account=silent,
            reachable=debtor.reached_about(invoice.id) or _reached_on_paper(office, invoice, debtor.client),
            minimum=minimums[currency],
            in_hand=in_hand.get((invoice.client_id, currency)),
        )
        standings.append(_with_known_ladder(office, standing))
    asleep = {row.invoice.id: row.asleep for row in rows if row.asleep}
    return Gathered(standings=tuple(standings), credits=tuple(credit_notes), asleep=asleep)


def judge_all(office: Office, gathered: Gathered, today: date) -> list[Verdict]:
    """One verdict per open invoice, each under its own ladder."""
    return [
        judge(one, ladder_of(one.invoice, one.client, office.ladders), office.calendar, today)
        for one in gathered.standings
    ]


def _reached_on_paper(office: Office, invoice: Invoice, client: Client) -> bool:
    """Is the next level one that goes on paper only, to an address that is known?"""
    ladder = office.ladders.get(ladder_name(invoice, client))
    following = ladder.after(invoice.level, overdue=True) if ladder else None
    on_paper = following is not None and following.channel is Channel.LETTER and not invoice.is_quote
    return on_paper and bool(client.address and client.city)


def _with_known_ladder(office: Office, standing: Standing) -> Standing:
    """An invoice whose ladder the configuration does not have is left alone, and says why; it stops nobody else."""
    invoice, client = standing.invoice, standing.client
    name = ladder_name(invoice, client)
    if name in office.ladders:
        return standing
    hold = Hold(
        id=0, client_id=client.id, invoice_id=invoice.id, kind=HoldKind.EXCLUDED, reason=f"barème inconnu : {name}"
    )
    unladdered = replace(invoice, ladder=""), replace(client, ladder="")
    return replace(standing, invoice=unladdered[0], client=unladdered[1], holds=(*standing.holds, hold))


def _debtors(session: Session, client_ids: Sequence[int], today: date) -> dict[int, _Debtor]:
    known = contacts.of_clients(session, client_ids)
    held = _holds(holds.values_running(session, client_ids, today))
    return {
        row.id: _debtor(row, known.get(row.id, ()), held.get(row.id, {}))
        for row in open_rows.clients(session, client_ids)
    }


def _debtor(row: Row[Any], known: Sequence[Contact], held: Mapping[int | None, tuple[Hold, ...]]) -> _Debtor:
    client = clients.to_client(row)
    return _Debtor(
        client=client,
        last_contact_on=row.last_contact_on,
        holds=held,
        reachable=is_reached(client, known, bounced=row.email_bounced),
        named=frozenset(contact.invoice_id for contact in known if contact.email and not contact.bounced),
    )


def _holds(running: Iterable[Hold]) -> dict[int, dict[int | None, tuple[Hold, ...]]]:
    """By client, and by the invoice that they are about: with a thousand old debts each looks at its own."""
    found: dict[int, dict[int | None, tuple[Hold, ...]]] = defaultdict(dict)
    for hold in running:
        mine = found[hold.client_id]
        mine[hold.invoice_id] = (*mine.get(hold.invoice_id, ()), hold)
    return found
