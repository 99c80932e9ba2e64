"""`mailbot run`: scheduler, poller, outbox and pages in one process; `mailbot worker`: one more process."""

from __future__ import annotations

import logging

import click

from mailbot import scheduler
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.web import load_app_factory, serve, stop_on_signals
from mailbot.core.errors import UserError

_WORK = {"send": frozenset({"send", "runs"}), "read": frozenset({"poll", "match"})}


def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


@click.command()
@click.option("--without-pages", is_flag=True, help="Only the scheduler; the pages run elsewhere.")
@pass_shell
def run(shell: Shell, without_pages: bool) -> None:
    """Run everything until SIGTERM or Ctrl-C."""
    _log()
    stopping = stop_on_signals()
    office = shell.build_office(stopping)
    running = scheduler.start(office, shell.clock, stopping)
    try:
        if without_pages:
            stopping.wait()
        else:
            app = load_app_factory()(office, shell.clock)
            serve(app, office.settings.admin.host, office.settings.admin.port, stopping)
    finally:
        running.stop()
        office.books.close()


@click.command()
@click.option("--only", type=click.Choice(sorted(_WORK)), help="send: the outbox; read: the mailbox and payments.")
@pass_shell
def worker(shell: Shell, only: str | None) -> None:
    """One more process on the same PostgreSQL, until SIGTERM or Ctrl-C."""
    _log()
    if shell.settings.database.url.startswith("sqlite"):
        raise UserError("More than one process needs PostgreSQL; set database.url to postgresql+psycopg://….")
    stopping = stop_on_signals()
    office = shell.build_office(stopping)
    running = scheduler.start(office, shell.clock, stopping, _WORK[only] if only else None)
    stopping.wait()
    running.stop()
    office.books.close()
