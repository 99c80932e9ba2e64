"""`mailbot export`: the books as tables, on the terminal or in a file."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.list_files import FORMS, form_of, write_list
from mailbot.cli.lists import show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.exports import EXPORTS, rows


@click.command()
@click.argument("what", metavar=f"[{'|'.join(EXPORTS)}]", type=click.Choice(list(EXPORTS)))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *FORMS]),
    help="Default: as the file's name ends, else table. xlsx needs --out.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: show it).")
@pass_shell
def export(shell: Shell, what: str, form: str | None, out: Path | None) -> None:
    """Every row of one table. Clients and invoices come out with the columns that `import` takes."""
    if out is None and form == "xlsx":
        raise click.UsageError("A workbook is a file: name it with --out")
    if out is not None and form == "table":
        raise click.UsageError(f"A table is for the terminal; in a file choose {', '.join(FORMS)}")
    table = EXPORTS[what]
    with shell.office.books.read() as session:
        if out is None:
            show(rows(session, table), tuple(table.columns), form or "table")
            return
        count = write_list(rows(session, table), tuple(table.columns), form or form_of(out), out)
    click.echo(f"{out}: {count} {what}")
