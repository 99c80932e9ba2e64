"""What the alerts mail says: what a person must know, grouped, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mailbot.core.money import Money
from mailbot.outbound.firm_card import FirmCard, Signatory

# The kinds by consequence: a right, then money, then order.
_ORDER = (
    "limitation", "insolvency", "deceased", "delivery_refused", "delivery_unknown", "handover", "next_level",
    "promise_broken", "instalment_missed", "dispute", "client_request", "opt_out", "bounce", "payment_unmatched",
    "bank_silent", "bank_unverified", "approval_refused", "message_quarantined", "run_failed",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}

# Why a deputy is told: nobody has reacted, the person is away, the person could not be reached.
Reason = Literal["silence", "absence", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertItem:
    """One alert: what happened (`title`), what to do (`advice`), by when (`before`), on which page."""

    kind: str
    title: str
    advice: str = ""
    urgent: bool = False
    client: str = ""
    invoice: str = ""
    amount: Money | None = None
    before: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertGroup:
    """The alerts of one kind; `more` of them are not shown."""

    kind: str
    items: tuple[AlertItem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlaceOf:
    """Whose alerts a deputy is told of, and why: told on that day, or away until that day."""

    person: str
    why: Reason
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """All that the alerts mail may say. `link` leads to the list on the pages, empty for none. `more`: by kind, how
    many there are besides `items`, none of them urgent."""

    firm: FirmCard
    language: str
    to: Signatory
    today: date
    items: tuple[AlertItem, ...]
    link: str = ""
    more: Mapping[str, int] = field(default_factory=dict)
    in_place_of: InPlaceOf | None = None

    @property
    def urgent(self) -> tuple[AlertItem, ...]:
        """What loses money or a deadline if it waits; shown first."""
        return tuple(item for item in self.items if item.urgent)

    @property
    def calm(self) -> int:
        """How many others there are, shown or not."""
        return len(self.items) - len(self.urgent) + sum(self.more.values())

    @property
    def groups(self) -> tuple[AlertGroup, ...]:
        """The others by kind, what costs most to leave lying first."""
        calm = [item for item in self.items if not item.urgent]
        found = {*(item.kind for item in calm), *self.more}
        kinds = sorted(found, key=lambda kind: (_RANK.get(kind, len(_RANK)), kind))
        return tuple(
            AlertGroup(
                kind=kind, items=tuple(item for item in calm if item.kind == kind), more=self.more.get(kind, 0)
            )
            for kind in kinds
        )  # fmt: skip
