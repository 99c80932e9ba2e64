"""`mailbot plan`: propose what is due; `--dry-run` prints the verdict of every open invoice."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.verdicts import sentence
from mailbot.tasks.draft_reminders import draft_all
from mailbot.tasks.plan_reminders import dry_run as judge_everything
from mailbot.tasks.plan_reminders import plan as propose

_COLUMNS = ("invoice", "client", "due_on", "open", "level", "verdict", "until", "why")


@click.command()
@click.option("--dry-run", is_flag=True, help="Print the verdict of every open invoice and change nothing.")
@format_option
@pass_shell
def plan(shell: Shell, dry_run: bool, form: str) -> None:
    """Propose the reminders that are due and write their texts."""
    office, now = shell.office, shell.now()
    if not dry_run:
        report = propose(office, now)
        click.echo(f"{report.proposed} proposed, {draft_all(office, now)} drafted")
        return
    language = office.settings.firm.language
    rows = [
        {
            "invoice": verdict.standing.invoice.number,
            "client": verdict.standing.client.name,
            "due_on": verdict.standing.invoice.due_on,
            "open": verdict.standing.invoice.open,
            "level": verdict.level.number if verdict.level else None,
            "verdict": verdict.decision.value,
            "until": verdict.until,
            "why": sentence(verdict, language),
        }
        for verdict in judge_everything(office, now)
    ]
    show(rows, _COLUMNS, form)
