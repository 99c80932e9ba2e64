"""Accounting entries of what happens to a debt, each balanced or refused. French chart of accounts (PCG 2025).

Remainders 658/758, bad debts 654 with their VAT 44571, doubtful customers 411 → 416, and for a firm that keeps cash
accounts the money received. VAT comes back only when a debt is irrecoverable for good, and only to a firm that paid it
before being paid (CGI 272-1, BOI-TVA-DED-40-10-20); the caller says how much.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mailbot.core.errors import Refused
from mailbot.core.money import Money, total


@dataclass(frozen=True, slots=True)
class Account:
    """A number of the chart and its name."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal's code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The accounts and journals of one firm. `cash`: cash accounting, where a debt stands nowhere until it is paid."""

    customers: Account = Account("411", "Clients")
    doubtful: Account = Account("416", "Clients douteux ou litigieux")
    loss: Account = Account("658", "Charges diverses de gestion courante")
    gain: Account = Account("758", "Produits divers de gestion courante")
    bad_debt: Account = Account("654", "Pertes sur créances irrécouvrables")
    vat: Account = Account("44571", "TVA collectée")
    bank: Account = Account("512", "Banque")
    fees: Account = Account("706", "Prestations de services")
    journal: Journal = Journal("OD", "Opérations diverses")
    bank_journal: Journal = Journal("BQ", "Banque")
    cash: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """What an entry is about: the day it is booked, the document behind it, the client, and its text."""

    on: date
    piece: str
    piece_on: date
    client_code: str
    client_name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One side of an entry: either `debit` or `credit` is not zero. `auxiliary`: the client's own account.

    `foreign`: on a customer's account, the same in the currency of the invoice when that is another.
    """

    account: Account
    debit: Money
    credit: Money
    auxiliary: Account | None = None
    foreign: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A balanced entry. `paid_on`, `paid_by` and `nature` are told in cash accounting only."""

    journal: Journal
    voucher: Voucher
    lines: tuple[Line, ...]
    paid_on: date | None = None
    paid_by: str = ""
    nature: str = ""

    def __post_init__(self) -> None:
        debit, credit = (total(amounts, self.currency) for amounts in self._sides())
        if debit != credit or not debit:
            raise Refused(f"The entry for {self.voucher.piece} does not balance: debit {debit}, credit {credit}.")

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        return self.lines[0].debit.currency if self.lines else "EUR"

    def _sides(self) -> tuple[list[Money], list[Money]]:
        return [line.debit for line in self.lines], [line.credit for line in self.lines]


def remainder(voucher: Voucher, amount: Money, chart: Chart, *, doubtful: bool = False) -> Entry:
    """Settle what is left of an invoice: lost when still owed (658), gained when overpaid (a negative amount, 758).

    `doubtful`: the invoice was moved to 416 before.
    """
    _accrual(chart, "a remainder")
    if amount.amount < 0:
        return _entry(chart, voucher, _client(chart.customers, voucher, debit=-amount), _credit(chart.gain, -amount))
    account = chart.doubtful if doubtful else chart.customers
    return _entry(chart, voucher, _debit(chart.loss, amount), _client(account, voucher, credit=amount))


def kept(voucher: Voucher, amount: Money, chart: Chart, paid_by: str) -> Entry:
    """Money received that nobody asks back: a gain (758). In cash accounting it was in no account before and is booked
    as received."""
    if not chart.cash:
        return remainder(voucher, -amount, chart)
    return _receipt(chart, voucher, (_debit(chart.bank, amount), _credit(chart.gain, amount)), paid_by)


def bad_debt(voucher: Voucher, owed: Money, vat: Money, chart: Chart, *, doubtful: bool = False) -> Entry:
    """Write off an irrecoverable debt of `owed`, taxes included, of which `vat` comes back (zero when it does not).

    `doubtful`: it was moved to 416 before. Raises Refused when the VAT is not a part of the debt.
    """
    _accrual(chart, "a bad debt")
    if vat.amount < 0 or vat >= owed:
        raise Refused(f"A VAT of {vat} is no part of a debt of {owed}.")
    account = chart.doubtful if doubtful else chart.customers
    vat_line = (_debit(chart.vat, vat),) if vat else ()
    return _entry(chart, voucher, _debit(chart.bad_debt, owed - vat), *vat_line, _client(account, voucher, credit=owed))


def doubtful(voucher: Voucher, owed: Money, chart: Chart) -> Entry:
    """Move a debt, taxes included, from 411 to 416: its payment has become uncertain."""
    _accrual(chart, "a doubtful debt")
    moved_to = _client(chart.doubtful, voucher, debit=owed)
    return _entry(chart, voucher, moved_to, _client(chart.customers, voucher, credit=owed))


def undoubtful(voucher: Voucher, settled: Money, chart: Chart) -> Entry:
    """Move back to 411 what of a doubtful debt was settled after all: the money is booked against 411."""
    moved_back = _client(chart.customers, voucher, debit=settled)
    return _entry(chart, voucher, moved_back, _client(chart.doubtful, voucher, credit=settled))


def receipt(voucher: Voucher, paid: Money, vat: Money, chart: Chart, paid_by: str) -> Entry:
    """Money received, on the day of the voucher; in cash accounting that is when fees and VAT arise."""
    if not chart.cash:
        lines = (_debit(chart.bank, paid), _client(chart.customers, voucher, credit=paid))
    else:
        vat_line = (_credit(chart.vat, vat),) if vat else ()
        lines = (_debit(chart.bank, paid), _credit(chart.fees, paid - vat), *vat_line)
    return _receipt(chart, voucher, lines, paid_by)


def reversal(entry: Entry, on: date, text: str) -> Entry:
    """The undo of an entry: the same accounts, the sides swapped."""
    swapped = tuple(replace(line, debit=line.credit, credit=line.debit) for line in entry.lines)
    return replace(entry, voucher=replace(entry.voucher, on=on, text=text), lines=swapped)


def in_foreign(entry: Entry, amount: Money) -> Entry:
    """The entry of an invoice in another currency: its customer's lines tell `amount` of that currency too."""
    lines = tuple(replace(line, foreign=amount) if line.auxiliary else line for line in entry.lines)
    return replace(entry, lines=lines)


def vat_in(gross: Money, percent: Decimal) -> Money:
    """The VAT inside an amount that includes it, at a rate in percent, rounded half up to the cent."""
    return Money.of(gross.amount * percent / (100 + percent), gross.currency)


def _accrual(chart: Chart, what: str) -> None:
    if chart.cash:
        raise Refused(f"In cash accounting {what} is not booked: what was never received is in no account.")


def _entry(chart: Chart, voucher: Voucher, *lines: Line) -> Entry:
    return Entry(journal=chart.journal, voucher=voucher, lines=lines)


def _receipt(chart: Chart, voucher: Voucher, lines: tuple[Line, ...], paid_by: str) -> Entry:
    return Entry(
        journal=chart.bank_journal, voucher=voucher, lines=lines, paid_on=voucher.on, paid_by=paid_by, nature="recette"
    )


def _debit(account: Account, amount: Money) -> Line:
    return Line(account=account, debit=amount, credit=Money.zero(amount.currency))


def _credit(account: Account, amount: Money) -> Line:
    return Line(account=account, debit=Money.zero(amount.currency), credit=amount)


def _client(account: Account, voucher: Voucher, *, debit: Money | None = None, credit: Money | None = None) -> Line:
    side = _debit(account, debit) if debit is not None else _credit(account, credit or Money.zero())
    return replace(side, auxiliary=Account(voucher.client_code, voucher.client_name))
