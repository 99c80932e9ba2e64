"""What an act of a person starts from: the office, chance, the hour, and an open invoice that chance has drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TypeVar

from mailbot.core.errors import Refused
from mailbot.demo.firm import HELENE
from mailbot.store.tables import InvoiceRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

BY = Decider(email=HELENE.email, via="admin")
WHY = "décidé au hasard"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One moment at the firm. `code` is that of the invoice's client."""

    office: Office
    rng: Random
    now: datetime
    invoice: InvoiceRow
    code: str

    @property
    def today(self) -> date:
        """The firm's day."""
        return self.office.day(self.now)

    def one_of(self, found: Sequence[T], what: str) -> T:
        """One of them by chance. Raises Refused when there is none."""
        if not found:
            raise Refused(f"there is no {what}")
        return self.rng.choice(found)


Act = Callable[[Desk], None]
