"""`mailbot answers`: what clients asked for, prepared, and waiting for OK."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.mail import answers as books_of_answers
from mailbot.store.reading_tables import AnswerRow
from mailbot.tasks.correcting.decide_answers import approve_answer, drop_answer, prepare_again, undo_answer

_COLUMNS = (
    "id", "kind", "status", "client", "to", "what", "missing", "asked_by", "message", "since", "decided_by", "why",
)  # fmt: skip


@click.group("answers")
def answers() -> None:
    """Copies and changes of address that clients asked for. Nothing leaves, nothing changes without OK."""


@answers.command("list")
@click.option("--all", "decided_too", is_flag=True, help="Those that are decided as well.")
@format_option
@pass_shell
def list_answers(shell: Shell, decided_too: bool, form: str) -> None:
    """What waits for OK (--all: and what was decided), with what was asked and by whom."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id,
                "kind": row.kind,
                "status": row.status,
                "client": client.name,
                "to": row.recipient,
                "what": _what(row),
                "missing": row.facts.get("missing") or None,
                "asked_by": _asked_by(row),
                "message": message.id,
                "since": office.day(row.created_at),
                "decided_by": row.decided_by or None,
                "why": row.why or None,
            }
            for row, client, message in books_of_answers.listed(session, decided_too=decided_too)
        ]
        show(rows, _COLUMNS, form)


@answers.command("show")
@click.argument("key", metavar="ID", type=int)
@pass_shell
def show_answer(shell: Shell, key: int) -> None:
    """The mail exactly as it would leave, or the change as it would be made."""
    with shell.office.books.read() as session:
        row = books_of_answers.by_id(session, key)
        if row is None:
            raise click.UsageError(f"There is no answer {key}")
        if row.kind == books_of_answers.CONTACT:
            click.echo(f"{_what(row)}\n« {row.sentence} »")
            return
        click.echo(f"To: {row.recipient}\nSubject: {row.subject}\n")
        click.echo(row.body_text)
        for one in row.attachments:
            click.echo(f"[{one['name']}]")


@answers.command("approve")
@click.argument("keys", metavar="ID…", type=int, nargs=-1, required=True)
@as_option
@pass_shell
def approve(shell: Shell, keys: tuple[int, ...], who: str | None) -> None:
    """OK: the copies leave, once; the new address is written to from now on."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    for key in keys:
        with office.books.write() as session:
            row = approve_answer(session, office, key, by, now)
            done = "queued for" if row.kind == books_of_answers.DUPLICATE else "applied:"
            click.echo(f"{row.id}: {_what(row)} {done} {row.recipient}")


@answers.command("drop")
@click.argument("key", metavar="ID", type=int)
@click.option("--why", required=True, help="The reason, kept in the history.")
@as_option
@pass_shell
def drop(shell: Shell, key: int, why: str, who: str | None) -> None:
    """No: it does not leave, nothing changes."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = drop_answer(session, office, key, by, why, now)
        click.echo(f"{row.id}: {_what(row)} dropped")


@answers.command("undo")
@click.argument("key", metavar="ID", type=int)
@as_option
@pass_shell
def undo(shell: Shell, key: int, who: str | None) -> None:
    """Not so after all: what was dropped waits again, a new address is the old one again."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        row = undo_answer(session, key, by, now)
        click.echo(f"{row.id}: {_what(row)} is {row.status}")


@answers.command("prepare")
@click.argument("message", metavar="MESSAGE", type=int)
@as_option
@pass_shell
def prepare(shell: Shell, message: int, who: str | None) -> None:
    """Prepare the answers to a message anew, say because its PDF is there now."""
    office, now = shell.office, shell.now()
    by = decider(office, who)
    with office.books.write() as session:
        for said in prepare_again(session, office, message, by, now):
            click.echo(said)


def _asked_by(row: AnswerRow) -> str:
    sender = str(row.facts.get("asked_by", ""))
    return sender if row.facts.get("known") else f"{sender} (not known to be theirs)"


def _what(row: AnswerRow) -> str:
    if row.kind == books_of_answers.CONTACT:
        return f"write to {row.facts['new']} instead of {row.facts.get('old') or 'nobody'}"
    return f"copy of {', '.join(row.facts['numbers'])}"
