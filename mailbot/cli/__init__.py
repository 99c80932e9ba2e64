"""The command line, one file per command; `mailbot.__main__` holds the list of them."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.program import Program
from mailbot.cli.shell import Shell


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("config.yaml"),
    envvar="MAILBOT_CONFIG",
    show_default=True,
    help="The configuration file.",
)
@click.option("--now", metavar="2026-11-22T09:00", help="Move the clock of this one call (in the firm's time zone).")
@click.version_option(package_name="mailbot")
@click.pass_context
def cli(context: click.Context, config: Path, now: str | None) -> None:
    """Gets a firm's invoices paid from the mailbox it already has."""
    context.obj = Shell(config, now)
