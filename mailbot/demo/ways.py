"""A partner decides by another way than a reply: the digest's link, the page, or the shell."""

from __future__ import annotations

import re
from datetime import datetime

from mailbot.core.reading.understood import Approval, ReplyLine
from mailbot.core.tokens import read_link
from mailbot.demo.letter import Letter
from mailbot.store.people import people
from mailbot.store.tables import BatchRow
from mailbot.tasks.deciding.decide_reminders import decide
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_LINK = re.compile(r"/a/([\w.=-]+)")
_ALL = Approval(decision="approve", lines=(ReplyLine(verb="approve"),))


def approve_all(office: Office, digest: Letter, via: str, now: datetime) -> None:
    """Approve the batch that this digest asks about. A link works once; nothing happens when it did, or is over."""
    found = _LINK.search(digest.text)
    token = found[1] if found else ""
    batch, _, reader = (read_link(token, now, office.key) or "").partition(":")
    if not reader:
        return
    with office.books.write() as session:
        if via != "link" or people.spend(session, token, reader, now):
            decide(session, office, session.get_one(BatchRow, int(batch)), _ALL, Decider(email=reader, via=via), now)
