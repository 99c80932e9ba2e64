"""What invoices owe besides their principal: read the books, let the core compute. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.interest.annex import Annex, annex
from mailbot.core.interest.debt import Change, Debt, Imputation
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import Regime, Start
from mailbot.core.interest.regimes import agreed, regime, usual
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.store.debts import clients, invoices
from mailbot.store.money import balance_changes
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a person knows better than the books; empty or None: as the books and the configuration say.

    `regime` is a name, `rate` the contract's own in percent, `notice_on` the day on which the formal notice was
    received, `proceedings_on` the day on which collective proceedings opened.
    """

    regime: str = ""
    rate: Decimal | None = None
    notice_on: date | None = None
    proceedings_on: date | None = None
    imputation: Imputation | None = None

    def chosen(self, usual_one: Regime) -> Regime:
        """The regime to apply where this one is usual. Raises Refused for an unknown name or an impossible rate."""
        base = regime(self.regime) if self.regime else usual_one
        return base if self.rate is None else agreed(base, self.rate)


AS_THE_BOOKS_SAY = Terms()


@dataclass(frozen=True, slots=True)
class OwedBy:
    """A client and invoices of theirs whose penalties are to be computed; `credits` lie on none of them yet."""

    client: ClientRow
    invoices: Sequence[InvoiceRow]
    credits: Sequence[Change] = ()


def invoice_annex(office: Office, number: str, rates: Rates, until: date, terms: Terms) -> Annex:
    """The claim on `until` for one invoice of the books; its client's kind and the firm's country choose the regime.

    The day on which the formal notice left stands for that of its reception unless `terms` knows better. A client in
    collective proceedings whose opening day is not known owes nothing besides. Raises Refused.
    """
    with office.books.read() as session:
        row = invoices.by_number(session, number)
        if row is None:
            raise Refused(f"There is no invoice {number}.")
        if row.kind != InvoiceKind.INVOICE:
            raise Refused(f"{number} is a {row.kind.replace('_', ' ')}: it bears no interest.")
        client = clients.by_ids(session, [row.client_id])[row.client_id]
        chosen = regime_for(office, client, terms)
        (debt,) = debts(session, office, OwedBy(client, [row]), chosen, terms)
    return annex(debt, chosen, rates, until)


def regime_for(office: Office, client: ClientRow, terms: Terms = AS_THE_BOOKS_SAY) -> Regime:
    """The rules that a client falls under: the creditor's country, with the rate agreed in the firm's terms.

    Raises Refused where none are known, and for an unknown name.
    """
    kind, law = ClientKind(client.kind), office.settings.law
    if terms.regime:
        return terms.chosen(regime(terms.regime))
    found = usual(office.settings.firm.country, kind, client.country)
    if law.agreed_percent is not None and kind is ClientKind.PROFESSIONAL and terms.rate is None:
        return agreed(found, law.agreed_percent)
    return terms.chosen(found)


def debts(
    session: Session, office: Office, owed: OwedBy, chosen: Regime, terms: Terms = AS_THE_BOOKS_SAY
) -> list[Debt]:
    """Each invoice as a debt under these rules, in the order given; three statements, however many there are."""
    rows = {row.id: row for row in owed.invoices}
    changes = balance_changes.changes(session, rows, office.zone)
    sent_on = balance_changes.formal_notices(session, rows, office.zone)
    insolvent = balance_changes.insolvent(session, owed.client.id)
    counts_a_term = chosen.start not in (Start.DUE, Start.NOTICE)
    return [
        Debt(
            principal=Money.from_minor(row.total_minor, row.currency),
            due_on=row.issued_on if counts_a_term else row.due_on,
            changes=changes.get(row.id, ()),
            notice_on=terms.notice_on or sent_on.get(row.id),
            proceedings_on=terms.proceedings_on or (row.due_on if insolvent else None),
            imputation=terms.imputation or office.settings.law.apply_payment_to,
        )
        for row in owed.invoices
    ]
