"""What a demo is asked for, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mailbot.demo.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    """`end` is the instant at which the played time stops: the last day is that day, and the clock goes on from there.

    `key` signs tokens and links of the demo; it does not change what happens. The same seed, end, days and clients
    give the same demo.
    """

    end: datetime
    key: str
    days: int = 60
    seed: int = 1
    clients: int = 60
    invoices_per_client: int = 5
    port: int = 8080


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What was left on disk, what happened, and which invariants are broken (none, if all is well)."""

    folder: Path
    configuration: Path
    summary: Summary
    problems: tuple[str, ...]
