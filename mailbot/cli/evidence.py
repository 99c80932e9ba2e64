"""`mailbot evidence`: the file for the bâtonnier or the court, about one invoice or several of one client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.tasks.desk.office import Office
from mailbot.tasks.pursuit.evidence import Evidence, EvidenceOrder, gather_evidence, write_evidence

_ZIP = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help="The invoice; several of one client.")
@click.option("--client", "code", metavar="CODE", default="", help="Of this client; alone: all that is open.")
@click.option("--out", type=_ZIP, required=True, metavar="FILE.zip", help="The ZIP to write.")
@click.option("--language", type=click.Choice(["fr", "en"]), help="Of the summary (default: that of the firm).")
@click.option(
    "--bank-notices", is_flag=True, help="With the bank's own notices of this client's payments, where they tell of"
    " nothing else.",
)  # fmt: skip
@pass_shell
def evidence(
    shell: Shell, numbers: tuple[str, ...], code: str, out: Path, language: str | None, bank_notices: bool
) -> int:
    """Everything that proves a debt: a summary to read, raw messages and answers, letters, and the checked history.

    Writes nothing in the books. Exit 1 when the history's chain is broken: the file is written and says so.
    """
    if not numbers and not code:
        raise click.UsageError("Name an invoice (--invoice) or a client (--client)")
    office = shell.office
    order = EvidenceOrder(
        numbers=numbers, code=code, language=language or office.settings.firm.language, bank_notices=bank_notices
    )
    with following() as told:
        found = gather_evidence(office, order, shell.now(), told)
    say(office, found, out)
    return 0 if found.unbroken else WORK_FAILED


def say(office: Office, found: Evidence, out: Path) -> None:
    """Write the file and say what is in it and what is not."""
    count = write_evidence(office, found, out)
    click.echo(f"{out}: {len(found.exhibits)} exhibits, {count} files; SHA-256 of manifest.csv {found.manifest_sha}")
    for sentence in found.absent:
        click.echo(f"! {sentence}", err=True)
    if not found.unbroken:
        click.echo("! the chain of the history is broken: `mailbot verify` says where", err=True)


@contextmanager
def following() -> Iterator[Callable[[int], None]]:
    """Counts the lines of the history as they are checked, where there is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _count: None
        return
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True) as progress:
        task = progress.add_task("history")
        yield lambda count: progress.update(task, description=f"history: {count} lines checked")
