"""A mass run is over: what it left in hand when it was called off is withdrawn, its figures are kept, and whoever
launched it is told by one mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.money import Money
from mailbot.core.reminder import ReminderStatus
from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.outbound.run_report import RunFacts, RunLeftOut, RunLine, RunSection
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.dunning import deliveries, reminders, runs
from mailbot.store.pursuit_tables import RunRow
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.run_report import RunReport, as_told, left_out_in, reminders_in, run_report
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.deliver import deliver

# So much of each part is named in the mail; the page has the rest.
_NAMED = 20
_NAMED_PER_REASON = 8
_ENDED = {runs.DONE: "terminées", runs.CANCELLED: "arrêtées", runs.FAILED: "interrompues"}


def close_run(office: Office, run_id: int, status: str, now: datetime) -> None:
    """End a run and mail its report; harmless when it is over already."""
    with office.books.write() as session:
        row = runs.locked(session, run_id)
        if row.status not in runs.OPEN or row.worker != office.worker:
            return
        if status != runs.DONE:
            for one in runs.unfinished(session, run_id):
                _withdraw(session, one, run_id, now)
        report = run_report(session, office, run_id)
        facts = _facts(session, office, report, status, now)
    new = _delivery(office, facts, report.run.asked_by, now) if office.person(report.run.asked_by) else None
    with office.books.write() as session:
        row = runs.locked(session, run_id)
        if row.status not in runs.OPEN:
            return
        row.status, row.finished_at, row.told = status, now, {**row.told, **as_told(report)}
        if new is not None and deliveries.add(session, new, now) is not None:
            row.reported_at = now
        _tell(session, row, facts, now)
    deliver(office, now)


def fail_run(office: Office, run_id: int, why: str, now: datetime) -> None:
    """The order itself cannot be carried out any more: say so and end the run."""
    with office.books.write() as session:
        row = runs.locked(session, run_id)
        row.told = {**row.told, "error": why}
    close_run(office, run_id, runs.FAILED, now)


def _withdraw(session: Session, row: ReminderRow, run_id: int, now: datetime) -> None:
    """Nothing more leaves for a run that was called off; its invoices are free for the next plan."""
    why = f"relances en nombre {run_id} arrêtées avant l'envoi"
    reminders.move(session, row, ReminderStatus.REJECTED, why)
    invoices.wake(session, row.client_id)
    entry = history.Entry(
        at=now, actor="mailbot", kind="reminder_withdrawn", client_id=row.client_id, reminder_id=row.id, text=why
    )
    history.append(session, entry)


def _tell(session: Session, row: RunRow, facts: RunFacts, now: datetime) -> None:
    text = (
        f"relances en nombre {row.id} {_ENDED[row.status]} : {row.done} clients sur {row.total}, "
        f"{facts.sent} relances envoyées, {facts.set_aside} factures écartées"
    )
    history.append(session, history.Entry(at=now, actor="mailbot", kind=f"run_{row.status}", text=text, data=row.told))


def _facts(session: Session, office: Office, report: RunReport, status: str, now: datetime) -> RunFacts:
    run = report.run
    return RunFacts(
        firm=office.firm,
        language=office.settings.firm.language,
        to=office.signatory(run.asked_by),
        today=office.day(now),
        number=run.id,
        status=status,
        asked_for=report.asked_for,
        clients=run.total,
        done=run.done,
        sections=tuple(_section(session, run.id, part.name, part.count, part.totals) for part in report.parts),
        left_out=tuple(
            RunLeftOut(words=one.words, count=one.count, named=_named(session, run.id, one.verdict))
            for one in report.left_out
        ),
        failed=report.failed[:_NAMED],
        why=str(run.told.get("error", "")),
        link=f"{office.settings.admin.base_url}/mass/runs/{run.id}",
    )


def _section(session: Session, run_id: int, name: str, count: int, totals: tuple[Money, ...]) -> RunSection:
    lines = tuple(
        RunLine(
            client=client.name, level_name=row.level_name, total=Money.from_minor(row.total_minor, row.currency),
            why="" if name == "sent" else row.status_why,
        )
        for row, client in reminders_in(session, run_id, name, _NAMED)
    )  # fmt: skip
    return RunSection(name=name, count=count, totals=totals, lines=lines)


def _named(session: Session, run_id: int, verdict: str) -> tuple[tuple[str, str, str], ...]:
    found = left_out_in(session, run_id, verdict, _NAMED_PER_REASON)
    return tuple((one.number, client.name, one.why) for one, client in found)


def _delivery(office: Office, facts: RunFacts, to: str, now: datetime) -> deliveries.NewDelivery:
    """The mail as exact bytes, kept; `once_key` lets one exist per run."""
    mail = office.texts.run_report(facts)
    mid = message_id("run", facts.number, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(to,),
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
        )
    )
    return deliveries.NewDelivery(
        kind="run",
        once_key=f"run:{facts.number}",
        message_id=mid,
        sender=office.settings.mailbox.address,
        recipients=(to,),
        raw_sha=office.blobs.put(raw),
    )
