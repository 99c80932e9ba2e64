"""What people at the firm do on their own, drawn by chance: whatever a page or a command lets them do, and its undo.

Each act goes through the same task as a page or a command. What is refused is counted, and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from mailbot.core.errors import Refused
from mailbot.core.invoice import InvoiceKind
from mailbot.demo.simulation import acts_of_dunning, acts_of_money
from mailbot.demo.simulation.desk import BY, Act, Desk
from mailbot.demo.simulation.faulty_post import Handed
from mailbot.store import drawn
from mailbot.store.debts import invoices
from mailbot.store.dunning import deliveries
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.settle_delivery import settle_delivery

_OFTEN: tuple[tuple[int, Act], ...] = acts_of_dunning.OFTEN + acts_of_money.OFTEN
_WEIGHTS = [weight for weight, _ in _OFTEN]
_ACTS = [act for _, act in _OFTEN]

# Between two acts: what is done at one instant has no order.
_PACE = timedelta(seconds=40)


class People:
    """The staff of one simulated firm. `told` counts what they did, and what was refused."""

    def __init__(self, office: Office, rng: Random, handed: dict[str, Handed]) -> None:
        self.told: Counter[str] = Counter()
        self._office = office
        self._rng = rng
        self._handed = handed

    def day(self, now: datetime) -> None:
        """A few acts, on invoices drawn by chance; and every doubtful message is settled as it truly was."""
        with self._office.books.write() as session:
            for row in deliveries.of_status(session, "unknown"):
                left = row.message_id in self._handed
                settle_delivery(session, self._office, row.id, BY, now, left=left)
        for nth in range(self._rng.randrange(4)):
            self.one_act(now + nth * _PACE)

    def one_act(self, now: datetime) -> None:
        """One thing a person might do now."""
        act = self._rng.choices(_ACTS, weights=_WEIGHTS)[0]
        desk = self._desk(now)
        if desk is None:
            return
        try:
            act(desk)
            self.told[act.__name__] += 1
        except Refused:
            self.told[f"{act.__name__} (refused)"] += 1

    def _desk(self, now: datetime) -> Desk | None:
        """With an open invoice of some client; None when nobody owes anything."""
        with self._office.books.read() as session:
            debtors = invoices.clients_with_debt(session)
            rows = invoices.open_of_client(session, self._rng.choice(debtors)) if debtors else []
            mine = [row for row in rows if row.kind == InvoiceKind.INVOICE]
            if not mine:
                return None
            invoice = self._rng.choice(mine)
            code = drawn.code_of(session, invoice.client_id)
            return Desk(office=self._office, rng=self._rng, now=now, invoice=invoice, code=code)
