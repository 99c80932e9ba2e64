"""What an invoice owes besides its principal: read the books, let the core compute. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.interest.annex import Annex, annex
from mailbot.core.interest.debt import Debt
from mailbot.core.interest.rates import Rates
from mailbot.core.interest.regime import Regime, Start
from mailbot.core.interest.regimes import agreed, regime, usual
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.store import balance_changes, clients, invoices
from mailbot.tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a person knows better than the books; empty or None: as the books say.

    `regime` is a name, `rate` the contract's own in percent, `notice_on` the day on which the formal notice was
    received, `proceedings_on` the day on which collective proceedings opened.
    """

    regime: str = ""
    rate: Decimal | None = None
    notice_on: date | None = None
    proceedings_on: date | None = None

    def chosen(self, usual_one: Regime) -> Regime:
        """The regime to apply where this one is usual. Raises Refused for an unknown name or an impossible rate."""
        base = regime(self.regime) if self.regime else usual_one
        return base if self.rate is None else agreed(base, self.rate)


def invoice_annex(office: Office, number: str, rates: Rates, until: date, terms: Terms) -> Annex:
    """The claim on `until` for one invoice of the books; its client's kind and the firm's country choose the regime.

    The day on which the formal notice left stands for that of its reception unless `terms` knows better. A client in
    collective proceedings whose opening day is not known owes nothing besides. Raises Refused.
    """
    zone = office.zone
    with office.books.read() as session:
        row = invoices.by_number(session, number)
        if row is None:
            raise Refused(f"There is no invoice {number}.")
        if row.kind != InvoiceKind.INVOICE:
            raise Refused(f"{number} is a {row.kind.replace('_', ' ')}: it bears no interest.")
        client = clients.by_ids(session, [row.client_id])[row.client_id]
        changes = balance_changes.changes(session, row, zone)
        sent_on = balance_changes.formal_notice_on(session, row.id, zone)
        insolvent = balance_changes.insolvent(session, row.client_id)
    chosen = terms.chosen(usual(office.settings.firm.country, ClientKind(client.kind)))
    debt = Debt(
        principal=Money.from_minor(row.total_minor, row.currency),
        due_on=row.issued_on if _counts_a_term(chosen) else row.due_on,
        changes=changes,
        notice_on=terms.notice_on or sent_on,
        proceedings_on=terms.proceedings_on or (row.due_on if insolvent else None),
    )
    return annex(debt, chosen, rates, until)


def _counts_a_term(chosen: Regime) -> bool:
    return chosen.start not in (Start.DUE, Start.NOTICE)
