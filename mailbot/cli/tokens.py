"""`mailbot token add|list|revoke`: with which programs may act for people."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.orders import as_option, decider
from mailbot.cli.shell import Shell, pass_shell
from mailbot.store.people import api_tokens
from mailbot.tasks.people.api_access import give_token, revoke_token
from mailbot.tasks.people.enrol_people import enrol


@click.group()
def token() -> None:
    """Tokens with which other programs act for people (docs/guide/programs.md)."""


@token.command()
@click.argument("email")
@click.option("--name", required=True, help="Which program it is for.")
@click.option("--reads-only", is_flag=True, help="It changes nothing, whatever the person may.")
@pass_shell
def add(shell: Shell, email: str, name: str, reads_only: bool) -> None:
    """Make a token that has the rights of EMAIL. It is printed this once; only its digest is kept."""
    office, now = shell.office, shell.now()
    enrol(office, now)
    with office.books.write() as session:
        made, _ = give_token(session, office, email, name, now, reads_only=reads_only)
    click.echo(made)


@token.command("list")
@format_option
@pass_shell
def list_tokens(shell: Shell, form: str) -> None:
    """The tokens that work."""
    office = shell.office
    with office.books.read() as session:
        rows = [
            {
                "id": row.id, "name": row.name, "acts_for": person.email, "ends_with": row.hint,
                "reads_only": row.reads_only, "made": office.day(row.created_at),
                "used": office.local(row.used_at).strftime("%Y-%m-%d %H:%M") if row.used_at else "",
            }
            for row, person in api_tokens.standing(session)
        ]  # fmt: skip
    show(rows, ("id", "name", "acts_for", "ends_with", "reads_only", "made", "used"), form)


@token.command()
@click.argument("ident", metavar="ID", type=int)
@as_option
@pass_shell
def revoke(shell: Shell, ident: int, who: str | None) -> None:
    """Let the program in no more."""
    office, now = shell.office, shell.now()
    with office.books.write() as session:
        revoke_token(session, ident, decider(office, who).email, now)
    click.echo(f"{ident}: revoked")
