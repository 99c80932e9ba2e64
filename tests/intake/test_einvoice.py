"""UBL, CII and Factur-X: the same terms, whatever the syntax; and every door closed."""

import logging
import zlib
from datetime import date
from decimal import Decimal

import pytest

from mailbot.core.errors import InputError
from mailbot.intake.einvoice import read_einvoice
from mailbot.intake.facturx import embedded_invoice
from tests.intake.xml_text import a_pdf, cii, ubl

BOTH = pytest.mark.parametrize("write", [cii, ubl])


@BOTH
def test_both_syntaxes_say_the_same(write):
    invoice = read_einvoice(write(), "f.xml")
    assert (invoice.number, invoice.kind, invoice.currency) == ("F-2026-0042", "invoice", "EUR")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (invoice.total, invoice.open_amount, invoice.matter) == (Decimal(1200), Decimal(1000), "D-12")
    seller, buyer = invoice.seller, invoice.buyer
    assert (seller.name, seller.siren, seller.vat_number) == ("Étude Vallier", "123456782", "FR12123456782")
    assert (buyer.name, buyer.identifier, buyer.siren) == ("Dupont Bâtiment SARL", "C1", "552100554")
    assert (buyer.email, buyer.address, buyer.postcode, buyer.city, buyer.country) == (
        "compta@dupont.example", "3 rue de la Paix", "69002", "Lyon", "FR",
    )  # fmt: skip
    assert (invoice.contact_name, invoice.contact_email) == ("Claire Durand", "claire@dupont.example")


@pytest.mark.parametrize(
    "content",
    [
        cii(type="381", total="200.00", paid="0", payable="200.00", preceding="F-1"),
        cii(type="380", total="-200.00", paid="0", payable="-200.00", preceding="F-1"),
        ubl("CreditNote", type="381", total="200.00", paid="0", payable="200.00", preceding="F-1"),
        ubl(type="381", total="200.00", paid="0", payable="200.00", preceding="F-1"),
    ],
)
def test_a_credit_note_is_negative_and_names_its_invoice(content):
    invoice = read_einvoice(content, "f.xml")
    assert (invoice.kind, invoice.total, invoice.open_amount, invoice.applies_to) == ("credit_note", -200, -200, "F-1")


@BOTH
def test_a_due_date_may_be_missing(write):
    assert read_einvoice(write(due=""), "f.xml").due_on is None


@BOTH
def test_a_rounding_is_part_of_what_is_owed(write):
    invoice = read_einvoice(write(total="1200.02", paid="0.00", payable="1200.00"), "f.xml")
    assert (invoice.total, invoice.open_amount) == (1200, 1200)


@BOTH
@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"number": ""}, "BT-1 is missing"),
        ({"issued": "20261301"}, "BT-2: '2026-13-01' is no day"),
        ({"issued": "        "}, "BT-2"),
        ({"currency": "EURO!"}, "BT-5"),
        ({"payable": "mille"}, "BT-115"),
        ({"payable": ""}, "BT-115 is missing"),
        ({"buyer": {"name": ""}}, "BT-44 is missing"),
    ],
)
def test_what_is_missing_or_wrong_is_named_by_its_term(write, terms, says):
    with pytest.raises(InputError, match=says) as error:
        read_einvoice(write(**terms), "f.xml")
    assert "\n" not in str(error.value) and str(error.value).startswith("f.xml: ")


@pytest.mark.parametrize(
    ("siret", "vat", "siren"),
    [
        ("552100554", "", "552100554"),
        ("552 100 554 00013", "", "552100554"),
        ("", "FR40552100554", "552100554"),
        ("HRB 1234", "DE123456789", ""),
    ],
)
def test_a_siren_is_found_in_a_siret_or_a_french_vat_number(siret, vat, siren):
    assert read_einvoice(cii(buyer={"siret": siret, "vat": vat}), "f.xml").buyer.siren == siren


def test_an_address_of_a_platform_is_no_mail_address():
    assert read_einvoice(ubl(buyer={"email": "0009:55210055400013"}), "f.xml").buyer.email == ""


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"<?xml version='1.0'?>{LAUGHS}<x>&b;</x>".encode(), "document type"),
        (f"<?xml version='1.0'?>{FETCH}<x>&a;</x>".encode(), "document type"),
        (f"<?xml version='1.0' encoding='utf-16'?>{LAUGHS}<x>&b;</x>".encode("utf-16"), "document type"),
        (f"<?xml version='1.0' encoding='utf-7'?>{FETCH}<x>&a;</x>".encode("utf-7"), "document type|well-formed"),
        (b"<x>" * 300 + b"</x>" * 300, "well-formed.*depth"),
        (b"<a>" + b"x" * 20_000_001 + b"</a>", "20 MB; over 20"),
        (b"<a><b></a>", "not well-formed"),
        (b"<html><body/></html>", "'html' and no invoice"),
        (b"<CrossIndustryDocument xmlns='urn:ferd:CrossIndustryDocument:invoice:1p0'/>", "ZUGFeRD 1.0"),
        (cii()[:900], "not well-formed"),
    ],
)
def test_hostile_and_foreign_xml_is_one_sentence(content, says):
    with pytest.raises(InputError, match=says) as error:
        read_einvoice(content, "f.xml")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"])
def test_the_xml_of_a_factur_x_pdf_is_found(name):
    content = a_pdf(cii(), name)
    assert read_einvoice(embedded_invoice(content, "f.pdf"), "f.pdf").number == "F-2026-0042"


def a_bomb() -> bytes:
    """A PDF whose attachment unpacks to 200 MB."""
    packed = zlib.compress(b" " * 200_000_000, 9)
    plain = a_pdf(b"SMALL").replace(b"SMALL", packed)
    return plain.replace(b"/Length 5", b"/Filter /FlateDecode /Length %d" % len(packed))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (a_pdf(), "no Factur-X data"),
        (a_pdf(b"<x/>", "annexe.xml"), "no Factur-X data"),
        (a_pdf(cii(), password="secret"), "password"),
        (b"%PDF-1.7\nnothing else", "cannot be read"),
        (a_pdf(cii())[:400], "cannot be read"),
        (a_bomb(), "cannot be read"),
    ],
    ids=["plain", "other attachment", "password", "no pdf", "cut", "bomb"],
)
def test_a_pdf_without_data_or_a_hostile_one_is_one_sentence(content, says):
    with pytest.raises(InputError, match=says) as error:
        embedded_invoice(content, "f.pdf")
    assert "\n" not in str(error.value) and str(error.value).startswith("f.pdf: ")


def test_the_library_does_not_write_into_the_log(caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(InputError):
        embedded_invoice(a_pdf(cii())[:-200], "f.pdf")
    assert caplog.records == []
