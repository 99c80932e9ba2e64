"""Reading a folder on an IMAP server: which messages, in batches, each whole or only its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mailbot.core.errors import MailboxLost, TryLater
from mailbot.inbound.imap_session import ImapSession, Opened
from mailbot.inbound.mailbox import BEGINNING, Fetched, Known

BATCH_MESSAGES = 20
BATCH_BYTES = 20 * 1024 * 1024
_SIZES = 500  # messages asked for their size at once
_UID_WINDOW = 50_000  # UIDs searched at once: a longer answer would not fit into one line of imaplib
_BEFORE_MAIL = datetime(1970, 1, 1, tzinfo=UTC)

Answer = Mapping[bytes, Any]
Criteria = tuple[str | date, ...]


class ImapReader:
    """Reads through `session`; messages above `limit` bytes only at their beginning."""

    def __init__(self, session: ImapSession, limit: int) -> None:
        self._session = session
        self._limit = limit

    def read(self, opened: Opened, *, since: datetime | None = None) -> Iterator[Fetched]:
        """The messages of the folder, ascending; only those that arrived at `since` or later.

        The folder may be left between two messages. Raises MailboxLost when it was replaced meanwhile.
        """
        messages = self._messages(opened, self._uids(1, opened.uidnext, _since(since)), since=since)
        if since is None:
            yield from messages
            return
        last: Fetched | None = None
        for message in messages:
            if last is not None:
                yield replace(last, position=None)
            last = message
        if last is not None:  # what is left alone lies behind us, also where it has higher UIDs (a moved-in archive)
            yield replace(last, position=max(int(last.uid), opened.uidnext - 1))

    def read_on(self, opened: Opened, known: Known, *, since: datetime | None = None) -> Iterator[Fetched]:
        """The messages above the last one known, whenever they arrived (people may move an old one in); before them
        what lies below it, arrived at `since` or later and is not known. Otherwise as `read`."""
        if known.kept is not None and known.last_uid:
            there = self._uids(1, known.last_uid + 1, ("UNDELETED", *_since(since)))
            unknown = [uid for uid in there if str(uid) not in known.kept]
            for message in self._messages(opened, unknown, since=since):
                yield replace(message, position=known.last_uid)
        yield from self._messages(opened, self._uids(known.last_uid + 1, opened.uidnext, ()))

    def _messages(self, opened: Opened, uids: Sequence[int], *, since: datetime | None = None) -> Iterator[Fetched]:
        for at in range(0, len(uids), _SIZES):
            self._still(opened)
            answers = self._session.fetch(uids[at : at + _SIZES], "RFC822.SIZE", "INTERNALDATE")
            sizes = {
                uid: int(answers[uid].get(b"RFC822.SIZE", 0))
                for uid in sorted(answers)
                if since is None or _arrival(answers[uid]) >= since
            }
            for batch in _batches(sizes, self._limit):
                self._still(opened)
                yield from self._batch(opened, batch)

    def _uids(self, first: int, uidnext: int, criteria: Criteria) -> list[int]:
        """UIDs from the first on. `n:*` names the last message even when its UID is below n, hence the filter."""
        if not uidnext:
            return [uid for uid in self._session.search("UID", f"{first}:*", *criteria) if uid >= first]
        found: list[int] = []
        for start in range(first, uidnext, _UID_WINDOW):
            end = min(start + _UID_WINDOW, uidnext) - 1
            found += (uid for uid in self._session.search("UID", f"{start}:{end}", *criteria) if start <= uid <= end)
        return found

    def _still(self, opened: Opened) -> None:
        """Come back to the folder, which the caller may have left between two messages."""
        if self._session.stay(opened.folder).uidvalidity != opened.uidvalidity:
            raise MailboxLost(f"The folder {opened.folder} was replaced while it was read.")

    def _batch(self, opened: Opened, batch: Mapping[int, int]) -> list[Fetched]:
        """The messages of a batch (uid: size), without those that have gone meanwhile."""
        whole = [uid for uid, size in batch.items() if size <= self._limit]
        answers = {uid: answer for uid, answer in self._bodies(whole).items() if b"BODY[]" in answer}
        # Another client's change of flags can push the body out of the answer: such a message is asked for alone.
        for uid in batch.keys() - answers.keys():
            answers |= self._beginning(uid) if batch[uid] > self._limit else self._bodies([uid])
        return [_fetched(opened, uid, answers[uid], batch[uid]) for uid in batch if uid in answers]

    def _bodies(self, uids: Sequence[int]) -> dict[int, dict[bytes, Any]]:
        """Whole messages; one that the server cannot hand out must not keep back the others."""
        try:
            return self._session.fetch(uids, "BODY.PEEK[]", "INTERNALDATE") if uids else {}
        except MailboxLost:
            raise
        except TryLater:
            if len(uids) == 1:
                return {uids[0]: {}}
            return {key: answer for uid in uids for key, answer in self._bodies([uid]).items()}

    def _beginning(self, uid: int) -> dict[int, dict[bytes, Any]]:
        return self._session.fetch([uid], f"BODY.PEEK[]<0.{BEGINNING}>", "INTERNALDATE")


def _since(since: datetime | None) -> Criteria:
    """SINCE knows only days, and not in whose time zone: the day before is asked for as well."""
    return () if since is None else ("SINCE", (since - timedelta(days=1)).date())


def pieces(answer: Answer) -> list[bytes]:
    """The pieces of message text in a FETCH answer, whatever the server calls them."""
    return [value for key, value in answer.items() if key.startswith(b"BODY[") and isinstance(value, bytes)]


def _fetched(opened: Opened, uid: int, answer: Answer, size: int) -> Fetched:
    parts = pieces(answer)
    return Fetched(
        folder=opened.folder,
        uidvalidity=opened.uidvalidity,
        uid=str(uid),
        raw=parts[0] if parts else b"",
        arrived_at=_arrival(answer),
        position=uid,
        cut_from=0 if b"BODY[]" in answer else max(size, 1),
    )


def _arrival(answer: Answer) -> datetime:
    arrived = answer.get(b"INTERNALDATE")
    return arrived.astimezone(UTC) if isinstance(arrived, datetime) else _BEFORE_MAIL


def _batches(sizes: Mapping[int, int], limit: int) -> Iterator[dict[int, int]]:
    """Messages (uid: size) in order, a few at a time; one that is larger than a batch comes alone."""
    batch: dict[int, int] = {}
    weight = 0
    for uid, size in sizes.items():
        costs = size if size <= limit else BEGINNING
        if batch and (len(batch) == BATCH_MESSAGES or weight + costs > BATCH_BYTES):
            yield batch
            batch, weight = {}, 0
        batch[uid] = size
        weight += costs
    if batch:
        yield batch
