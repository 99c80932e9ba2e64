"""`mailbot contact`: a reminder that a person made by phone, by post or in person; `--undo` takes it back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.core.deciding.hand_made import CONTACT, Contact, Outcome
from mailbot.core.reminder import ByHand
from mailbot.store.tables import ReminderRow
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.hand_made import Recorded, record_contact
from mailbot.tasks.holds.withdraw_contact import withdraw_contact

_BY = click.Choice(["phone", "post", "in-person"])
_OUTCOMES = click.Choice([one.value.replace("_", "-") for one in Outcome])


@click.command()
@ordered(why="")
@click.option("--by", "way", type=_BY, help="How.")
@click.option("--on", "day", type=DAY, metavar="DAY", help="When (default: today).")
@click.option("--level", type=int, help="The level that it counts as (default: by how late each invoice is).")
@click.option("--outcome", type=_OUTCOMES, default="reached", show_default=True, help="What came of it.")
@click.option("--note", default="", help="Who said what; the number of a registered letter.")
@click.option("--deadline", type=DAY, metavar="DAY", help="Until when the client has time (default: as a letter says).")
@click.option("--promised", type=DAY, metavar="DAY", help="The day promised, with --outcome promise.")
@click.option("--amount", type=Amount(), help="The amount promised (default: all that is due).")
@click.option("--undo", type=int, metavar="ID", help="It was not so: take this one back, with --why.")
@pass_shell
def contact(shell: Shell, /, order: Ordered, undo: int | None, **typed: object) -> None:
    """Write down a reminder made by hand. It counts like one that was sent."""
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    if undo is not None:
        with office.books.write() as session:
            withdraw_contact(session, office, undo, by, order.why, now)
        click.echo(f"reminder {undo} does not count any more")
        return
    order.check()
    wish = _wish(order, office.day(now), typed)
    with office.books.write() as session:
        recorded = record_contact(session, office, wish, by, now)
    _say(recorded)


def _wish(order: Ordered, today: date, typed: dict[str, object]) -> ContactOrder:
    way, level, amount = typed["way"], typed["level"], typed["amount"]
    if not isinstance(way, str):
        raise click.UsageError("Say how (--by phone, post or in-person)")
    if not typed["note"]:
        raise click.UsageError("Say what was said (--note)")
    done = Contact(
        by=ByHand(way.replace("-", "_")),
        on=_day(typed["day"]) or today,
        level=level if isinstance(level, int) else None,
        outcome=Outcome(str(typed["outcome"]).replace("-", "_")),
        deadline_on=_day(typed["deadline"]),
    )
    return ContactOrder(
        contact=done,
        note=str(typed["note"]),
        numbers=order.numbers,
        code=order.code,
        promised_on=_day(typed["promised"]),
        amount=amount if isinstance(amount, Decimal) else None,
    )


def _say(recorded: Recorded) -> None:
    for row in recorded.rows:
        click.echo(f"{recorded.client.name}: reminder {row.id}, {_counted(row)}")
    if recorded.again is not None:
        click.echo(f"call {recorded.again.id} to make on {recorded.again.due_on}: {recorded.again.why}")
    for hold in recorded.holds:
        click.echo(f"{hold.kind}{f' until {hold.until}' if hold.until else ''} ({hold.reason})")


def _counted(row: ReminderRow) -> str:
    if row.status == "failed":
        return f"in vain ({row.status_why})"
    level = "no new level" if row.level_name == CONTACT else f"level {row.level} ({row.level_name})"
    return f"{level}{f', time until {row.deadline_on}' if row.deadline_on else ''}"


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else None
