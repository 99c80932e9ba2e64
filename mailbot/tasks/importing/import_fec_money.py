"""Money of a FEC: what nobody has placed yet becomes payments in hand; what is lettered since is placed as lettered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.payment import Payment, entry_key
from mailbot.core.reading.understood import Movement
from mailbot.intake.fec_items import FecCredit, with_code
from mailbot.store.debts import invoices, many_clients, many_invoices
from mailbot.store.money import many_payments, payments
from mailbot.store.money.payments import Placement, Word
from mailbot.store.tables import PaymentRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.tasks.money import doubtful
from mailbot.tasks.money.book_receipts import book_receipts
from mailbot.tasks.money.place_payment import SET_ASIDE
from mailbot.tasks.money.record_payment import enter_all
from mailbot.tasks.money.told_before import Source

ACCOUNT = "fec"
# A bank's notice and the accounts may differ by a week-end.
_SAME_MONEY = timedelta(days=5)


def take_money(
    session: Session, office: Office, credits: Sequence[FecCredit], now: datetime, report: ImportReport
) -> None:
    """Enter each credit that is not lettered as a payment of its client, once, unless the bank told of it before."""
    unplaced = [one for one in credits if not one.lettering]
    if not unplaced:
        return
    owners = many_clients.keys(session, {one.client for one in unplaced})
    told = _Told(many_payments.counted(session, set(owners.values())))
    enter = [one for one in unplaced if not told.take(one, owners[one.client], _currency(office, one))]
    if len(enter) < len(unplaced):
        report.notes.append(f"payments that were known already: {len(unplaced) - len(enter)}")
    source = Source(bank="FEC", account=ACCOUNT, counted=True, day=office.day(now), told_by="fec")
    entered = enter_all(session, [_movement(office, one) for one in enter], source, now)
    by_key = {_key(office, one): owners[one.client] for one in enter}
    for row in entered.new:
        row.client_id = by_key[row.entry_key]
    invoices.wake_all(session, [row.client_id for row in entered.new if row.client_id])
    if entered.new:
        report.notes.append(f"payments that nobody has placed yet, entered for their clients: {len(entered.new)}")


def place_lettered(session: Session, office: Office, credits: Sequence[FecCredit], now: datetime) -> None:
    """Money entered from an earlier FEC that the accounts have lettered since goes on the documents of its lettering.

    What is left of it settled something that the books do not have: it is nobody's money in hand any more.
    """
    lettered = {_key(office, one): one for one in credits if one.lettering}
    for row in many_payments.by_keys(session, lettered).values():
        if row.unapplied_minor > 0 and row.client_id:
            _place(session, office, row, lettered[row.entry_key], now)
    session.flush()


def _place(session: Session, office: Office, row: PaymentRow, one: FecCredit, now: datetime) -> None:
    why = f"lettré {one.lettering} dans le FEC"
    numbers = [*one.settles, *(with_code(number, one.client) for number in one.settles)]
    placements, left = [], row.unapplied_minor
    for invoice in many_invoices.known(session, numbers).values():
        part = min(left, invoice.open_minor)
        if part > 0 and invoice.client_id == row.client_id and invoice.currency == row.currency:
            placements.append(Placement(invoice_id=invoice.id, amount=Money.from_minor(part, row.currency)))
            left -= part
    if placements:
        word = Word("import", why, now)
        book_receipts(session, office, row, payments.allocate(session, row, placements, word), word)
        doubtful.follow(session, office, [one.invoice_id for one in placements], word)
    if left:
        if row.client_id:
            invoices.wake(session, row.client_id)  # with less in hand they may owe something
        row.client_id, row.decision, row.why = None, SET_ASIDE, why


class _Told:
    """Payments that the books have, each to be found once: by client, currency and amount, near in time."""

    def __init__(self, rows: Sequence[many_payments.Counted]) -> None:
        self._days: dict[tuple[int | None, str, int], list[date]] = defaultdict(list)
        self._carried: dict[tuple[int | None, str, int], int] = defaultdict(int)
        for row in rows:
            key = (row.client_id, row.currency, row.amount_minor)
            self._carried[key] += 1
            if row.account != ACCOUNT:
                self._days[key].append(row.received_on)

    def take(self, one: FecCredit, owner: int, currency: str) -> bool:
        """Was this money told before? A balance carried forward has lost its day, and fits any of its client's."""
        minor = Money.of(one.amount, currency).minor
        if not one.dated:
            self._carried[owner, currency, minor] -= 1
            return self._carried[owner, currency, minor] >= 0
        for client in (owner, None):
            days = self._days[client, currency, minor]
            near = next((day for day in days if abs(day - one.on) <= _SAME_MONEY), None)
            if near is not None:
                days.remove(near)
                return True
        return False


def _movement(office: Office, one: FecCredit) -> Movement:
    return Movement(
        amount=one.amount,
        currency=_currency(office, one),
        direction="credit",
        value_date=one.on,
        payer=one.name,
        payer_iban=None,
        label=one.label or None,
        bank_id=one.ident,
    )


def _key(office: Office, one: FecCredit) -> str:
    value = Payment(id=0, received_on=one.on, amount=Money.of(one.amount, _currency(office, one)))
    return entry_key(ACCOUNT, one.ident, value, 0)


def _currency(office: Office, one: FecCredit) -> str:
    return one.currency or office.settings.firm.currency
