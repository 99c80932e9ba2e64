"""`mailbot tick` and its single steps: what the scheduler does, once, from cron or by hand."""

from __future__ import annotations

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks import jobs


@click.command()
@pass_shell
def tick(shell: Shell) -> None:
    """Everything that is due now, once: poll, match, plan, digest, send, alerts."""
    for name, said in jobs.tick(shell.office, shell.now()).items():
        click.echo(f"{name}: {said}")


@click.command()
@pass_shell
def poll(shell: Shell) -> None:
    """Fetch new mail, read it, put it away, and match payments."""
    office, now = shell.office, shell.now()
    click.echo(jobs.do_poll(office, now))
    click.echo(jobs.do_match(office, now))


@click.command()
@pass_shell
def digest(shell: Shell) -> None:
    """Ask the partners about what is proposed."""
    click.echo(jobs.do_digest(shell.office, shell.now()))


@click.command()
@pass_shell
def send(shell: Shell) -> None:
    """Release what is approved, within the send window, and hand over what is queued."""
    click.echo(jobs.do_send(shell.office, shell.now()))
