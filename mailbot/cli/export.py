"""`mailbot export`: the books as tables, on the terminal or in a file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mailbot.cli.list_files import FORMS, form_of, write_list
from mailbot.cli.lists import show
from mailbot.cli.progress import progress
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY
from mailbot.store.lists.export_table import rows
from mailbot.store.lists.exports import EXPORTS
from mailbot.store.money import journal_lines
from mailbot.store.money.journal_lines import COLUMNS, Span
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.money.export_fec import export_fec

_TABLES = (*EXPORTS, "journal")
_ALL = (*_TABLES, "fec")


@click.command()
@click.argument("what", metavar=f"[{'|'.join(_ALL)}]", type=click.Choice(list(_ALL)))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *FORMS]),
    help="Default: as the file's name ends, else table. xlsx needs --out.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: show it).")
@click.option("--client", "code", metavar="CODE", default="", help="Only this client's rows.")
@click.option("--from", "since", type=DAY, metavar="DAY", help="journal: booked from this day on.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="journal: booked up to this day.")
@click.option("--closing", type=DAY, metavar="DAY", help="fec: the year that ends on this day (default: the newest).")
@pass_shell
def export(shell: Shell, /, what: str, form: str | None, out: Path | None, code: str, **days: Any) -> None:
    """Every row of one table. Clients and invoices come out with the columns that `import` takes.

    journal: the accounting entries, line by line. fec: the entries of one year as the tax office wants them, checked.
    """
    _check(what, form, out, code, days)
    if what == "fec":
        _write_fec(shell, out, days["closing"])
        return
    with shell.office.books.read() as session:
        find_subjects(session, (), code)
        if what == "journal":
            found, columns = journal_lines.rows(session, Span(_day(days["since"]), _day(days["until"]), code)), COLUMNS
        else:
            found, columns = rows(session, EXPORTS[what], code), tuple(EXPORTS[what].columns)
        if out is None:
            show(found, columns, form or "table")
            return
        count = write_list(found, columns, form or form_of(out), out)
    click.echo(f"{out}: {count} {what}")


def _check(what: str, form: str | None, out: Path | None, code: str, days: dict[str, Any]) -> None:
    """Raises UsageError for options that do not go together."""
    if out is None and form == "xlsx":
        raise click.UsageError("A workbook is a file: name it with --out")
    if out is not None and form == "table":
        raise click.UsageError(f"A table is for the terminal; in a file choose {', '.join(FORMS)}")
    if code and what != "journal" and (what == "fec" or EXPORTS[what].owner is None):
        raise click.UsageError(f"A row of {what} names no client")
    if what == "fec" and form is not None:
        raise click.UsageError("A FEC has one form; leave --format out")
    for name, table in (("since", "journal"), ("until", "journal"), ("closing", "fec")):
        if days[name] is not None and what != table:
            raise click.UsageError(f"--from and --to are for journal, --closing is for fec, not for {what}")


def _write_fec(shell: Shell, out: Path | None, closing: datetime | None) -> None:
    with progress() as told:
        done = export_fec(shell.office, _day(closing), out, lambda lines: told("writing the FEC", lines, lines))
    for note in done.notes:
        click.echo(f"{done.path}: {note}", err=True)
    click.echo(f"{done.path}: {done.lines} lines, year to {done.closing_on}, the format is kept")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
