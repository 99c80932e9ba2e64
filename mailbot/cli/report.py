"""`mailbot report`: the aged balance, the effect of each level, where reminders and messages stand."""

from __future__ import annotations

from datetime import date, datetime

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.runs import say_report
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.figures.aging import BUCKETS
from mailbot.core.promises import Outcome
from mailbot.store.lists import figures
from mailbot.store.lists.reports import counts
from mailbot.store.mail import corrections
from mailbot.tasks.holds.judge_promises import promise_report
from mailbot.tasks.planning.report import aged_balance, level_effects
from mailbot.tasks.reporting.weekly_report import send_weekly_to, weekly_draft, work_on_weekly
from mailbot.tasks.sending.deliver import deliver


@click.group()
def report() -> None:
    """Figures to look at."""


@report.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the ages are counted to (default: today).")
@format_option
@pass_shell
def aging(shell: Shell, as_of: datetime | None, form: str) -> None:
    """What is owed, by client and by how long it has been overdue."""
    office = shell.office
    day: date = as_of.date() if as_of else office.day(shell.now())
    names = [name for name, _ in BUCKETS]
    rows = [
        {"currency": balance.currency, "client": line.client, "partner": line.partner, "total": line.total}
        | dict(zip(names, line.amounts, strict=True))
        for balance in aged_balance(office, day)
        for line in balance.lines
    ]
    show(rows, ("client", "partner", "currency", *names, "total"), form)


@report.command()
@format_option
@pass_shell
def effectiveness(shell: Shell, form: str) -> None:
    """How many reminders of each level were sent, and how soon they were paid."""
    rows = [
        {
            "ladder": one.ladder,
            "level": one.level,
            "sent": one.sent,
            "paid_soon": one.paid_soon,
            "rate": f"{one.rate:.0%}" if one.rate is not None else None,
            "median_days": one.median_days,
            "crossed": one.crossed,
        }
        for one in level_effects(shell.office)
    ]
    show(rows, ("ladder", "level", "sent", "paid_soon", "rate", "median_days", "crossed"), form)


@report.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it was known at the end of that day.")
@format_option
@pass_shell
def promises(shell: Shell, as_of: datetime | None, form: str) -> None:
    """How clients keep their promises to pay: by client, and in all (the lines without a name)."""
    office = shell.office
    day: date = as_of.date() if as_of else office.day(shell.now())
    rows: list[dict[str, object]] = [
        {
            "client": one.client or None,
            "currency": one.currency,
            "made": one.made,
            **{outcome.value: one.counts[outcome] for outcome in Outcome},
            "share_kept": f"{one.kept_share:.0%}" if one.kept_share is not None else None,
            "amount": one.amount(*Outcome),
            "amount_kept": one.amount(Outcome.KEPT, Outcome.LATE),
            "amount_broken": one.amount(Outcome.BROKEN),
            "amount_running": one.amount(Outcome.RUNNING),
        }
        for one in promise_report(office, day)
    ]
    counts = ("made", *(outcome.value for outcome in Outcome), "share_kept")
    show(rows, ("client", "currency", *counts, "amount", "amount_kept", "amount_broken", "amount_running"), form)


@report.command("run")
@click.argument("ident", metavar="[ID]", type=int, required=False)
@format_option
@pass_shell
def standing(shell: Shell, ident: int | None, form: str) -> int:
    """Where reminders, deliveries, payments and alerts stand; with an ID, what that mass run came to."""
    if ident is not None:
        return say_report(shell.office, ident, form, every=True)
    with shell.office.books.read() as session:
        found = counts(session)
    rows = [
        {"what": what, "status": status, "count": count}
        for what in ("reminders", "deliveries", "payments", "alerts")
        for status, count in sorted(found[what].items())
    ]
    show(rows, ("what", "status", "count"), form)
    return 0


@report.command()
@format_option
@pass_shell
def mailbox(shell: Shell, form: str) -> None:
    """What came in: messages by kind, how many wait for a person, and what people said of them: `understood` as the
    program had, or `misread`."""
    with shell.office.books.read() as session:
        found, said = figures.messages(session), corrections.tally(session)
    rows: list[dict[str, object]] = [
        {"kind": kind, "state": state, "count": count} for (kind, state), count in sorted(found.items())
    ]
    for (verdict, agreed), count in sorted(said.items()):
        state = "understood" if agreed else "misread"
        rows.append({"kind": f"said by a person: {verdict}", "state": state, "count": count})
    show(rows, ("kind", "state", "count"), form)


@report.command()
@click.option("--to", metavar="ADDRESS", help="Send it now to this member of the firm, once more if need be.")
@click.option("--dry-run", is_flag=True, help="Print it; nothing is sent.")
@pass_shell
def weekly(shell: Shell, to: str | None, dry_run: bool) -> None:
    """The report of the week by mail: to each of reports.weekly.recipients who does not have it yet."""
    office, now = shell.office, shell.now()
    if dry_run:
        readers = (to,) if to else office.settings.reports.weekly.recipients
        for email in readers:
            draft = weekly_draft(office, email, now)
            click.echo(f"To: {email}\nSubject: {draft.subject}\n\n{draft.text}")
        if not readers:
            click.echo("reports.weekly.recipients names nobody; --to ADDRESS shows it to one person.")
    elif to:
        send_weekly_to(office, to, now)
        click.echo(f"{deliver(office, now).sent} sent")
    else:
        click.echo(work_on_weekly(office, now))
