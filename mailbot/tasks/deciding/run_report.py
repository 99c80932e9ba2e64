"""What a mass run came to, derived from its reminders as they stand now and from what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.core.deciding.mass_words import described, reason
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.store.dunning import runs
from mailbot.store.pursuit_tables import RunOmissionRow, RunRow
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.deciding.queue_run import order_of
from mailbot.tasks.desk.office import Office

# What each state of a reminder means for the run, in the order of the report.
PARTS: dict[str, tuple[ReminderStatus, ...]] = {
    "sent": (ReminderStatus.SENT, ReminderStatus.BOUNCED),
    "leaving": (ReminderStatus.RELEASED,),
    "waiting": (ReminderStatus.PROPOSED, ReminderStatus.APPROVED),
    "doubtful": (ReminderStatus.UNKNOWN,),
    "undelivered": (ReminderStatus.FAILED,),
    "withdrawn": (ReminderStatus.FELL_OUT, ReminderStatus.REJECTED, ReminderStatus.EXPIRED),
}


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The reminders of a run that stand in one place (`name` of PARTS): how many, for how much per currency."""

    name: str
    count: int
    totals: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many invoices were left out for this reason."""

    verdict: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A run in figures. `failed`: clients on whom the program failed, with the error."""

    run: RunRow
    asked_for: str
    parts: tuple[ReportPart, ...]
    left_out: tuple[LeftOut, ...]
    failed: tuple[tuple[str, str], ...]

    def part(self, name: str) -> ReportPart:
        """One part of the report; nothing stands in it when the run has none of that kind."""
        return next((one for one in self.parts if one.name == name), ReportPart(name, 0, ()))


def run_report(session: Session, office: Office, run_id: int) -> RunReport:
    """The report of a run, over or not. Raises Refused when there is none of that number."""
    row = session.get(RunRow, run_id)
    if row is None:
        raise Refused(f"Il n'y a pas d'envoi en nombre {run_id}.")
    language = office.settings.firm.language
    counts = runs.omission_counts(session, run_id)
    failed = runs.omissions(session, run_id, verdict="failed", limit=50)
    return RunReport(
        run=row,
        asked_for=asked_for(row, language),
        parts=_parts(runs.parts(session, run_id)),
        left_out=tuple(
            LeftOut(verdict, reason(verdict, language), count)
            for verdict, count in counts.most_common()
            if verdict != "failed"
        ),
        failed=tuple((client.name, one.why) for one, client in failed),
    )


def asked_for(row: RunRow, language: str) -> str:
    """The order of a run in words, whatever version of the program wrote it."""
    try:
        return described(order_of(row), language)
    except Refused as error:
        return str(error)


def _parts(found: Sequence[runs.Part]) -> tuple[ReportPart, ...]:
    parts = []
    for name, statuses in PARTS.items():
        here = [one for one in found if one.status in statuses]
        minor: Counter[str] = Counter()
        for one in here:
            minor[one.currency] += one.total_minor
        if here:
            totals = tuple(Money.from_minor(amount, currency) for currency, amount in sorted(minor.items()))
            parts.append(ReportPart(name, sum(one.count for one in here), totals))
    return tuple(parts)


def reminders_in(session: Session, run_id: int, part: str, limit: int = 10_000) -> list[tuple[ReminderRow, ClientRow]]:
    """The reminders behind one part of the report."""
    return runs.reminders(session, run_id, PARTS[part], limit=limit)


def left_out_in(
    session: Session, run_id: int, verdict: str = "", limit: int = 10_000
) -> list[tuple[RunOmissionRow, ClientRow]]:
    """The invoices behind a reason, or behind all of them."""
    return runs.omissions(session, run_id, verdict=verdict, limit=limit)


def as_told(report: RunReport) -> dict[str, object]:
    """The figures as they are kept with the run when it is over."""
    return {
        "reminders": {part.name: part.count for part in report.parts},
        "left_out": {one.verdict: one.count for one in report.left_out},
        "failed": [list(one) for one in report.failed],
    }
