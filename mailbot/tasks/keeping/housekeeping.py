"""What time alone changes: promises and instalments kept or not, proposals nobody decided on, doubtful deliveries."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.core.instalments import Outcome
from mailbot.core.promises import Outcome as Promised
from mailbot.core.reminder import ReminderStatus
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import reminders
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.judge_plans import judge_plans
from mailbot.tasks.holds.judge_promises import judge_promises
from mailbot.tasks.sending.sent_folder import settle_unknown


def tidy(office: Office, now: datetime) -> str:
    """Everything that time alone changes, once."""
    with office.books.write() as session:
        promised = judge_promises(session, office, now)
        plans = judge_plans(session, office, now)
        expired = _expire(session, office, now)
    settled = settle_unknown(office, now)
    kept = promised[Promised.KEPT] + promised[Promised.LATE]
    return (
        f"{kept} promises kept, {promised[Promised.BROKEN]} broken, {plans[Outcome.KEPT]} instalments kept, "
        f"{plans[Outcome.MISSED]} missed, {expired} proposals expired, {settled} doubtful deliveries settled"
    )


def _expire(session: Session, office: Office, now: datetime) -> int:
    """Old proposals and approvals end; the next plan proposes anew with the figures of the day."""
    before = now - timedelta(days=office.settings.approval.expires_after_days)
    count = 0
    for row in reminders.stale(session, before):
        if row.not_before and row.not_before >= office.day(now):
            continue  # postponed by a partner: it has not had its day yet
        reminders.move(session, row, ReminderStatus.EXPIRED, "personne n'a décidé à temps")
        invoices.wake(session, row.client_id)
        entry = history.Entry(
            at=now,
            actor="mailbot",
            kind="reminder_expired",
            client_id=row.client_id,
            reminder_id=row.id,
            text="proposition expirée",
        )
        history.append(session, entry)
        count += 1
    return count
