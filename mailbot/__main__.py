"""The front door: the written-out list of commands, and the start of the program."""

from __future__ import annotations

import click

from mailbot.cli import cli
from mailbot.cli.backup import backup, restore
from mailbot.cli.batch import batch
from mailbot.cli.check import check
from mailbot.cli.delivery import delivery
from mailbot.cli.demo import demo
from mailbot.cli.explain import explain
from mailbot.cli.export import export
from mailbot.cli.hold import dispute, hold, level, promise, resume_reminders
from mailbot.cli.import_files import import_files
from mailbot.cli.init import init
from mailbot.cli.match import match
from mailbot.cli.pay import pay
from mailbot.cli.penalties import penalties
from mailbot.cli.plan import plan
from mailbot.cli.remind import remind
from mailbot.cli.report import report
from mailbot.cli.run import run, worker
from mailbot.cli.steps import digest, poll, send, tick
from mailbot.cli.user import user
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
    remind,
    hold,
    dispute,
    promise,
    resume_reminders,
    level,
    pay,
    delivery,
    report,
    penalties,
    explain,
    match,
    export,
    verify,
    backup,
    restore,
    user,
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
