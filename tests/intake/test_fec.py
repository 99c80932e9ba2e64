"""The FEC: read line by line, and its lines as what customers owe."""

from decimal import Decimal

import pytest

from mailbot.core.errors import InputError
from mailbot.intake.fec import Fec, read_fec
from mailbot.intake.fec_items import FecItems, fec_items
from mailbot.intake.source import Format, recognise
from tests.intake.fec_text import a_fec, a_line, a_payment, a_sale
from tests.intake.files import a_source


def read(content: bytes) -> Fec:
    return read_fec(a_source(content, "fec.txt"))


def items(*entries: list[dict[str, str]]) -> FecItems:
    return fec_items(read(a_fec(*entries)), 30)


def opens(found: FecItems) -> dict[str, str]:
    return {line.number: str(line.open_amount) for line in found.documents}


@pytest.mark.parametrize("mark", ["\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso8859-15", "cp1252"])
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_form_that_the_law_allows(mark, encoding, signed, end):
    content = a_fec(a_sale("F-1", "1200,50"), mark=mark, encoding=encoding, signed=signed, end=end)
    assert recognise(a_source(content)) is Format.FEC
    (line,) = read(content).lines
    assert (line.customer, line.name, line.piece, line.amount) == ("C1", "Dupont Bâtiment", "F-1", Decimal("1200.50"))
    assert (line.on.isoformat(), line.journal) == ("2026-10-01", "VE")


def test_only_lines_on_411_are_kept_and_journals_are_told_apart():
    fec = read(a_fec(a_sale("F-1", "120,00"), a_payment("R1", "120,00")))
    assert len(fec.lines) == 2 and fec.all_lines == 4
    assert (fec.sales, fec.money) == ({"VE"}, {"BQ"})


def test_a_firm_without_auxiliary_accounts_has_a_client_per_account():
    (line,) = read(a_fec([a_line(CompteNum="411DUPONT", CompteLib="Dupont", CompAuxNum="", CompAuxLib="")])).lines
    assert (line.customer, line.name) == ("411DUPONT", "Dupont")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"EcritureDate": "01/10/2026"}, "EcritureDate: '01/10/2026' is no day"),
        ({"PieceDate": "20261301"}, "PieceDate: '20261301' is no day"),
        ({"Debit": "douze"}, "Debit: 'douze' is no amount"),
        ({"Credit": "1e15"}, "no amount a firm can be owed"),
        ({"EcritureLib": "une\ttabulation"}, "19 columns where the header has 18"),
        ({"EcritureLib": "x" * 50_000}, "1 columns"),
    ],
)
def test_a_bad_line_is_named_and_the_others_count(cells, says):
    fec = read(a_fec([a_line(Debit="1,00"), a_line(**cells), a_line(PieceRef="F-2", Debit="2,00")]))
    assert [line.piece for line in fec.lines] == ["F-1", "F-2"]
    assert [error.line for error in fec.errors] == [3] and says in fec.errors[0].message


@pytest.mark.parametrize("missing", ["EcritureLet", "CompAuxNum", "Debit"])
def test_a_file_without_its_columns_is_one_sentence(missing):
    with pytest.raises(InputError, match=missing.lower()):
        read(a_fec().replace(missing.encode(), b"X"))


def test_open_items_become_invoices_due_after_the_terms():
    found = items(a_sale("F-1", "1200,00"), a_sale("F-2", "300,00", "AA"))
    first, second = found.documents
    assert (first.number, first.total, first.open_amount, first.kind) == ("F-1", 1200, 1200, "invoice")
    assert (first.issued_on.isoformat(), first.due_on.isoformat()) == ("2026-10-01", "2026-10-31")
    assert (second.open_amount, second.why) == (0, "lettré AA dans le FEC")
    assert [(line.code, line.values) for line in found.clients] == [("C1", {"name": "Dupont Bâtiment"})]


@pytest.mark.parametrize(
    ("entries", "still_open"),
    [
        ([a_sale("F-1", "100,00"), a_sale("F-1", "50,00")], {"F-1": "150.00"}),
        ([a_sale("F-1", "100,00"), a_sale("F-1", "50,00", "AA")], {"F-1": "100.00"}),
        ([a_sale("F-1", "100,00"), a_payment("F-1", "40,00")], {"F-1": "60.00"}),
        ([a_sale("F-1", "100,00"), a_payment("F-1", "400,00")], {"F-1": "0"}),
        # Capitals settle even what another year's file balances; small letters leave the rest open, on the newest.
        ([a_sale("F-1", "100,00", "AA")], {"F-1": "0"}),
        ([a_sale("F-1", "100,00", "aa"), a_payment("R", "40,00", "aa")], {"F-1": "60.00"}),
        (
            [
                a_sale("F-1", "100,00", "aa", PieceDate="20260901"),
                a_sale("F-2", "100,00", "aa", PieceDate="20260801"),
                a_payment("R", "150,00", "aa"),
            ],
            {"F-1": "50.00", "F-2": "0"},
        ),
        # The bank took the payment back: the invoice is open again and not larger.
        (
            [
                a_sale("F-1", "100,00", "AA"), a_payment("R", "100,00", "AA"),
                [a_line(JournalCode="BQ", PieceRef="F-1", Debit="100,00", EcritureLib="REJET")],
            ],
            {"F-1": "100.00"},
        ),
        ([a_sale("F-1", "100,00"), [a_line(PieceRef="F-1", Credit="100,00", EcritureLib="Annulé")]], {"F-1": "0.00"}),
    ],
)  # fmt: skip
def test_what_is_open_of_a_document(entries, still_open):
    found = items(*entries)
    assert opens(found) == still_open
    assert all(line.total >= line.open_amount for line in found.documents)
    assert {line.number: line.total for line in found.documents}["F-1"] in (100, 150)


def test_credits_without_lettering_are_credit_notes_or_money_by_their_journal():
    note = [a_line(PieceRef="AV-1", Credit="80,00"), a_line(CompteNum="706000", Debit="80,00")]
    found = items(note, a_payment("R1", "500,00"), a_payment("R2", "20,00", "AA"))
    (document,) = found.documents
    assert (document.kind, document.total, document.open_amount) == ("credit_note", -80, -80)
    assert document.due_on == document.issued_on
    assert [(one.amount, one.lettering, one.label) for one in found.credits] == [
        (500, "", "VIR DUPONT"),
        (20, "AA", "VIR DUPONT"),
    ]


def test_equal_payments_of_one_entry_are_two():
    found = items(a_payment("R1", "10,00"), a_payment("R1", "10,00"))
    assert len({one.ident for one in found.credits}) == 2


def test_lettered_money_knows_what_it_settled():
    found = items(a_sale("F-1", "100,00", "AA"), a_payment("R1", "100,00", "AA"))
    assert found.credits[0].settles == ("F-1",)


def test_an_item_without_a_document_is_called_by_journal_and_entry():
    found = items([a_line(JournalCode="AN", EcritureNum="7", PieceRef="", Debit="10,00")])
    assert found.documents[0].number == "AN-7-C1" and found.unnamed == 1


def test_foreign_money_is_owed_in_its_currency():
    found = items([a_line(Debit="90,00", Montantdevise="100,00", Idevise="USD")])
    assert (found.documents[0].currency, found.documents[0].total) == ("USD", 100)


def test_progress_is_told():
    said = []
    content = a_fec(*(a_sale(f"F-{n}", "1,00") for n in range(3000)))
    read_fec(a_source(content, "fec.txt"), lambda what, done, of: said.append((what, done, of)))
    assert said[0][0] == "reading fec.txt" and said[-1][1:] == (len(content), len(content))
