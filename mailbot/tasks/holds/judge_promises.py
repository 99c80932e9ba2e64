"""Promises whose money has come are kept, those whose time is over are broken: then reminders go on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.core.promises import Made, Outcome, Promise, Tally, judge, tally
from mailbot.store import history
from mailbot.store.chunks import chunks
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds, promises
from mailbot.store.money import payments_in_hand, receipts
from mailbot.store.tables import HoldRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.freshness import silent_account

_SAID = {
    Outcome.KEPT: ("promise_kept", "promesse du {day} tenue"),
    Outcome.LATE: ("promise_kept", "promesse du {day} tenue, en retard"),
    Outcome.BROKEN: ("promise_broken", "promesse du {day} non tenue"),
}


def judge_promises(
    session: Session, office: Office, now: datetime, only: Sequence[HoldRow] | None = None
) -> Counter[Outcome]:
    """Judge every promise that runs (or only these), once; how many came to which end.

    While a bank is silent nobody is said to have broken a promise: the money may be there.
    """
    found: Counter[Outcome] = Counter()
    rows = promises.running(session) if only is None else only
    if not rows:
        return found
    books = _Gathered(session, rows)
    silent = bool(silent_account(session, office, now))
    for row in rows:
        outcome = _judge(office, row, books, office.day(now))
        if outcome is Outcome.RUNNING or (silent and outcome is Outcome.BROKEN):
            continue
        found[outcome] += 1
        holds.end(session, row, "mailbot", now, outcome.value)
        history.append(session, _entry(row, outcome, now))
    return found


class _Gathered:
    """What the clients of these promises paid since the oldest of them, and what they owe now; a few queries in all."""

    def __init__(self, session: Session, rows: Sequence[HoldRow]) -> None:
        owners = sorted({row.client_id for row in rows})
        self.came = receipts.by_client(session, owners, min(row.created_at for row in rows))
        self.open: dict[int, list[InvoiceRow]] = defaultdict(list)
        for invoice in invoices.open_of_clients(session, owners):
            if invoice.kind == InvoiceKind.INVOICE:
                self.open[invoice.client_id].append(invoice)
        self.in_hand: dict[tuple[int, str], int] = {}
        for some in chunks(owners):
            self.in_hand.update(payments_in_hand.unapplied_by_client(session, some))

    def still_due(self, row: HoldRow, currency: str) -> Money:
        """What is open of that which was promised, money in hand deducted: in the first currency that has some."""
        nets: dict[str, int] = defaultdict(int)
        for invoice in self.open[row.client_id]:
            if _is_promised(row, invoice):
                nets[invoice.currency] += invoice.open_minor
        left = {name: minor - self.in_hand.get((row.client_id, name), 0) for name, minor in nets.items()}
        owed = (Money.from_minor(left[name], name) for name in sorted(left) if left[name] > 0)
        return next(owed, Money.zero(currency))


def _is_promised(row: HoldRow, invoice: InvoiceRow) -> bool:
    if row.invoice_id is not None:
        return row.invoice_id == invoice.id
    return row.promised_on is None or invoice.due_on <= row.promised_on


def _judge(office: Office, row: HoldRow, books: _Gathered, today: date) -> Outcome:
    if row.promised_on is None or row.until is None:
        raise Refused("A promise without its day cannot be judged.")
    currency = row.currency or office.settings.firm.currency
    promise = Promise(
        made_at=row.created_at,
        promised_on=row.promised_on,
        until=row.until,
        currency=currency,
        amount=None if row.amount_minor is None else Money.from_minor(row.amount_minor, currency),
        invoice_id=row.invoice_id,
    )
    return judge(promise, books.came[row.client_id], books.still_due(row, currency), today)


def _entry(row: HoldRow, outcome: Outcome, now: datetime) -> history.Entry:
    kind, text = _SAID[outcome]
    return history.Entry(
        at=now,
        actor="mailbot",
        kind=kind,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        text=text.format(day=f"{row.promised_on:%d/%m/%Y}"),
        data={"hold": row.id, "outcome": outcome.value},
    )


def promise_report(office: Office, as_of: date) -> tuple[Tally, ...]:
    """How each client kept their promises, of all that were made by the end of that day, as it was known then."""
    end = datetime.combine(as_of + timedelta(days=1), datetime.min.time(), tzinfo=office.zone)
    with office.books.read() as session:
        return tally(_made(promises.made(session, end), office.settings.firm.currency, end))


def _made(rows: Iterable[promises.MadePromise], usual: str, end: datetime) -> Iterable[Made]:
    for row in rows:
        known = row.ended_at is not None and row.ended_at < end
        outcome = _OUTCOMES.get(row.outcome, Outcome.LIFTED) if known else Outcome.RUNNING
        yield Made(client=row.client, amount=Money.from_minor(row.minor, row.currency or usual), outcome=outcome)


_OUTCOMES: Mapping[str, Outcome] = {one.value: one for one in Outcome}
