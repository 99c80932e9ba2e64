"""Account statements as files."""

from pathlib import Path

import pytest

from mailbot.core.errors import InputError
from tests.firm import IBAN, Firm
from tests.tasks.importing import counts, take

MT940 = (
    ":20:STARTUMS\r\n:25:{account}\r\n:28C:1/1\r\n:60F:C261101EUR0,00\r\n"
    ":61:2611031103C1200,00NTRFNONREF\r\n:86:VIREMENT DUPONT FACTURE F-2026-0042\r\n"
    ":61:2611041104D50,00NTRFNONREF\r\n:86:FRAIS\r\n:62F:C261104EUR1150,00\r\n-\r\n"
)


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-05T09:00")
    made.has_client()
    made.has_invoice()
    return made


def test_credits_enter_once_and_debits_never(firm: Firm) -> None:
    content = MT940.format(account=IBAN).encode()
    assert counts(take(firm, "releve.sta", content)) == (1, 0, 0, 0)
    assert counts(take(firm, "releve.sta", content, "statement")) == (0, 0, 1, 0)
    (payment,) = firm.payments()
    assert (payment.amount_minor, payment.bank, payment.status) == (120000, "Banque Lugdunienne", "counted")


def test_it_pays_the_invoice_it_names(firm: Firm) -> None:
    take(firm, "releve.sta", MT940.format(account=IBAN).encode())
    firm.tick()
    assert firm.invoice().open_minor == 0


def test_a_statement_of_a_strangers_account_is_refused(firm: Firm) -> None:
    with pytest.raises(InputError, match="none of banks"):
        take(firm, "releve.sta", MT940.format(account="FR7610107001011234567890129").encode())
    assert firm.payments() == []


def test_what_is_no_statement_is_one_sentence(firm: Firm) -> None:
    with pytest.raises(InputError, match=r"^x.txt: this is no statement"):
        take(firm, "x.txt", b"rien", "statement")
