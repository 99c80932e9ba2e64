"""Until when each open invoice can be claimed in court: read the books, let the core count. Writes nothing.

Only French law is known (`core.limitation`): for a firm elsewhere nothing is counted and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mailbot.core.client import ClientKind
from mailbot.core.limitation import (
    RULES,
    Claim,
    Interruption,
    Limitation,
    NearLimitation,
    limitation,
    months_before,
    sentence,
)
from mailbot.core.money import Money
from mailbot.store.debts import interruptions, limitation_rows
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLimitation:
    """One open invoice and until when it can be claimed. `proposed`: an acknowledgement waits for a person."""

    invoice_id: int
    number: str
    client_id: int
    client: str
    kind: ClientKind
    open: Money
    found: Limitation
    interruptions: tuple[Interruption, ...]
    proposed: bool


def limitations(
    session: Session, office: Office, today: date, within_months: int | None = None
) -> Iterator[InvoiceLimitation]:
    """Open invoices with their limitation, the oldest first; only those to be claimed within so many months of today
    when a number is given. Streamed: two more statements per 500 invoices, whatever their number."""
    if office.settings.firm.country != "FR":
        return
    horizon = None if within_months is None else months_before(today, -within_months)
    oldest = {kind: months_before(horizon, 12 * rule.years) for kind, rule in RULES.items()} if horizon else None
    for rows in limitation_rows.old_enough(session, oldest):
        for one in _counted(session, office, rows):
            if horizon is None or one.found.act_by <= horizon:
                yield one


def near_limitation(session: Session, office: Office, today: date) -> Iterator[NearLimitation]:
    """Open invoices that reached an alert of `alerts.limitation_months`, or are past the last safe day."""
    months = office.settings.alerts.limitation_months
    language = office.settings.firm.language
    for one in limitations(session, office, today, max(months, default=0)):
        reached = one.found.alert_on(today)
        if reached is not None:
            yield NearLimitation(
                invoice_id=one.invoice_id,
                number=one.number,
                client_id=one.client_id,
                months=reached,
                act_by=one.found.act_by,
                sentence=sentence(one.found, today, language),
            )


def limitation_of(session: Session, office: Office, invoice: InvoiceRow, client: ClientRow) -> InvoiceLimitation:
    """Until when this one invoice can be claimed, by French law."""
    return next(iter(_counted(session, office, [(invoice, client)])))


def _counted(
    session: Session, office: Office, rows: Sequence[tuple[InvoiceRow, ClientRow]]
) -> Iterator[InvoiceLimitation]:
    owners = {invoice.id: client.id for invoice, client in rows}
    happened = interruptions.of_invoices(session, owners, office.zone)
    proposed = interruptions.proposed(session, owners)
    for invoice, client in rows:
        claim = _claim(office, invoice, client, happened.get(invoice.id, ()))
        yield InvoiceLimitation(
            invoice_id=invoice.id,
            number=invoice.number,
            client_id=client.id,
            client=client.name,
            kind=claim.client,
            open=Money.from_minor(invoice.open_minor, invoice.currency),
            found=limitation(claim, office.settings.alerts.limitation_months),
            interruptions=claim.interruptions,
            proposed=invoice.id in proposed,
        )


def _claim(office: Office, invoice: InvoiceRow, client: ClientRow, happened: tuple[Interruption, ...]) -> Claim:
    return Claim(
        client=ClientKind(client.kind),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        service_ended_on=invoice.mission_ended_on,
        law_firm=office.settings.firm.profession == "lawyer",
        interruptions=tuple(sorted(happened, key=lambda one: one.on)),
    )
