"""Every cent, whatever people do in whatever order: invariant 4 as a property over all operations, on both databases.

A step is one thing a person, a file or the bank does. What is refused must change nothing; after each step every
balance, entry and flag must agree, and the accounts must hold what the operations say by a count of our own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.core.interest.claim import PenaltyKind
from mailbot.core.invoice import AllocationKind
from mailbot.core.matching.decide import Trust, match
from mailbot.core.money import Money
from mailbot.intake.rows import ClientLine, InvoiceLine
from mailbot.store.money import payments, penalties
from mailbot.store.money.payments_in_hand import to_match, to_payment
from mailbot.store.money.remainders import GIVEN_UP
from mailbot.store.settling_tables import PaymentUseRow, PenaltyRow
from mailbot.store.tables import AllocationRow, ClientRow, InvoiceRow, PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.importing.import_clients import take_clients
from mailbot.tasks.importing.import_invoices import Desk, take_invoices
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.tasks.money.apply_credit import CreditOrder, apply_credit, take_off_credit
from mailbot.tasks.money.doubtful import DoubtOrder, move_to_doubtful, take_back
from mailbot.tasks.money.match_payments import MatchReport, apply, ledger
from mailbot.tasks.money.place_payment import place_payment, undo_allocation
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.money.reverse_payment import ReverseOrder, restore_payment, reverse_payment
from mailbot.tasks.money.undo_write_off import undo_write_off
from mailbot.tasks.money.use_payment import RefundOrder, UndoOrder, keep_overpayment, refund, undo_use
from mailbot.tasks.money.write_off import WriteOffOrder, write_off
from mailbot.tasks.money.write_off_remainders import gain_some, lose_some
from tests.firm import CONFIG, PARTNER, Firm
from tests.settling.books import balance, problems
from tests.settling.conftest import CASH

PARTNER_SAYS = Decider(email=PARTNER, via="shell")
INVOICES = st.sampled_from(["F-1", "F-2", "F-3", "A-1"])
NTH = st.integers(0, 9)
# Of what there is: all, a little less or more, about half, or anything at all.
PARTS = st.sampled_from(["all", "all but a little", "a little more", "half"]) | st.integers(1, 130_000)
WHY = "parce que"
GIVEN_UP_NOW = (AllocationRow.kind.in_(GIVEN_UP), AllocationRow.undone_at.is_(None))


class MoneyMoves(RuleBasedStateMachine):
    """People at work on the money of two clients; `firm` is given by the test."""

    firm: Firm

    def __init__(self) -> None:
        super().__init__()
        self._open = self.firm.office.books.rehearse()
        self.session = self._open.__enter__()
        self.office, self.now = self.firm.office, self.firm.now

    def teardown(self) -> None:
        self._open.__exit__(None, None, None)

    def tries(self, act: Callable[[], Any]) -> None:
        """What is refused leaves everything as it was."""
        step = self.session.begin_nested()
        try:
            act()
            self.session.flush()
            step.commit()
        except Refused:
            step.rollback()
        self.now += timedelta(minutes=7)

    def invoice(self, number: str) -> InvoiceRow:
        return self.session.scalars(select(InvoiceRow).where(InvoiceRow.number == number)).one()

    def any(self, *wanted: Any) -> bool:
        """Is there one of which all this is true?"""
        return self.session.scalars(select(1).where(*wanted).limit(1)).first() is not None

    @initialize()
    def begins(self) -> None:
        lines = [
            _line("F-1", "1200.00"), _line("F-2", "300.50"), _line("F-3", "80.00", client="C2"),
            _line("A-1", "-100.00", kind="credit_note"),
        ]  # fmt: skip
        clients = [ClientLine(line=1, code=code, values={"name": name}) for code, name in _CLIENTS]
        take_clients(self.session, self.office, clients, self.now, ImportReport(file="c"))
        self.imports(lines)
        first = min(self.session.scalars(select(PaymentRow.id)), default=0)
        assert first == 0

    def imports(self, lines: list[InvoiceLine]) -> None:
        desk = Desk(session=self.session, office=self.office, now=self.now, report=ImportReport(file="f"))
        take_invoices(desk, lines)
        assert not desk.report.errors

    def payment(self, nth: int, *wanted: Any) -> int:
        """The n-th payment of which this is true, else any; one that is not when there is none."""
        for some in (wanted, ()):
            keys = list(self.session.scalars(select(PaymentRow.id).where(*some).order_by(PaymentRow.id)))
            if keys:
                return keys[nth % len(keys)]
        return -1

    def used(self, kind: str) -> Any:
        """Payments with a use of this kind."""
        return PaymentRow.id.in_(
            select(PaymentUseRow.payment_id).where(PaymentUseRow.kind == kind, PaymentUseRow.undone_at.is_(None))
        )

    @rule(number=INVOICES, left=st.integers(0, 130_000))
    def a_file_says_what_is_open(self, number: str, left: int) -> None:
        row = self.invoice(number)
        whole = Money.from_minor(row.total_minor).amount
        still = min(abs(whole), Decimal(left) / 100).copy_sign(whole)
        client = self.session.get_one(ClientRow, row.client_id).code
        self.tries(partial(self.imports, [_line(number, str(whole), row.kind, client, still)]))

    @rule(number=INVOICES, part=PARTS)
    def a_person_enters_a_payment(self, number: str, part: str | int) -> None:
        amount = _part(part, self.invoice(number).open_minor)
        order = PaymentOrder(numbers=(number,), amount=amount, received_on=date(2026, 11, 10), label=str(self.now))
        self.tries(lambda: record_by_hand(self.session, self.office, order, PARTNER_SAYS, self.now))

    @rule(number=INVOICES, part=PARTS)
    def the_bank_tells_of_a_payment(self, number: str, part: str | int) -> None:
        cents = int(_part(part, self.invoice(number).open_minor) * 100)
        row = PaymentRow(
            entry_key=f"bank:{self.now}", received_on=date(2026, 11, 12), amount_minor=cents, unapplied_minor=cents,
            payer="DUPONT BATIMENT", label=f"FACT {number}", created_at=self.now,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        self.tries(self.matches)

    def matches(self) -> None:
        for row in to_match(self.session):
            decision = match(to_payment(row), ledger(self.session), Trust(threshold=0.9), language="fr")
            apply(self.session, self.office, row, decision, self.now, MatchReport())

    @precondition(lambda self: self.any(PaymentRow.unapplied_minor > 0))
    @rule(nth=NTH, wanted=st.lists(st.tuples(INVOICES, PARTS), min_size=1, max_size=3))
    def a_person_places_a_payment(self, nth: int, wanted: list[tuple[str, str | int]]) -> None:
        row = self.session.get(PaymentRow, self.payment(nth, PaymentRow.unapplied_minor > 0))
        if row is not None:
            sums = []
            for number, part in wanted:
                still, room = self.invoice(number).open_minor, row.unapplied_minor // len(wanted)
                sums.append((number, Money.of(_part(part, min(abs(still), room)).copy_sign(still))))
            word = payments.Word(PARTNER, WHY, self.now)
            self.tries(lambda: place_payment(self.session, self.office, row, sums, word))

    @rule(nth=NTH, again=st.booleans())
    def a_person_takes_an_amount_off_an_invoice(self, nth: int, again: bool) -> None:
        wanted = [] if again else [AllocationRow.undone_at.is_(None)]
        keys = list(self.session.scalars(select(AllocationRow.id).where(*wanted).order_by(AllocationRow.id)))
        if keys:
            key = keys[nth % len(keys)]
            self.tries(lambda: undo_allocation(self.session, self.office, key, PARTNER_SAYS, WHY, self.now))

    @rule(number=st.sampled_from(["F-1", "F-2", "F-3"]), part=st.none() | PARTS, undo=st.booleans())
    def a_credit_note_is_applied(self, number: str, part: str | int | None, undo: bool) -> None:
        amount = None if part is None else _part(part, -self.invoice("A-1").open_minor)
        order = CreditOrder(note="A-1", invoice=number, why=WHY, amount=amount)
        do = take_off_credit if undo else apply_credit
        self.tries(lambda: do(self.session, self.office, order, PARTNER_SAYS, self.now))

    @rule(number=INVOICES, bad_debt=st.booleans(), vat=st.none() | st.integers(0, 20_000))
    def an_invoice_is_written_off(self, number: str, bad_debt: bool, vat: int | None) -> None:
        said = None if vat is None else Decimal(vat) / 100
        order = WriteOffOrder(invoice_ids=(self.invoice(number).id,), why=WHY, bad_debt=bad_debt, vat=said)
        self.tries(lambda: write_off(self.session, self.office, order, PARTNER_SAYS, self.now))

    @precondition(lambda self: self.any(*GIVEN_UP_NOW))
    @rule(number=INVOICES)
    def a_write_off_is_taken_back(self, number: str) -> None:
        given_up = select(AllocationRow.invoice_id).where(*GIVEN_UP_NOW)
        some = self.session.scalars(select(InvoiceRow).where(InvoiceRow.id.in_(given_up)).limit(1)).first()
        rows = [some or self.invoice(number)]
        self.tries(lambda: undo_write_off(self.session, self.office, rows, PARTNER_SAYS, WHY, self.now))

    @rule()
    def all_under_the_tolerance_is_settled(self) -> None:
        word = payments.Word(PARTNER, WHY, self.now)
        self.tries(lambda: lose_some(self.office, word, self.session, 0))
        self.tries(lambda: gain_some(self.office, word, self.session, 0))

    @precondition(lambda self: self.any(PaymentRow.unapplied_minor > 0))
    @rule(nth=NTH, part=st.none() | PARTS)
    def money_is_given_back(self, nth: int, part: str | int | None) -> None:
        key = self.payment(nth, PaymentRow.unapplied_minor > 0)
        row = self.session.get(PaymentRow, key)
        amount = None if part is None or row is None else _part(part, row.unapplied_minor)
        order = RefundOrder(payment_id=key, why=WHY, amount=amount)
        self.tries(lambda: refund(self.session, self.office, order, PARTNER_SAYS, self.now))

    @precondition(lambda self: self.any(PaymentRow.unapplied_minor > 0))
    @rule(nth=NTH)
    def an_overpayment_is_kept(self, nth: int) -> None:
        key = self.payment(nth, PaymentRow.unapplied_minor.between(1, 199))
        self.tries(lambda: keep_overpayment(self.session, self.office, key, PARTNER_SAYS, WHY, self.now))

    @precondition(lambda self: self.any(PaymentRow.unapplied_minor > 0))
    @rule(nth=NTH, number=INVOICES, part=PARTS)
    def a_penalty_is_paid(self, nth: int, number: str, part: str | int) -> None:
        row = self.session.get(PaymentRow, self.payment(nth, PaymentRow.unapplied_minor > 0))
        if row is not None:
            amount = Money.of(_part(part, row.unapplied_minor))
            self.tries(lambda: self.pays_penalty(row, self.invoice(number), amount))

    def pays_penalty(self, row: PaymentRow, invoice: InvoiceRow, amount: Money) -> None:
        claim = PenaltyRow(
            client_id=invoice.client_id, invoice_id=invoice.id, kind=PenaltyKind.INTEREST, until=date(2026, 11, 1),
            currency="EUR", amount_minor=amount.minor, author=PARTNER, created_at=self.now,
        )  # fmt: skip
        self.session.add(claim)
        self.session.flush()
        use = payments.NewUse(kind="penalty", amount=amount, on=date(2026, 11, 16), penalty_id=claim.id)
        payments.use(self.session, row, use, payments.Word(PARTNER, WHY, self.now))
        penalties.recount(self.session, claim.id, PARTNER, self.now)

    @precondition(lambda self: self.any(PaymentUseRow.undone_at.is_(None)))
    @rule(nth=NTH, kind=st.sampled_from(["refund", "gain", "penalty"]))
    def a_use_of_money_is_taken_back(self, nth: int, kind: str) -> None:
        order = UndoOrder(payment_id=self.payment(nth, self.used(kind)), kind=kind, why=WHY)
        self.tries(lambda: undo_use(self.session, self.office, order, PARTNER_SAYS, self.now))

    @precondition(lambda self: self.any(PaymentRow.status == "counted"))
    @rule(nth=NTH)
    def the_bank_takes_a_payment_back(self, nth: int) -> None:
        order = ReverseOrder(payment_id=self.payment(nth), why=WHY)
        self.tries(lambda: reverse_payment(self.session, self.office, order, PARTNER_SAYS, self.now))

    @precondition(lambda self: self.any(PaymentRow.status == "reversed"))
    @rule(nth=NTH)
    def it_did_not_take_it_back_after_all(self, nth: int) -> None:
        key = self.payment(nth, PaymentRow.status == "reversed")
        self.tries(lambda: restore_payment(self.session, self.office, key, PARTNER_SAYS, WHY, self.now))

    @rule(number=INVOICES, undo=st.booleans())
    def a_debt_becomes_doubtful(self, number: str, undo: bool) -> None:
        keys = (self.invoice(number).id,)
        order = DoubtOrder(invoice_ids=keys, why=WHY)
        if undo:
            self.tries(lambda: take_back(self.session, self.office, keys, WHY, PARTNER_SAYS, self.now))
        else:
            self.tries(lambda: move_to_doubtful(self.session, self.office, order, PARTNER_SAYS, self.now))

    @invariant()
    def every_cent_is_somewhere(self) -> None:
        cash = self.office.settings.accounting.method == "cash"
        assert problems(self.session, cash=cash) == []
        self._invoices_add_up()
        self._payments_add_up()
        if not cash:
            self._accounts_hold_what_was_done()

    def _invoices_add_up(self) -> None:
        for row in self.session.scalars(select(InvoiceRow)):
            mine = self._live(AllocationRow, AllocationRow.invoice_id == row.id)
            given = self._live(AllocationRow, AllocationRow.credit_note_id == row.id)
            assert row.total_minor == row.open_minor + sum(mine) - sum(given)
            low, high = sorted((0, row.total_minor))
            assert low <= row.open_minor <= high

    def _payments_add_up(self) -> None:
        for row in self.session.scalars(select(PaymentRow)):
            placed = self._live(AllocationRow, AllocationRow.payment_id == row.id)
            used = self._live(PaymentUseRow, PaymentUseRow.payment_id == row.id)
            assert row.amount_minor == sum(placed) + sum(used) + row.unapplied_minor
            assert row.unapplied_minor >= 0
            if row.status != "counted":
                assert placed == used == []

    def _accounts_hold_what_was_done(self) -> None:
        lost = sum(self._live(AllocationRow, AllocationRow.kind == AllocationKind.WRITE_OFF))
        gained = sum(self._live(PaymentUseRow, PaymentUseRow.kind == "gain"))
        doubt = select(InvoiceRow.open_minor).where(InvoiceRow.doubtful_on.is_not(None))
        assert balance(self.session, "654", "44571", "658") == lost
        assert balance(self.session, "758") == -gained
        assert balance(self.session, "416") == sum(self.session.scalars(doubt))
        assert balance(self.session, "411", "416") == gained - lost

    def _live(self, table: Any, wanted: Any) -> list[int]:
        return list(self.session.scalars(select(table.amount_minor).where(wanted, table.undone_at.is_(None))))


def _part(part: str | int, whole: int) -> Decimal:
    """In euros, above zero; `whole` in cents."""
    sums = {"all": whole, "all but a little": whole - 150, "a little more": whole + 150, "half": whole // 2}
    return Decimal(max(1, part if isinstance(part, int) else sums[part])) / 100


_CLIENTS = (("C1", "Dupont Bâtiment"), ("C2", "Martin SA"))


def _line(
    number: str, total: str, kind: str = "invoice", client: str = "C1", still_open: Decimal | None = None
) -> InvoiceLine:
    return InvoiceLine(
        line=1, number=number, client=client, kind=kind, issued_on=date(2026, 10, 1), due_on=date(2026, 11, 1),
        total=Decimal(total), currency="EUR", open_amount=still_open,
    )  # fmt: skip


@pytest.mark.parametrize("config", [CONFIG, CASH], ids=["accrual", "cash"])
def test_no_order_of_operations_loses_a_cent(tmp_path, url, config):
    class Here(MoneyMoves):
        firm = Firm(tmp_path / "firm", config, url).at("2026-11-16T10:00")

    most = 20 if url.startswith("sqlite") else 6
    health = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Here, settings=settings(max_examples=most, stateful_step_count=25, deadline=None, suppress_health_check=health)
    )
