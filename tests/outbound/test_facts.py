"""Facts are made from the plan and the configuration, and nothing is lost or invented on the way."""

from pathlib import Path

import pytest

from mailbot.config.schema import Settings
from mailbot.core.money import Money
from mailbot.core.reminder import Channel
from mailbot.outbound.firm_card import firm_card
from tests.outbound.samples import a_consumer, a_credit, a_firm, a_line, eur, some_facts


def some_settings(**firm) -> Settings:
    return Settings.model_validate(
        {
            "firm": {"name": "Étude", **firm},
            "mailbox": {"address": "recouvrement@etude.example", "kind": "maildir", "transport": "maildir"},
            "people": [{"email": "a@etude.example", "name": "A"}],
        }
    )


def test_the_card_comes_from_the_configuration():
    card = firm_card(
        some_settings(
            profession="lawyer", bank={"iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP"}, logo="l.svg"
        )
    )
    assert (card.name, card.profession, card.iban, card.bic) == (
        "Étude",
        "lawyer",
        "FR7630006000011234567890189",
        "AGRIFRPP",
    )
    assert card.logo == str(Path("l.svg"))


def test_questions_go_to_the_mailbox_unless_the_firm_says_otherwise():
    assert firm_card(some_settings()).email == "recouvrement@etude.example"
    assert firm_card(some_settings(email="compta@etude.example")).email == "compta@etude.example"


def test_the_legal_line_is_made_when_none_is_given():
    line = "Étude Vallier & Associés · 12 rue des Carmes · 44000 Nantes · SIREN 812345678 · TVA FR76812345678"
    assert a_firm().small_print == line
    assert a_firm(legal_line="SELARL au capital de 10 000 €").small_print == "SELARL au capital de 10 000 €"
    assert a_firm(address="", postcode="", city="", siren="", vat_number="").small_print == "Étude Vallier & Associés"


def test_sums_hold_together():
    facts = some_facts(3, a_line(1), a_line(2, open="34.56"), a_credit())
    assert facts.invoiced - facts.deducted + facts.credited == facts.total == eur("1069.12")
    assert facts.part_paid


def test_money_in_hand_is_deducted_from_what_is_asked_and_from_the_code_to_scan():
    facts = some_facts(2, a_line(1), a_line(2, open="34.56"), a_credit(), in_hand=eur(69))
    assert (facts.total, facts.received) == (eur("1000.12"), eur(69))
    assert facts.pay.qr.splitlines()[7] == "EUR1000.12"


@pytest.mark.parametrize(
    ("lines", "number"), [((a_line(1), a_credit()), "F-2026-0041"), ((a_line(1), a_line(2)), None)]
)
def test_one_invoice_is_spoken_of_by_name(lines, number):
    only = some_facts(1, *lines).only
    assert (only.number if only else None) == number


@pytest.mark.parametrize(
    ("level", "formal", "text"),
    [(0, False, 0), (1, False, 1), (2, False, 2), (7, False, 2), (3, True, 3), (2, True, 3)],
)
def test_the_text_follows_level_and_formality(level, formal, text):
    assert some_facts(level, formal=formal).text_level == text


@pytest.mark.parametrize(
    ("level", "days", "text"), [(1, 0, 0), (7, 0, 0), (0, 3, 1), (0, 0, 0)],
    ids=["a first level before the due date", "whatever its number", "a level 0 after it", "level 0 before it"],
)  # fmt: skip
def test_the_pre_due_text_is_for_what_is_not_yet_overdue_whatever_the_level_is_called(level, days, text):
    assert some_facts(level, a_line(days_overdue=days)).text_level == text


@pytest.mark.parametrize(("language", "used"), [("fr", "fr"), ("en", "en"), ("de", "en")])
def test_other_languages_are_written_to_in_english(language, used):
    assert some_facts(1, language=language).language == used


@pytest.mark.parametrize(
    ("channel", "attached"), [(Channel.MAIL, False), (Channel.MAIL_AND_LETTER, True), (Channel.LETTER, False)]
)
def test_a_letter_is_said_to_be_attached_only_when_it_is(channel, attached):
    assert some_facts(2, channel=channel).letter_attached is attached


def test_penalties_are_for_french_professionals_from_level_2():
    assert some_facts(2).penalties
    assert not some_facts(1).penalties
    assert not some_facts(2, **a_consumer()).penalties
    assert not some_facts(2, firm_country="BE").penalties


def test_a_consumer_is_greeted_by_their_own_name():
    assert some_facts(1, **a_consumer()).addressee == "M. Jean Petit"
    assert some_facts(1, contact="").addressee == ""


def test_nothing_is_asked_to_be_transferred_when_credits_are_as_large():
    facts = some_facts(1, a_line(1, total="100"), a_credit(total="-100"))
    assert facts.total == Money.of(0)
    assert facts.pay is not None
    assert facts.pay.qr == ""
