"""The night's erasures: dunning files whose time is over, accounts that need be kept no longer, old mail of nobody's,
and what was kept for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.retention import years_later
from mailbot.store import announcements
from mailbot.store.people import api_tokens
from mailbot.store.privacy import accounts, erasing, standing
from mailbot.store.privacy.standing import Quiet
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.privacy.erase_client import Why, erase_client
from mailbot.tasks.privacy.forget_bytes import forget_bytes, to_forget

# So many clients in one night: each is a transaction, and there is another night.
_A_NIGHT, _AT_ONCE = 500, 100
_ANSWERS, _ANNOUNCEMENTS = timedelta(days=7), timedelta(days=30)
_ITSELF = Decider(email="mailbot", via="auto")


@dataclass(slots=True)
class Kept:
    """What went: clients' files, old messages. `left`: clients whose time is over and whom something still keeps."""

    clients: int = 0
    messages: int = 0
    left: int = 0


def keep_only(office: Office, now: datetime, *, dry_run: bool = False) -> Kept:
    """Erase what is past its time; with `dry_run` only count it."""
    report = Kept()
    for key in _past(office, now):
        if dry_run:
            report.clients += 1
            continue
        try:
            erase_client(office, key, Why.TIME_OVER, _ITSELF, now)
        except Refused:  # something open that makes no line of its own: a credit, money on no invoice
            report.left += 1
        else:
            report.clients += 1
        if report.clients >= _A_NIGHT:
            break
    report.messages = _old_mail(office, now, dry_run=dry_run)
    if not dry_run:
        with office.books.write() as session:
            api_tokens.forget_answers(session, now - _ANSWERS)
            announcements.forget_before(session, now - _ANNOUNCEMENTS)
        forget_bytes(office)
    return report


def _past(office: Office, now: datetime) -> Iterator[int]:
    """Clients whose file's time is over, by group."""
    kept = office.settings.retention
    everybody = tuple(kind.value for kind in ClientKind)
    private, others = (ClientKind.CONSUMER.value,), (ClientKind.PROFESSIONAL.value, ClientKind.PUBLIC.value)
    for kinds, accounted, years in (
        (private, True, kept.consumer_years),
        (others, True, kept.professional_years),
        (everybody, False, kept.without_invoice_years),
    ):
        if years:
            yield from _quiet(office, Quiet(kinds=kinds, accounted=accounted, before=_ago(now, years)), now)


def _quiet(office: Office, wanted: Quiet, now: datetime) -> Iterator[int]:
    after = 0
    while True:
        with office.books.read() as session:
            some = standing.quiet_since(session, wanted, office.day(now), _AT_ONCE, after)
        yield from some
        if len(some) < _AT_ONCE:
            return
        after = some[-1]


def _old_mail(office: Office, now: datetime, *, dry_run: bool) -> int:
    kept = office.settings.retention
    if not kept.other_mail_years:
        return 0
    # A notice tells of money of some financial year, which ends within twelve months.
    bank_before = _ago(now, kept.accounting_years + 1)
    with office.books.rehearse() if dry_run else office.books.write() as session:
        erasing.overwrite(session)
        count, gone = accounts.erase_old_mail(session, _ago(now, kept.other_mail_years), bank_before)
        to_forget(session, gone)
    return count


def _ago(now: datetime, years: int) -> datetime:
    return datetime.combine(years_later(now.date(), -years), now.timetz())
