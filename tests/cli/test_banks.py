"""`mailbot banks` and `mailbot payers` from the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mailbot.store.tables import PaymentRow
from tests.firm import PARTNER, Firm

Run = Callable[..., Result]
MAIL = (
    "From: avis@banque-lugdunienne.example\nTo: relances@etude.example\nSubject: Avis de virement\n"
    "Date: Mon, 16 Nov 2026 09:00:00 +0100\n\nVotre compte a ete credite.\nMontant : 1 013,40 EUR\n"
    "Donneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\n"
)


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A notice of the configured bank, in a file."""
    file = tmp_path / "avis.eml"
    file.write_text(MAIL)
    return file


def test_every_fact_of_a_mail_is_told_with_its_line(at_work: Run, mail: Path) -> None:
    told = at_work("banks", "test", mail)
    assert told.exit_code == 0, told.output
    assert "1. amount: 1013.40 EUR  [line 2] Montant : 1 013,40 EUR" in told.stdout
    assert "authenticity: not" in told.stdout


def test_a_pattern_is_tried_before_it_is_written(at_work: Run, mail: Path) -> None:
    told = at_work("banks", "test", mail, "--as", "Banque Lugdunienne", "--pattern", r"payer=ordre : (\w+)")
    assert "payer: DUPONT  [line 3, by the profile's pattern]" in told.stdout
    assert r"payer: 'ordre : (\w+)'" in told.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as", "Inconnue"), "no bank 'Inconnue'"),
        (("--as", "Banque Lugdunienne", "--pattern", "payer=("), "no regular expression"),
        (("--pattern", "colour=red"), "FIELD=REGEX"),
    ],
)
def test_what_cannot_be_tried_is_one_sentence(at_work: Run, mail: Path, options: tuple[str, ...], words: str) -> None:
    told = at_work("banks", "test", mail, *options)
    assert told.exit_code != 0
    assert words in told.stderr


def test_a_mail_that_is_not_understood_ends_in_failure(at_work: Run, mail: Path) -> None:
    mail.write_text(MAIL.split("\n\n", maxsplit=1)[0] + "\n\nUn montant de 1 013,40 EUR vous concerne.\n")
    told = at_work("banks", "test", mail, "--as", "Banque Lugdunienne")
    assert told.exit_code == 1
    assert "not understood" in told.stdout


def test_banks_are_listed_with_how_well_they_are_read(office: Firm, at_work: Run) -> None:
    office.at("2026-11-16T09:00").bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    office.tick()
    told = at_work("banks", "list", "--format", "csv")
    assert "Banque Lugdunienne,1,1,0,0,100%" in told.stdout


def test_money_that_is_nobodys_is_set_aside_and_listed(office: Firm, at_work: Run) -> None:
    office.at("2026-11-16T09:00").bank_writes("5 000,00", "BANQUE DU PRET", "DEBLOCAGE")
    office.tick()
    (payment,) = office.payments()
    as_partner = ("--payment", str(payment.id), "--why", "notre emprunt", "--as", PARTNER)
    assert at_work("payers", "nobody", *as_partner, "--always").exit_code == 0
    assert "BANQUE DU PRET" in at_work("payers", "list", "--format", "csv").stdout
    assert at_work("payers", "forget", "1", "--as", PARTNER).exit_code == 0
    assert "BANQUE DU PRET" not in at_work("payers", "list", "--format", "csv").stdout
    assert at_work("payers", "nobody", *as_partner, "--undo").exit_code == 0
    with office.office.books.read() as session:
        assert session.get_one(PaymentRow, payment.id).decision == "review"
