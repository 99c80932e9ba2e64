"""The history as a list: who did what and when, filtered, in parts, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.store.lists import keyset
from mailbot.store.lists.keyset import Key, Part, Place
from mailbot.store.lists.list_parts import contains
from mailbot.store.tables import EventRow

KEYS: Sequence[Key] = (Key(EventRow.id, int),)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What is asked for; empty means any. `kinds`: the first words of kinds (`payment`, `hold` …); `since`, `until`:
    from that instant, and before that one."""

    actor: str = ""
    kinds: Sequence[str] = ()
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None


def part(session: Session, wanted: EventFilter, at: Place | None = None, *, size: int = 100) -> Part[EventRow]:
    """Some lines of the history."""
    query = select(EventRow)
    if wanted.actor:
        query = query.where(EventRow.actor == wanted.actor)
    if wanted.kinds:
        query = query.where(EventRow.kind.in_(kinds(session, wanted.kinds)))
    if wanted.words:
        query = query.where(contains(wanted.words, EventRow.text))
    if wanted.since is not None:
        query = query.where(EventRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(EventRow.at < wanted.until)
    found = keyset.part(session, query, KEYS, at, size, down=True)
    return Part([row for (row,) in found.rows], found.before, found.after)


def kinds(session: Session, first_words: Sequence[str]) -> list[str]:
    """The kinds of lines there are that begin with one of these words."""
    known = session.scalars(select(EventRow.kind).distinct())
    return [kind for kind in known if kind.partition("_")[0] in first_words]


def actors(session: Session) -> list[str]:
    """Everybody who ever did something here."""
    return sorted(session.scalars(select(EventRow.actor).distinct()))
