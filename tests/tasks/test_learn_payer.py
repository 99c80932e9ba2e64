"""What placing a payment teaches about its payer, for one client, until it is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.core.money import Money
from mailbot.store.money import payer_aliases
from mailbot.store.money.payments import Word, live_allocations
from mailbot.store.tables import PaymentRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.money.learn_payer import forget_payer
from mailbot.tasks.money.place_payment import bring_back, place_payment, set_aside, undo_allocation
from tests.firm import PARTNER, Firm

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-16T09:00")
    made.has_client()
    for number, total in (("F-2026-0042", "1200.00"), ("F-2026-0043", "731.17"), ("F-2026-0044", "415.20")):
        made.has_invoice(number, total)
    return made


def placed(firm: Firm, row: PaymentRow, number: str) -> None:
    with firm.office.books.write() as session:
        payment = session.get_one(PaymentRow, row.id)
        amount = Money.from_minor(payment.amount_minor, payment.currency)
        place_payment(session, firm.office, payment, [(number, amount)], Word(PARTNER, "vu", firm.now))


def comes(firm: Firm, amount: str, payer: str, label: str = "VIREMENT") -> PaymentRow:
    firm.bank_writes(amount, payer, label)
    firm.tick()
    return firm.payments()[-1]


def known(firm: Firm) -> list[tuple[str, str]]:
    with firm.office.books.read() as session:
        return payer_aliases.for_matching(session)


def test_who_paid_for_a_client_once_is_known_the_next_time(firm: Firm) -> None:
    first = comes(firm, "1 200,00", "HOLDING ZEPHYR")
    assert first.decision in ("review", "none")
    placed(firm, first, "F-2026-0042")
    assert known(firm) == [("HOLDINGZEPHYR", "C1")]
    assert comes(firm, "731,17", "HOLDING ZEPHYR").decision == "auto"
    assert firm.invoice("F-2026-0043").open_minor == 0


def test_taking_it_back_forgets_it(firm: Firm) -> None:
    first = comes(firm, "1 200,00", "HOLDING ZEPHYR")
    placed(firm, first, "F-2026-0042")
    with firm.office.books.write() as session:
        (allocation,) = live_allocations(session, first.id)
        undo_allocation(session, firm.office, allocation.id, BY, "erreur", firm.now)
    assert known(firm) == []
    assert comes(firm, "731,17", "HOLDING ZEPHYR").decision == "review"


def test_a_name_of_two_clients_decides_for_neither(firm: Firm) -> None:
    firm.takes_in("clients.csv", "code,name,email\nC2,Martin Optique,compta@martin.example\n")
    firm.takes_in("i.csv", "number,client,issued_on,due_on,total\nF-2026-0100,C2,2026-10-01,2026-11-10,88.40\n")
    placed(firm, comes(firm, "1 200,00", "HOLDING ZEPHYR"), "F-2026-0042")
    placed(firm, comes(firm, "88,40", "HOLDING ZEPHYR", "POUR MARTIN"), "F-2026-0100")
    assert sorted(code for _, code in known(firm)) == ["C1", "C2"]
    assert comes(firm, "731,17", "HOLDING ZEPHYR").decision == "review"


def test_the_clients_own_name_and_a_payment_service_teach_nothing(firm: Firm) -> None:
    placed(firm, comes(firm, "1 200,00", "STRIPE TECHNOLOGY"), "F-2026-0042")
    placed(firm, comes(firm, "415,19", "DUPONT BATIMENT", "ACOMPTE"), "F-2026-0044")
    assert known(firm) == []


def test_what_is_forgotten_by_hand_is_forgotten(firm: Firm) -> None:
    placed(firm, comes(firm, "1 200,00", "HOLDING ZEPHYR"), "F-2026-0042")
    with firm.office.books.write() as session:
        ((row, _),) = payer_aliases.listed(session)
        forget_payer(session, row.id, BY, firm.now)
    assert known(firm) == []


def test_money_that_is_nobodys_is_set_aside_the_next_time_and_can_be_brought_back(firm: Firm) -> None:
    first = comes(firm, "5 000,00", "BANQUE DU PRET", "DEBLOCAGE")
    with firm.office.books.write() as session:
        set_aside(session, first.id, BY, "notre emprunt", firm.now, always=True)
    again = comes(firm, "2 500,00", "BANQUE DU PRET", "DEBLOCAGE 2")
    assert again.decision == "aside" and "notre emprunt" in again.why
    with firm.office.books.write() as session:
        bring_back(session, first.id, BY, "c'était un client", firm.now)
    assert comes(firm, "1 750,00", "BANQUE DU PRET", "DEBLOCAGE 3").decision != "aside"
