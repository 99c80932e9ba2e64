"""How long a bank may be silent about an account before something is wrong: learned from how often it speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

# Before so many silences nothing is known of a habit.
LEAST_GAPS = 8
SHORTEST, LONGEST = 2, 30


def learned_silence(days: Sequence[date], between: Callable[[date, date], int]) -> int | None:
    """Working days of silence that are still usual, one more than the longest of the last ones; None while too little
    is known. `between` counts working days, so that holidays do not teach silence.

    The two longest of the past may have been failures themselves, so they teach nothing where there are many."""
    ordered = sorted(set(days))
    gaps = sorted(between(one, other) for one, other in zip(ordered, ordered[1:], strict=False))
    if len(gaps) < LEAST_GAPS:
        return None
    usual = gaps[-3] if len(gaps) >= 2 * LEAST_GAPS else gaps[-1]
    return max(SHORTEST, min(LONGEST, usual + 1))
