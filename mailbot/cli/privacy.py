"""`mailbot privacy show|export|erase|retention`: what is on file about a client, and its erasure."""

from __future__ import annotations

import os
from pathlib import Path

import click

from mailbot.cli.orders import as_option, decider
from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.core.errors import Refused
from mailbot.store.debts import clients
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.privacy import privacy_words as words
from mailbot.tasks.privacy.erase_client import Outlook, Why, erase_client, outlook
from mailbot.tasks.privacy.export_client import export_client
from mailbot.tasks.privacy.keep_only import keep_only

_ZIP = click.Path(dir_okay=False, path_type=Path)


@click.group()
def privacy() -> None:
    """What the law gives clients about themselves (GDPR): see, export, erase (docs/guide/privacy.md)."""


@privacy.command("show")
@click.argument("code")
@pass_shell
def show_client(shell: Shell, code: str) -> int:
    """What an erasure of client CODE would take, what stays and why. Changes nothing; exit 1 when nothing may go."""
    office, now = shell.office, shell.now()
    with office.books.read() as session:
        found = outlook(session, office, _client(office, code), now)
    _say(found)
    return WORK_FAILED if found.verdict.blocked else 0


@privacy.command()
@click.argument("code")
@click.option("--out", type=_ZIP, required=True, metavar="FILE.zip", help="The ZIP to write; it overwrites nothing.")
@pass_shell
def export(shell: Shell, code: str, out: Path) -> None:
    """Everything on file about client CODE: JSON by table, messages and documents as they are."""
    office = shell.office
    client = _client(office, code)
    try:
        # Only the owner may read it.
        with os.fdopen(os.open(out, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            done = export_client(office, client, file, shell.now())
    except FileExistsError as error:
        raise Refused(f"{out} is there already; an export overwrites nothing. Name another file.") from error
    click.echo(f"{out}: {done.rows} rows, {done.files} files")
    for sha in done.lost:
        click.echo(f"! {sha}: named in the books, and nobody has it", err=True)


@privacy.command()
@click.argument("code")
@click.option("--why", type=click.Choice([one.value for one in Why if one is not Why.TIME_OVER]), required=True,
              help="Kept in the history, which tells that it was done and not about whom.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask; it cannot be undone.")
@as_option
@pass_shell
def erase(shell: Shell, code: str, why: str, yes: bool, who: str | None) -> None:
    """Erase client CODE as far as the law lets. There is no undo; backups hold it until they are replaced."""
    office, now = shell.office, shell.now()
    client = _client(office, code)
    with office.books.read() as session:
        found = outlook(session, office, client, now)
    _say(found)
    if found.verdict.blocked:
        raise Refused(words.blocked(found.verdict.blocked, "en"))
    if not yes:
        click.confirm(f"Erase {client.name}? It cannot be undone", abort=True)
    done = erase_client(office, client.id, Why(why), decider(office, who), now)
    depth = words.depth_words(done.depth, "en")
    click.echo(f"{code}: {depth} erased; {done.lines} lines of the history, {done.files} files")


@privacy.command()
@click.option("--dry-run", is_flag=True, help="Only count; erase nothing.")
@pass_shell
def retention(shell: Shell, dry_run: bool) -> None:
    """Erase what is past its time (`retention` in the configuration), as housekeeping does each night."""
    done = keep_only(shell.office, shell.now(), dry_run=dry_run)
    said = "would be erased" if dry_run else "erased"
    kept = f"; {done.left} clients kept by something open" if done.left else ""
    click.echo(f"{said}: {done.clients} clients, {done.messages} old messages{kept}")


def _client(office: Office, code: str) -> ClientRow:
    with office.books.read() as session:
        found = clients.by_code(session, code)
    if found is None:
        raise Refused(f"Aucun client n'a le code {code}.")
    return found


def _say(found: Outlook) -> None:
    verdict = found.verdict
    click.echo(f"{found.client.name} ({found.client.code})")
    if verdict.blocked:
        click.echo(words.blocked(verdict.blocked, "en"))
    click.echo(f"May go: {words.depth_words(verdict.depth, 'en')}")
    for name, count in words.names(words.FILE, found.counts, "en"):
        click.echo(f"  goes   {count:>6}  {name}")
    for name, count in words.names(words.ACCOUNTS, found.counts, "en"):
        verb = "stays" if verdict.accounts_until and verdict.depth.value == "file" else "loses its names"
        click.echo(f"  {verb}  {count:>6}  {name}")
    for sentence in (words.kept_until(verdict, "en"), words.by_itself(verdict, "en")):
        if sentence:
            click.echo(sentence[0].upper() + sentence[1:] + ".")
