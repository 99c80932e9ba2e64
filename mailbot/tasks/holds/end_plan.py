"""A plan of instalments is revoked, or taken up again after it was revoked or missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.instalments import Outcome
from mailbot.store import history
from mailbot.store.dunning import holds, instalments
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.holds.judge_plans import KEPT, Standing, apply
from mailbot.tasks.holds.make_plan import overlapping, told
from mailbot.tasks.holds.manage_holds import said


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenOrder:
    """Which plan is taken up again, why, and the new day of the instalment that was missed."""

    plan: int
    why: str
    until: date | None = None


def end_plan(session: Session, key: int, by: Decider, why: str, now: datetime) -> HoldRow:
    """Revoke a plan: reminders go on. Raises Refused without a reason, or when it is over or unknown."""
    reason, plan = said(why), _plan(session, key)
    if plan.ended_at is not None:
        raise Refused("Cet échéancier est déjà terminé.")
    holds.end(session, plan, by.email, now)
    history.append(session, told(plan, by, "instalments_ended", f"échéancier révoqué - {reason}", now))
    return plan


def reopen_plan(session: Session, office: Office, order: ReopenOrder, by: Decider, now: datetime) -> HoldRow:
    """Take up again a plan that was revoked, or that a missed instalment had ended; the undo of both.

    Raises Refused without a reason, when it runs or was kept to its end, when another plan runs there, and when an
    instalment is missed still.
    """
    reason, plan = said(order.why), _plan(session, order.plan)
    if plan.ended_at is None:
        raise Refused("Cet échéancier court encore.")
    if plan.outcome == KEPT:
        raise Refused("Cet échéancier a été tenu jusqu'au bout : il n'y a rien à rouvrir.")
    if overlapping(session, plan.client_id, instalments.covered(session, [plan])[plan.id]):
        raise Refused("Un autre échéancier court pour ces factures : mettez-y fin d'abord.")
    holds.reopen(session, plan, now)
    moved = _grant(session, office, plan, order.until, now)
    text = f"échéancier repris{moved} - {reason}"
    history.append(session, told(plan, by, "instalments_reopened", text, now))
    standing = Standing(session, [plan])
    judged = standing.judged(plan, office, now)
    if judged.missed is not None:
        late = judged.missed
        raise Refused(f"L'échéance du {late.due_on:%d/%m/%Y} n'est toujours pas réglée : accordez un jour (--until).")
    apply(session, plan, standing, judged, now)
    return plan


def _grant(session: Session, office: Office, plan: HoldRow, until: date | None, now: datetime) -> str:
    """What was missed is waited for again, until another day if one is given; returns that in words."""
    rows = instalments.rows_of(session, [plan.id])[plan.id]
    missed = next((row for row in rows if row.outcome == Outcome.MISSED), None)
    if until is not None and missed is None:
        raise Refused("Aucune échéance n'a été manquée : il n'y a pas de jour à accorder.")
    if missed is None:
        return ""
    instalments.write_outcome(missed, Outcome.WAITED, now)
    if until is None:
        return ""
    following = next((row for row in rows if row.rank == missed.rank + 1), None)
    if until < office.day(now) or (following is not None and until >= following.due_on):
        raise Refused("Le nouveau jour doit être à venir, et avant l'échéance suivante.")
    before = missed.due_on
    missed.due_on = until
    missed.until = office.calendar.add_working_days(until, office.settings.waiting.instalment)
    for hold in holds.family(session, plan):
        hold.until = max(rows[-1].until, missed.until)
    return f", l'échéance du {before:%d/%m/%Y} reportée au {until:%d/%m/%Y}"


def _plan(session: Session, key: int) -> HoldRow:
    plan = instalments.by_key(session, key)
    if plan is None:
        raise Refused(f"Aucun échéancier n'a le numéro {key}.")
    return plan
