"""`mailbot demo`: plays an invented firm with real mail, says what happened, then serves its pages."""

from __future__ import annotations

import secrets
import socket
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from mailbot import scheduler
from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.web import load_app_factory, serve, stop_on_signals
from mailbot.clock import MovedClock, SystemClock
from mailbot.config.load import load
from mailbot.core.errors import UserError
from mailbot.demo.firm import HELENE, ZONE
from mailbot.demo.options import DemoOptions, DemoResult
from mailbot.demo.play import play
from mailbot.demo.report import lines
from mailbot.tasks.people.sign_in import set_password, sign_in_link
from mailbot.wiring import build

_HOST = "127.0.0.1"


@click.command()
@click.option(
    "--days", type=click.IntRange(5, 400), default=60, show_default=True, help="Days to play; the last is today."
)
@click.option("--headless", is_flag=True, help="End after the summary; exit 1 when an invariant is broken.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True, help="Port of the pages.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another story.")
@click.option(
    "--clients",
    type=click.IntRange(3, 1000),
    default=60,
    show_default=True,
    help="Clients; each has about five invoices.",
)
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("mailbot-demo"), show_default=True,
    help="Where its mailboxes and books are left; only a folder that a demo made is replaced.",
)  # fmt: skip
@pass_shell
def demo(shell: Shell, /, headless: bool, folder: Path, **numbers: int) -> int:
    """Play sixty days of an invented firm whose clients, bank and partners answer by mail; then show its pages."""
    end = shell.clock_in(ZONE).now()
    if not headless:
        _check_port(numbers["port"])
    result = _played(folder, DemoOptions(end=end, key=secrets.token_urlsafe(48), **numbers))
    for line in lines(result):
        click.echo(line)
    for problem in result.problems:
        click.echo(problem, err=True)
    if result.problems:
        return WORK_FAILED
    if not headless:
        _serve(result, end)
    return 0


def _check_port(port: int) -> None:
    """Better said now than after a minute of playing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise UserError(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from error


def _played(folder: Path, options: DemoOptions) -> DemoResult:
    """Play, with a progress bar where there is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Playing", total=options.days)

        def on_progress(number: int, days: int, day: date) -> None:
            bar.update(task, completed=number, description=f"{day:%d/%m/%Y}")

        return play(folder, options, on_progress)


def _serve(result: DemoResult, end: datetime) -> None:
    """The pages and the scheduler, on the demo's time, which goes on; until Ctrl-C."""
    stopping = stop_on_signals()
    office = build(load(result.configuration), stop=stopping)
    clock = MovedClock(end, SystemClock())
    password = f"demo-{secrets.token_hex(4)}"
    app = load_app_factory()(office, clock)
    with office.books.write() as session:
        set_password(session, office, HELENE.email, password, clock.now())
    admin = office.settings.admin

    def ready() -> None:
        click.echo(f"\nOpen {sign_in_link(office, HELENE.email, clock.now())}")
        click.echo(f"  signs you in once as {HELENE.name}. Later: {admin.base_url}, {HELENE.email}, {password}")
        click.echo("Ctrl-C ends the demo; the folder stays.")

    running = scheduler.start(office, clock, stopping)
    try:
        serve(app, admin.host, admin.port, stopping, ready)
    finally:
        running.stop()
        office.books.close()
