"""`mailbot instalments make|list|end|reopen`: a client pays in parts, each with its day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import Ordered, as_option, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount, PartPayment
from mailbot.core.money import Money
from mailbot.store.debts import invoices
from mailbot.store.dunning import instalments as books_of_instalments
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.holds.end_plan import ReopenOrder, end_plan, reopen_plan
from mailbot.tasks.holds.make_plan import PlanOrder, make_plan

_COLUMNS = ("plan", "client", "invoices", "part", "due_on", "amount", "until", "state", "reason", "author")


@click.group("instalments")
def instalments() -> None:
    """Plans to pay in instalments; reminders wait while they are kept."""


@instalments.command("make")
@ordered(why="échéancier convenu")
@click.option("--parts", type=int, metavar="N", help="So many equal amounts, a month apart; cents to the last.")
@click.option("--first", type=DAY, metavar="DAY", help="The day of the first of them.")
@click.option("--total", type=Amount(), help="What they sum to (default: all that is due).")
@click.option("--on", "dated", type=PartPayment(), multiple=True, metavar="DAY:AMOUNT", help="Or each day and amount.")
@pass_shell
def make(
    shell: Shell, order: Ordered, parts: int | None, first: datetime | None, total: Decimal | None,
    dated: tuple[tuple[date, Decimal], ...],
) -> None:  # fmt: skip
    """Agree on a plan for a client, or for the invoices named."""
    order.check()
    office, now = shell.office, shell.now()
    wish = PlanOrder(
        why=order.why, numbers=order.numbers, code=order.code, dated=dated, parts=parts,
        first_on=first.date() if first else None, total=total,
    )  # fmt: skip
    with office.books.write() as session:
        made = make_plan(session, office, wish, decider(office, order.who), now)
    click.echo(f"{made.client.name}: plan {made.plan.id}")
    for one in made.instalments:
        click.echo(f"{one.rank}. {one.due_on.isoformat()}  {one.amount}")


@instalments.command("list")
@click.option("--client", "code", metavar="CODE", default="", help="Only this client's.")
@click.option("--all", "ended", is_flag=True, help="Plans that are over as well.")
@format_option
@pass_shell
def list_plans(shell: Shell, code: str, ended: bool, form: str) -> None:
    """Every instalment of the plans that run (--all: or ever did): kept, missed, or waited for."""
    with shell.office.books.read() as session:
        owner = find_subjects(session, (), code)[0].client.id if code else None
        plans = books_of_instalments.listed(session, client_id=owner, ended=ended)
        rows = books_of_instalments.rows_of(session, [plan.id for plan, _ in plans])
        about = books_of_instalments.covered(session, [plan for plan, _ in plans])
        numbers = {key: row.number for key, row in invoices.by_ids(session, frozenset().union(*about.values())).items()}
    lines = [
        {
            "plan": plan.id,
            "client": client.name,
            "invoices": ", ".join(numbers[key] for key in sorted(about[plan.id])) or None,
            "part": f"{row.rank}/{len(rows[plan.id])}",
            "due_on": row.due_on,
            "amount": Money.from_minor(row.amount_minor, row.currency),
            "until": row.until,
            "state": row.outcome or _undecided(plan),
            "reason": plan.reason,
            "author": plan.author,
        }
        for plan, client in plans
        for row in rows[plan.id]
    ]
    show(lines, _COLUMNS, form)


@instalments.command("end")
@click.argument("key", metavar="PLAN", type=int)
@click.option("--why", required=True, help="The reason, kept in the history.")
@as_option
@pass_shell
def end(shell: Shell, key: int, why: str, who: str | None) -> None:
    """Revoke a plan: reminders go on."""
    office, now = shell.office, shell.now()
    with office.books.write() as session:
        end_plan(session, key, decider(office, who), why, now)
    click.echo(f"plan {key} ended; reminders go on")


@instalments.command("reopen")
@click.argument("key", metavar="PLAN", type=int)
@click.option("--until", type=DAY, metavar="DAY", help="The new day of the instalment that was missed.")
@click.option("--why", required=True, help="The reason, kept in the history.")
@as_option
@pass_shell
def reopen(shell: Shell, key: int, until: datetime | None, why: str, who: str | None) -> None:
    """Take up again a plan that was revoked, or that a missed instalment ended."""
    office, now = shell.office, shell.now()
    order = ReopenOrder(plan=key, why=why, until=until.date() if until else None)
    with office.books.write() as session:
        reopen_plan(session, office, order, decider(office, who), now)
    click.echo(f"plan {key} runs again")


def _undecided(plan: HoldRow) -> str:
    return "waited for" if plan.ended_at is None else "dropped"
