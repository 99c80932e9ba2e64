"""`mailbot webhooks list|try|again`: the programs that are told what happens, and what became of it."""

from __future__ import annotations

import click

from mailbot.cli.lists import format_option, show
from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.schema import Webhook
from mailbot.core.announcing import TYPES
from mailbot.core.errors import Refused
from mailbot.store import announcements
from mailbot.tasks.sending.announce import try_hook

_COLUMNS = ("name", "url", "events", "told", "waiting", "given_up")


@click.group()
def webhooks() -> None:
    """Programs that are told what happens (docs/guide/programs.md)."""


@webhooks.command("list")
@format_option
@pass_shell
def list_hooks(shell: Shell, form: str) -> None:
    """Who is told of what, and how much was."""
    office = shell.office
    with office.books.read() as session:
        counts = announcements.counts(session)
    rows = [
        {"name": hook.name, "url": hook.url, "events": " ".join(hook.events) or "all"}
        | {status: counts.get((hook.name, status), 0) for status in ("told", "waiting", "given_up")}
        for hook in office.settings.webhooks
    ]
    show(rows, _COLUMNS, form)


@webhooks.command()
def events() -> None:
    """What a program may be told of: the names for `events` in the configuration."""
    for name in TYPES:
        click.echo(name)


@webhooks.command("try")
@click.argument("name")
@pass_shell
def trial(shell: Shell, name: str) -> None:
    """Send a program a signed trial, now."""
    hook = _hook(shell, name)
    click.echo(f"{name}: took it (HTTP {try_hook(hook, shell.now())})")


@webhooks.command()
@click.argument("name")
@pass_shell
def again(shell: Shell, name: str) -> None:
    """Tell a program once more what was given up."""
    hook = _hook(shell, name)
    with shell.office.books.write() as session:
        count = announcements.again(session, hook.name, shell.now())
    click.echo(f"{name}: {count} to be told")


def _hook(shell: Shell, name: str) -> Webhook:
    found = next((one for one in shell.settings.webhooks if one.name == name), None)
    if found is None:
        raise Refused(f"{shell.config}: nothing under webhooks is called {name}.")
    return found
