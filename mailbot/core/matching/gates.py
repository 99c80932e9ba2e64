"""What forbids a match without a person, whatever speaks for it: every gate must be open."""

from __future__ import annotations

from collections.abc import Callable

from mailbot.core.matching.grounds import Case, ground, only_misread
from mailbot.core.matching.hypotheses import EXACT, Hypothesis
from mailbot.core.matching.references import WEIGHTS

_TIE = 3.0
# C. com. D. 441-5: 40 euros per invoice; a year of penalties at a common rate.
_FIXED_COSTS = 4000
_PENALTY_SHARE = 0.15


def shut(case: Case) -> str:
    """The first gate that is shut (a key of `words`), empty when all are open."""
    return next((reason for reason, is_open in _GATES if not is_open(case)), "")


def _settled(case: Case) -> bool:
    """The label names nothing that is paid; or that is one error away from the invoice whose amount came exactly."""
    if not case.found.settled:
        return True
    paid_again = any(case.ledger.total(row) == case.found.payment.amount.minor for row in case.found.settled)
    return not paid_again and case.exact and case.found.near.get(case.best.lines[0][0]) == "typo"


def _payer(case: Case) -> bool:
    """The payer is nobody else; or the number and the amount are right to the cent, and whoever the payer looks like
    owes nothing of that amount."""
    if not case.found.payers.conflicts(case.best.client):
        return True
    named = case.all_named and case.exact and case.best.cited and case.spellings <= set(WEIGHTS)
    return named and not any(way.kind in EXACT and way.client in case.found.payers.signs for way in case.others)


def _no_rival(case: Case) -> bool:
    """No other way for this client, or for one as like the payer, comes out to the cent. Where this one does and is
    named, only the other client counts: another's number may have been copied by mistake."""
    best, agrees = case.best, case.found.payers.agrees
    exact = [way for way in case.others if way.kind in EXACT]
    if best.kind in EXACT and best.cited:
        return not any(agrees(way.client) for way in exact if way.client != best.client)
    if len(case.owed) == 1 and case.found.near.get(case.owed[0]) and best.kind in EXACT:
        exact = [way for way in exact if not _farther(case, way)]
    return best.proven and not any(way.client == best.client or agrees(way.client) for way in exact)


def _farther(case: Case, way: Hypothesis) -> bool:
    """Of two exact ways of one client, the one that the label does not confirm."""
    return way.client == case.best.client and not any(row in case.found.near for row, _ in way.lines)


def _only_named(case: Case) -> bool:
    """The label names no open invoice that this way leaves out; but for one of somebody else's whose number is one
    error away from the right one."""
    return set(case.found.cited) <= {row for row, _ in case.best.lines} or only_misread(case)


def _little_over(case: Case) -> bool:
    """What was paid on top is a penalty and fixed costs at most, not another invoice."""
    owed = sum(minor for _, minor in case.best.lines)
    on_top = case.found.payment.amount.minor - owed
    return on_top <= _FIXED_COSTS * len(case.best.lines) + int(owed * _PENALTY_SHARE)


def _no_tie(case: Case) -> bool:
    return not any(way.weight > case.best.weight - _TIE for way in case.others)


def _not_before_invoice(case: Case) -> bool:
    day = case.found.payment.received_on
    return all(case.ledger.issued_on(row) <= day for row, _ in case.best.lines)


def _some_sign(case: Case) -> bool:
    return bool(case.found.cited or case.found.near or ground(case))


# Every gate must be open for a match without a person; the first that is shut says why not.
_GATES: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("no_client", lambda case: not case.found.warning),
    ("settled", _settled),
    ("again", lambda case: not case.found.again),
    ("unclear", lambda case: not case.found.unclear),
    ("payer_conflict", _payer),
    ("other_cited", _only_named),
    ("no_reference", _some_sign),
    ("disagrees", lambda case: bool(ground(case))),
    ("rival", _no_rival),
    ("over", _little_over),
    ("tie", _no_tie),
    ("future", _not_before_invoice),
)
