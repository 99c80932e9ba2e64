"""Everything that the summary of the evidence may say, as one frozen value; its template sees it as `f`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.client import Client
from mailbot.core.money import Money, total
from mailbot.outbound.firm_card import FirmCard
from mailbot.outbound.request_facts import RequestedInvoice, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A line of the timeline. `at` is local; `clock` False: only its day is known. `details`: the server's answer, the
    sentence that said so. `exhibit` and `position` (in the history) are 0 when there is none."""

    at: datetime
    what: str
    said: str = ""
    details: tuple[str, ...] = ()
    by: str = ""
    exhibit: int = 0
    position: int = 0
    clock: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the evidence, with its digest and size in bytes."""

    name: str
    sha: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An exhibit with its files."""

    number: int
    title: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts:
    """How the history stands: its lines, the first that does not follow (0: all do), the last hash, what is shown."""

    lines: int
    broken_at: int
    head: str
    shown: int
    kept_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """All that the summary may say. `interest` None: it could not be computed (`why_no_interest`)."""

    firm: FirmCard
    client: Client
    now: datetime
    invoices: tuple[RequestedInvoice, ...]
    settled: tuple[Settled, ...]
    interest: Money | None
    fixed: Money
    why_no_interest: str
    timeline: tuple[Happened, ...]
    exhibits: tuple[Filed, ...]
    absent: tuple[str, ...]
    chain: ChainFacts

    @property
    def open(self) -> Money:
        """What is owed on these invoices today, before anything the law adds."""
        return total((one.open for one in self.invoices), self.invoices[0].open.currency)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The invoices' numbers."""
        return tuple(one.number for one in self.invoices)
