"""`mailbot hold|dispute|promise|resume|level`: what a person may say about invoices or a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import click

from mailbot.cli.orders import Ordered, decider, ordered
from mailbot.cli.shell import Shell, pass_shell
from mailbot.cli.typed import DAY, Amount
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.store import state
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import STOPPED_BY, resume_sending
from mailbot.tasks.desk.subject import Subject, find_subjects
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.holds.resume_reminders import USUAL, ResumeOrder, resume

_KINDS = click.Choice([kind.value for kind in HoldKind])
_BY_WORD = click.Choice(
    [kind.value for kind in (HoldKind.HOLD, HoldKind.INSOLVENT, HoldKind.DECEASED, HoldKind.EXCLUDED)]
)
_until = click.option("--until", type=DAY, metavar="DAY", help="Last day that it holds (default: until resumed).")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed about a hold, before it is known whose."""

    kind: HoldKind
    until: date | None = None
    promised_on: date | None = None
    amount: Decimal | None = None
    published_on: date | None = None


@click.command()
@ordered()
@_until
@click.option("--kind", type=_BY_WORD, default=HoldKind.HOLD.value, show_default=True, help="What happened.")
@click.option("--published-on", type=DAY, metavar="DAY", help="Of an insolvency: when the judgment was published.")
@pass_shell
def hold(shell: Shell, order: Ordered, until: datetime | None, kind: str, published_on: datetime | None) -> None:
    """Keep reminders back: for a time, or because a client is insolvent, has died, or is excluded."""
    _set(shell, order, _Wanted(HoldKind(kind), _day(until), published_on=_day(published_on)))


@click.command()
@ordered()
@_until
@pass_shell
def dispute(shell: Shell, order: Ordered, until: datetime | None) -> None:
    """The client disputes it: no reminder until it is settled."""
    _set(shell, order, _Wanted(HoldKind.DISPUTE, _day(until)))


@click.command()
@ordered(why="règlement promis")
@click.option("--date", "day", type=DAY, metavar="DAY", required=True, help="The day promised.")
@click.option("--amount", type=Amount(), help="The amount promised (default: all that is due).")
@pass_shell
def promise(shell: Shell, order: Ordered, day: datetime, amount: Decimal | None) -> None:
    """The client promised to pay: reminders wait until some working days after (waiting.promise)."""
    _set(shell, order, _Wanted(HoldKind.PROMISE, promised_on=_day(day), amount=amount))


@click.command("resume")
@ordered(why="")
@click.option("--kind", "kinds", type=_KINDS, multiple=True, help="Only holds of this kind.")
@pass_shell
def resume_reminders(shell: Shell, order: Ordered, kinds: tuple[str, ...]) -> None:
    """Let reminders go on, for invoices or a client; with neither, let all sending go on that was stopped."""
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    if not order.numbers and not order.code:
        with office.books.write() as session:
            stopped_by = state.fact(session, STOPPED_BY)
            if stopped_by:
                resume_sending(session, by, now)
        click.echo(f"sending goes on (it was stopped by {stopped_by})" if stopped_by else "sending was not stopped")
        return
    ended = tuple(HoldKind(kind) for kind in kinds) or USUAL
    said = []
    with office.books.write() as session:
        for subject in find_subjects(session, order.numbers, order.code):
            wish = ResumeOrder(
                client_id=subject.client.id, invoice_id=subject.invoice_id, kinds=ended, why=order.why
            )  # fmt: skip
            rows = resume(session, office, wish, by, now)
            said += [f"{subject.said}: {row.kind} ended ({row.reason})" for row in rows]
    click.echo("\n".join(said))


def _set(shell: Shell, order: Ordered, wanted: _Wanted) -> None:
    order.check()
    office, now = shell.office, shell.now()
    by = decider(office, order.who)
    said = []
    with office.books.write() as session:
        for subject in find_subjects(session, order.numbers, order.code):
            row = set_hold(session, office, _hold(office, subject, order.why, wanted), by, now)
            said.append(f"{subject.said}: {row.kind}{f' until {row.until}' if row.until else ''} ({row.reason})")
    click.echo("\n".join(said))


def _hold(office: Office, subject: Subject, why: str, wanted: _Wanted) -> HoldOrder:
    currency = subject.invoice.currency if subject.invoice else office.settings.firm.currency
    return HoldOrder(
        client_id=subject.client.id,
        invoice_id=subject.invoice_id,
        kind=wanted.kind,
        reason=why,
        until=wanted.until,
        promised_on=wanted.promised_on,
        published_on=wanted.published_on,
        amount=Money.of(wanted.amount, currency) if wanted.amount is not None else None,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
