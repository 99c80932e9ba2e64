"""What an invoice of the books owes besides: its payments are balance changes, its client's kind chooses the rules."""

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from mailbot.__main__ import program
from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import AllocationKind
from mailbot.core.money import Money
from mailbot.store.debts import invoices
from mailbot.store.dunning import holds
from mailbot.store.money import payments
from mailbot.store.tables import HoldRow, PaymentRow, ReminderLineRow, ReminderRow
from mailbot.tasks.law.penalties import Terms, invoice_annex
from tests.factories import eur
from tests.firm import Firm, paris
from tests.law.claims import RATES

NUMBER, UNTIL = "F-2026-0042", date(2026, 11, 22)
AS_THE_BOOKS_SAY = Terms()


@pytest.fixture
def firm(tmp_path):
    """Knows an invoice of 10,000.00 EUR of client C1, due on 31 March 2026."""
    return Firm(tmp_path / "firm").at("2026-11-22T09:00")


def knows(firm, kind="professional", total="10000.00", **more):
    firm.has_client(kind=kind)
    firm.has_invoice(NUMBER, total, "2026-03-31", **{"issued_on": "2026-03-01", **more})


def pays(firm, amount, day, entry="p1"):
    with firm.office.books.write() as session:
        minor = Money.of(amount).minor
        payment = PaymentRow(
            entry_key=entry, received_on=date.fromisoformat(day), amount_minor=minor, unapplied_minor=minor,
            created_at=firm.now,
        )  # fmt: skip
        session.add(payment)
        session.flush()
        row = invoices.by_number(session, NUMBER)
        word = payments.Word("test", "", firm.now)
        payments.allocate(session, payment, [payments.Placement(invoice_id=row.id, amount=Money.of(amount))], word)


def is_put_on_notice(firm, sent_at, cycle, *, status="sent", formal=True, live=True):
    with firm.office.books.write() as session:
        invoice = invoices.by_number(session, NUMBER)
        reminder = ReminderRow(
            client_id=invoice.client_id, status=status, currency="EUR", language="fr", ladder="consumer", level=3,
            level_name="mise en demeure", channel="mail+letter", formal=formal, partner="", total_minor=0,
            sent_at=paris(sent_at), created_at=firm.now,
        )  # fmt: skip
        session.add(reminder)
        session.flush()
        session.add(
            ReminderLineRow(
                reminder_id=reminder.id, client_id=invoice.client_id, invoice_id=invoice.id, number=NUMBER,
                issued_on=invoice.issued_on, due_on=invoice.due_on, total_minor=0, open_minor=0, level=3, cycle=cycle,
                days_overdue=0, advanced=True, live=live,
            )
        )  # fmt: skip


def claim(firm, terms=AS_THE_BOOKS_SAY, until=UNTIL):
    return invoice_annex(firm.office, NUMBER, RATES, until, terms)


def pieces(found):
    return [(str(one.first), one.days, one.base.amount) for one in found.segments]


def test_a_payment_counts_from_the_day_after_its_value_date(firm):
    knows(firm)
    pays(firm, "4000.00", "2026-05-15")
    assert pieces(claim(firm, until=date(2026, 7, 2))) == [
        ("2026-04-01", 45, Decimal("10000.00")), ("2026-05-16", 46, Decimal("6000.00")),
        ("2026-07-01", 2, Decimal("6000.00")),
    ]  # fmt: skip


def test_a_payment_that_was_taken_back_does_not_count(firm):
    knows(firm)
    pays(firm, "4000.00", "2026-05-15")
    with firm.office.books.write() as session:
        (placed,) = payments.live_allocations(session, session.scalars(select(PaymentRow.id)).one())
        payments.undo(session, placed, "test", firm.now)
    assert pieces(claim(firm, until=date(2026, 5, 31))) == [("2026-04-01", 61, Decimal("10000.00"))]


def test_a_paid_invoice_owes_up_to_its_payment(firm):
    knows(firm)
    pays(firm, "10000.00", "2026-05-15")
    found = claim(firm)
    assert pieces(found) == [("2026-04-01", 45, Decimal("10000.00"))]
    assert found.fixed == eur(40)


def test_what_was_settled_before_and_credit_notes_count_in_the_debtors_favour(firm):
    knows(firm, open_amount="8000.00")
    firm.takes_in(
        "note.csv", "number;client;kind;issued_on;due_on;total\nA-1;C1;credit_note;2026-04-10;2026-04-10;-500\n"
    )
    with firm.office.books.write() as session:
        row, note = invoices.by_number(session, NUMBER), invoices.by_number(session, "A-1")
        word = payments.Word("test", "", firm.now)
        payments.settle_otherwise(session, row, AllocationKind.CREDIT, eur(500), word, note)
    assert pieces(claim(firm, until=date(2026, 4, 30))) == [
        ("2026-04-01", 10, Decimal("8000.00")), ("2026-04-11", 20, Decimal("7500.00")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "regime"), [("professional", "fr_b2b"), ("public", "fr_public"), ("consumer", "fr_b2c")]
)
def test_the_clients_kind_chooses_the_rules(firm, kind, regime):
    knows(firm, kind)
    assert claim(firm).regime.name == regime
    assert claim(firm, Terms(regime="de_b2b")).regime.name == "de_b2b"


def test_a_consumer_owes_from_the_first_formal_notice_that_left(firm):
    knows(firm, "consumer")
    assert pieces(claim(firm)) == []
    is_put_on_notice(firm, "2026-09-01T09:00", 0, status="bounced")
    is_put_on_notice(firm, "2026-09-02T09:00", 1, formal=False)
    is_put_on_notice(firm, "2026-09-03T09:00", 2, live=False)
    assert pieces(claim(firm)) == []
    is_put_on_notice(firm, "2026-10-01T00:30", 3)
    is_put_on_notice(firm, "2026-11-01T09:00", 4)
    assert pieces(claim(firm)) == [("2026-10-02", 52, Decimal("10000.00"))]
    assert pieces(claim(firm, Terms(notice_on=date(2026, 10, 5)))) == [("2026-10-06", 48, Decimal("10000.00"))]


def test_a_client_in_proceedings_owes_nothing_besides_unless_their_day_is_known(firm):
    knows(firm)
    with firm.office.books.write() as session:
        client_id = invoices.by_number(session, NUMBER).client_id
        hold = holds.NewHold(client_id=client_id, kind=HoldKind.INSOLVENT, reason="BODACC", author="test")
        row = holds.add(session, hold, firm.now)
    assert (pieces(claim(firm)), claim(firm).fixed) == ([], eur(0))
    known = claim(firm, Terms(proceedings_on=date(2026, 4, 11)))
    assert (pieces(known), known.fixed) == ([("2026-04-01", 10, Decimal("10000.00"))], eur(0))
    with firm.office.books.write() as session:
        holds.end(session, session.get_one(HoldRow, row.id), "test", firm.now)
    assert claim(firm).fixed == eur(40)


def test_a_term_counts_from_the_invoices_date(firm):
    knows(firm)
    found = claim(firm, Terms(regime="fr_term_45fm_A"), date(2026, 5, 16))
    assert pieces(found) == [("2026-05-16", 1, Decimal("10000.00"))]


@pytest.mark.parametrize(
    ("number", "said"), [("F-9", "There is no invoice F-9."), ("A-1", "A-1 is a credit note: it bears no interest.")]
)
def test_what_bears_no_interest_is_refused(firm, number, said):
    knows(firm)
    firm.takes_in(
        "note.csv", "number;client;kind;issued_on;due_on;total\nA-1;C1;credit_note;2026-04-10;2026-04-10;-500\n"
    )
    with pytest.raises(Refused) as refused:
        invoice_annex(firm.office, number, RATES, UNTIL, AS_THE_BOOKS_SAY)
    assert str(refused.value) == said


def test_the_command_reads_the_books(firm):
    knows(firm)
    pays(firm, "4000.00", "2026-05-15")
    options = ["--config", str(firm.folder / "config.yaml"), "--now", "2026-11-22T09:00", "penalties"]
    result = CliRunner().invoke(program(), [*options, "--invoice", NUMBER, "--format", "json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [one["days"] for one in found["segments"]] == [45, 46, 145]
    assert found["total"] == str((claim(firm).interest + eur(40)).amount)
    earlier = CliRunner().invoke(
        program(), [*options, "--invoice", NUMBER, "--as-of", "2026-04-30", "--format", "json"]
    )
    assert [one["days"] for one in json.loads(earlier.stdout)["segments"]] == [30]
