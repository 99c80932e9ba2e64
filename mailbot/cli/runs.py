"""`mailbot runs list|show|cancel`: the reminders in number that were launched, and what each came to."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.money import Money
from mailbot.store.dunning import runs as store
from mailbot.tasks.deciding.queue_run import ask_cancel
from mailbot.tasks.deciding.run_reminders import work_on
from mailbot.tasks.deciding.run_report import RunReport, asked_for, left_out_in, reminders_in, run_report
from mailbot.tasks.desk.office import Office

_ROWS = ("outcome", "client", "about", "amount", "level", "to", "why")


@click.group()
def runs() -> None:
    """Reminders in number: what was launched, how far it is, what it came to."""


@runs.command("list")
@format_option
@pass_shell
def list_runs(shell: Shell, form: str) -> None:
    """The newest runs."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "status": row.status,
                "asked_by": row.asked_by,
                "asked_at": office.local(row.created_at).strftime("%Y-%m-%d %H:%M"),
                "clients": row.total,
                "done": row.done,
                "asked_for": asked_for(row, office.settings.firm.language),
            }
            for row in store.newest(session)
        ]
    show(rows, ("id", "status", "asked_by", "asked_at", "clients", "done", "asked_for"), form)


@runs.command("show")
@click.argument("ident", metavar="ID", type=int)
@format_option
@pass_shell
def show_run(shell: Shell, ident: int, form: str) -> int:
    """One run: its figures, each of its reminders, each invoice left out with the reason."""
    return say_report(shell.office, ident, form, every=True)


@runs.command()
@click.argument("ident", metavar="ID", type=int)
@as_option
@pass_shell
def cancel(shell: Shell, ident: int, who: str | None) -> None:
    """Call a run off: nothing more leaves, what was released stays."""
    office, now = shell.office, shell.now()
    ask_cancel(office, ident, decider(office, who), now)
    at = work_on(office, ident, now)  # when nobody works on it, it ends here and now
    said = "stopped" if at.mine else "stops at the next client"
    click.echo(f"run {ident}: {said}, {at.done} of {at.total} clients done; what was released stays")


def say_report(office: Office, run_id: int, form: str = "table", *, every: bool = False) -> int:
    """Print what a run came to; 1 when something of it failed. `every`: also the reminders that left."""
    with office.books.read() as session:
        report = run_report(session, office, run_id)
    rows = list(_rows(office, report, every=every))
    if form == "table":
        for line in _figures(report):
            click.echo(line)
    if rows or form != "table":
        show(rows, _ROWS, form)
    troubled = report.failed or report.part("undelivered").count or report.run.status == store.FAILED
    return 1 if troubled else 0


def _figures(report: RunReport) -> Iterator[str]:
    run = report.run
    yield f"run {run.id}: {run.status}, {run.done} of {run.total} clients, asked by {run.asked_by}: {report.asked_for}"
    if run.told.get("error"):
        yield f"  {run.told['error']}"
    for part in report.parts:
        yield f"  {part.count} {part.name}: {', '.join(str(one) for one in part.totals)}"
    for one in report.left_out:
        yield f"  {one.count} left out: {one.words}"
    if report.failed:
        yield f"  {len(report.failed)} failed"


def _rows(office: Office, report: RunReport, *, every: bool) -> Iterator[dict[str, object]]:
    named = [part.name for part in report.parts if every or part.name != "sent"]
    with office.books.read() as session:
        for name in named:
            for row, client in reminders_in(session, report.run.id, name):
                yield {
                    "outcome": name, "client": client.name, "about": f"reminder {row.id}", "level": row.level,
                    "amount": Money.from_minor(row.total_minor, row.currency), "to": row.recipient,
                    "why": row.status_why,
                }  # fmt: skip
        for one, client in left_out_in(session, report.run.id):
            yield {"outcome": one.verdict, "client": client.name, "about": one.number, "why": one.why}
