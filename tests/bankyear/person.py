"""A person who knows the accounts answers what the program asks, once a month: counts, sets aside, takes back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.core.money import Money
from mailbot.demo.transfers import bank_name
from mailbot.store.tables import InboxRow, PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.money.place_payment import SET_ASIDE, count_payment, set_aside
from mailbot.tasks.money.reverse_payment import ReverseOrder, reverse_payment
from tests.bankyear.judge import UNVERIFIED, judge
from tests.bankyear.life import Life
from tests.firm import PARTNER, Firm

BY = Decider(email=PARTNER, via="page")


class Person:
    """Looks at the bank's own site where the program is in doubt. `notes` is what it said when files were taken in."""

    def __init__(self, firm: Firm, life: Life) -> None:
        self._firm = firm
        self._life = life
        self.notes: list[str] = []

    def answers(self, today: date) -> int:
        """Answer every question that is open; returns how many there were."""
        doubts = [row for row in self._firm.payments() if row.status == UNVERIFIED and row.decision != SET_ASIDE]
        for row in doubts:
            self._is_it_another(row, today)
        return len(doubts) + self._take_back(today)

    def _is_it_another(self, row: PaymentRow, today: date) -> None:
        """Did such money come that does not count yet? Then this is it."""
        missing = judge(self._life, self._firm.payments()).missing
        came = any(
            one.minor == row.amount_minor and one.line.on <= today and bank_name(one.line.payer) == bank_name(row.payer)
            and min(abs((row.received_on - day).days) for day in one.days) <= 4
            and (one.account == row.account or row.account not in {a.iban for a in self._life.accounts})
            for one in missing
        )  # fmt: skip
        with self._firm.office.books.write() as session:
            try:
                if came:
                    count_payment(session, self._firm.office, row.id, BY, self._firm.now)
                    return
            except Refused:
                pass  # it reads like one that counts: the statement will tell whether there were two
            set_aside(session, row.id, BY, "déjà au compte", self._firm.now)

    def _take_back(self, today: date) -> int:
        """What came back and still counts, where the program said that it did not know which payment it was."""
        asked = self.asked()
        done = 0
        for credit, row in judge(self._life, self._firm.payments()).still:
            backs = [line for line in self._life.lines if line.back is credit.line and line.on <= today]
            said = f"rejet de {Money.from_minor(row.amount_minor, row.currency)}"
            if not backs or not any(said in one for one in asked):
                continue
            order = ReverseOrder(payment_id=row.id, why="rejeté", on=max(backs[0].on, row.received_on))
            with self._firm.office.books.write() as session:
                reverse_payment(session, self._firm.office, order, BY, self._firm.now)
            done += 1
        return done

    def asked(self) -> list[str]:
        """What the program said to a person: messages that wait, notes on files."""
        with self._firm.office.books.read() as session:
            waiting = session.scalars(select(InboxRow.why).where(InboxRow.state == "review"))
            return [*self.notes, *waiting]
