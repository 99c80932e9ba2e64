"""`mailbot backup FILE`, `mailbot restore FILE`: the books and the blobs in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks.keeping.back_up import back_up
from mailbot.tasks.keeping.restore import restore as bring_back

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", metavar="FILE", type=_FILE)
@pass_shell
def backup(shell: Shell, file: Path) -> int:
    """Write books and blobs into FILE (a ZIP) while Mailbot runs, and read it back. Overwrites nothing.

    The configuration and the secret key are not in it: keep them apart, a restore needs both.
    """
    kept = back_up(shell.settings_without_secrets, file, shell.now())
    click.echo(f"{file}: books and {kept.blobs} blobs, {kept.size / 1_000_000:.1f} MB, read back and found whole")
    for sha in kept.lost:
        click.echo(f"The books name bytes that are not on the disk any more: {sha}", err=True)
    return 1 if kept.lost else 0


@click.command()
@click.argument("file", metavar="FILE", type=_FILE)
@pass_shell
def restore(shell: Shell, file: Path) -> None:
    """Bring a backup back where no books are yet. Sending stays stopped until `mailbot resume`."""
    done = bring_back(shell.settings_without_secrets, file, shell.now())
    click.echo(f"Restored: the books of {done.made_at:%Y-%m-%d %H:%M} UTC and {done.blobs} blobs.")
    if done.doubtful:
        click.echo(f"{done.doubtful} messages may have left since: `mailbot delivery list`.")
    click.echo("Import and read what came since (mails: move them back to the inbox), then: mailbot resume")
