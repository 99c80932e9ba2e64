"""The front door: the written-out list of commands, and the start of the program."""

from __future__ import annotations

import click

from mailbot.cli import cli
from mailbot.cli.batch import batch
from mailbot.cli.check import check
from mailbot.cli.demo import demo
from mailbot.cli.explain import explain
from mailbot.cli.import_files import import_files
from mailbot.cli.init import init
from mailbot.cli.plan import plan
from mailbot.cli.report import report
from mailbot.cli.run import run, worker
from mailbot.cli.steps import digest, poll, send, tick
from mailbot.cli.verify import verify

COMMANDS: tuple[click.Command, ...] = (
    init,
    check,
    demo,
    run,
    worker,
    tick,
    poll,
    plan,
    digest,
    send,
    import_files,
    batch,
    report,
    explain,
    verify,
)


def program() -> click.Group:
    """The program with all its commands."""
    for command in COMMANDS:
        cli.add_command(command)
    return cli


def main() -> None:
    """Run one command and leave with its exit code."""
    program().main(prog_name="mailbot")


if __name__ == "__main__":
    main()
