"""`mailbot import FILE…`: clients, contacts, invoices, payments, a FEC, electronic invoices and statements."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.progress import progress
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.errors import InputError
from mailbot.tasks.importing.import_file import KINDS, import_file
from mailbot.tasks.importing.import_report import ImportReport

# More changes and notes than this are counted; the history has every change.
_SHOWN = 20


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="auto",
    show_default=True,
    help="What the file holds; auto finds out by its content and its headers.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@pass_shell
def import_files(shell: Shell, files: tuple[Path, ...], kind: str, dry_run: bool) -> int:
    """Take files in: CSV, XLSX, FEC, Factur-X PDF, UBL, CII, account statements.

    Bad lines are named and stay out, the good ones go in; a second time changes nothing.
    """
    office, now = shell.office, shell.now()
    refused = 0
    for path in files:
        try:
            with progress() as told:
                report = import_file(office, path, kind, now, dry_run=dry_run, told=told)
        except InputError as error:
            click.echo(str(error), err=True)
            refused += 1
            continue
        _say(report, dry_run=dry_run)
        refused += len(report.errors)
    return 1 if refused else 0


def _say(report: ImportReport, *, dry_run: bool) -> None:
    for error in report.errors:
        click.echo(f"{report.file}:{error.line}: {error.message}", err=True)
    for sentence in _some(report.notes):
        click.echo(f"{report.file}: {sentence}", err=True)
    for sentence in _some(report.changes):
        click.echo(f"  {sentence}")
    click.echo(
        f"{report.file}: {report.kind}, {report.created} created, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.errors)} rejected{' (dry run)' if dry_run else ''}"
    )


def _some(sentences: list[str]) -> list[str]:
    more = len(sentences) - _SHOWN
    return [*sentences[:_SHOWN], f"… and {more} more"] if more > 0 else sentences
