"""`mailbot init [DIR]`: everything a firm needs to begin, in one folder. It never overwrites."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mailbot.config.commented import commented
from mailbot.config.load import load
from mailbot.config.secrets import secret
from mailbot.core.errors import UserError
from mailbot.store.session import prepare

HEADING = """\
Mailbot's configuration. It runs as it is, on mail folders below this one; to begin in earnest, fill in
  firm      your name, address and bank details, as they are to be printed,
  people    who approves reminders,
  mailbox   its address; then kind: imap, transport: smtp, and host and password_env (or password_file) of both.
`mailbot check` says what is still missing or wrong.
Paths are relative to this file. A key without a value keeps its default.
Secrets never stand here: name the environment variable (..._env) or the file (..._file) that holds them."""

FIRST: dict[str, Any] = {
    "firm": {"name": "Votre cabinet", "signature": {"name": "Prénom Nom", "title": "Votre titre"}},
    "mailbox": {"address": "recouvrement@votre-cabinet.example", "kind": "maildir", "transport": "maildir"},
    "people": [{"email": "vous@votre-cabinet.example", "name": "Prénom Nom"}],
}

TEMPLATES_README = """\
# Your own texts

A file here replaces the shipped one of the same path, for example

    mail/reminder-1/fr/subject.txt
    mail/reminder-1/fr/body.txt
    mail/reminder-1/fr/body.html
    letter/fr/reminder-3.html

Kinds of mail: reminder-0 (before the due date) to reminder-3 (formal notice), digest, alert, answer.
Languages: fr, en. What is not here is taken from the program.

    mailbot templates take words/fr/reminder-1/before.txt    copies a shipped text here, to be changed
    mailbot templates check                                  makes every reminder with your texts, sends nothing
    mailbot templates preview DIR                            writes them into DIR, to be looked at
    mailbot templates diff                                   what your texts change
"""


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Make config.yaml, a secret key, a folder for texts, and the database in DIR. Never overwrites."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "config.yaml"
        _make(config, lambda path: _write_new(path, commented(HEADING, FIRST), 0o644))
        settings = load(config, check_secrets=False)
        if not settings.security.key_env:
            _make(settings.security.key_file, lambda path: _write_new(path, secrets.token_urlsafe(48) + "\n", 0o600))
        _make(settings.templates.folder / "README.md", lambda path: _write_new(path, TEMPLATES_README, 0o644))
    except OSError as error:
        place = error.filename or folder
        raise UserError(f"{place}: cannot be written ({error.strerror}). Name another folder.") from error
    database = settings.database
    prepare(database.url, secret(database.password_env, database.password_file))
    click.echo(f"ready  {database.url}")
    click.echo(f"\nNext: open {config}, fill in firm, people and mailbox, then: mailbot --config {config} check")


def _make(path: Path, write: Callable[[Path], None]) -> None:
    if path.exists():
        click.echo(f"kept   {path}")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path)
    click.echo(f"made   {path}")


def _write_new(path: Path, text: str, mode: int) -> None:
    """Write a file that is not there yet, readable by whom `mode` says from its first byte on."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
