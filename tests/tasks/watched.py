"""A firm whose alerts are looked at: what stands in its books, what is raised, what is over."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from mailbot.core.alerting.finding import Finding
from mailbot.store.tables import AlertRow
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.new_alert import new_alert
from mailbot.tasks.alerts.raise_alerts import raise_alerts
from mailbot.tasks.desk.decider import Decider
from tests.firm import PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")


class Watched(Firm):
    """A firm with client C1, who owes F-2026-0042 since 10 November, on Wednesday 18 November 2026."""

    def begin(self) -> Watched:
        """Know the client and the invoice."""
        self.has_client()
        self.has_invoice()
        self.at("2026-11-18T10:00")
        return self

    def looks(self) -> int:
        """The round of alerts, without the mails."""
        return raise_alerts(self.office, self.now)

    def alerts(self, *, open_only: bool = True) -> list[AlertRow]:
        """Alerts as the books have them, in the order in which they were raised."""
        query = select(AlertRow).order_by(AlertRow.id)
        with self.office.books.read() as session:
            return list(session.scalars(query.where(AlertRow.done_at.is_(None)) if open_only else query))

    def ends(self) -> list[tuple[str, str]]:
        """Of alerts that are over: the kind, and why."""
        return [(row.kind, row.done_why) for row in self.alerts(open_only=False) if row.done_at]

    def writes_down(self, row: Any) -> int:
        """Put a row into the books."""
        with self.office.books.write() as session:
            session.add(row)
            session.flush()
            return int(row.id)

    def corrects(self, kind: type[Any], key: int = 1, **values: Any) -> None:
        """Change a row of the books."""
        with self.office.books.write() as session:
            row = session.get_one(kind, key)
            for name, value in values.items():
                setattr(row, name, value)

    def tells(self, finding: Finding) -> None:
        """Raise what happened at this instant."""
        with self.office.books.write() as session:
            alerts.raise_once(session, new_alert(self.office.settings, finding), self.now)

    @property
    def day(self) -> date:
        """The firm's day."""
        return self.office.day(self.now)
