"""`mailbot stop`: nothing leaves any more, at once."""

from __future__ import annotations

from datetime import datetime

import click

from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY
from mailbot.tasks.desk.sending_switch import stop_sending


@click.command()
@click.option("--until", type=DAY, metavar="DAY", help="Sending goes on by itself on that day.")
@click.option("--why", default="", help="The reason, kept in the history.")
@as_option
@pass_shell
def stop(shell: Shell, until: datetime | None, why: str, who: str | None) -> None:
    """Stop all reminders, what waits in the queue too. `mailbot resume` lets them leave again; approvals stay."""
    office, now = shell.office, shell.now()
    by, day = decider(office, who), until.date() if until else None
    with office.books.write() as session:
        stop_sending(session, by, now, until=day, why=why)
    click.echo(f"stopped until {day}" if day else "stopped until `mailbot resume`")
