"""The file of accounting entries keeps its format, and a breach of it is named with its line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.accounts import fec_check
from mailbot.core.accounts.fec import CASH_COLUMNS, COLUMNS, Numbered, fec, file_name
from mailbot.core.accounts.journal import Chart, Voucher, doubtful, receipt, remainder
from mailbot.core.errors import Refused
from mailbot.core.money import Money
from tests.factories import eur

CHART, CASH = Chart(), Chart(cash=True)
DAY = date(2026, 11, 18)
VOUCHER = Voucher(
    on=DAY, piece="F-2026-0042", piece_on=date(2026, 9, 1), client_code="C001", client_name="Dupont Bâtiment",
    text="Abandon du solde F-2026-0042",
)  # fmt: skip
amounts = st.integers(1, 10**9).map(Money.from_minor)


def test_the_file_has_eighteen_columns_or_twenty_two():
    entry = doubtful(VOUCHER, eur("1234.5"), CHART)
    lines = list(fec([Numbered(7, entry, DAY)]))
    assert lines[0] == "\t".join(COLUMNS) + "\r\n"
    assert lines[1].rstrip("\r\n").split("\t") == [
        "OD", "Opérations diverses", "7", "20261118", "416", "Clients douteux ou litigieux", "C001", "Dupont Bâtiment",
        "F-2026-0042", "20260901", "Abandon du solde F-2026-0042", "1234,50", "0,00", "", "", "20261118", "", "",
    ]  # fmt: skip
    paid = receipt(VOUCHER, eur("1200"), eur("200"), CASH, "virement")
    cash = list(fec([Numbered(1, paid, DAY)], cash=True))
    assert cash[0].split() == [*COLUMNS, *CASH_COLUMNS]
    assert cash[1].rstrip("\r\n").split("\t")[18:] == ["20261118", "virement", "recette", "C001"]


def test_the_file_is_named_after_siren_and_closing_day():
    assert file_name("123 456 782", date(2026, 12, 31)) == "123456782FEC20261231.txt"
    with pytest.raises(Refused, match=r"firm\.siren: '' has no nine digits"):
        file_name("", date(2026, 12, 31))


def test_what_the_file_cannot_hold_is_refused():
    foreign = doubtful(VOUCHER, Money.of(5, "CHF"), CHART)
    with pytest.raises(Refused, match="5.00 CHF is not in euros"):
        list(fec([Numbered(1, foreign, DAY)]))
    entry = doubtful(VOUCHER, eur(1), CHART)
    with pytest.raises(Refused, match="Entry 2 was validated on 2026-11-17, before the one above it"):
        list(fec([Numbered(1, entry, DAY), Numbered(2, entry, DAY - timedelta(1))]))


@given(st.lists(st.tuples(amounts, st.text(min_size=1, max_size=30), st.booleans()), max_size=6), st.booleans())
def test_what_is_written_keeps_the_format(booked, cash):
    entries = []
    for number, (amount, text, moved) in enumerate(booked, start=1):
        voucher = replace(VOUCHER, text=f"Solde {text}", client_name=text)
        accrual = doubtful(voucher, amount, CHART) if moved else remainder(voucher, amount, CHART)
        entry = receipt(voucher, amount, eur(0), CASH, "virement") if cash else accrual
        entries.append(Numbered(number, entry, DAY + timedelta(number)))
    content = "".join(fec(entries, cash=cash)).encode()
    assert fec_check.problems(content, "123456782FEC20261231.txt") == ()


GOOD = "".join(fec([Numbered(1, doubtful(VOUCHER, eur("1234.5"), CHART), DAY)]))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("JournalCode\t", "Journal\t", "1: the field names are not those of the format"),
        ("JournalCode\tJournalLib", "JournalLib\tJournalCode", "1: the field names are not those of the format"),
        ("\t416\t", "\t416\tX\t", "2: 19 fields instead of 18."),
        ("\t416\t", "\t\t", "2: CompteNum is empty."),
        ("\t416\t", "\tCLI\t", "2: CompteNum: 'CLI' does not begin with three digits."),
        ("20260901", "01/09/2026", "2: PieceDate: '01/09/2026' is no day; write AAAAMMJJ."),
        ("20260901", "20260231", "2: PieceDate: '20260231' is no day; write AAAAMMJJ."),
        ("20260901", "", "2: PieceDate is empty."),
        ("1234,50", "1 234,50", "2: Debit: '1 234,50' is no amount; write 1234,56."),
        ("1234,50", "1234.50", "2: Debit: '1234.50' is no amount; write 1234,56."),
        ("1234,50", "", "2: Debit: '' is no amount; write 1234,56."),
        ("1234,50", "1234,51", "entry 1 of journal OD does not balance: 0.01 too much on the debit side."),
        ("20261118\t\t\r\n", "20261119\t\t\r\n", "3: ValidDate: 20261118 comes after 20261119;"),
    ],
)  # fmt: skip
def test_a_breach_of_the_format_is_named_with_its_line(before, after, said):
    found = fec_check.problems(GOOD.replace(before, after, 1).encode())
    assert found[0].startswith(said) or any(one.startswith(said) for one in found), found


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.encode("iso8859-15"), GOOD.replace("\t", "|").encode(),
        GOOD.replace("\r\n", "\n").encode(), GOOD.splitlines()[0].encode(),
        (
            GOOD.replace("Debit\tCredit", "Montant\tSens").replace("1234,50\t0,00", "1234,50\tD")
            .replace("0,00\t1234,50", "1234,50\tC").encode()
        ),
    ],
    ids=["utf-8", "with a mark", "iso 8859-15", "bars", "unix lines", "no entry", "signed"],
)  # fmt: skip
def test_every_form_the_law_allows_passes(content):
    assert fec_check.problems(content) == ()


def test_characters_of_another_code_and_another_name_are_breaches():
    (said,) = fec_check.problems("œuf\x92".encode("cp1252", errors="replace") + b"\x92")
    assert said == "1: the characters are neither UTF-8 nor ISO 8859-15."
    assert fec_check.problems(GOOD.encode(), "export.csv")[0].startswith("export.csv: the file is named SIREN")


def test_a_wrong_direction_is_a_breach():
    signed = GOOD.replace("Debit\tCredit", "Montant\tSens").replace("1234,50\t0,00", "1234,50\tX")
    assert "2: Sens: 'X' is neither D nor C, +1 nor -1." in fec_check.problems(signed.encode())


def test_cash_accounts_may_be_kept_without_entries_of_two_sides():
    header = "\t".join([*COLUMNS, *CASH_COLUMNS])
    line = "\t".join([""] * 8 + ["F-1", "20260901", "Recette", "120,00", "0,00", "", "", "20261118", "", ""])
    assert fec_check.problems(f"{header}\n{line}\t20261118\tvirement\t\t\n".encode()) == ()
    assert fec_check.problems(f"{header}\n{line}\t\tvirement\t\t\n".encode()) == ("2: DateRglt is empty.",)


def test_no_more_is_said_than_can_be_read():
    wrong = GOOD + "x\r\n" * 1000
    assert len(fec_check.problems(wrong.encode())) == fec_check.MOST


@given(st.binary(max_size=300))
def test_no_file_makes_the_check_fail(content):
    fec_check.problems(content)
    fec_check.problems(GOOD.encode() + content)
