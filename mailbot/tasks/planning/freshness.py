"""Is a bank silent for longer than usual? Then money may have come of which nobody knows, and reminders wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.config.schema import BankProfile
from mailbot.core.deciding.freshness import learned_silence
from mailbot.store import state
from mailbot.store.tables import BankAccountRow
from mailbot.tasks.desk.office import Office

# Working days, of a bank that is in no profile any more.
DEFAULT_SILENCE = 5


def silent_account(session: Session, office: Office, now: datetime) -> str:
    """Name of an account whose bank has not spoken for too many working days; empty when all have."""
    return next((account.bank for account in silent_accounts(session, office, now)), "")


def silent_accounts(session: Session, office: Office, now: datetime) -> Iterator[BankAccountRow]:
    """Every account whose bank has not spoken for too many working days: as many as its profile says, else more than it
    usually lets pass, else the default.

    A bank that never spoke does not count: nothing is known of its rhythm yet.
    """
    banks = {bank.name: bank for bank in office.settings.banks}
    today = office.day(now)
    for account in state.bank_accounts(session):
        if account.last_heard_at is None:
            continue
        quiet = office.calendar.working_days_between(office.day(account.last_heard_at), today)
        if quiet > longest_silence(office, account, banks.get(account.bank)):
            yield account


def longest_silence(office: Office, account: BankAccountRow, bank: BankProfile | None) -> int:
    """Working days that may pass without a word about this account."""
    if bank is not None and "silent_after_days" in bank.model_fields_set:
        return bank.silent_after_days
    days = [date.fromisoformat(str(day)) for day in account.heard_on]
    learned = learned_silence(days, office.calendar.working_days_between)
    return learned or (bank.silent_after_days if bank else DEFAULT_SILENCE)
