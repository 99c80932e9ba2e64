"""The bytes of what was erased go when nothing in the books names them any more.

Which ones is kept in the erasure's own transaction, so that a program that dies after it leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy.orm import Session

from mailbot.store import state
from mailbot.store.blobs import forget
from mailbot.store.privacy import accounts
from mailbot.tasks.desk.office import Office

_LIST = "bytes_to_forget"


def to_forget(session: Session, shas: Iterable[str]) -> None:
    """These bytes are to go, unless something still names them."""
    listed = {*json.loads(state.fact(session, _LIST) or "[]"), *shas}
    if listed:
        state.remember(session, _LIST, json.dumps(sorted(listed)))


def forget_bytes(office: Office) -> int:
    """Let go of what was listed; says how many files went."""
    with office.books.read() as session:
        listed = set(json.loads(state.fact(session, _LIST) or "[]"))
        gone = sorted(listed - accounts.still_named(session, listed)) if listed else []
    count = forget(office.blobs, gone)
    if listed:
        with office.books.write() as session:
            left = sorted(set(json.loads(state.fact(session, _LIST) or "[]")) - listed)
            state.remember(session, _LIST, json.dumps(left)) if left else state.forget(session, _LIST)
    return count
