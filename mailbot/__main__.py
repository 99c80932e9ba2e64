"""The front door: the written-out list of commands, and the start of the program."""

from __future__ import annotations

import click

from mailbot.cli import cli
from mailbot.cli.alerts import alerts
from mailbot.cli.answers import answers
from mailbot.cli.authorize import authorize
from mailbot.cli.backup import backup, restore
from mailbot.cli.banks import banks
from mailbot.cli.batch import batch
from mailbot.cli.call import call
from mailbot.cli.check import check
from mailbot.cli.contact import contact
from mailbot.cli.credit import credit
from mailbot.cli.delivery import delivery
from mailbot.cli.demo import demo
from mailbot.cli.doubtful import doubtful
from mailbot.cli.evidence import evidence
from mailbot.cli.explain import explain
from mailbot.cli.export import export
from mailbot.cli.first import first
from mailbot.cli.hold import dispute, hold, promise, resume_reminders
from mailbot.cli.holds import holds
from mailbot.cli.import_files import import_files
from mailbot.cli.init import init
from mailbot.cli.instalments import instalments
from mailbot.cli.learned import learned
from mailbot.cli.level import level
from mailbot.cli.limitation import acknowledge, mission
from mailbot.cli.match import match
from mailbot.cli.messages import messages
from mailbot.cli.pay import pay
from mailbot.cli.payers import payers
from mailbot.cli.penalties import penalties
from mailbot.cli.plan import plan
from mailbot.cli.post import post
from mailbot.cli.privacy import privacy
from mailbot.cli.pursue import pursue
from mailbot.cli.quote import quote
from mailbot.cli.refund import refund, reverse
from mailbot.cli.remind import remind
from mailbot.cli.report import report
from mailbot.cli.run import run, worker
from mailbot.cli.runs import runs
from mailbot.cli.simulate import simulate
from mailbot.cli.steps import digest, poll, send, tick
from mailbot.cli.stop import stop
from mailbot.cli.templates import templates
from mailbot.cli.tokens import token
from mailbot.cli.user import user
from mailbot.cli.verify import verify
from mailbot.cli.webhooks import webhooks
from mailbot.cli.writeoff import writeoff

COMMANDS: tuple[click.Command, ...] = (
    init,
    authorize,
    check,
    demo,
    run,
    worker,
    tick,
    poll,
    plan,
    digest,
    send,
    stop,
    import_files,
    batch,
    remind,
    runs,
    hold,
    dispute,
    promise,
    resume_reminders,
    holds,
    instalments,
    contact,
    level,
    quote,
    first,
    call,
    pay,
    credit,
    writeoff,
    doubtful,
    refund,
    reverse,
    messages,
    answers,
    learned,
    banks,
    payers,
    alerts,
    pursue,
    evidence,
    delivery,
    post,
    templates,
    report,
    penalties,
    acknowledge,
    mission,
    explain,
    match,
    export,
    verify,
    simulate,
    backup,
    restore,
    privacy,
    user,
    token,
    webhooks,
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
