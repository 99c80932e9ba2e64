"""The journal and the file of accounting entries, as they are handed out."""

import json

import pytest

from mailbot.core.accounts.fec_check import problems
from mailbot.store.settling_tables import EntryRow
from tests.firm import CONFIG
from tests.settling.conftest import CASH

SIREN = CONFIG.replace("profession: lawyer", "profession: lawyer, siren: 732 829 320")


@pytest.fixture
def busy(shell):
    """A firm with a remainder, a doubtful debt partly paid, a bad debt undone, in one year."""
    firm, run = shell(SIREN)
    run("pay", "--invoice", "F-1", "--amount", "1199")
    run("writeoff", "--invoice", "F-1", "--why", "x")
    run("doubtful", "--invoice", "F-2", "--why", "x")
    run("pay", "--invoice", "F-2", "--amount", "100")
    run("writeoff", "--invoice", "F-2", "--bad-debt", "--vat", "33.33", "--why", "x")
    run("writeoff", "--invoice", "F-2", "--undo", "--why", "x")
    return firm, run


def test_the_fec_has_18_columns_keeps_the_format_and_is_named_as_asked(busy, tmp_path, monkeypatch):
    _, run = busy
    monkeypatch.chdir(tmp_path)
    result = run("export", "fec")
    name = "732829320FEC20261231.txt"
    assert result.stdout == f"{name}: 12 lines, year to 2026-12-31, the format is kept\n"
    content = (tmp_path / name).read_bytes()
    assert problems(content, name) == ()
    lines = [line.split("\t") for line in content.decode().splitlines()]
    assert {len(line) for line in lines} == {18}
    assert [(line[2], line[4], line[6], line[8], line[11], line[12]) for line in lines[1:5]] == [
        ("1", "658", "", "F-1", "1,00", "0,00"),
        ("1", "411", "C1", "F-1", "0,00", "1,00"),
        ("2", "416", "C1", "F-2", "300,00", "0,00"),
        ("2", "411", "C1", "F-2", "0,00", "300,00"),
    ]
    assert [int(line[2]) for line in lines[1:]] == sorted(int(line[2]) for line in lines[1:])


def test_the_fec_of_a_cash_firm_has_22_columns_and_books_what_came_in(shell, tmp_path):
    firm, run = shell(CASH)
    with firm.office.books.write() as session:
        session.merge(firm.invoice("F-1")).vat_minor = 20000
    for label, amount in (("un", "400.01"), ("deux", "400.01"), ("trois", "399.98")):
        run("pay", "--invoice", "F-1", "--amount", amount, "--on", "2026-11-12", "--label", label)
    run("pay", "--invoice", "F-2", "--amount", "120")
    run("reverse", "--payment", "3", "--on", "2026-11-14", "--why", "impayé")
    out = tmp_path / "732829320FEC20261231.txt"
    assert run("export", "fec", "--out", out).exit_code == 0
    assert problems(out.read_bytes(), out.name) == ()
    lines = [line.split("\t") for line in out.read_text().splitlines()]
    assert {len(line) for line in lines} == {22}
    first = [(line[0], line[4], line[11], line[12], line[18], line[19], line[21]) for line in lines[1:4]]
    assert first == [
        ("BQ", "512", "400,01", "0,00", "20261112", "virement", "C1"),
        ("BQ", "706", "0,00", "333,34", "20261112", "virement", "C1"),
        ("BQ", "44571", "0,00", "66,67", "20261112", "virement", "C1"),
    ]
    vat = [line[12] for line in lines if line[4] == "44571" and line[2] in ("1", "2", "3")]
    assert sorted(vat) == ["66,66", "66,67", "66,67"]  # 200,00 in all
    back = [line for line in lines if line[2] == "5"]
    assert {(line[3], line[10], line[18]) for line in back} == {("20261114", "Annulation : Règlement F-1", "20261114")}
    assert run("verify").exit_code == 0


def test_years_come_out_apart_each_with_its_own_numbers(shell, tmp_path):
    _, run = shell(SIREN)
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "x", "--on", "2025-12-31")
    run("writeoff", "--invoice", "F-2", "--bad-debt", "--why", "x")
    for closing in ("2025-12-31", "2026-12-31"):
        out = tmp_path / f"732829320FEC{closing.replace('-', '')}.txt"
        assert run("export", "fec", "--closing", closing, "--out", out).exit_code == 0
        assert [line.split("\t")[2] for line in out.read_text().splitlines()[1:]] == ["1", "1"]


@pytest.mark.parametrize(
    ("config", "words", "code", "said"),
    [
        (SIREN, (), 1, "Aucune écriture"),
        (SIREN, ("--closing", "2026-06-30"), 1, "accounting.closing_month"),
        (SIREN, ("--closing", "2025-12-31"), 1, "aucune écriture"),
        (SIREN, ("--format", "csv"), 2, "one form"),
        (SIREN, ("--from", "2026-01-01"), 2, "--closing is for fec"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(shell, tmp_path, monkeypatch, config, words, code, said):
    _, run = shell(config)
    monkeypatch.chdir(tmp_path)
    result = run("export", "fec", *words)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (code, True, 1), result.stderr
    assert not list(tmp_path.glob("*FEC*"))


def test_without_a_siren_the_file_must_be_named(shell, tmp_path):
    _, run = shell()
    run("writeoff", "--invoice", "F-1", "--bad-debt", "--why", "x")
    assert "firm.siren" in run("export", "fec").stderr
    assert run("export", "fec", "--out", tmp_path / "732829320FEC20261231.txt").exit_code == 0


def test_a_file_that_breaks_the_format_is_not_handed_out(busy, tmp_path):
    firm, run = busy
    with firm.office.books.write() as session:
        session.get_one(EntryRow, 1).piece = ""
    result = run("export", "fec", "--out", tmp_path / "x.txt")
    assert (result.exit_code, "PieceRef is empty" in result.stderr) == (1, True)
    assert list(tmp_path.glob("x.txt*")) == []


def test_the_journal_is_readable_in_every_form_and_by_days(busy, tmp_path):
    _, run = busy
    rows = [json.loads(line) for line in run("export", "journal", "--format", "json").stdout.splitlines()]
    assert [row["kind"] for row in rows[::2]] == [
        "remainder", "doubtful", "undoubtful", "bad_debt", "bad_debt", "reversal"
    ][: len(rows[::2])]  # fmt: skip
    assert {row["invoice"] for row in rows} == {"F-1", "F-2"}
    assert rows[-1]["reverses"] == 4
    assert len(run("export", "journal").stdout.splitlines()) == 13
    assert run("export", "journal", "--from", "2026-11-17", "--format", "json").stdout == ""
    assert run("export", "journal", "--to", "2026-11-16", "--out", tmp_path / "j.xlsx").exit_code == 0
    assert run("export", "clients", "--from", "2026-11-17").exit_code == 2


def test_allocations_show_write_offs_with_their_entries(busy):
    _, run = busy
    rows = [json.loads(line) for line in run("export", "allocations", "--format", "json").stdout.splitlines()]
    assert [(row["invoice"], row["kind"], row["amount"], row["entry"], bool(row["undone_at"])) for row in rows] == [
        ("F-1", "payment", "1199.00", None, False),
        ("F-1", "write_off", "1.00", 1, False),
        ("F-2", "payment", "100.00", None, False),
        ("F-2", "write_off", "200.00", 4, True),
    ]
