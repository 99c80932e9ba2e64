"""XLSX files: values only, whatever is in them."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest

from mailbot.core.errors import InputError
from tests.intake.files import a_workbook, repacked, sheet_of

HEAD = ("number", "client", "issued_on", "due_on", "total", "currency")
ROW = ("F-1", "C1", date(2026, 10, 1), datetime(2026, 10, 31, 0, 0), 1200.5, "EUR")
SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_reads_like_a_csv_file():
    sheet = sheet_of(a_workbook([HEAD, ROW]), "f.xlsx")
    (line,) = sheet.invoices
    assert (line.number, line.client, line.total, line.currency) == ("F-1", "C1", Decimal("1200.5"), "EUR")
    assert (line.issued_on, line.due_on) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        (12, "12"), (12.0, "12"), (0.1 + 0.2, "0.3"), (1234.56, "1234.56"), (12.125, "12.125"),
        ("1 234,56", "1234.56"), (-3.5, "-3.5"), (123456789.01, "123456789.01"),
    ],
)  # fmt: skip
def test_numbers_keep_what_the_spreadsheet_shows(cell, total):
    sheet = sheet_of(a_workbook([HEAD, ("F-1", "C1", "2026-10-01", None, cell, None)]), "f.xlsx")
    assert sheet.errors == () and sheet.invoices[0].total == Decimal(total)


def test_rows_are_named_by_the_line_of_the_sheet_also_below_a_title():
    rows = [["Balance au 22/11/2026"], [], HEAD, ROW, [], ("F-2", "C1", "hier", None, 5, None)]
    sheet = sheet_of(a_workbook(rows), "f.xlsx")
    assert [line.line for line in sheet.invoices] == [4]
    assert [(error.line, error.message.split(":")[0]) for error in sheet.errors] == [(6, "issued_on")]


def test_the_first_sheet_with_a_known_header_is_read_and_named():
    content = a_workbook([["Mode d'emploi"]], [HEAD, ROW], [HEAD, ROW, ROW], hidden=["S1"])
    sheet = sheet_of(content, "f.xlsx")
    assert len(sheet.invoices) == 1 and "the sheet 'S2' was read" in sheet.notes


def test_text_that_looks_like_a_number_stays_text():
    sheet = sheet_of(a_workbook([("code", "name", "postcode", "siren"), (411001, "Dupont", 1000, 552100554)]), "f.xlsx")
    (line,) = sheet.clients
    assert (line.code, line.values["postcode"], line.values["siren"]) == ("411001", "01000", "552100554")


def with_formula(cell: bytes) -> bytes:
    plain = a_workbook([HEAD, ("F-1", "C1", "2026-10-01", "2026-10-31", 777, "EUR"), ROW[:2] + ("2026-10-01",)])
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        xml = package.read(SHEET)
    changed = xml.replace(b'<c r="E2" t="n"><v>777</v></c>', cell)
    assert changed != xml
    return repacked(plain, xl__worksheets__sheet1_xml=changed)


def test_the_kept_value_of_a_formula_is_used_and_told():
    sheet = sheet_of(with_formula(b'<c r="E2"><f>600+600</f><v>1200</v></c>'), "f.xlsx")
    assert sheet.invoices[0].total == 1200
    assert any("formulas are not computed" in note for note in sheet.notes)


def test_a_formula_without_a_kept_value_is_refused_with_its_row():
    sheet = sheet_of(with_formula(b'<c r="E2"><f>SUM(A1:A9)</f></c>'), "f.xlsx")
    assert sheet.invoices == () and "'=SUM(A1:A9)' is a formula" in sheet.errors[0].message


def test_an_error_of_the_spreadsheet_is_refused_with_its_row():
    sheet = sheet_of(a_workbook([("code", "name"), ("C1", "#REF!"), ("C2", "Martin")]), "f.xlsx")
    assert [line.code for line in sheet.clients] == ["C2"] and "#REF!" in sheet.errors[0].message


def test_a_sheet_may_lie_about_its_size():
    plain = a_workbook([HEAD, ROW])
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        xml = package.read(SHEET)
    for lie in (b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'):
        changed = xml.replace(b'<dimension ref="A1:F2"/>', lie)
        assert changed != xml
        assert len(sheet_of(repacked(plain, xl__worksheets__sheet1_xml=changed), "f.xlsx").invoices) == 1


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


BOMB = repacked(a_workbook([HEAD, ROW]), xl__worksheets__sheet1_xml=b"<worksheet>" + b" " * 50_000_000)
LAUGHS = repacked(
    a_workbook([HEAD, ROW]),
    xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>',
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB, "unpacks to 50 MB"),
        (LAUGHS, "document type"),
        (zip_of({f"xl/{n}.xml": b"" for n in range(2001)} | {"xl/workbook.xml": b""}), "2002 parts"),
        (zip_of({"word/document.xml": b"<w/>"}), "packed file and not a CSV"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        (zip_of({"xl/workbook.bin": b""}), "XLSB"),
        (zip_of({"xl/workbook.xml": b"<nothing/>"}), "no spreadsheet"),
        (a_workbook([HEAD, ROW])[:900], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel file"),
        (a_workbook([["rien"], ["du tout"]]), "fit no known file"),
        (a_workbook([[]]), "empty"),
    ],
)
def test_what_is_no_spreadsheet_or_a_hostile_one_is_one_sentence(content, says):
    with pytest.raises(InputError, match=says) as error:
        sheet_of(content, "f.xlsx")
    assert "\n" not in str(error.value) and str(error.value).startswith("f.xlsx: ")


def test_a_damaged_sheet_is_one_sentence():
    content = repacked(a_workbook([HEAD, ROW]), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row r='x'>")
    with pytest.raises(InputError, match="no spreadsheet that can be read"):
        sheet_of(content, "f.xlsx")
