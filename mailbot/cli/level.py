"""`mailbot level`: at which level invoices are reminded next, one by one or all old debts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.progress import progress
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.errors import Refused
from mailbot.store.debts import invoices
from mailbot.tasks.deciding.change_level import LevelOrder, change_level
from mailbot.tasks.deciding.old_debts import Moved, OldDebtOrder, move_old_debts, take_back
from mailbot.tasks.desk.subject import find_subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bulk:
    """How all old debts are moved."""

    lateness: bool
    undo: bool
    dry: bool


@click.command()
@ordered()
@click.option("--level", "--to", "--from", "following", type=int, help="The level to be reminded at next.")
@click.option("--all-waiting", is_flag=True, help="All old debts that wait since their import, of --client or all.")
@click.option("--by-lateness", "lateness", is_flag=True, help="With it: each at the level that its lateness proposes.")
@click.option("--undo", is_flag=True, help="With it: what was moved last and not reminded since waits again.")
@click.option("--dry-run", "dry", is_flag=True, help="With it: say how many would go where, and change nothing.")
@pass_shell
def level(shell: Shell, /, order: Ordered, following: int | None, all_waiting: bool, **bulk: bool) -> None:
    """Say at which level invoices, or every open one of a client, are reminded next.

    Old debts wait since their import until a person says how: --all-waiting moves them at once, from one level on
    (--from) or each at the level that its lateness proposes (--by-lateness). A formal notice is proposed by lateness
    only after the level before it.
    """
    if all_waiting:
        _all_waiting(shell, order, following, _Bulk(**bulk))
        return
    if any(bulk.values()):
        raise click.UsageError("--by-lateness, --undo and --dry-run go with --all-waiting")
    if following is None:
        raise click.UsageError("Say the level: --level N")
    order.check()
    _one_by_one(shell, order, following)


def _one_by_one(shell: Shell, order: Ordered, following: int) -> None:
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    with office.books.write() as session:
        rows = [subject.invoice for subject in find_subjects(session, order.numbers, order.code) if subject.invoice]
        for subject in [] if rows else find_subjects(session, (), order.code):
            rows += [row for row in invoices.open_of_client(session, subject.client.id) if row.kind == "invoice"]
        if not rows:
            raise Refused(f"{order.code}: no invoice is open there.")
        for row in rows:
            wish = LevelOrder(invoice_id=row.id, following=following, why=order.why)
            change_level(session, office, wish, by, now)
    for row in rows:
        click.echo(f"{row.number}: next reminder at level {following}")


def _all_waiting(shell: Shell, order: Ordered, following: int | None, bulk: _Bulk) -> None:
    if order.numbers:
        raise click.UsageError("--all-waiting is for all of them: name a --client, or nobody")
    if bulk.undo + bulk.lateness + (following is not None) != 1:
        raise click.UsageError("Say one of --from LEVEL, --by-lateness or --undo")
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    wish = OldDebtOrder(why=order.why, following=following, code=order.code, dry=bulk.dry)
    if bulk.undo:
        click.echo(f"{take_back(office, wish, by, now)} invoices wait again")
        return
    with progress() as told:
        moved = move_old_debts(office, wish, by, now, told)
    click.echo("\n".join(_said(moved, dry=bulk.dry)))


def _said(moved: Moved, *, dry: bool) -> Sequence[str]:
    would = "would be" if dry else "are"
    lines = [
        f"{count} invoices {would} reminded next at level {number} ({name}) of {ladder}"
        for (ladder, number, name), count in sorted(moved.levels.items())
    ]
    left = [f"{moved.left} still wait: their ladder has no such level"] if moved.left else []
    return [*lines, *left]
