"""The append-only history: each line's hash covers the line and the hash before it.

Changing, removing, inserting or swapping lines breaks the chain from there on; `verify` says where. Only the tail can
be cut unseen, so the last hash is worth writing down elsewhere (the weekly mail, the evidence file).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


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


def verify(lines: Iterable[Line]) -> int | None:
    """Index of the first line that does not follow from the one before it, None when all do. Reads each line once."""
    previous = GENESIS
    for index, line in enumerate(lines):
        if line.previous_hash != previous or line.hash != chain(previous, line.entry):
            return index
        previous = line.hash
    return None
