"""The SEPA QR code holds exactly what EPC069-12 asks for, or there is none."""

import base64
import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.money import Money
from mailbot.outbound.payment_means import payment_means
from mailbot.outbound.qr import Transfer, payload, png_uri, svg

IBAN = "FR7630006000011234567890189"
ACCOUNT = (IBAN, "AGRIFRPP", "Crédit Agricole")


def a_transfer(**changes) -> Transfer:
    given_ = {"iban": IBAN, "name": "Étude Vallier", "amount": Money.of("1234.56"), "bic": "AGRIFRPP"}
    return Transfer(**{**given_, **changes})


def test_the_fields_come_in_the_order_of_the_guideline():
    assert payload(a_transfer(reference="RF69F20260042")).split("\n") == [
        "BCD", "002", "1", "SCT", "AGRIFRPP", "Étude Vallier", IBAN, "EUR1234.56", "", "RF69F20260042",
    ]  # fmt: skip


def test_a_free_text_stands_in_the_field_after_the_reference():
    assert payload(a_transfer(text="F-1 F-2")).split("\n")[8:] == ["", "", "F-1 F-2"]


def test_a_reference_and_a_text_never_stand_together():
    assert "F-1" not in payload(a_transfer(reference="RF69F20260042", text="F-1"))


@pytest.mark.parametrize(
    "amount", [Money.of(0), Money.of(-5), Money.of("12.00", "CHF"), Money(Decimal("1000000000.00"), "EUR")]
)
def test_what_cannot_be_transferred_has_no_code(amount):
    assert payload(a_transfer(amount=amount)) == ""


def test_no_account_no_code():
    assert payload(a_transfer(iban="")) == ""


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_name_or_text_adds_a_field(name, text):
    code = payload(a_transfer(name=name, text=text))
    assert len(code.split("\n")) <= 11
    assert len(code.encode()) <= 331


def test_the_picture_is_a_png_with_a_quiet_zone():
    head, _, data = png_uri(payload(a_transfer())).partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize(("scale", "border"), [(4, 4), (4, 0), (1, 2), (5, 1)])
def test_the_picture_is_the_one_that_the_library_draws(scale, border):
    text, drawn = payload(a_transfer()), io.BytesIO()
    code = segno.make(text, error="m", boost_error=False, micro=False, encoding="utf-8", mode="byte", mask=2)
    code.save(drawn, kind="png", scale=scale, border=border, dark="#000", light="#fff")
    assert base64.b64decode(png_uri(text, scale, border).partition(",")[2]) == drawn.getvalue()


def test_the_letters_picture_is_an_svg_that_fills_its_box():
    root = ElementTree.fromstring(svg(payload(a_transfer())))
    assert root.tag.endswith("svg")
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib


def test_one_invoice_is_paid_with_its_creditor_reference():
    means = payment_means("Étude", ACCOUNT, ["F-2026-0042"], Money.of(10))
    assert means is not None
    assert means.reference == "RF69F20260042"
    assert "RF69F20260042" in means.qr


def test_several_invoices_are_named_in_the_label():
    means = payment_means("Étude", ACCOUNT, ["F-1", "F-2"], Money.of(10))
    assert means is not None
    assert (means.reference, means.label) == ("", "F-1 F-2")
    assert means.qr.endswith("F-1 F-2")


def test_a_label_holds_whole_numbers_only():
    numbers = [f"FACTURE-2026-{n:04}" for n in range(20)]
    means = payment_means("Étude", ACCOUNT, numbers, Money.of(10))
    assert means is not None
    assert len(means.label) <= 140
    assert means.label.split() == numbers[: len(means.label.split())]


def test_without_an_account_there_are_no_means():
    assert payment_means("Étude", ("", "", ""), ["F-1"], Money.of(10)) is None
