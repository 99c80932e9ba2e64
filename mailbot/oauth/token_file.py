"""The refresh token on disk: one process renews at a time, and a token that was given out is never lost again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailbot.core.errors import UserError


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Only one process at a time: providers that rotate refresh tokens take a used one for stolen."""
    try:
        with (file.parent / f".{file.name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise UserError(f"mailbox.oauth2.refresh_token_file: {file.parent} cannot be written: {error}.") from error


def read(file: Path) -> str:
    """The refresh token, on the first line. Raises UserError when there is none."""
    try:
        lines = file.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file} cannot be read ({error}): run `mailbot authorize` to consent.") from error
    if not lines:
        raise UserError(f"{file} is empty: run `mailbot authorize` to consent.")
    return lines[0]


def write(file: Path, token: str) -> None:
    """Keep another token, whole or not at all, for the owner's eyes only. Raises UserError when it cannot be kept."""
    beside = file.with_name(f".{file.name}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            os.fchmod(out.fileno(), 0o600)  # it may have lain there with other rights
            out.write(f"{token}\n")
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as error:
        raise UserError(f"mailbox.oauth2.refresh_token_file: {file} cannot be written: {error}.") from error
