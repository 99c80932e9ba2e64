"""A firm whose people agree things with a client: plans, promises, holds, calls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from mailbot.core.deciding.hand_made import Contact
from mailbot.core.deciding.verdicts import Verdict, sentence
from mailbot.core.hold import HoldKind
from mailbot.core.reminder import ByHand
from mailbot.store import state
from mailbot.store.pursuit_tables import InstalmentRow
from mailbot.store.tables import EventRow, HoldRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.contact_order import ContactOrder
from mailbot.tasks.holds.end_plan import ReopenOrder, end_plan, reopen_plan
from mailbot.tasks.holds.hand_made import Recorded, record_contact
from mailbot.tasks.holds.make_plan import Made, PlanOrder, make_plan
from mailbot.tasks.holds.manage_holds import HoldOrder, reopen_hold, set_hold
from mailbot.tasks.holds.withdraw_contact import withdraw_contact
from mailbot.tasks.keeping.housekeeping import tidy
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.planning.plan_reminders import dry_run
from tests.firm import IBAN, PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")


class Desk(Firm):
    """A firm, with what its people say on the telephone."""

    def agrees(self, **order: Any) -> Made:
        """A plan of instalments; for all of client C1 unless invoices are named."""
        usual: dict[str, Any] = {"why": "vu avec Mme Petit"}
        if "numbers" not in order:
            usual["code"] = "C1"
        with self.office.books.write() as session:
            return make_plan(session, self.office, PlanOrder(**{**usual, **order}), BY, self.now)

    def ends(self, plan: int, why: str = "rompu") -> HoldRow:
        """Revoke a plan."""
        with self.office.books.write() as session:
            return end_plan(session, plan, BY, why, self.now)

    def takes_up(self, plan: int, until: date | None = None, why: str = "il s'est expliqué") -> HoldRow:
        """A plan again."""
        with self.office.books.write() as session:
            return reopen_plan(session, self.office, ReopenOrder(plan=plan, why=why, until=until), BY, self.now)

    def holds_back(self, kind: HoldKind, **order: Any) -> HoldRow:
        """Set a hold on client C1."""
        usual: dict[str, Any] = {"client_id": self.client().id, "kind": kind, "reason": "noté au téléphone"}
        with self.office.books.write() as session:
            return set_hold(session, self.office, HoldOrder(**{**usual, **order}), BY, self.now)

    def reopens(self, hold: int, why: str = "levée par erreur") -> HoldRow:
        """A hold that was ended."""
        with self.office.books.write() as session:
            return reopen_hold(session, self.office, hold, BY, why, self.now)

    def is_paid(self, amount: str, *numbers: str, on: str = "") -> None:
        """Money for these invoices (F-2026-0042 if none is named)."""
        day = date.fromisoformat(on) if on else self.office.day(self.now)
        label = f"{amount} {self.now.isoformat()}"
        about = numbers or ("F-2026-0042",)
        order = PaymentOrder(numbers=about, amount=Decimal(amount), received_on=day, label=label, why="chèque")
        with self.office.books.write() as session:
            record_by_hand(session, self.office, order, BY, self.now)

    def reminds(self, by: ByHand = ByHand.PHONE, **order: Any) -> Recorded:
        """By hand; about invoice F-2026-0042 unless other invoices or a client are named."""
        done = {key: order.pop(key) for key in ("on", "level", "outcome", "deadline_on") if key in order}
        contact = Contact(by=by, **{"on": self.office.day(self.now), **done})
        usual: dict[str, Any] = {"note": "Mme Petit rappelle"}
        if "code" not in order:
            usual["numbers"] = ("F-2026-0042",)
        with self.office.books.write() as session:
            wish = ContactOrder(contact=contact, **{**usual, **order})
            return record_contact(session, self.office, wish, BY, self.now)

    def withdraws(self, reminder: int, why: str = "autre client") -> None:
        """A reminder made by hand was written down by mistake."""
        with self.office.books.write() as session:
            withdraw_contact(session, self.office, reminder, BY, why, self.now)

    def bank_speaks(self) -> None:
        """News of the bank, whatever they are."""
        with self.office.books.write() as session:
            state.heard_from(session, IBAN, "Banque Lugdunienne", self.now)

    def night(self) -> str:
        """Housekeeping."""
        return tidy(self.office, self.now)

    def verdict(self, number: str = "F-2026-0042") -> Verdict:
        """What the plan says of an invoice now."""
        return next(one for one in dry_run(self.office, self.now) if one.standing.invoice.number == number)

    def says(self, number: str = "F-2026-0042") -> str:
        """The same in French, with plain spaces."""
        return sentence(self.verdict(number), "fr").replace("\u202f", " ").replace("\xa0", " ")

    def decides(self, number: str = "F-2026-0042") -> str:
        """The bare verdict."""
        return self.verdict(number).decision.value

    def hold(self, key: int) -> HoldRow:
        """A hold as the books have it."""
        with self.office.books.read() as session:
            return session.get_one(HoldRow, key)

    def parts(self, plan: int) -> list[str]:
        """The outcomes of a plan's instalments."""
        with self.office.books.read() as session:
            query = select(InstalmentRow).where(InstalmentRow.hold_id == plan).order_by(InstalmentRow.rank)
            return [row.outcome for row in session.scalars(query)]

    def history(self, first_word: str) -> list[EventRow]:
        """Lines of the history whose kind begins so, oldest first."""
        with self.office.books.read() as session:
            query = select(EventRow).where(EventRow.kind.startswith(first_word)).order_by(EventRow.id)
            return list(session.scalars(query))
