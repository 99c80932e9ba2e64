"""`mailbot verify`: do the invariants hold in the books? A line per broken one; exit 1 when there is any."""

from __future__ import annotations

import click

from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks.keeping.verify import verify as broken_invariants


@click.command()
@pass_shell
def verify(shell: Shell) -> int:
    """Check that every cent, message, reminder and line of history is where it must be."""
    problems = broken_invariants(shell.office)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        return WORK_FAILED
    click.echo("All invariants hold.")
    return 0
