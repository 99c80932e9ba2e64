"""A client's lines of the history, for somebody outside: shown whole, or by their hashes alone where they name others.

A line that is kept back still proves its place: its position and its two hashes stand in the extract.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.core.history import Entry, canonical
from mailbot.core.history_extract import Chain, Extracted, extract
from mailbot.core.others import naming, words_with_digits
from mailbot.store import history
from mailbot.store.lists import dossier
from mailbot.store.tables import ClientRow

_THEIR_MESSAGES = ("message_client_reply", "message_bounce", "message_auto_reply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The chain as a whole, and the positions of the client's lines that may be shown."""

    chain: Chain
    shown: frozenset[int]

    @property
    def kept_back(self) -> int:
        """How many are represented by their hashes alone."""
        return len(self.chain.extracted) - len(self.shown)

    def readable(self) -> Iterator[Extracted]:
        """The lines that may be shown, in order."""
        return (line for line in self.chain.extracted if line.position in self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What stays in the firm besides other clients' affairs: messages, by key, with all that quotes them, and words
    (what a law firm calls a matter)."""

    messages: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()


def lines_of(session: Session, client: ClientRow, secrets: Secrets, told: Callable[[int], None]) -> Lines:
    """Follow the whole history once and take out this client's lines. `told` hears how many lines were read."""
    payments = dossier.payments_of(session, client.id)
    shared = dossier.shared_with_others(session, client.id, payments)
    invoices, messages = dossier.own_keys(session, client.id)

    def wanted(entry: Entry) -> bool:
        if entry.client_id is not None:
            return entry.client_id == client.id
        return entry.inbox_id in messages or entry.payment_id in payments or entry.invoice_id in invoices

    chain = extract(history.lines(session), wanted, told)
    mine = [
        line for line in chain.extracted
        if line.entry.inbox_id not in secrets.messages and _own(line.entry, invoices, shared)
    ]  # fmt: skip
    texts = [_text(line.entry) for line in mine]
    named = _naming_others(session, client, texts) | naming(texts, secrets.words, "")
    shown = frozenset(line.position for index, line in enumerate(mine) if index not in named)
    return Lines(chain=chain, shown=shown)


def _own(entry: Entry, invoices: set[int], shared: set[int]) -> bool:
    """About this client's invoices and money alone; of messages only those that the client's side wrote."""
    if entry.invoice_id is not None and entry.invoice_id not in invoices:
        return False
    if entry.payment_id is not None and entry.payment_id in shared:
        return False
    return not entry.kind.startswith("message_") or entry.kind in _THEIR_MESSAGES


def _naming_others(session: Session, client: ClientRow, texts: Sequence[str]) -> set[int]:
    numbers = dossier.numbers_of_others(session, client.id, words_with_digits(texts))
    citing = {index for index, text in enumerate(texts) if numbers & set(words_with_digits([text]))}
    names = (text for row in dossier.names_of_others(session, client.id) for text in row if text)
    return citing | naming(texts, names, f"{client.name} {client.contact} {client.email}")


def _text(entry: Entry) -> str:
    return f"{entry.text} {json.dumps(dict(entry.data), ensure_ascii=False)}"


def as_jsonl(lines: Lines) -> str:
    """One object per line of the client's, with what was hashed (`canonical`), or its hashes alone."""
    return "".join(json.dumps(_record(line, lines), ensure_ascii=False) + "\n" for line in lines.chain.extracted)


def _record(line: Extracted, lines: Lines) -> dict[str, object]:
    hashes = {"previous_hash": line.previous_hash, "hash": line.hash}
    if line.position not in lines.shown:
        return {"position": line.position, "withheld": "it concerns others, or is confidential", **hashes}
    entry = line.entry
    return {
        "position": line.position,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "kind": entry.kind,
        "text": entry.text,
        "data": dict(entry.data),
        **hashes,
        "canonical": canonical(line.previous_hash, entry),
    }


def proof(lines: Lines) -> str:
    """How the whole chain stands, and how to check the extract, as JSON."""
    chain = lines.chain
    record = {
        "lines": chain.lines,
        "verified": chain.broken_at is None,
        "first_broken_line": chain.broken_at,
        "head": chain.head,
        "extracted": len(chain.extracted),
        "shown": len(lines.shown),
        "withheld": lines.kept_back,
        "hash": "SHA-256 of `canonical`, an ASCII JSON list whose first item is `previous_hash`",
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
