"""`mailbot import FILE…`: clients, invoices and payments from files."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks.import_file import import_file


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["auto", "clients", "invoices", "payments"]),
    default="auto",
    show_default=True,
    help="What the file holds; auto finds out by its headers.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@pass_shell
def import_files(shell: Shell, files: tuple[Path, ...], kind: str, dry_run: bool) -> int:
    """Take files in. Bad lines are named and stay out, the good ones go in; a second time changes nothing."""
    office, now = shell.office, shell.now()
    refused = 0
    for path in files:
        report = import_file(office, path, kind, now, dry_run=dry_run)
        for error in report.errors:
            click.echo(f"{report.file}:{error.line}: {error.message}", err=True)
        for note in report.notes:
            click.echo(f"{report.file}: {note}", err=True)
        refused += len(report.errors)
        click.echo(
            f"{report.file}: {report.kind}, {report.created} created, {report.updated} updated, "
            f"{report.unchanged} unchanged, {len(report.errors)} rejected{' (dry run)' if dry_run else ''}"
        )
    return 1 if refused else 0
