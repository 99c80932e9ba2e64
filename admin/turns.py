"""Going through what waits, message by message: where one stands, what was decided last, how to answer by hand."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.desk import office, reading
from admin.verdict_words import WORDS
from mailbot.core.reading.understood import Kind
from mailbot.store.lists import inbox_list
from mailbot.store.mail import corrections
from mailbot.store.tables import InboxRow

# Whoever wrote one of these is a person who may be answered.
_ANSWERED = frozenset({Kind.CLIENT_REPLY.value, Kind.OTHER.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was decided last: about which message, in which words, by which decision (None: taken back since)."""

    message: InboxRow
    words: str = ""
    decision: int | None = None


def last_turn(books: Session, key: int | None) -> Turn | None:
    """The message that was left for this page, with the decision on it that stands."""
    message = books.get(InboxRow, key) if key else None
    if message is None:
        return None
    decided = corrections.standing(books, message.id, about_client=False)
    if decided is None:
        return Turn(message=message)
    return Turn(message=message, words=WORDS[decided.verdict], decision=decided.id)


def on_from(key: int) -> ResponseReturnValue:
    """On to the next message that waits, with a way back to this one; to the list when none does."""
    place = inbox_list.place_of(reading(), key)
    following = place.after or place.before
    if following:
        return redirect(url_for("inbox.one", key=following, after=key), 303)
    return redirect(url_for("inbox.listing", after=key), 303)


def answer_link(message: InboxRow) -> str:
    """What opens an answer in the reader's own mail program, with the shared mailbox in copy so that the program sees
    it; empty for robots, banks and whoever has no address."""
    robot = (message.understood or {}).get("robot")
    if message.kind not in _ANSWERED or robot or "@" not in message.sender:
        return ""
    subject = message.subject if message.subject.lower().startswith("re:") else f"Re: {message.subject}".rstrip()
    copy = office().settings.mailbox.address
    return f"mailto:{quote(message.sender, safe='@')}?cc={quote(copy, safe='@')}&subject={quote(subject)}"
