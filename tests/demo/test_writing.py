"""What the demo writes is what the world writes: the readers understand it, and the numbers are valid."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader
from stdnum import iban
from stdnum.fr import siren, tva

from mailbot.core.money import Money
from mailbot.core.workdays import Workdays
from mailbot.demo import numbers
from mailbot.demo.bills import make_bills
from mailbot.demo.clients import make_clients
from mailbot.demo.firm import BANKS, settings_values
from mailbot.demo.habits import Habit
from mailbot.demo.invoice_pdf import invoice_pdf
from mailbot.demo.letter import read_letter
from mailbot.demo.notices import balance_notice, credit_notices, debit_notice
from mailbot.demo.programs import Writer, answer
from mailbot.demo.transfers import Transfer
from mailbot.inbound.banks.notice import read_notice
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.parse import parse
from mailbot.inbound.reply.new_text import new_text
from mailbot.outbound.compose import Outgoing, compose

NOW = datetime(2026, 11, 18, 9, 10, tzinfo=UTC)
SPAN = (date(2026, 9, 20), date(2026, 11, 18))


def a_reminder() -> bytes:
    return compose(
        Outgoing(
            message_id="<rem-7-abc@aubrac-lindon.example>", date=NOW, to=("compta@a.example",),
            sender=("Aubrac & Lindon", "recouvrement@aubrac-lindon.example"),
            reply_to="recouvrement+r7abc@aubrac-lindon.example", subject="Facture F-2026-0142 : règlement en attente",
            text="Madame, Monsieur,\n\nLa facture F-2026-0142 reste impayée.\n\nHélène Aubrac\n", html="",
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("program", ["gmail", "outlook", "thunderbird", "iphone", "webmail"])
def test_an_answer_of_any_program_is_read_without_what_it_quotes(program: str, language: str) -> None:
    writer = Writer(name="Loïc Hamon", address="compta@a.example", language=language, program=program)
    mail = parse(answer(writer, read_letter(a_reminder()), "Bonjour,\n\nPayé hier.", NOW, Random(1)))
    assert new_text(mail).text.replace("\n\n", "\n").startswith("Bonjour,\nPayé hier.")
    assert "reste impayée" not in new_text(mail).text
    assert mail.to == ("recouvrement+r7abc@aubrac-lindon.example",)
    assert mail.in_reply_to == ("<rem-7-abc@aubrac-lindon.example>",)


def profile(index: int) -> BankProfileFacts:
    bank = BANKS[index]
    return BankProfileFacts(name=bank.name, domains=(bank.domain,), own_ibans=(bank.iban,))


@pytest.mark.parametrize("index", [0, 1, 2])
def test_each_bank_tells_of_a_credit_in_a_way_that_is_read(index: int) -> None:
    one = Transfer(
        bank=BANKS[index], payer="MENUISERIE KERBRAT SARL", payer_iban="", amount=Money.of("1234.56"),
        label="FACTURE F-2026-0142", value_on=NOW.date(),
    )  # fmt: skip
    (raw,) = credit_notices(BANKS[index], [one], NOW, Random(1))
    (movement,) = read_notice(parse(raw), profile(index))
    assert (movement.amount, movement.direction, movement.value_date) == (one.amount.amount, "credit", NOW.date())
    assert movement.payer == one.payer
    assert "F-2026-0142" in (movement.label or "")


@pytest.mark.parametrize("index", [0, 1, 2])
def test_debits_and_balances_are_no_payments(index: int) -> None:
    debit = debit_notice(BANKS[index], "URSSAF PAYS DE LA LOIRE", Money.of("312.40"), NOW, Random(1))
    balance = balance_notice(BANKS[index], Money.of("45123.45"), NOW, Random(1))
    assert all(one.direction == "debit" for one in read_notice(parse(debit), profile(index)))
    assert read_notice(parse(balance), profile(index)) == ()


@pytest.mark.parametrize("country", ["FR", "GB", "IE", "BE"])
def test_accounts_have_right_check_digits(country: str) -> None:
    rng = Random(3)
    assert all(iban.is_valid(numbers.client_account(country, rng)) for _ in range(50))


def test_the_firm_and_its_clients_have_valid_numbers() -> None:
    firm = settings_values(SPAN[0], 8080)["firm"]
    assert siren.is_valid(firm["siren"])
    assert tva.is_valid(firm["vat_number"])
    for client in make_clients(80, Random(1)):
        assert not client.siren or (siren.is_valid(client.siren) and tva.is_valid(client.vat_number))


def test_clients_are_many_kinds_and_none_is_like_another() -> None:
    found = make_clients(200, Random(2))
    assert len({client.name for client in found}) == len({client.email for client in found}) == 200
    assert {client.kind for client in found} == {"professional", "consumer", "public"}
    assert {client.language for client in found} == {"fr", "en"}
    assert [client.habit for client in found[: len(Habit)]] == list(Habit)
    assert all(client.email.endswith(".example") for client in found if client.habit is not Habit.NO_MAIL)


def test_invoices_fall_due_on_working_days_and_are_numbered_in_the_order_of_issue() -> None:
    bills = make_bills(make_clients(20, Random(1)), 100, SPAN, Random(1))
    calendar = Workdays("FR")
    assert [bill.number for bill in bills] == sorted(bill.number for bill in bills)
    assert all(calendar.is_working_day(bill.due_on) for bill in bills if bill.due_on >= SPAN[0])
    assert any(bill.due_on < SPAN[0] for bill in bills), "some were late before Mailbot came"


def test_the_invoice_is_a_pdf_that_readers_open() -> None:
    bill = make_bills(make_clients(3, Random(1)), 3, SPAN, Random(1))[1]
    content = invoice_pdf(bill)
    text = PdfReader(BytesIO(content), strict=True).pages[0].extract_text()
    assert bill.number in text
    assert bill.client.name in text
    assert "Échéance" in text
    assert "€" in text
    assert content == invoice_pdf(bill)
