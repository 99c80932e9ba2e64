"""A client as people type them: by code, or by enough of the name to mean only one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store.debts import clients
from mailbot.store.tables import ClientRow

_NAMED = 4


def named_client(session: Session, typed: str) -> ClientRow:
    """The client of that code, else the only one whose code or name holds these words. Raises Refused when there is
    none, or several."""
    words = " ".join(typed.split())
    exact = clients.by_code(session, words) if words else None
    if exact is not None:
        return exact
    found = clients.find(session, words, _NAMED + 1) if words else []
    if len(found) == 1:
        return found[0]
    same = [row for row in found if row.name.casefold() == words.casefold()]
    if len(same) == 1:
        return same[0]
    if not found:
        raise Refused(f"Aucun client n'a le code ou le nom {words or '(vide)'}.")
    listed = ", ".join(f"{row.name} ({row.code})" for row in found[:_NAMED])
    raise Refused(f"Plusieurs clients sont possibles : {listed}{'…' if len(found) > _NAMED else ''}.")
