"""`mailbot user add|list|disable`: who works here. The list stands in the configuration; this writes it there."""

from __future__ import annotations

from typing import TextIO

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.people_file import add_person, remove_person
from mailbot.config.schema import Person, Settings
from mailbot.core.errors import Refused
from mailbot.intake.values import email as mail_address
from mailbot.store.people import people
from mailbot.tasks.people.enrol_people import enrol
from mailbot.tasks.people.sign_in import may_enter, set_password, sign_in_link

_ROLES = ("admin", "partner", "assistant", "viewer")


@click.group()
def user() -> None:
    """The people of the firm, who decide by mail and sign in to the pages."""


@user.command("list")
@format_option
@pass_shell
def list_people(shell: Shell, form: str) -> None:
    """Everybody, those who left included."""
    enrol(shell.office, shell.now())
    with shell.office.books.read() as session:
        rows = [
            {
                "email": row.email, "name": row.name, "role": row.role, "deputy": row.deputy,
                "signs_in": may_enter(row), "password": bool(row.password_hash),
            }
            for row in people.everybody(session)
        ]  # fmt: skip
    show(rows, ("email", "name", "role", "deputy", "signs_in", "password"), form)


@user.command()
@click.argument("email")
@click.option("--role", type=click.Choice(_ROLES), help="What they may do (needed for somebody new).")
@click.option("--name", default="", help="As it is printed in signatures.")
@click.option("--deputy", default=None, metavar="EMAIL", help="Who is asked when they are away.")
@click.option("--password-file", "secret", type=click.File(), help="Set the password on its first line (-: the input).")
@pass_shell
def add(
    shell: Shell, email: str, role: str | None, name: str, deputy: str | None, secret: TextIO | None
) -> None:  # fmt: skip
    """Let somebody in: writes them into the configuration, and prints a link that signs them in once."""
    address = _address(email)
    known = _known(shell.settings_without_secrets, address)
    if known is None and role is None:
        raise click.UsageError(f"{address} is new here: say --role {'|'.join(_ROLES)}")
    base = known or Person(email=address, name=name or _name_of(address))
    told = {"role": role, "name": name or None, "deputy": deputy}
    wanted = base.model_copy(update={key: value for key, value in told.items() if value is not None})
    if wanted != known:
        add_person(shell.config, wanted)
    fresh, now = Shell(shell.config), shell.now()
    enrol(fresh.office, now)
    if secret:
        with fresh.office.books.write() as session:
            set_password(session, fresh.office, address, secret.readline().rstrip("\n"), now)
    click.echo(f"{wanted.name} ({address}): {wanted.role}{' (as before)' if wanted == known else ''}")
    if not secret:
        click.echo(f"Signs in with {sign_in_link(fresh.office, address, now)}")
    if wanted != known:
        click.echo("Restart Mailbot where it runs, so that it knows.")


@user.command()
@click.argument("email")
@pass_shell
def disable(shell: Shell, email: str) -> None:
    """Let somebody in no more: takes them out of the configuration and ends their sessions. Their history stays."""
    address = _address(email)
    if _known(shell.settings_without_secrets, address) is None:
        raise Refused(f"{shell.config}: nobody in people has the address {address}.")
    now = shell.now()
    enrol(shell.office, now)  # so that they have a row that stays
    remove_person(shell.config, address)
    enrol(Shell(shell.config).office, now)
    click.echo(f"{address}: may do nothing any more. Restart Mailbot where it runs, so that it knows.")


def _known(settings: Settings, address: str) -> Person | None:
    return next((person for person in settings.people if person.email == address), None)


def _address(text: str) -> str:
    try:
        return mail_address(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _name_of(address: str) -> str:
    """`helene.vallier@…` as Helene Vallier, until somebody writes it properly."""
    return address.partition("@")[0].replace(".", " ").replace("_", " ").title()
