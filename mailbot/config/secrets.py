"""Secrets: from the environment or from the first line of a file, never from the configuration itself.

The only file that reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mailbot.config.schema import Mailbox, Settings
from mailbot.config.yaml_file import KeyPath
from mailbot.core.announcing import SHORTEST_SECRET
from mailbot.core.errors import ConfigError

SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Source:
    """Where one secret comes from: `group` holds the keys `NAME_env` and `NAME_file`."""

    group: KeyPath
    name: str
    env: str
    file: Path | None
    required: bool

    @property
    def path(self) -> KeyPath:
        """The key to mend: the one that is used, else the one to begin with."""
        return (*self.group, f"{self.name}_file" if self.file and not self.env else f"{self.name}_env")


def sources(settings: Settings) -> Iterator[Source]:
    """Every secret that this configuration uses."""
    mailbox, database = settings.mailbox, settings.database
    imap, smtp = mailbox.imap, mailbox.smtp
    if mailbox.kind == "imap" and not by_tokens(mailbox, imap.auth):
        yield Source(("mailbox", "imap"), "password", imap.password_env, imap.password_file, True)
    if mailbox.transport == "smtp" and smtp.user != "-" and not by_tokens(mailbox, smtp.auth):
        yield Source(("mailbox", "smtp"), "password", smtp.password_env, smtp.password_file, True)
    if by_tokens(mailbox, imap.auth) or by_tokens(mailbox, smtp.auth):
        section, asked = mailbox.oauth2, ("mailbox", "oauth2")
        yield Source(asked, "client_secret", section.client_secret_env, section.client_secret_file, False)
        yield Source(asked, "refresh_token", "", section.refresh_token_file, True)
    yield Source(("database",), "password", database.password_env, database.password_file, False)
    yield Source(("security",), "key", settings.security.key_env, settings.security.key_file, True)
    yield Source(("admin",), "metrics_token", settings.admin.metrics_token_env, None, False)
    for position, hook in enumerate(settings.webhooks):
        yield Source(("webhooks", position), "secret", hook.secret_env, hook.secret_file, True)


def by_tokens(mailbox: Mailbox, auth: str) -> bool:
    """Does the program renew the access tokens for this login itself?"""
    return auth == "oauth2" and bool(mailbox.oauth2.client_id)


def problem(source: Source) -> str:
    """What keeps this secret from being read, with the mend; empty when nothing does."""
    if not source.env and source.file is None:
        return f"is missing: a {source.name} is needed. Name an environment variable here." if source.required else ""
    try:
        value = secret(source.env, source.file)
    except ConfigError as error:
        if source.name == "refresh_token":
            return f"{source.file} holds no consent yet: run `mailbot authorize` and sign in as the mailbox."
        return str(error)
    if source.name == "key" and len(value) < SHORTEST_KEY:
        return f"is too short: a key has at least {SHORTEST_KEY} characters. `mailbot init` makes one."
    if source.name == "secret" and len(value) < SHORTEST_SECRET:
        return f"is too short: it signs what a program is told, and has at least {SHORTEST_SECRET} characters."
    return ""


def secret(env_name: str, file: Path | None = None) -> str:
    """The secret: the environment variable if it is set, else the first line of the file; empty when neither is named.

    Raises ConfigError when one is named and holds nothing.
    """
    value = os.environ.get(env_name, "") if env_name else ""
    if value or (not env_name and file is None):
        return value
    if file is None:
        raise ConfigError(f"the environment variable {env_name} is not set. Set it, or name a file instead.")
    return _first_line(file)


def signing_key(settings: Settings) -> bytes:
    """The key that signs tokens, links and sessions. Raises ConfigError when there is none."""
    return secret(settings.security.key_env, settings.security.key_file).encode()


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror}). Write the secret on its first line.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is no text. Write the secret on its first line.") from error
    if not lines or not lines[0].strip():
        raise ConfigError(f"{file} is empty. Write the secret on its first line.")
    return lines[0].strip()
