"""What money does to reminders: paid, part paid, told twice, told falsely, crossed, too little to ask for."""

from datetime import date

from sqlalchemy import select

from mailbot.store.debts import invoices
from mailbot.store.tables import AllocationRow, EventRow, PaymentRow
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER, Firm, body_of
from tests.tasks.looking import CLIENT


def test_what_was_paid_after_approval_falls_out_and_does_not_leave(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    asked.bank_writes("1 200,00", "DUPONT BATIMENT", "FACT F-2026-0042")
    asked.at("2026-11-16T09:00").tick()
    assert asked.inbox_of(CLIENT) == []
    assert asked.invoice().open_minor == 0
    assert [row.status for row in asked.reminders()] == ["fell_out"]


def test_a_payment_is_linked_to_the_reminder_that_brought_it(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("1 200,00", "DUPONT BATIMENT", "VIR FACT F-2026-0042")
    reminded.tick()
    with reminded.office.books.read() as session:
        (allocation,) = session.scalars(select(AllocationRow))
    assert allocation.amount_minor == 120000
    assert allocation.reminder_id == reminded.reminders()[0].id and allocation.days_after_reminder == 7
    assert not allocation.crossed and reminded.invoice().open_minor == 0
    reminded.at("2026-12-02T08:00").tick()
    assert len(reminded.reminders()) == 1


def test_a_part_payment_leaves_the_right_open_amount(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("500,00", "DUPONT BATIMENT", "ACOMPTE F-2026-0042")
    reminded.tick()
    (payment,) = reminded.payments()
    open_now = reminded.invoice().open_minor
    assert (payment.decision, open_now) in {("auto", 70000), ("review", 120000)}


def _has_in_hand(firm: Firm, minor: int) -> None:
    """The client paid this much; nobody has put it on an invoice."""
    payment = PaymentRow(
        entry_key=f"in-hand-{minor}", received_on=date(2026, 11, 13), currency="EUR", amount_minor=minor,
        unapplied_minor=minor, payer="DUPONT BATIMENT", client_id=firm.client().id, decision="review",
        created_at=firm.now,
    )  # fmt: skip
    with firm.office.books.write() as session:
        session.add(payment)
        invoices.wake(session, firm.client().id)


def test_money_in_hand_is_deducted_from_what_is_asked(firm: Firm) -> None:
    _has_in_hand(firm, 20_000)
    firm.at("2026-11-16T08:00").tick()
    firm.answers(PARTNER, firm.inbox_of(PARTNER)[0], "OK")
    firm.at("2026-11-16T09:00").tick()
    (mail,) = firm.inbox_of(CLIENT)
    said = " ".join(body_of(mail).split())
    assert "Règlement reçu, à déduire : −200,00 €" in said and "Total à régler : 1 000,00 €" in said
    assert verify(firm.office) == []


def test_money_that_came_in_hand_after_the_approval_makes_the_reminder_anew(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    _has_in_hand(asked, 20_000)
    asked.at("2026-11-16T09:00").tick()
    asked.at("2026-11-17T08:00").tick()
    assert asked.inbox_of(CLIENT) == []
    made = [(row.status, row.total_minor) for row in asked.reminders()]
    assert made == [("fell_out", 120_000), ("proposed", 100_000)]


def test_the_same_notice_twice_is_one_payment(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.tick()
    assert len(reminded.payments()) == 1
    assert [m.state for m in reminded.messages()].count("review") == 1


def test_a_forged_notice_touches_no_balance(reminded: Firm) -> None:
    text = "Virement reçu\nMontant : 1 200,00 EUR\nDonneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\n"
    reminded.at("2026-11-23T10:00").writes("avis@banque-lugdunienne.example", "Avis de virement", text, proven=False)
    reminded.tick()
    assert reminded.invoice().open_minor == 120000
    assert all(row.status == "unverified" for row in reminded.payments())


def test_a_payment_just_after_the_reminder_crossed_it(reminded: Firm) -> None:
    reminded.at("2026-11-17T10:00").bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.tick()
    with reminded.office.books.read() as session:
        (crossed,) = session.scalars(select(EventRow).where(EventRow.kind == "reminder_crossed"))
        (allocation,) = session.scalars(select(AllocationRow))
    assert allocation.crossed and crossed.reminder_id == reminded.reminders()[0].id
    assert reminded.invoice().level is None


def test_a_remainder_below_the_tolerance_is_not_reminded(firm: Firm) -> None:
    firm.has_invoice("F-2026-0099", "1.50")
    firm.takes_in("clients.csv", "code,name,email\nC2,Martin,compta@martin.example\n")
    firm.takes_in("i.csv", "number,client,issued_on,due_on,total\nF-2026-0100,C2,2026-10-01,2026-11-10,1.50\n")
    firm.at("2026-11-16T08:00").tick()
    assert [row.client_id for row in firm.reminders()] == [firm.client("C1").id]
