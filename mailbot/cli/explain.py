"""`mailbot explain FILE… [--json]`: how messages would be understood. Writes nothing, decides nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.schema import Settings
from mailbot.config.secrets import secret
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.firm import firm_facts
from mailbot.inbound.parse import parse
from mailbot.store.session import open_books
from mailbot.tasks.ledger_numbers import ledger_numbers

_SQLITE = "sqlite:///"


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object per file, on one line.")
@pass_shell
def explain(shell: Shell, files: tuple[Path, ...], as_lines: bool) -> int:
    """Say how messages (.eml files) would be understood, and why. Writes nothing."""
    settings = shell.settings_without_secrets
    firm = firm_facts(settings, _numbers(settings))
    unread = 0
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            click.echo(f"{file}: cannot be read ({error.strerror}).", err=True)
            unread += 1
            continue
        said = as_json(understand(parse(raw), firm), file.name)
        click.echo(json.dumps(said, ensure_ascii=False) if as_lines else _for_people(said))
    return 1 if unread else 0


def _numbers(settings: Settings) -> Callable[[str], str | None]:
    """The ledger's invoice numbers, where there is a ledger."""
    database = settings.database
    if database.url.startswith(_SQLITE) and not Path(database.url.removeprefix(_SQLITE)).is_file():
        return lambda written: None
    books = open_books(database.url, secret(database.password_env, database.password_file))
    try:
        return ledger_numbers(books)
    finally:
        books.close()


def _for_people(said: Mapping[str, Any]) -> str:
    lines = [click.style(str(said["file"]), bold=True)]
    for name, value in said.items():
        if name != "file" and value not in (None, "", [], {}):
            shown = list(_lines(value))
            lines.append(f"  {name.replace('_', ' '):<12}{shown[0]}")
            lines.extend(f"  {'':<12}{line}".rstrip() for line in shown[1:])
    return "\n".join(lines)


def _lines(value: object) -> Iterator[str]:
    """A value as lines: an entry of a list each, a group of facts on one."""
    if isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif isinstance(value, Mapping) and "sentence" in value:
        yield f"{value.get('intent')}: « {value['sentence']} » ({value.get('why')})"
    elif isinstance(value, Mapping):
        yield ", ".join(f"{name} {item}" for name, item in value.items() if item not in (None, "", [], {}))
    else:
        yield from str(value).splitlines()
