"""Try another ladder on the last twelve months. Reads, changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.deciding.policy import ladder_name, ladder_of
from mailbot.core.errors import Refused
from mailbot.core.figures.backtest import Past, Replayed, Shift, replay
from mailbot.core.invoice import Invoice
from mailbot.core.ladder import Ladder
from mailbot.store.debts import clients, invoices
from mailbot.store.lists import past_invoices
from mailbot.tasks.desk.office import Office

DAYS = 365
# So many invoices are replayed for a page.
MOST = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What to try: every invoice on the ladder of that name (empty: on its own), with this change."""

    ladder: str = ""
    shift: Shift = Shift()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The ladders as they are and the trial over the same invoices; `of` fell due in all."""

    as_is: Replayed
    tried: Replayed
    invoices: int
    of: int
    first: date
    last: date


def compare(session: Session, office: Office, trial: Trial, today: date) -> Compared:
    """Replay both. Raises Refused for a ladder that there is not."""
    if trial.ladder and trial.ladder not in office.ladders:
        raise Refused(f"Aucun barème ne s'appelle {trial.ladder}.")
    first = today - timedelta(days=DAYS)
    pasts = [
        Past(_anew(invoices.to_invoice(row)), clients.to_client(client), paid_on)
        for row, client, paid_on in past_invoices.fell_due(session, first, today, MOST)
    ]

    def own(invoice: Invoice, client: Client) -> Ladder:
        known = ladder_name(invoice, client) in office.ladders
        return ladder_of(invoice, client if known else replace(client, ladder=""), office.ladders)

    changed: dict[int, Ladder] = {}

    def tried(invoice: Invoice, client: Client) -> Ladder:
        chosen = office.ladders[trial.ladder] if trial.ladder else own(invoice, client)
        return changed.setdefault(id(chosen), trial.shift.of(chosen))

    return Compared(
        as_is=replay(pasts, own, office.calendar, first, today),
        tried=replay(pasts, tried, office.calendar, first, today),
        invoices=len(pasts), of=past_invoices.count(session, first, today), first=first, last=today,
    )  # fmt: skip


def _anew(invoice: Invoice) -> Invoice:
    """As it was when it was issued."""
    return replace(
        invoice, open=invoice.total, level=None, level_sent_on=None, deadline_on=None, cycle=0, ladder=""
    )  # fmt: skip
