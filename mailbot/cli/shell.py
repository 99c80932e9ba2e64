"""What every command starts from: which configuration, and what time it is."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Event

import click

from mailbot.clock import Clock, FixedClock, SystemClock, parse_now
from mailbot.config.load import load
from mailbot.config.schema import Settings
from mailbot.tasks.desk.office import Office
from mailbot.wiring import build


class Shell:
    """One call of the program. Nothing is read before a command asks for it."""

    def __init__(self, config: Path, now: str | None = None) -> None:
        self.config = config
        self._now = now

    @cached_property
    def settings(self) -> Settings:
        """The configuration; raises ConfigError with every mistake in it, missing secrets among them."""
        return load(self.config)

    @cached_property
    def settings_without_secrets(self) -> Settings:
        """The configuration for commands that open neither mailbox nor books."""
        return load(self.config, check_secrets=False)

    @cached_property
    def office(self) -> Office:
        """The firm's office, its books brought to the newest schema."""
        return build(self.settings)

    def build_office(self, stop: Event) -> Office:
        """An office whose waits for mail end when `stop` is set."""
        return build(self.settings, stop=stop)

    @cached_property
    def clock(self) -> Clock:
        """The clock of this call: the machine's, or one that stands where `--now` put it (in the firm's zone)."""
        return SystemClock() if self._now is None else self.clock_in(self.settings_without_secrets.firm.timezone)

    def clock_in(self, zone: str) -> Clock:
        """The clock of a call that has no configuration: `--now` is read in this zone."""
        return SystemClock() if self._now is None else FixedClock(parse_now(self._now, zone))

    def now(self) -> datetime:
        """The instant of this call, to be read once and handed on."""
        return self.clock.now()


pass_shell = click.make_pass_decorator(Shell)
