"""`mailbot remind --all`: the selection with its verdicts, or the run with its progress and its report."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mailbot.cli.lists import show
from mailbot.cli.runs import say_report
from mailbot.cli.shell import Shell
from mailbot.core.contacts import said_capacity
from mailbot.core.deciding.mass import MassOrder
from mailbot.core.deciding.mass_words import described
from mailbot.tasks.deciding.mass_list import MassLine, MassTotals, lines_of
from mailbot.tasks.deciding.queue_run import ask_cancel, queue_run
from mailbot.tasks.deciding.run_reminders import work_on
from mailbot.tasks.deciding.weigh_mass import weigh_all
from mailbot.tasks.deciding.who_is_written_to import Addressee
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_COLUMNS = ("invoice", "client", "overdue", "open", "reminded", "level", "to", "verdict", "why")
# The clock is read anew, and Ctrl-C looked at, after so many clients.
_AT_ONCE = 10


def said_addressee(to: Addressee, language: str) -> str:
    """`compta@dupont.example (contact de facturation)`; empty when nobody can be reached."""
    role = said_capacity(to.capacity, language)
    return f"{to.email} ({role})" if to.email and role else to.email


def show_many(shell: Shell, office: Office, order: MassOrder, by: Decider, form: str) -> int:
    """Print every selected invoice with its verdict, and what it all adds up to; change nothing."""
    totals = MassTotals()
    show(_rows(office, order, by, totals, shell), _COLUMNS, form)
    language = office.settings.firm.language
    aside = "".join(f"\n  {count} {words}" for words, count in totals.reasons(language))
    amounts = ", ".join(str(one) for one in totals.amounts) or "0"
    click.echo(
        f"{described(order, language)}\n{totals.selected} invoices of {totals.clients} clients; {totals.reminders} "
        f"reminders about {totals.going} of them, for {amounts}; {totals.left_out.total()} left out{aside}",
        err=form != "table",
    )
    return 0 if totals.reminders else 1


def _rows(
    office: Office, order: MassOrder, by: Decider, totals: MassTotals, shell: Shell
) -> Iterator[dict[str, object]]:  # fmt: skip
    now = shell.now()
    with office.books.read() as session:
        for found in weigh_all(session, office, order, by.email, now):
            totals.add(found)
            for line in lines_of(session, office, found):
                yield _row(line, office, (office.day(now) - line.invoice.due_on).days)


def _row(line: MassLine, office: Office, overdue: int) -> dict[str, object]:
    return {
        "invoice": line.invoice.number,
        "client": line.client.name,
        "overdue": overdue,
        "open": line.invoice.open,
        "reminded": line.times,
        "level": line.level,
        "to": said_addressee(line.to, office.settings.firm.language) if line.to else None,
        "verdict": line.verdict,
        "why": line.why,
    }


def send_many(shell: Shell, office: Office, order: MassOrder, by: Decider, *, background: bool) -> int:
    """Queue the run, and carry it out here unless it is left to the background. Ctrl-C calls it off."""
    queued = queue_run(office, order, by, shell.now(), mine=not background)
    if background:
        follow = f"`mailbot runs show {queued.run_id}` follows it"
        click.echo(f"run {queued.run_id}: {queued.clients} clients queued; {follow}")
        return 0
    with _interrupts() as stopped, _bar(queued.clients) as told:
        at = work_on(office, queued.run_id, shell.now(), limit=_AT_ONCE, told=told)
        while not at.over:
            if stopped():
                ask_cancel(office, queued.run_id, by, shell.now())
            at = work_on(office, queued.run_id, shell.now(), limit=_AT_ONCE, told=told)
    return say_report(office, queued.run_id)


@contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C is only noted, so that the client in hand is finished; a second one ends the program."""
    seen: list[int] = []
    usual = signal.getsignal(signal.SIGINT)

    def note(number: int, _frame: object) -> None:
        seen.append(number)
        signal.signal(signal.SIGINT, usual)
        click.echo("stopping after the client in hand; what was released stays", err=True)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(seen)
    finally:
        signal.signal(signal.SIGINT, usual)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, of: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("clients", total=total)
        yield lambda done, of: progress.update(bar, completed=done, total=of)
