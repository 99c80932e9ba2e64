"""The append-only history: each line's hash covers the line and the hash before it.

Changing, removing, inserting or swapping lines breaks the chain from there on; `verify` says where. Only the tail can
be cut unseen, so the last hash is worth writing down elsewhere (the weekly mail, the evidence file).

What a line said may have to be erased (GDPR art. 17). Its hashes stay, so that the chain goes on over it, and a later
line of the chain tells that it was done and to which lines: their number and the digest of their hashes. An erasure
that no such line tells of breaks the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
# What stands in the place of an erased line's words; its data name the erasure. And the kind of the line that tells so.
ERASED, TELLS = "(effacé)", "client_erased"
_KEY = "erasure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened: when (aware), who did it, which kind of event, to whom, in words and in figures (JSON values)."""

    at: datetime
    actor: str
    kind: str
    text: str
    client_id: int | None = None
    invoice_id: int | None = None
    reminder_id: int | None = None
    payment_id: int | None = None
    inbox_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it stands in the history, with its two hashes."""

    entry: Entry
    previous_hash: str
    hash: str


def chain(previous_hash: str, entry: Entry) -> str:
    """The hash (SHA-256, hexadecimal) of `entry` written after the line whose hash is `previous_hash`."""
    return hashlib.sha256(canonical(previous_hash, entry).encode("ascii")).hexdigest()


def canonical(previous_hash: str, entry: Entry) -> str:
    """Exactly what is hashed: a JSON list in ASCII, without spaces, with sorted keys."""
    # Once through JSON first, so that the value hashed today is the value read back from the database.
    data = json.loads(json.dumps(dict(entry.data)))
    parts = [
        previous_hash, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.actor, entry.kind,
        entry.client_id, entry.invoice_id, entry.reminder_id, entry.payment_id, entry.inbox_id, entry.text, data,
    ]  # fmt: skip
    return json.dumps(parts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def erased(key: str) -> dict[str, str]:
    """The data of a line that was erased by the erasure of this key."""
    return {_KEY: key}


def announced(key: str, hashes: Iterable[str]) -> dict[str, Any]:
    """The data of the line that tells of an erasure: which one, how many lines, the digest of their hashes in order."""
    found = _Gone()
    for one in hashes:
        found.add(one)
    return {_KEY: key, "lines": found.count, "digest": found.digest.hexdigest()}


def is_erased(entry: Entry) -> bool:
    """Does it say nothing but that it was erased?"""
    return entry.text == ERASED and set(entry.data) == {_KEY}


class Follower:
    """Follows the lines in order. `follows` says whether a line is as it was written, or erased; an erasure is believed
    until the end, `untold` is the first line of one that nothing told of."""

    def __init__(self) -> None:
        self._previous, self._index, self._gone = GENESIS, 0, dict[str, _Gone]()

    def follows(self, line: Line) -> bool:
        """Does this line follow from the one before it?"""
        right = line.previous_hash == self._previous
        self._previous = line.hash
        if line.hash == chain(line.previous_hash, line.entry):
            self._tell(line.entry)
        elif is_erased(line.entry):
            self._gone.setdefault(str(line.entry.data[_KEY]), _Gone(self._index)).add(line.hash)
        else:
            right = False
        self._index += 1
        return right

    @property
    def untold(self) -> int | None:
        """Index of the first erased line that no later line tells of; None when all were told of."""
        return min((gone.first for gone in self._gone.values()), default=None)

    def _tell(self, entry: Entry) -> None:
        gone = self._gone.get(str(entry.data.get(_KEY))) if entry.kind == TELLS else None
        if gone and (gone.count, gone.digest.hexdigest()) == (entry.data.get("lines"), entry.data.get("digest")):
            del self._gone[str(entry.data[_KEY])]


class _Gone:
    """The lines of one erasure so far."""

    def __init__(self, first: int = 0) -> None:
        self.first, self.count, self.digest = first, 0, hashlib.sha256()

    def add(self, line_hash: str) -> None:
        """One more."""
        self.count += 1
        self.digest.update(line_hash.encode("ascii"))


def verify(lines: Iterable[Line]) -> int | None:
    """Index of the first line that does not follow from the one before it, None when all do. Reads each line once."""
    followed = Follower()
    for index, line in enumerate(lines):
        if not followed.follows(line):
            return index
    return followed.untold
