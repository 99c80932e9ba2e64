"""A proceeding: the way that a person chose, from its proposal to its end, and the one table of its legal moves."""

from __future__ import annotations

from enum import StrEnum

from mailbot.core.errors import Refused


class ProceedingStatus(StrEnum):
    """Where a proceeding stands. Closed is its end and its undo: a new one may be proposed then."""

    PROPOSED = "proposed"
    PREPARED = "prepared"
    FILED = "filed"
    CLOSED = "closed"


_S = ProceedingStatus

# from → to. Preparing anew replaces the request; a request of the firm's own making may be filed unprepared.
MOVES: dict[ProceedingStatus, frozenset[ProceedingStatus]] = {
    _S.PROPOSED: frozenset({_S.PREPARED, _S.FILED, _S.CLOSED}),
    _S.PREPARED: frozenset({_S.PREPARED, _S.FILED, _S.CLOSED}),
    _S.FILED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
}

_WORDS = {
    _S.PROPOSED: "proposée",
    _S.PREPARED: "préparée",
    _S.FILED: "déposée",
    _S.CLOSED: "close",
}


def check_move(before: ProceedingStatus, after: ProceedingStatus) -> None:
    """Raise Refused when the table of moves does not allow it."""
    if after not in MOVES[before]:
        raise Refused(f"Cette voie est {_WORDS[before]} : elle ne peut plus être {_WORDS[after]}.")
