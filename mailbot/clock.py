"""The one place that reads the clock. Everything below is given `now`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from mailbot.core.errors import UserError


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it was set, for `--now`, tests and the demo."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant


class MovedClock:
    """A clock that was set to `start` when it was made and has gone on since, like the one it was set by."""

    def __init__(self, start: datetime, clock: Clock) -> None:
        self._clock = clock
        self._offset = start - clock.now()

    def now(self) -> datetime:
        """The current instant of the moved time, in UTC."""
        return self._clock.now() + self._offset


def parse_now(text: str, zone: str) -> datetime:
    """`2026-11-22T09:00` (in the firm's zone unless it names one) as an instant.

    Raises UserError when it is no date and time.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"--now: {text!r} is no date and time; write 2026-11-22T09:00.") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC)
