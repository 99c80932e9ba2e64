"""CSV files of unknown make."""

import pytest

from mailbot.core.errors import InputError
from tests.intake.files import sheet_of

HEAD = "number;client;issued_on;due_on;total;currency\n"
LINE = "F-1;C1;01/10/2026;31/10/2026;1 200,00;EUR\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + LINE).encode(),
        (HEAD + LINE).encode("utf-8-sig"),
        (HEAD + LINE).encode("cp1252"),
        (HEAD + LINE).encode("utf-16"),
        (HEAD + LINE).replace(";", "\t").encode(),
        (HEAD + LINE).replace("1 200,00", "1200.00").replace(";", ",").encode(),
        ("\n\n" + HEAD + LINE).replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_separators_and_line_ends_are_found_out(content: bytes) -> None:
    sheet = sheet_of(content)
    (line,) = sheet.invoices
    assert (line.number, line.client, str(line.total)) == ("F-1", "C1", "1200.00") and not sheet.errors


def test_accents_survive_windows_files() -> None:
    sheet = sheet_of("code;name\nC1;Étude à façon\n".encode("cp1252"))
    assert sheet.clients[0].values["name"] == "Étude à façon"


def test_other_headers_go_through_the_column_map() -> None:
    content = "N° facture;Tiers;Date pièce;Échéance;Montant TTC\nF-1;C1;2026-10-01;2026-10-31;12\n".encode()
    columns = {
        "N° facture": "number",
        "Tiers": "client",
        "Date pièce": "issued_on",
        "Échéance": "due_on",
        "Montant TTC": "total",
    }
    assert sheet_of(content, columns=columns).invoices[0].number == "F-1"


def test_each_bad_row_is_named_and_the_good_ones_go_in() -> None:
    rows = [
        "F-1;C1;2026-10-01;2026-10-31;12;EUR",
        "F-2;C1;hier;2026-10-31;12;EUR",
        "F-3;;2026-10-01;2026-10-31;12;EUR",
        "F-1;C1;2026-10-01;2026-10-31;13;EUR",
        "F-5;C1;2026-10-01;2026-10-31;douze;EUR",
    ]
    sheet = sheet_of(HEAD + "\n".join(rows))
    assert [line.number for line in sheet.invoices] == ["F-1"]
    assert [(error.line, error.message.split(":")[0].split(" ")[0]) for error in sheet.errors] == [
        (3, "issued_on"),
        (4, "client"),
        (5, "F-1"),
        (6, "'douze'"),
    ]


def test_a_credit_note_is_negative_however_it_is_written() -> None:
    head = b"number,client,issued_on,due_on,total,kind\n"
    content = head + b"A-1,C1,2026-10-01,2026-10-01,200,credit_note\nA-2,C1,2026-10-01,2026-10-01,-200,avoir\n"
    assert [str(line.total) for line in sheet_of(content).invoices] == ["-200", "-200"]


def test_quoted_cells_with_line_breaks_keep_the_line_numbers_right() -> None:
    content = b'code,name,email\nC1,"two\nlines",a@b.example\nC2,X,wrong\n'
    sheet = sheet_of(content)
    assert [error.line for error in sheet.errors] == [4]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"a;b\n1;2\n", "--kind"),
        (b"PK\x03\x04\x00\x00\x00\x00\x00", "damaged"),
        (b"a\x00b;c\n", "not a CSV"),
        (b"number;client\nF;C\n", "--kind"),
    ],
)
def test_what_is_no_table_of_ours_is_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        sheet_of(content)
    assert "\n" not in str(error.value) and str(error.value).startswith("f.csv")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="column total is missing"):
        sheet_of(b"number;client\nF;C\n", kind="invoices")
