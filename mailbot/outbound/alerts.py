"""What the alerts mail says: what a person must know, grouped, each with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.core.money import Money
from mailbot.outbound.firm_card import FirmCard, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertItem:
    """One alert: what happened (`title`), what to do (`advice`), about whom and how much."""

    kind: str
    title: str
    advice: str = ""
    urgent: bool = False
    client: str = ""
    invoice: str = ""
    amount: Money | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertGroup:
    """The alerts of one kind."""

    kind: str
    items: tuple[AlertItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """All that the alerts mail may say. `link` leads to the pages of the admin, empty for none."""

    firm: FirmCard
    language: str
    to: Signatory
    today: date
    items: tuple[AlertItem, ...]
    link: str = ""

    @property
    def urgent(self) -> tuple[AlertItem, ...]:
        """What loses money or a deadline if it waits; shown first."""
        return tuple(item for item in self.items if item.urgent)

    @property
    def groups(self) -> tuple[AlertGroup, ...]:
        """The others by kind, in order of first appearance."""
        calm = [item for item in self.items if not item.urgent]
        kinds = dict.fromkeys(item.kind for item in calm)
        return tuple(AlertGroup(kind=kind, items=tuple(item for item in calm if item.kind == kind)) for kind in kinds)
