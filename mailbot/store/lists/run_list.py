"""The runs of reminders in number as a list, the newest first, in parts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.pursuit_tables import RunRow

KEYS: Sequence[Key] = (Key(RunRow.id, int),)


def part(session: Session, at: Place | None, size: int) -> Part[RunRow]:
    """Some of the runs."""
    found = keyset.part(session, select(RunRow), KEYS, at, size, down=True)
    return Part([row for (row,) in found.rows], found.before, found.after)
