"""What the mail after a mass run says: what left, what waits, what was left out and why, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.money import Money
from mailbot.outbound.firm_card import FirmCard, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One reminder: to whom, for how much, at which level; `why` it stands where it does, where that is a question."""

    client: str
    level_name: str
    total: Money
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSection:
    """The reminders that stand in one place: `name` sent, leaving, waiting, doubtful, undelivered or withdrawn.

    `count` is how many there are, `lines` as many of them as the mail names.
    """

    name: str
    count: int
    totals: tuple[Money, ...]
    lines: tuple[RunLine, ...] = ()

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLeftOut:
    """The invoices that were left out for one reason; `named` are some of them: number, client, the reason in full."""

    words: str
    count: int
    named: tuple[tuple[str, str, str], ...] = ()

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """All that the mail may say. `status`: done, cancelled or failed; `asked_for`: the order in words; `done` of
    `clients` were looked at; `why`: what made a failed run stop; `link` leads to its page, empty for none."""

    firm: FirmCard
    language: str
    to: Signatory
    today: date
    number: int
    status: str
    asked_for: str
    clients: int
    done: int
    sections: tuple[RunSection, ...] = ()
    left_out: tuple[RunLeftOut, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    why: str = ""
    link: str = ""

    @property
    def sent(self) -> int:
        """How many reminders left."""
        return sum(one.count for one in self.sections if one.name == "sent")

    @property
    def set_aside(self) -> int:
        """How many invoices were left out."""
        return sum(one.count for one in self.left_out)
