"""`mailbot batch list|show|approve|reject|take-out|rewrite|test|letter`: approval from the shell, as by mail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.contacts import said_capacity
from mailbot.core.errors import UserError
from mailbot.core.money import Money
from mailbot.core.reading.understood import Approval, ReplyLine
from mailbot.store.debts import clients
from mailbot.store.dunning import batches
from mailbot.store.tables import BatchRow
from mailbot.tasks.deciding.decide_reminders import decide
from mailbot.tasks.deciding.edit_text import edit_text, send_test
from mailbot.tasks.deciding.rewrite import OwnWords
from mailbot.tasks.deciding.take_out import TakeOut
from mailbot.tasks.deciding.take_out import take_out as take_invoice_out
from mailbot.tasks.deciding.who_is_written_to import of_reminders
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.letter_file import letter_file


@click.group()
def batch() -> None:
    """The reminders proposed together, and decisions about them."""


@batch.command("list")
@format_option
@pass_shell
def list_batches(shell: Shell, form: str) -> None:
    """The newest batches."""
    with shell.office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "partner": row.partner,
                "proposed_on": row.proposed_on,
                "asked": row.asked,
                "reminders": len(mine := batches.reminders(session, row.id)),
                "undecided": sum(one.status == "proposed" for one in mine),
            }
            for row in batches.recent(session)
        ]
    show(rows, ("id", "partner", "proposed_on", "asked", "reminders", "undecided"), form)


@batch.command("show")
@click.argument("ident", metavar="ID", type=int)
@format_option
@pass_shell
def show_batch(shell: Shell, ident: int, form: str) -> None:
    """The reminders of one batch, each with whom it is written to and as what."""
    language = shell.office.settings.firm.language
    with shell.office.books.read() as session:
        mine = batches.reminders(session, ident)
        owners = clients.by_ids(session, [row.client_id for row in mine])
        written_to = of_reminders(session, mine)
        rows = [
            {
                "number": row.number,
                "reminder": row.id,
                "client": owners[row.client_id].name,
                "level": row.level,
                "total": Money.from_minor(row.total_minor, row.currency),
                "to": row.recipient,
                "as": said_capacity(written_to[row.id].capacity, language),
                "cc": written_to[row.id].cc,
                "status": row.status,
                "subject": row.subject,
            }
            for row in mine
        ]
    show(rows, ("number", "reminder", "client", "level", "total", "to", "as", "cc", "status", "subject"), form)


@batch.command()
@click.argument("ident", metavar="ID", type=int)
@click.option("--except", "excluded", default="", help="Numbers that are refused, for example 3,7-9.")
@click.option("--as", "who", required=True, metavar="EMAIL", help="Who decides.")
@pass_shell
def approve(shell: Shell, ident: int, excluded: str, who: str) -> None:
    """Approve a batch, all or all but some: the same as the answer OK SAUF 3, 7-9."""
    left_out = numbers(excluded)
    refusal = (ReplyLine(verb="reject", numbers=left_out),) if left_out else ()
    _decide(shell, ident, who, Approval(decision="approve", lines=(ReplyLine(verb="approve"), *refusal)))


@batch.command()
@click.argument("ident", metavar="ID", type=int)
@click.option("--except", "excluded", default="", help="Numbers that stay undecided, for example 3,7-9.")
@click.option("--why", default="", help="The reason, kept in the history.")
@click.option("--as", "who", required=True, metavar="EMAIL", help="Who decides.")
@pass_shell
def reject(shell: Shell, ident: int, excluded: str, why: str, who: str) -> None:
    """Refuse a batch, all or all but some, which stay undecided."""
    left_out = numbers(excluded)
    with shell.office.books.read() as session:
        known = [row.number for row in batches.reminders(session, ident) if row.number is not None]
    wanted = tuple(number for number in known if number not in left_out)
    line = ReplyLine(verb="reject", numbers=wanted, reason=why)
    _decide(shell, ident, who, Approval(decision="reject", lines=(line,) if wanted else ()))


@batch.command("take-out")
@click.argument("reminder", metavar="REMINDER_ID", type=int)
@click.argument("invoice", metavar="INVOICE")
@click.option("--why", required=True, help="The reason, kept in the history.")
@click.option("--as", "who", required=True, metavar="EMAIL", help="Who decides.")
@pass_shell
def take_out(shell: Shell, reminder: int, invoice: str, why: str, who: str) -> None:
    """Take one invoice out of a reminder that has not left; the others stay and are asked about anew.

    The invoice rests for two weeks; `mailbot resume --invoice` ends that.
    """
    order = TakeOut(reminder_id=reminder, number=invoice, why=why)
    done = take_invoice_out(shell.office, order, Decider(email=who.lower(), via="shell"), shell.now())
    fallen = ", whose approval is gone" if done.was_approved else ""
    click.echo(f"{done.number}: taken out of reminder {reminder}{fallen}")
    new = done.replacement
    if new is None:
        click.echo("nothing is left to ask for: no reminder takes its place")
        return
    total = Money.from_minor(new.total_minor, new.currency)
    click.echo(f"reminder {new.id} takes its place: {new.level_name}, {total}; the next digest asks about it")


@batch.command("rewrite")
@click.argument("reminder", metavar="REMINDER_ID", type=int)
@click.option("--file", "source", type=click.File(encoding="utf-8"), required=True, help="The words; - is stdin.")
@click.option("--as", "who", required=True, metavar="EMAIL", help="Who decides.")
@pass_shell
def rewrite(shell: Shell, reminder: int, source: TextIO, who: str) -> None:
    """Put your own words above the invoices of one reminder, mail and letter; it is asked about anew."""
    order = OwnWords(reminder_id=reminder, text=source.read())
    new = edit_text(shell.office, order, Decider(email=who.lower(), via="shell"), shell.now())
    click.echo(f"reminder {new.id} takes the place of {reminder}; the next digest asks about it")


@batch.command("test")
@click.argument("reminder", metavar="REMINDER_ID", type=int)
@click.option("--to", required=True, metavar="EMAIL", help="Whom of your people it goes to.")
@pass_shell
def test(shell: Shell, reminder: int, to: str) -> None:
    """Send this very message, letter included, to one of your own people; nothing is counted."""
    office, now = shell.office, shell.now()
    send_test(office, reminder, to, Decider(email=to.lower(), via="shell"), now)
    report = deliver(office, now)
    click.echo(f"reminder {reminder}: trial to {to}, {report.sent} sent")


@batch.command("letter")
@click.argument("reminder", metavar="REMINDER_ID", type=int)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--word", is_flag=True, help="As a Word document, made with docx/<language>/letter.docx.")
@pass_shell
def letter(shell: Shell, reminder: int, folder: Path, word: bool) -> None:
    """Write the letter of one reminder into DIR, as PDF or as a Word document to work on. Changes nothing."""
    name, content = letter_file(shell.office, reminder, shell.now(), word=word)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    click.echo(f"made   {folder / name}")


def _decide(shell: Shell, ident: int, who: str, approval: Approval) -> None:
    office, now = shell.office, shell.now()
    with office.books.write() as session:
        row = session.get(BatchRow, ident)
        if row is None:
            raise UserError(f"There is no batch {ident}; `mailbot batch list` shows them.")
        for done in decide(session, office, row, approval, Decider(email=who.lower(), via="shell"), now):
            click.echo(f"{done.number}: {done.done}{f' ({done.detail})' if done.detail else ''}")


def numbers(text: str) -> tuple[int, ...]:
    """`3, 7-9` as (3, 7, 8, 9). Raises UserError for anything else."""
    found: list[int] = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        span = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", part)
        if not span:
            raise UserError(f"--except: {part!r} is no number; write 3,7-9.")
        found.extend(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(dict.fromkeys(found))
