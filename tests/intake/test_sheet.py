"""Rows of tables to lines, one sentence per row that stays out."""

import pytest

from mailbot.core.errors import InputError
from tests.intake.files import sheet_of

HEAD = "number;client;issued_on;total;kind;paid_amount;open_amount;currency\n"


def test_a_row_that_repeats_another_word_for_word_counts_once():
    row = "F-1;C1;2026-10-01;12;;;;EUR\n"
    sheet = sheet_of(HEAD + row * 3)
    assert len(sheet.invoices) == 1 and sheet.errors == ()
    assert "lines that repeat another one word for word, taken once: 2" in sheet.notes


@pytest.mark.parametrize(
    ("cells", "kind", "total", "still_open"),
    [
        ("-200;;;;", "credit_note", "-200", None),
        ("200;avoir;;;", "credit_note", "-200", None),
        ("200;Avoir;;50;", "credit_note", "-200", "-50"),
        ("200;;150;;", "invoice", "200", "50"),
        ("200;Facture d'acompte;;;", "invoice", "200", None),
        ("200;devis;;;€", "quote", "200", None),
        ("-200;;-50;;", "credit_note", "-200", "-150"),
    ],
)
def test_kinds_and_amounts(cells, kind, total, still_open):
    (line,) = sheet_of(f"{HEAD}F-1;C1;2026-10-01;{cells}\n").invoices
    assert (line.kind, str(line.total)) == (kind, total)
    assert (None if line.open_amount is None else str(line.open_amount)) == still_open


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("(PROV12);C1;2026-10-01;12;;;;", "draft"),
        ("F-1;C1;2026-10-01;-12;facture;;;", "negative"),
        ("F-1;C1;2026-10-01;12;bon;;;", "kind: 'bon' is none of"),
        ("F-1;C1;2026-10-01;12;;;;EURO!", "no currency"),
        (f"{'F' * 121};C1;2026-10-01;12;;;;", "longer than 120"),
        ("F-1;=HYPERLINK(x);2026-10-01;12;;;;", "is a formula"),
        ("F-1;@SUM(A1);2026-10-01;12;;;;", "is a formula"),
        ("F-1;+cmd|' /C calc'!A0;2026-10-01;12;;;;", "is a formula"),
        ("F-1;C\x01;2026-10-01;12;;;;", "control character"),
        ("F-1;C1;2026-10-01;#REF!;;;;", "error of the spreadsheet"),
    ],
)
def test_a_row_that_cannot_be_right_is_named(row, says):
    sheet = sheet_of(f"{HEAD}F-0;C1;2026-10-01;1;;;;\n{row}\n")
    assert [line.number for line in sheet.invoices] == ["F-0"]
    assert [error.line for error in sheet.errors] == [3] and says in sheet.errors[0].message


def test_an_address_with_a_plus_and_a_phone_number_are_no_formulas():
    sheet = sheet_of("code;name;email;phone\nC1;-Dupont+;a+b@c.example;+33 (0)4 72 00 00 00\n")
    assert sheet.errors == () and sheet.clients[0].values["phone"] == "+33 (0)4 72 00 00 00"


def test_a_quotation_mark_that_is_not_closed_swallows_nothing_in_silence():
    sheet = sheet_of('code;name\nC1;Dupont\nC2;"Martin\nC3;Durand\nC4;Petit\n')
    assert [line.code for line in sheet.clients] == ["C1"]
    (error,) = sheet.errors
    assert error.line == 3 and "3 lines from here on were not read" in error.message


def test_a_mark_that_is_not_doubled_costs_only_its_row():
    sheet = sheet_of('code;name\nC1;"Le "Bon" Coin"\nC2;Martin\n')
    assert [line.code for line in sheet.clients] == ["C2"] and sheet.errors[0].line == 2


def test_a_file_that_is_wrong_throughout_is_one_sentence():
    with pytest.raises(InputError, match="more than 100000 lines are wrong, the first is 2: name is empty"):
        sheet_of("code;name\n" + "x\n" * 100_002)


def test_line_breaks_inside_a_cell_are_spaces_except_in_an_address():
    (line,) = sheet_of('code;name;address\n"C\n1";"Dupont\nBâtiment";"1 rue A\nBP 7"\n').clients
    assert (line.code, line.values["name"], line.values["address"]) == ("C 1", "Dupont Bâtiment", "1 rue A\nBP 7")


def test_contacts_have_roles():
    sheet = sheet_of(
        "client,role,name,email,phone\nC1,billing,Claire,compta@dupont.example,\nC1,patron,X,x@dupont.example,\n"
        "C1,Facturation,Claire,autre@dupont.example,1\nC1,contact,Y,,\n"
    )
    assert [(line.role, line.email) for line in sheet.contacts] == [
        ("billing", "compta@dupont.example"),
        ("billing", "autre@dupont.example"),
    ]
    assert [error.line for error in sheet.errors] == [3, 5]


@pytest.mark.parametrize(
    ("country", "code"), [("FR", "FR"), ("France", "FR"), ("Allemagne", "DE"), ("germany", "DE"), ("", "FR")]
)
def test_countries_by_name(country, code):
    (line,) = sheet_of(f"code;name;country\nC1;X;{country}\n").clients
    assert line.values["country"] == code


def test_a_postcode_gets_its_lost_zero_back_in_france_only():
    sheet = sheet_of("code;name;country;postcode\nC1;X;FR;1000\nC2;Y;BE;1000\n")
    assert [line.values["postcode"] for line in sheet.clients] == ["01000", "1000"]
