"""Tables of reference rates, a row per period; a period without a row is refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from mailbot.core.errors import Refused
from mailbot.core.interest import semesters


class RateMissing(Refused):
    """No row tells the rate of a half-year; `index` names the table, `day` is any day of it."""

    def __init__(self, index: str, day: date) -> None:
        self.index, self.day = index, day
        super().__init__(
            f"The rate {index} of {semesters.name(day)} is not known, so nothing is computed for it;"
            f" add its row to rates/{index}.csv."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """One rate in percent a year, from the first to the last day (both included) of its period.

    `source` is the act or decision that fixed it, as it is printed; `checked` says how it was read: `official` (the act
    or the issuer's own page), `secondary` (others who quote it) or `own` (a row of the firm).
    """

    since: date
    until: date
    percent: Decimal
    source: str
    checked: str = "own"


class Rates:
    """Every table, by the name of its index (`ecb_mro`, `fr_legal_professional` …)."""

    def __init__(self, tables: Mapping[str, Iterable[RateRow]]) -> None:
        self._tables = {index: tuple(sorted(rows, key=_start)) for index, rows in tables.items()}
        for index, rows in self._tables.items():
            _check(index, rows)

    def find(self, index: str, day: date) -> RateRow | None:
        """The row of the half-year of `day`, None when there is none.

        A half-year's rate is the one on its first day, whatever changes after that.
        """
        opening = semesters.first_day(day)
        return next((row for row in self._tables.get(index, ()) if row.since <= opening <= row.until), None)

    def on(self, index: str, day: date) -> RateRow:
        """The row of the half-year of `day`. Raises RateMissing, with the mend, when there is none."""
        row = self.find(index, day)
        if row is None:
            raise RateMissing(index, day)
        return row


def _start(row: RateRow) -> date:
    return row.since


def _check(index: str, rows: tuple[RateRow, ...]) -> None:
    for row in rows:
        if row.until < row.since:
            raise Refused(f"{index}: the row from {row.since} ends before it begins ({row.until}).")
    for earlier, later in pairwise(rows):
        if later.since <= earlier.until:
            raise Refused(f"{index}: two rows hold on {later.since}; end the one from {earlier.since} earlier.")
