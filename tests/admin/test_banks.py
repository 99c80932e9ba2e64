"""The page on banks: how they are read, and a mail that is tried."""

from __future__ import annotations

from tests.admin.conftest import Visitor
from tests.firm import Firm

BANK = "Banque Lugdunienne"

MAIL = (
    "From: avis@banque-lugdunienne.example\nTo: relances@etude.example\nSubject: Avis de virement\n"
    "Date: Mon, 16 Nov 2026 09:00:00 +0100\n\nVotre compte a ete credite.\nMontant : 1 013,40 EUR\n"
    "Donneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\n"
)


def tried(visitor: Visitor, **patterns: str) -> str:
    """The page after this mail was tried."""
    return visitor.posts("/banks/test", mail=MAIL, profile=BANK, **patterns).get_data(as_text=True)


def test_what_is_read_in_a_mail_is_shown_with_its_line(town: Firm, assistant: Visitor) -> None:
    before = len(town.payments())
    page = tried(assistant)
    assert "1013.40 EUR" in page and "DUPONT BATIMENT" in page
    assert "ligne 2" in page
    assert len(town.payments()) == before


def test_a_pattern_is_tried_and_shown_for_the_configuration(town: Firm, assistant: Visitor) -> None:
    page = tried(assistant, **{"pattern-payer": "ordre : (DUP\\w+)"})
    assert "patterns:" in page and "DUPONT" in page


def test_a_pattern_that_is_none_is_one_sentence(town: Firm, assistant: Visitor) -> None:
    page = tried(assistant, **{"pattern-payer": "("})
    assert "no regular expression" in page


def test_every_bank_is_listed(assistant: Visitor) -> None:
    assert BANK in assistant.reads("/banks")
