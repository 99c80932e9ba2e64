"""A bank's signed notice in a mailbox whose server says nothing about senders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.errors import TryLater
from mailbot.store.tables import PaymentRow
from tests.edges.making import a_mail
from tests.firm import BOT, CONFIG, IBAN, Firm
from tests.servers.dkim_signing import KeyDirectory, signed

BANK = "banque-lugdunienne.example"
NOTICE = (
    f"Bonjour,\n\nVous avez reçu un virement sur votre compte {IBAN[:4]}...{IBAN[-4:]}.\n\nMontant : 1 200,00 EUR\n"
    "Donneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\nDate de valeur : 02/11/2026\n\nVotre Banque\n"
)


@pytest.fixture
def directory() -> KeyDirectory:
    return KeyDirectory()


@pytest.fixture
def firm(tmp_path: Path, directory: KeyDirectory) -> Firm:
    made = Firm(tmp_path / "firm", CONFIG)
    assert made.office.find_key is None  # off, unless the configuration says otherwise
    made.office = replace(made.office, find_key=lambda name: directory(name))
    made.has_client()
    made.has_invoice()
    made.tick()
    return made


def a_notice(firm: Firm) -> bytes:
    return a_mail("Avis de virement", sender=f"avis@{BANK}", to=BOT, body=NOTICE, date=firm.now)


def counted(firm: Firm) -> list[str]:
    with firm.office.books.read() as session:
        return [str(status) for status in session.scalars(select(PaymentRow.status))]


def test_a_notice_that_the_bank_signed_counts(firm: Firm, directory: KeyDirectory) -> None:
    firm.drops(signed(a_notice(firm), BANK, directory.new_key(BANK)))
    firm.tick()

    assert counted(firm) == ["counted"]
    assert firm.messages()[-1].understood["authentic"] is True


@pytest.mark.parametrize("fault", ["changed", "unsigned", "silent", "spoken"])
def test_any_other_is_shown_and_counts_nothing(firm: Firm, directory: KeyDirectory, fault: str) -> None:
    raw = signed(a_notice(firm), BANK, directory.new_key(BANK))
    if fault == "changed":
        raw = raw.replace(b"F-2026-0042", b"F-2026-0043")
    if fault == "unsigned":
        raw = a_notice(firm)
    if fault == "spoken":
        raw = f"Authentication-Results: relay.example; dkim=pass header.d={BANK}\r\n".encode() + raw
    if fault == "silent":
        firm.office = replace(firm.office, find_key=silent)
    firm.drops(raw)
    firm.tick()

    row = firm.messages()[-1]
    assert "counted" not in counted(firm)
    assert (row.kind, row.understood["authentic"]) == ("bank_notification", False if fault == "changed" else None)


def silent(name: str) -> bytes | None:
    raise TryLater("the DNS does not answer")


def test_the_configuration_turns_it_on(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG.replace("kind: maildir", "verify_dkim: when_missing, kind: maildir"))
    assert firm.office.find_key is not None
