"""What a reminder claims besides the principal: computed when it is drafted, written down when it has left.

The figures are computed to the planned day of sending: the first day on which it may leave, the reminder's own date if
that is later. A reminder that leaves later still says true, for it names that day; what is approved is what leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.config.rates import load_rates
from mailbot.core.errors import ConfigError, Refused
from mailbot.core.interest import semesters
from mailbot.core.interest.annex import Notice, annex, notices
from mailbot.core.interest.claim import InvoiceClaim, Penalties, PenaltyKind, PenaltyStatus
from mailbot.core.interest.debt import Change
from mailbot.core.interest.netting import net
from mailbot.core.interest.rates import RateMissing
from mailbot.core.interest.regimes import NotOurs
from mailbot.core.invoice import InvoiceKind
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderPlan
from mailbot.store import history
from mailbot.store.debts import clients, invoices
from mailbot.store.money import balance_changes, penalties
from mailbot.store.money.penalties import NewPenalty
from mailbot.store.tables import ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.law.penalties import OwedBy, debts, regime_for

# What the partner is told before the figures leave; the core's other notices are printed in the annex.
_TOLD = frozenset({"no_notice", "proceedings", "floor_above_agreed", "floor_unknown"})


def planned_on(office: Office, now: datetime, not_before: date | None = None) -> date:
    """The first day on which a reminder drafted now may leave."""
    return office.calendar.forward(max(office.day(now), not_before or date.min))


def penalties_of(session: Session, office: Office, plan: ReminderPlan, until: date) -> Penalties | None:
    """What this reminder claims; None when its level prints none.

    Where a rate, a table or a regime is missing it claims nothing at all, and a note tells the partner why.
    """
    ladder = office.ladders.get(plan.ladder)
    level = ladder.level(plan.level) if ladder else None
    if level is None or not level.penalties:
        return None
    client = clients.by_ids(session, [plan.client_id])[plan.client_id]
    if client.waives_penalties:
        return Penalties(until=until, notes=(Notice("waived_for_client"),))
    found = invoices.by_ids(session, [line.invoice_id for line in plan.lines if line.open.amount > 0])
    rows = [row for row in found.values() if row.kind == InvoiceKind.INVOICE]
    credits = [Change(line.issued_on, -line.open, paid=False) for line in plan.lines if line.open.amount < 0]
    credits += balance_changes.in_hand(session, client.id, plan.currency)
    try:
        return _claimed(session, office, OwedBy(client, rows, credits), until)
    except (ConfigError, NotOurs, RateMissing) as error:
        return Penalties(until=until, notes=(_missing(error),))


def _missing(error: ConfigError | NotOurs | RateMissing) -> Notice:
    if isinstance(error, RateMissing):
        named = (("index", error.index), ("semester", semesters.name(error.day)), ("file", f"{error.index}.csv"))
        return Notice("rate_missing", named)
    if isinstance(error, NotOurs):
        return Notice("not_ours", (("kind", error.kind.value), ("country", error.country)))
    return Notice("rates_unreadable", (("why", str(error)),))


def _claimed(session: Session, office: Office, owed: OwedBy, until: date) -> Penalties:
    """The claim on each invoice that the rules allow. Raises ConfigError, NotOurs, RateMissing."""
    rates = load_rates(office.settings.law.rates_folder)
    chosen = regime_for(office, owed.client)
    done = penalties.settled(session, [row.id for row in owed.invoices])
    claims: list[InvoiceClaim] = []
    notes: list[Notice] = []
    netted = net(debts(session, office, owed, chosen), owed.credits)
    for row, debt in zip(owed.invoices, netted, strict=True):
        try:
            found = annex(debt, chosen, rates, until)
        except RateMissing:
            raise
        except Refused as error:  # older than the rules: the others are not concerned
            notes.append(Notice("too_old", (("number", row.number), ("why", str(error)))))
            continue
        notes += [notice for notice in notices(found, rates) if notice.kind in _TOLD]
        claim = InvoiceClaim(
            invoice_id=row.id,
            number=row.number,
            annex=found,
            interest_done=Money.from_minor(done.get((row.id, PenaltyKind.INTEREST), 0), row.currency),
            fixed_done=Money.from_minor(done.get((row.id, PenaltyKind.FIXED), 0), chosen.currency),
        )
        if claim:
            claims.append(claim)
    latest = {(note.kind, dict(note.values).get("number")): note for note in notes}
    return Penalties(until=until, claims=tuple(claims), notes=tuple(latest.values()))


def claim_sent(session: Session, reminder: ReminderRow, now: datetime) -> None:
    """The reminder left: its claims stand in the side ledger, once, and take over from earlier ones."""
    new = list(_stored(reminder))
    if not new or penalties.claimed_by(session, reminder.id):
        return
    rows = penalties.claim(session, reminder.id, reminder.client_id, new, now)
    sums = ", ".join(f"{row.kind} {Money.from_minor(row.amount_minor, row.currency)}" for row in rows)
    text = f"pénalités réclamées, arrêtées au {new[0].until:%d/%m/%Y} : {sums}"
    _tell(session, reminder, "penalties_claimed", text, now)


def withdraw_claims(session: Session, reminder: ReminderRow, now: datetime) -> None:
    """The reminder came back: nobody read its claims."""
    if penalties.withdraw(session, reminder.id, now):
        _tell(session, reminder, "penalties_withdrawn", "pénalités retirées : la relance n'a pas été remise", now)


def claim_again(session: Session, reminder: ReminderRow, now: datetime) -> None:
    """The reminder had arrived after all: its claims stand again, except where a later one took their place."""
    fallen = [row for row in penalties.claimed_by(session, reminder.id) if row.status == PenaltyStatus.WITHDRAWN]
    standing = {(row.invoice_id, row.kind): row for row in penalties.open_of(session, {r.invoice_id for r in fallen})}
    again = 0
    for row in fallen:
        other = standing.get((row.invoice_id, row.kind))
        if other is not None and other.id > row.id:
            continue
        penalties.reopen(row)
        again += 1
        if other is not None:
            penalties.close(other, PenaltyStatus.SUPERSEDED, "mailbot", now)
            other.replaced_by_id = row.id
    session.flush()
    if again:
        _tell(session, reminder, "penalties_claimed", "pénalités de nouveau réclamées : la relance était arrivée", now)


def _stored(reminder: ReminderRow) -> Iterator[NewPenalty]:
    """The claims that the reminder's texts print, as it keeps them."""
    for one in reminder.penalties.get("claims", ()):
        for kind, currency in ((PenaltyKind.INTEREST, "currency"), (PenaltyKind.FIXED, "fixed_currency")):
            if one[kind.value] > 0:
                yield NewPenalty(
                    invoice_id=one["invoice_id"],
                    kind=kind,
                    amount=Money.from_minor(one[kind.value], one[currency]),
                    until=date.fromisoformat(reminder.penalties["until"]),
                    annex=one["annex"],
                )


def _tell(session: Session, reminder: ReminderRow, kind: str, text: str, now: datetime) -> None:
    entry = history.Entry(
        at=now, actor="mailbot", kind=kind, client_id=reminder.client_id, reminder_id=reminder.id, text=text
    )
    history.append(session, entry)
