"""How long to wait before knocking at the mailbox again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Backoff:
    """Waits that double from `first` up to `longest` seconds.

    Half of each wait is left to chance, so that several workers do not come back in the same instant.
    """

    first: float = 5.0
    longest: float = 900.0

    def pause(self, failures: int, jitter: float) -> float:
        """Seconds to wait after this many failures in a row; `jitter` is a number from 0 to 1. No failure, no wait."""
        if failures < 1:
            return 0.0
        doublings = min(failures - 1, 32)
        whole = min(self.first * 2.0**doublings, self.longest)
        return whole * (0.5 + 0.5 * min(max(jitter, 0.0), 1.0))
