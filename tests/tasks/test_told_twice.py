"""One movement, told by a notice, a statement, a file, a person, in any order, again, or cut short: it counts once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from mailbot.core.errors import Refused
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.money.place_payment import count_payment
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.money.reverse_payment import ReverseOrder, reverse_payment
from tests.firm import BOT, IBAN, PARTNER, Firm
from tests.tasks.importing import take

BY = Decider(email=PARTNER, via="shell")
MT940 = (
    f":20:STARTUMS\r\n:25:{IBAN}\r\n:28C:1/1\r\n:60F:C261101EUR0,00\r\n"
    ":61:2611031103C1200,00NTRFNONREF//B77\r\n:86:VIREMENT DUPONT BATIMENT FACTURE F-2026-0042\r\n"
    ":62F:C261104EUR1200,00\r\n-\r\n"
)  # fmt: skip
FILE = "id,received_on,amount,payer,label\nP-7,2026-11-02,1200.00,DUPONT BATIMENT,FACT F-2026-0042\n"


def notice(firm: Firm) -> None:
    firm.bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042", day="03/11/2026")
    firm.tick()


def statement(firm: Firm) -> None:
    take(firm, "releve.sta", MT940.encode())


def file(firm: Firm) -> None:
    take(firm, "p.csv", FILE.encode(), "payments")


def by_hand(firm: Firm) -> None:
    order = PaymentOrder(
        numbers=("F-2026-0042",), amount=Decimal(1200), received_on=date(2026, 11, 4), why="vu au compte"
    )
    with firm.office.books.write() as session:
        record_by_hand(session, firm.office, order, BY, firm.now)


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-05T09:00")
    made.has_client()
    made.has_invoice()
    return made


@pytest.mark.parametrize(
    "tellers", list(permutations((notice, statement, file))), ids=lambda some: " ".join(t.__name__ for t in some)
)
def test_whoever_tells_first_it_counts_once(firm: Firm, tellers: tuple[Callable[[Firm], None], ...]) -> None:
    for tell in (*tellers, *tellers):
        tell(firm)
    firm.tick()
    assert [(row.status, row.amount_minor) for row in firm.payments()] == [("counted", 120000)]
    assert firm.invoice().open_minor == 0
    assert verify(firm.office) == []


@pytest.mark.parametrize("tell", [notice, statement, file])
def test_what_a_person_typed_is_what_the_bank_tells_afterwards(firm: Firm, tell: Callable[[Firm], None]) -> None:
    by_hand(firm)
    tell(firm)
    firm.tick()
    assert len(firm.payments()) == 1
    assert firm.invoice().open_minor == 0


@pytest.mark.parametrize("tell", [statement, file])
def test_what_waits_is_placed_and_not_entered_again_when_a_person_types_it(
    firm: Firm, tell: Callable[[Firm], None]
) -> None:
    tell(firm)
    by_hand(firm)
    (payment,) = firm.payments()
    assert (payment.unapplied_minor, payment.decision) == (0, "person")


def test_what_is_placed_already_is_refused_to_whoever_types_it(firm: Firm) -> None:
    statement(firm)
    firm.tick()
    firm.has_invoice("F-2026-0043", "1200.00")
    order = PaymentOrder(
        numbers=("F-2026-0043",), amount=Decimal(1200), received_on=date(2026, 11, 4), label="F-2026-0042"
    )
    with firm.office.books.write() as session, pytest.raises(Refused, match="déjà placé"):
        record_by_hand(session, firm.office, order, BY, firm.now)


def test_a_likeness_that_proves_nothing_counts_only_on_a_persons_word(firm: Firm) -> None:
    by_hand(firm)
    other = MT940.replace("DUPONT BATIMENT FACTURE F-2026-0042", "HOLDING ZED")
    take(firm, "releve.sta", other.encode())
    first, second = firm.payments()
    assert (second.status, second.decision) == ("unverified", "doubtful")
    with firm.office.books.write() as session:
        count_payment(session, firm.office, second.id, BY, firm.now)
    assert [row.status for row in firm.payments()] == ["counted", "counted"]


def test_a_statement_proves_a_notice_that_was_not(firm: Firm) -> None:
    text = "Virement reçu\nMontant : 1 200,00 EUR\nDonneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\n"
    text += "Date de valeur : 03/11/2026\n"
    firm.writes("avis@banque-lugdunienne.example", "Avis de virement", text, proven=False)
    firm.tick()
    assert [row.status for row in firm.payments()] == ["unverified"]
    statement(firm)
    assert [row.status for row in firm.payments()] == ["counted"]


def test_a_crash_in_between_leaves_nothing_half_told(firm: Firm) -> None:
    with pytest.raises(ZeroDivisionError), firm.office.books.write() as session:
        order = PaymentOrder(numbers=("F-2026-0042",), amount=Decimal(1200), received_on=date(2026, 11, 4))
        record_by_hand(session, firm.office, order, BY, firm.now)
        _ = 1 / 0
    statement(firm)
    assert len(firm.payments()) == 1


def a_statement(*lines: tuple[str, str, str]) -> bytes:
    """MT940 of these credits (day as YYMMDD, amount, words); the bank gives no ids."""
    booked = "".join(f":61:{day}{day[2:]}C{amount}NTRFNONREF\r\n:86:{words}\r\n" for day, amount, words in lines)
    return f":20:S\r\n:25:{IBAN}\r\n:28C:1/1\r\n{booked}-\r\n".encode()


def test_one_line_in_doubt_does_not_keep_the_others_of_a_statement_out(firm: Firm) -> None:
    notice(firm)
    other = ("261104", "1200,00", "/NAME/DUPONT BATIMENT/REMI/FACTURE F-2026-0099")
    fresh = ("261104", "80,00", "/NAME/MARTIN/REMI/FACTURE F-2026-0050")
    take(firm, "releve.sta", a_statement(other, fresh))
    assert [(row.amount_minor, row.status, row.decision) for row in firm.payments()][1:] == [
        (120_000, "unverified", "doubtful"), (8_000, "counted", ""),
    ]  # fmt: skip
    with firm.office.books.write() as session:
        count_payment(session, firm.office, firm.payments()[1].id, BY, firm.now)
    assert verify(firm.office) == []


def test_the_day_on_which_a_mail_came_is_not_the_day_of_another_payment(firm: Firm) -> None:
    """A mail without a day tells of the payment of the 2nd and comes on the 5th, on which another one comes."""
    text = "Vous avez reçu un virement.\nMontant : 1 200,00 EUR\nDonneur d'ordre : DUPONT BATIMENT\nMotif : REGLEMENT\n"
    firm.writes("avis@banque-lugdunienne.example", "Avis de virement", text)
    for mail in (firm.folder / "mail" / BOT / "new").iterdir():
        os.utime(mail, (firm.now.timestamp(), firm.now.timestamp()))
    firm.tick()
    words = "/NAME/DUPONT BATIMENT/REMI/REGLEMENT"
    for day in ("261102", "261105", "261102"):
        take(firm, f"{day}.sta", a_statement((day, "1200,00", words)))
    assert [(row.status, f"{row.received_on:%d}") for row in firm.payments()] == [("counted", "02"), ("counted", "05")]


def test_a_payment_that_came_back_does_not_enter_again_with_the_next_statement(firm: Firm) -> None:
    notice(firm)
    with firm.office.books.write() as session:
        reverse_payment(session, firm.office, ReverseOrder(payment_id=1, why="impayé"), BY, firm.now)
    statement(firm)
    assert [row.status for row in firm.payments()] == ["reversed"]
