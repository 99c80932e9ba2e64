"""Electronic invoices in the books."""

from pathlib import Path

import pytest

from mailbot.core.errors import InputError
from tests.firm import CONFIG, Firm
from tests.intake.xml_text import a_pdf, cii, ubl
from tests.tasks.importing import balances_hold, counts, everything, take


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    config = CONFIG.replace("profession: lawyer", "profession: lawyer, siren: 123456782") + "import: {terms_days: 30}\n"
    return Firm(tmp_path / "firm", config).at("2026-10-02T09:00")


@pytest.mark.parametrize(
    ("name", "content"), [("f.pdf", a_pdf(cii())), ("f.xml", cii()), ("f.xml", ubl())], ids=["Factur-X", "CII", "UBL"]
)
def test_an_invoice_brings_client_contact_and_balance(firm: Firm, name: str, content: bytes) -> None:
    report = take(firm, name, content)
    assert counts(report) == (1, 0, 0, 0)
    client, invoice = firm.client(), firm.invoice()
    assert (client.name, client.email, client.siren, client.kind, client.city) == (
        "Dupont Bâtiment SARL", "compta@dupont.example", "552100554", "professional", "Lyon",
    )  # fmt: skip
    assert (invoice.total_minor, invoice.open_minor, invoice.due_on.isoformat(), invoice.matter) == (
        120000, 100000, "2026-10-31", "D-12",
    )  # fmt: skip
    assert balances_hold(firm)
    before = everything(firm)
    assert counts(take(firm, name, content)) == (0, 0, 1, 0)
    assert everything(firm) == before | {"events": before["events"] + 1}


def test_the_pdf_itself_is_the_invoices_file(firm: Firm) -> None:
    take(firm, "F-2026-0042.pdf", a_pdf(cii()))
    invoice = firm.invoice()
    assert firm.office.blobs.get(invoice.file_sha) == a_pdf(cii()) and invoice.file_name == "F-2026-0042.pdf"


def test_so_is_the_pdf_of_the_same_name_beside_an_xml_file(firm: Firm) -> None:
    (firm.folder / "f.pdf").write_bytes(b"%PDF-1.4 lisible")
    take(firm, "f.xml", ubl())
    assert firm.office.blobs.get(firm.invoice().file_sha) == b"%PDF-1.4 lisible"


def test_a_known_client_is_found_and_only_what_was_empty_is_filled(firm: Firm) -> None:
    firm.has_client("D-7", "Dupont & Fils", "dg@dupont.example", siren="552 100 554 00013", city="")
    report = take(firm, "f.xml", cii())
    client = firm.client("D-7")
    assert (client.name, client.email, client.city) == ("Dupont & Fils", "dg@dupont.example", "Lyon")
    assert firm.invoice().client_id == client.id and any("ville (vide) → Lyon" in change for change in report.changes)


def test_a_code_that_another_client_has_is_not_taken(firm: Firm) -> None:
    firm.has_client("C1", "Martin", "x@martin.example")
    take(firm, "f.xml", cii())
    assert firm.invoice().client_id == firm.client("C1-2").id and firm.client("C1").name == "Martin"


def test_a_buyer_without_numbers_is_taken_for_a_consumer_and_told(firm: Firm) -> None:
    report = take(firm, "f.xml", cii(buyer={"siret": "", "vat": ""}))
    assert firm.client().kind == "consumer" and any("taken for a consumer" in note for note in report.notes)


def test_a_credit_note_is_set_against_its_invoice(firm: Firm) -> None:
    take(firm, "f.xml", cii(paid="0", payable="1200.00"))
    take(
        firm, "a.xml", ubl("CreditNote", number="A-1", type="381", paid="0", payable="200.00", preceding="F-2026-0042")
    )
    assert firm.invoice().open_minor == 100000 and firm.invoice("A-1").open_minor == 0 and balances_hold(firm)


def test_a_due_date_that_is_missing_is_computed(firm: Firm) -> None:
    take(firm, "f.xml", cii(due=""))
    assert firm.invoice().due_on.isoformat() == "2026-10-31"


@pytest.mark.parametrize(
    "content",
    [
        cii(seller={"name": "Fournisseur", "siren": "987654321", "vat": "FR00987654321"}),
        ubl(buyer={"siret": "12345678200011", "vat": ""}, seller={"siren": "", "vat": ""}),
    ],
)
def test_an_invoice_that_the_firm_did_not_write_is_refused(firm: Firm, content: bytes) -> None:
    with pytest.raises(InputError, match="it is not owed to you"):
        take(firm, "f.xml", content)
    assert everything(firm)["invoices"] == 0


def test_a_firm_without_numbers_is_told_that_nobody_checked(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG).at("2026-10-02T09:00")
    assert any("write firm.siren" in note for note in take(firm, "f.xml", cii(seller={"name": "Cabinet"})).notes)


def test_the_reminder_goes_to_the_contact_that_the_invoice_names(firm: Firm) -> None:
    take(firm, "f.xml", cii())
    firm.at("2026-11-16T08:00").tick()
    (reminder,) = firm.reminders()
    assert reminder.recipient == "claire@dupont.example"


def test_a_dry_run_keeps_nothing(firm: Firm) -> None:
    before = everything(firm)
    assert counts(take(firm, "f.pdf", a_pdf(cii()), dry_run=True)) == (1, 0, 0, 0)
    assert everything(firm) == before and not list((firm.folder / "blobs").rglob("*.*"))
