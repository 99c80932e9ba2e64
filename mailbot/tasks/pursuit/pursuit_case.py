"""A client's debt as the ways after the last notice are judged on, read from the books. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mailbot.config.rates import load_rates
from mailbot.core.client import Client, ClientKind
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.errors import Refused, UserError
from mailbot.core.hold import HoldKind
from mailbot.core.interest.annex import annex
from mailbot.core.interest.claim import InvoiceClaim, PenaltyKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.limitation import Claim, limitation
from mailbot.core.money import Money, total
from mailbot.core.pursuing.pursuit_case import Case, Claimed, Creditor, Insolvency, ready_on
from mailbot.store.debts import clients, interruptions, invoices
from mailbot.store.dunning import holds
from mailbot.store.money import balance_changes, payments_in_hand, penalties
from mailbot.store.tables import ClientRow, HoldRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.penalties import OwedBy, Terms, debts, regime_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDebt:
    """A case with the rows that it was made of; `added`: per invoice's key what the law adds to it."""

    client: ClientRow
    case: Case
    rows: Mapping[int, InvoiceRow]
    credits: tuple[InvoiceRow, ...]
    added: Mapping[int, InvoiceClaim]


@dataclass(frozen=True, slots=True)
class Added:
    """What the law adds, by the invoice's key, and why it is not known for some."""

    claims: Mapping[int, InvoiceClaim]
    why: str = ""

    def interest(self, wanted: Iterable[int], currency: str) -> Money | None:
        """The interest of these invoices; None when one of them is not known."""
        if self.why:
            return None
        return total((self.claims[key].interest for key in wanted if key in self.claims), currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a person adds: only these invoices (none named: all), and the day of the judgment that opened collective
    proceedings."""

    numbers: tuple[str, ...] = ()
    opened_on: date | None = None

    def concerns(self, row: InvoiceRow) -> bool:
        """Is it one of the invoices that the person means?"""
        return not self.numbers or row.number in self.numbers


ALL = Narrowed()


def debt_of(
    session: Session, office: Office, client: ClientRow, today: date, narrowed: Narrowed = ALL
) -> ClientDebt | None:
    """The client's debt in the firm's currency, or in the one most owed in; None when no invoice is open."""
    open_rows = invoices.open_of_client(session, client.id)
    owed = [row for row in open_rows if row.kind == InvoiceKind.INVOICE and narrowed.concerns(row)]
    if not owed:
        return None
    currency = _currency(office, owed)
    mine = {row.id: row for row in owed if row.currency == currency}
    credits = tuple(row for row in open_rows if row.kind == InvoiceKind.CREDIT_NOTE and row.currency == currency)
    running = holds.running(session, [client.id], today)
    claims = _claims(session, office, client, list(mine.values()))
    insolvency = _insolvency(office, running)
    wanted = [one.invoice.id for one in claims if insolvency or (one.ready_on and one.ready_on <= today)]
    rows = [mine[key] for key in wanted]
    added = what_the_law_adds(session, office, OwedBy(client, rows), today, Terms(proceedings_on=narrowed.opened_on))
    unplaced = payments_in_hand.unapplied_by_client(session, [client.id]).get((client.id, currency), 0)
    case = Case(
        today=today,
        creditor=creditor(office),
        client=clients.to_client(client),
        claims=claims,
        credits=Money.from_minor(sum(row.open_minor for row in credits), currency),
        unplaced=Money.from_minor(unplaced, currency),
        interest=added.interest(wanted, currency),
        interest_why=added.why,
        holds=tuple(holds.to_hold(row) for row in running),
        insolvency=insolvency,
        elsewhere=tuple(row.number for row in owed if row.currency != currency),
    )
    return ClientDebt(client=client, case=case, rows=mine, credits=credits, added=added.claims)


def creditor(office: Office) -> Creditor:
    """The firm, as far as the ways depend on it."""
    firm, accounting = office.settings.firm, office.settings.accounting
    return Creditor(
        profession=firm.profession,
        country=firm.country,
        accrual=accounting.method == "accrual",
        identified=bool(firm.address and firm.postcode and firm.city and firm.siren),
    )


def what_the_law_adds(session: Session, office: Office, owed: OwedBy, until: date, terms: Terms) -> Added:
    """Interest and fixed sums up to that day, less what was paid or waived; nothing for whom all of it is waived."""
    if not owed.invoices or owed.client.waives_penalties:
        return Added({})
    try:
        rates, chosen = load_rates(office.settings.law.rates_folder), regime_for(office, owed.client, terms)
        found = debts(session, office, owed, chosen, terms)
        done = penalties.settled(session, [row.id for row in owed.invoices])
        claims = {
            row.id: InvoiceClaim(
                invoice_id=row.id,
                number=row.number,
                annex=annex(debt, chosen, rates, until),
                interest_done=Money.from_minor(done.get((row.id, PenaltyKind.INTEREST), 0), row.currency),
                fixed_done=Money.from_minor(done.get((row.id, PenaltyKind.FIXED), 0), chosen.currency),
            )
            for row, debt in zip(owed.invoices, found, strict=True)
        }
    except UserError as error:  # a rate that is missing, a country without rules: nothing is claimed on a guess
        return Added({}, str(error))
    return Added(claims)


def _currency(office: Office, owed: Sequence[InvoiceRow]) -> str:
    currencies = [row.currency for row in owed]
    usual = office.settings.firm.currency
    return usual if usual in currencies else max(sorted(set(currencies)), key=currencies.count)


def _claims(session: Session, office: Office, client: ClientRow, rows: Sequence[InvoiceRow]) -> tuple[Claimed, ...]:
    debtor = clients.to_client(client)
    notices = balance_changes.formal_notices(session, [row.id for row in rows], office.zone)
    limits = _limits(session, office, client, rows)
    return tuple(
        Claimed(
            invoice=invoices.to_invoice(row),
            ready_on=_ready_on(office, row, debtor),
            notice_on=notices.get(row.id),
            act_by=limits.get(row.id),
        )
        for row in rows
    )


def _ready_on(office: Office, row: InvoiceRow, debtor: Client) -> date | None:
    invoice = invoices.to_invoice(row)
    try:
        return ready_on(invoice, ladder_of(invoice, debtor, office.ladders))
    except Refused:  # a ladder that the configuration no longer has: it cannot be said to be climbed
        return None


def _limits(session: Session, office: Office, client: ClientRow, rows: Sequence[InvoiceRow]) -> dict[int, date]:
    """By the invoice's key the last safe day; nothing for a firm outside France, whose law is not known."""
    if office.settings.firm.country != "FR":
        return {}
    happened = interruptions.of_invoices(session, {row.id: client.id for row in rows}, office.zone)
    return {
        row.id: limitation(
            Claim(
                client=ClientKind(client.kind),
                issued_on=row.issued_on,
                due_on=row.due_on,
                service_ended_on=row.mission_ended_on,
                law_firm=office.settings.firm.profession == "lawyer",
                interruptions=tuple(sorted(happened.get(row.id, ()), key=lambda one: one.on)),
            )
        ).act_by
        for row in rows
    }


def _insolvency(office: Office, running: Sequence[HoldRow]) -> Insolvency | None:
    """The first news of it; its publication as soon as anybody wrote it down."""
    found = [row for row in running if row.kind == HoldKind.INSOLVENT]
    if not found:
        return None
    published = [row.published_on for row in found if row.published_on is not None]
    told = min(office.day(row.created_at) for row in found)
    return Insolvency(told_on=told, published_on=min(published, default=None))
