"""`mailbot plan`: propose what is due; `--dry-run` prints the verdict of every open invoice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from mailbot.cli.lists import Row, format_option, show
from mailbot.cli.progress import progress
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.deciding.verdicts import Verdict, sentence
from mailbot.intake.told import Told
from mailbot.tasks.desk.office import Office
from mailbot.tasks.planning.plan_reminders import dry_run as judge_everything
from mailbot.tasks.planning.plan_reminders import plan as propose
from mailbot.tasks.sending.draft_reminders import draft_all

_COLUMNS = ("invoice", "client", "due_on", "open", "level", "verdict", "until", "why")


@click.command()
@click.option("--dry-run", is_flag=True, help="Print the verdict of every open invoice and change nothing.")
@format_option
@pass_shell
def plan(shell: Shell, dry_run: bool, form: str) -> None:
    """Propose the reminders that are due and write their texts."""
    office, now = shell.office, shell.now()
    if dry_run:
        with progress(beside_output=True) as told:
            show(_rows(office, now, told), _COLUMNS, form)
        return
    with progress() as told:
        report = propose(office, now, told)
        drafted = draft_all(office, now, told)
    click.echo(f"{report.proposed} proposed, {drafted} drafted")


def _rows(office: Office, now: datetime, told: Told) -> Iterator[Row]:
    language = office.settings.firm.language
    return (_row(verdict, language) for verdict in judge_everything(office, now, told))


def _row(verdict: Verdict, language: str) -> Row:
    invoice = verdict.standing.invoice
    return {
        "invoice": invoice.number,
        "client": verdict.standing.client.name,
        "due_on": invoice.due_on,
        "open": invoice.open,
        "level": verdict.level.number if verdict.level else None,
        "verdict": verdict.decision.value,
        "until": verdict.until,
        "why": sentence(verdict, language),
    }
