"""`mailbot acknowledge|mission` and `report limitation`: until when debts can be claimed, and what changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.report import report
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY
from mailbot.core.limitation import InterruptionKind, months_until
from mailbot.store.debts import interruptions
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.law.end_mission import MissionOrder, end_mission
from mailbot.tasks.law.limitation_watch import InvoiceLimitation, limitations
from mailbot.tasks.reading.acknowledge import Interrupting, confirm, record, undo

_KINDS = click.Choice([kind.value for kind in InterruptionKind])
_REPORTED = (
    "number", "client", "kind", "open", "starts", "ends", "act_by", "months_left", "article", "interruptions",
    "assumed", "proposed",
)  # fmt: skip
_RECORDED = ("id", "state", "client", "invoice", "kind", "on", "ended_on", "note", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of `acknowledge`, as typed."""

    numbers: tuple[str, ...]
    code: str
    on: datetime | None
    kind: str
    ended_on: datetime | None
    note: str
    confirmed: int | None
    undone: int | None
    listing: bool
    who: str | None


@click.command()
@click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help="About this invoice; as often as needed.")
@click.option("--client", "code", metavar="CODE", default="", help="About all that this client owed then.")
@click.option("--on", type=DAY, metavar="DAY", help="The day of the act.")
@click.option("--kind", type=_KINDS, default="acknowledgement", show_default=True, help="What it was.")
@click.option("--ended-on", type=DAY, metavar="DAY", help="The end of the claim in court or of the measure.")
@click.option("--note", default="", help="Where it stands written: it will be the proof.")
@click.option("--confirm", "confirmed", type=int, metavar="ID", help="Agree with what a reply suggested.")
@click.option("--undo", "undone", type=int, metavar="ID", help="Take it back, or turn it down; --note says why.")
@click.option("--list", "listing", is_flag=True, help="What is proposed and what is recorded.")
@as_option
@format_option
@pass_shell
def acknowledge(shell: Shell, /, form: str, **options: Any) -> None:
    """Record what starts limitation again: the debt acknowledged, a claim in court, a measure of enforcement."""
    asked = Asked(**options)
    if asked.listing:
        _list(shell, form)
        return
    by = decider(shell.office, asked.who)
    if asked.confirmed is not None or asked.undone is not None:
        _decide(shell, asked, by)
    else:
        _record(shell, asked, by)


def _record(shell: Shell, asked: Asked, by: Decider) -> None:
    if asked.on is None or not (asked.numbers or asked.code):
        raise click.UsageError("Name --invoice or --client and the day (--on); or --list, --confirm ID, --undo ID")
    seen = Interrupting(
        kind=InterruptionKind(asked.kind),
        on=asked.on.date(),
        note=asked.note,
        ended_on=asked.ended_on.date() if asked.ended_on else None,
    )
    said = []
    with shell.office.books.write() as session:
        for about in find_subjects(session, asked.numbers, asked.code):
            row = record(session, shell.office, about, seen, by, shell.now())
            said.append(f"{row.id}: {about.said}: limitation starts again on {row.ended_on or row.on} ({row.kind})")
    click.echo("\n".join(said))


def _decide(shell: Shell, asked: Asked, by: Decider) -> None:
    with shell.office.books.write() as session:
        if asked.confirmed is not None:
            row = confirm(session, asked.confirmed, by, shell.now())
            click.echo(f"{row.id}: confirmed, limitation starts again on {row.on}")
        if asked.undone is not None:
            row = undo(session, asked.undone, asked.note, by, shell.now())
            click.echo(f"{row.id}: counts for nothing now")


def _list(shell: Shell, form: str) -> None:
    with shell.office.books.read() as session:
        rows = (
            {
                "id": row.id,
                "state": "recorded" if row.confirmed_at else "proposed",
                "client": client.name,
                "invoice": number or "all",
                "kind": row.kind,
                "on": row.on,
                "ended_on": row.ended_on,
                "note": row.note,
                "by": row.confirmed_by or row.author,
            }
            for row, client, number in interruptions.listed(session)
        )
        show(rows, _RECORDED, form)


@click.command()
@click.option("--invoice", "numbers", metavar="NUMBER", multiple=True, help="Of this invoice; as often as needed.")
@click.option("--matter", metavar="MATTER", default="", help="Of all invoices of this matter.")
@click.option("--ended-on", "day", type=DAY, metavar="DAY", help="The day on which the mission ended.")
@click.option("--unknown", is_flag=True, help="Take it back: the end is not known.")
@click.option("--why", default="", help="The reason, kept in the history.")
@as_option
@pass_shell
def mission(shell: Shell, /, **options: Any) -> None:
    """Say when a mission or service ended: a law firm's limitation runs from then, not from the invoice."""
    numbers, matter, day = options["numbers"], options["matter"], options["day"]
    if not (numbers or matter) or (day is None) is not options["unknown"]:
        raise click.UsageError("Name --invoice or --matter, and either --ended-on DAY or --unknown")
    by = decider(shell.office, options["who"])
    order = MissionOrder(
        numbers=numbers, matter=matter, ended_on=day.date() if day else None, why=options["why"]
    )  # fmt: skip
    with shell.office.books.write() as session:
        rows = end_mission(session, shell.office, order, by, shell.now())
    for row in rows:
        click.echo(f"{row.number}: {f'mission ended on {row.mission_ended_on}' if day else 'end of mission unknown'}")


@report.command("limitation")
@click.option("--as-of", type=DAY, metavar="DAY", help="The day to count from (default: today).")
@click.option("--within", type=click.IntRange(0), metavar="MONTHS", help="Only what must be claimed within so long.")
@format_option
@pass_shell
def report_limitation(shell: Shell, as_of: datetime | None, within: int | None, form: str) -> None:
    """Until when each open invoice can be claimed in court, and what interrupted that; the oldest first."""
    office = shell.office
    if office.settings.firm.country != "FR":
        click.echo("limitation is known for French law only; firm.country is another", err=True)
        return
    today = as_of.date() if as_of else office.day(shell.now())
    with office.books.read() as session:
        found = limitations(session, office, today, within)
        show((_reported(one, today) for one in found), _REPORTED, form)


def _reported(one: InvoiceLimitation, today: date) -> Mapping[str, object]:
    limit = one.found
    return {
        "number": one.number,
        "client": one.client,
        "kind": one.kind.value,
        "open": one.open,
        "starts": limit.starts_on,
        "ends": limit.ends_on,
        "act_by": limit.act_by,
        "months_left": months_until(limit.act_by, today),
        "article": limit.rule.article,
        "interruptions": [f"{happened.kind.value} {happened.on}" for happened in one.interruptions],
        "assumed": limit.assumed,
        "proposed": one.proposed,
    }
