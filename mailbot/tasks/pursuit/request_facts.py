"""A request's facts, from the client's debt and its exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from mailbot.core.client import Client
from mailbot.core.interest.claim import InvoiceClaim
from mailbot.core.interest.wording import percent, source
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money, total
from mailbot.core.pursuing.exhibit import Exhibit, ExhibitKind, matter_number
from mailbot.core.pursuing.exhibit_words import title
from mailbot.core.pursuing.pursuit_case import Proposal
from mailbot.outbound.request_facts import Listed, Piece, Reminded, RequestedInvoice, RequestFacts, Settled
from mailbot.store.lists import dossier
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.pursuit.exhibits import Collected
from mailbot.tasks.pursuit.pursuit_case import ClientDebt

_PRINTED = ("name", "code", "contact", "email", "phone", "address", "postcode", "city", "siren", "vat_number")

# Requests are written for French courts, bars and agents: their language is French.
LANGUAGE = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request is written from: the debt, the way with its conditions, the exhibits, who signs; `opened_on` as
    in `pursuit_case.debt_of`."""

    debt: ClientDebt
    proposal: Proposal
    collected: Collected
    partner: str
    today: date
    opened_on: date | None = None


def request_facts(session: Session, office: Office, asked: Asked) -> RequestFacts:
    """All that the request's template may say."""
    debt, case = asked.debt, asked.debt.case
    rows = [debt.rows[key] for key in asked.proposal.invoice_ids]
    rows.sort(key=lambda row: (row.due_on, row.id))
    currency = case.credits.currency
    claims = [debt.added[row.id] for row in rows if row.id in debt.added]
    return RequestFacts(
        way=asked.proposal.way.value,
        firm=office.firm,
        signatory=office.signatory(asked.partner),
        client=plain_client(case.client),
        today=asked.today,
        court=case.court.value,
        invoices=tuple(_invoices(office, rows, asked)),
        credits=tuple(_credit(row) for row in debt.credits),
        settled=tuple(settled_on(session, office, rows)),
        pieces=tuple(_pieces(claims)),
        interest=total((one.interest for one in claims), currency),
        fixed=total((one.fixed for one in claims), currency),
        why_no_interest=case.interest_why,
        article=claims[0].annex.regime.article if claims else "",
        reminders=tuple(_reminders(office, asked.collected)),
        exhibits=listed(asked.collected),
        published_on=case.insolvency.published_on if case.insolvency else None,
        opened_on=asked.opened_on,
        act_by=asked.proposal.act_by,
        customers_account=office.settings.accounting.customers,
        doubtful_account=office.settings.accounting.doubtful,
    )


def listed(collected: Collected) -> tuple[Listed, ...]:
    """The bordereau of what the books hold."""
    return tuple(Listed(number=one.number, title=plain(title(one, LANGUAGE))) for one in collected.exhibits)


def plain_client(client: Client) -> Client:
    """The client as documents may print it."""
    texts: dict[str, Any] = {name: plain(getattr(client, name)) for name in _PRINTED}
    return replace(client, **texts)


def plain(text: str) -> str:
    """A text of somebody's in a line of a document, without the marks that make its tables and lines."""
    return " ".join(text.replace("|", "/").replace("¶", " ").replace("`", "'").split())


def _invoices(office: Office, rows: Sequence[InvoiceRow], asked: Asked) -> Iterator[RequestedInvoice]:
    numbers = _numbers(asked.collected.exhibits)
    for row in rows:
        vat = None if row.vat_minor is None else Money.from_minor(row.vat_minor, row.currency)
        whole = Money.from_minor(row.total_minor, row.currency)
        yield RequestedInvoice(
            number=plain(row.number),
            issued_on=row.issued_on,
            due_on=row.due_on,
            total=whole,
            open=Money.from_minor(row.open_minor, row.currency),
            exhibit=numbers[row.number],
            net=None if vat is None else whole - vat,
            vat=vat,
            matter=plain(matter_number(row.matter) if office.firm.lawyer else row.matter),
            mission_ended_on=row.mission_ended_on,
            late=row.due_on < (asked.opened_on or asked.today),
        )


def _numbers(exhibits: Sequence[Exhibit]) -> Mapping[str, int]:
    return {one.found.subject: one.number for one in exhibits if one.found.kind is ExhibitKind.INVOICE}


def _credit(row: InvoiceRow) -> RequestedInvoice:
    return RequestedInvoice(
        number=plain(row.number),
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=Money.from_minor(row.total_minor, row.currency),
        open=Money.from_minor(row.open_minor, row.currency),
        exhibit=0,
    )


def settled_on(session: Session, office: Office, rows: Sequence[InvoiceRow]) -> Iterator[Settled]:
    """What stands on these invoices, by the day on which it counts."""
    by_key = {row.id: row for row in rows}
    found = []
    for one, payment, note in dossier.settled(session, list(by_key)):
        if one.undone_at is not None:
            continue
        row = by_key[one.invoice_id]
        opening = row.issued_on if one.kind == AllocationKind.OPENING else office.day(one.created_at)
        on = payment.received_on if payment else note.issued_on if note else opening
        amount = Money.from_minor(one.amount_minor, row.currency)
        found.append(Settled(on=on, number=plain(row.number), kind=one.kind, amount=amount))
    yield from sorted(found, key=lambda one: (one.on, one.number))


def _pieces(claims: Sequence[InvoiceClaim]) -> Iterator[Piece]:
    for claim in claims:
        for one in claim.annex.segments:
            yield Piece(
                number=plain(claim.number),
                first=one.first,
                last=one.last,
                days=one.days,
                base=one.base,
                rate=percent(one.rate.percent, LANGUAGE).replace(" ", "\u202f"),
                amount=one.amount,
                source=source(one.rate, LANGUAGE),
            )


def _reminders(office: Office, collected: Collected) -> Iterator[Reminded]:
    """Reminders that left, and those that a person made by phone, post or in person."""
    exhibits = {one.found.reminder_id: one for one in collected.exhibits if one.found.kind is ExhibitKind.REMINDER}
    for row in collected.reminders:
        exhibit = exhibits.get(row.id)
        yield Reminded(
            on=office.day(row.sent_at or row.created_at),
            level_name=plain(row.level_name),
            formal=row.formal,
            recipient="" if row.by_hand else plain(row.recipient),
            note=plain(row.note) if row.by_hand else "",
            exhibit=exhibit.number if exhibit else None,
        )
