"""The firm's accounts and journals as the core takes them."""

from __future__ import annotations

from mailbot.config.schema import Accounting
from mailbot.core.accounts.journal import Account, Chart, Journal


def chart_of(accounting: Accounting) -> Chart:
    """The chart that this part of the configuration describes; accounts keep their usual names."""
    usual = Chart()
    return Chart(
        customers=Account(accounting.customers, usual.customers.name),
        doubtful=Account(accounting.doubtful, usual.doubtful.name),
        loss=Account(accounting.loss, usual.loss.name),
        gain=Account(accounting.gain, usual.gain.name),
        bad_debt=Account(accounting.bad_debt, usual.bad_debt.name),
        vat=Account(accounting.vat, usual.vat.name),
        bank=Account(accounting.bank, usual.bank.name),
        fees=Account(accounting.fees, usual.fees.name),
        journal=Journal(accounting.journal, accounting.journal_name),
        bank_journal=Journal(accounting.bank_journal, accounting.bank_journal_name),
        cash=accounting.method == "cash",
    )
