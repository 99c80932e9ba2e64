"""`mailbot post list|run|again|send|note|numbers|back`: letters on paper, from the printer to their reception."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.errors import UserError
from mailbot.outbound.printer import print_file
from mailbot.store.dunning import postings
from mailbot.tasks.sending.post_numbers import take_numbers
from mailbot.tasks.sending.post_provider_run import post_letters
from mailbot.tasks.sending.post_run import PostRun, print_again, print_run
from mailbot.tasks.sending.record_post import Received, came_back, note_received

_COLUMNS = (
    "letter", "status", "registered", "client", "name", "level", "run", "printed_at", "number", "delivered_on",
    "refusal",
)  # fmt: skip
_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


@click.group()
def post() -> None:
    """Letters on paper: print what waits, write down what the post says."""


@post.command("list")
@click.option(
    "--status",
    type=click.Choice([postings.WAITING, postings.HANDING, postings.PRINTED, postings.RETURNED, postings.CANCELLED]),
    default=postings.WAITING,
    show_default=True,
    help="Where they stand.",
)
@format_option
@pass_shell
def list_letters(shell: Shell, status: str, form: str) -> None:
    """The letters that stand there, in the order of printing."""
    with shell.office.books.read() as session:
        rows = [
            {
                "letter": posting.id,
                "status": posting.status,
                "registered": "yes" if posting.registered else "",
                "client": client.code,
                "name": client.name,
                "level": reminder.level_name,
                "run": posting.run,
                "printed_at": posting.printed_at,
                "number": posting.number,
                "delivered_on": posting.delivered_on,
                "refusal": posting.refusal or None,
            }
            for posting, reminder, client in postings.of_status(session, status)
        ]
    show(rows, _COLUMNS, form)


@post.command()
@_FOLDER
@click.option("--printer", default="", help="CUPS queue; `post.printer` of the configuration when not named.")
@as_option
@pass_shell
def run(shell: Shell, folder: Path, printer: str, who: str | None) -> int:
    """Write every letter that waits into one PDF in DIR, print it, and count the letters as sent today."""
    office, now = shell.office, shell.now()
    folder.mkdir(parents=True, exist_ok=True)
    made = print_run(office, decider(office, who), now)
    for name, why in made.taken_out:
        click.echo(f"taken out: {name}: {why}")
    for name, why in made.waiting:
        click.echo(f"waits: {name}: {why}")
    if not made.printed:
        click.echo("nothing to print")
    else:
        _write(shell, folder, made, printer)
    return 1 if made.waiting else 0


@post.command()
@click.argument("number", metavar="RUN", type=int)
@_FOLDER
@click.option("--printer", default="", help="CUPS queue; `post.printer` of the configuration when not named.")
@pass_shell
def again(shell: Shell, number: int, folder: Path, printer: str) -> None:
    """Write the PDF and the list of an earlier run anew; counts nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(shell, folder, print_again(shell.office, number), printer)


def _write(shell: Shell, folder: Path, made: PostRun, printer: str) -> None:
    settings = shell.settings.post
    path = folder / f"letters-{made.number}.pdf"
    path.write_bytes(made.pdf)
    click.echo(f"{made.printed} letters in {path}")
    if made.registered:
        listed = folder / f"registered-{made.number}.csv"
        listed.write_bytes(made.registered)
        click.echo(f"registered letters, with numbers to fill in: {listed}")
    queue = printer or settings.printer
    if queue:
        click.echo(print_file(path, queue, settings.lp, duplex=settings.duplex))


@post.command()
@pass_shell
def send(shell: Shell) -> int:
    """Hand what waits to the service that posts (`post.provider`), and ask it about what is under way."""
    report = post_letters(shell.office, shell.now())
    click.echo(str(report))
    return 1 if report.refused or report.later else 0


@post.command()
@click.argument("letter", metavar="LETTER", type=int)
@click.option("--number", default=None, help="The post's number of a registered letter.")
@click.option("--delivered", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day it was received.")
@as_option
@pass_shell
def note(shell: Shell, letter: int, number: str | None, delivered: datetime | None, who: str | None) -> None:
    """Write down what the post says of one letter; from the day it was received on its days to pay are counted."""
    if number is None and delivered is None:
        raise UserError("Say --number or --delivered.")
    office, now = shell.office, shell.now()
    received = Received(number=number, delivered_on=delivered.date() if delivered else None)
    by = decider(office, who)
    with office.books.write() as session:
        row = note_received(session, office, letter, received, by, now)
    click.echo(f"letter {row.id}: {row.number or 'no number'}, received {row.delivered_on or 'not yet'}")


@post.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
@pass_shell
def numbers(shell: Shell, file: Path, who: str | None) -> int:
    """Read the filled-in list (columns letter, number, delivered_on) and write it all down."""
    office, now = shell.office, shell.now()
    report = take_numbers(office, file.read_bytes(), decider(office, who), now)
    for mistake in report.mistakes:
        click.echo(f"{file.name}: {mistake}", err=True)
    click.echo(f"{report.noted} letters noted, {report.empty} not filled in, {len(report.mistakes)} mistakes")
    return 1 if report.mistakes else 0


@post.command()
@click.argument("letter", metavar="LETTER", type=int)
@click.option("--why", required=True, help="What the envelope says, kept in the history.")
@as_option
@pass_shell
def back(shell: Shell, letter: int, why: str, who: str | None) -> None:
    """The letter came back: what left on paper only counts as not reminded."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = came_back(session, letter, why, by, now)
    click.echo(f"letter {row.id}: {row.status}")
