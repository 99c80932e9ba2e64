"""The front door: the written-out list of commands, and the start of the program."""

from __future__ import annotations

import click

from mailbot.cli import cli
from mailbot.cli.check import check
from mailbot.cli.explain import explain
from mailbot.cli.init import init

COMMANDS: tuple[click.Command, ...] = (
    init,
    check,
    explain,
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
