"""The books as tables and files."""

import csv
import io
import json
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.firm import Firm

TABLES = ("clients", "invoices", "payments", "allocations", "reminders", "messages", "events")


@pytest.fixture
def busy(at_work, office):
    """A firm in whose books every table has a row."""
    at_work("poll")
    office.at("2026-11-16T09:00").writes("inconnu@ailleurs.example", "Bonjour", "Une question.")
    at_work("poll")
    at_work("remind", "--invoice", "F-2026-0042")
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "200")
    return at_work


@pytest.mark.parametrize("what", TABLES)
def test_every_table_comes_out_in_every_form_with_the_same_rows(busy, what, tmp_path):
    objects = [json.loads(line) for line in busy("export", what, "--format", "json").stdout.splitlines()]
    assert objects
    lines = list(csv.DictReader(io.StringIO(busy("export", what, "--format", "csv").stdout)))
    assert [list(line) for line in lines] == [list(one) for one in objects]
    assert len(busy("export", what).stdout.splitlines()) > len(objects)
    result = busy("export", what, "--out", tmp_path / "out.xlsx")
    assert result.stdout == f"{tmp_path / 'out.xlsx'}: {len(objects)} {what}\n"
    head, *body = load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True)
    assert (list(head), len(body)) == (list(objects[0]), len(objects))


def test_clients_and_invoices_come_in_again_as_they_went_out(busy, office, tmp_path):
    for what in ("clients", "invoices"):
        assert busy("export", what, "--out", tmp_path / f"{what}.csv").exit_code == 0
    other = Firm(tmp_path / "other")
    for what in ("clients", "invoices"):
        report = other.takes_in(f"{what}.csv", (tmp_path / f"{what}.csv").read_text())
        assert (report.errors, report.created) == ([], 1 if what == "clients" else 2)
    assert other.invoice().open_minor == office.invoice().open_minor == 100000
    assert other.client().name == office.client().name


def test_a_workbook_holds_numbers_and_days_as_such(busy, tmp_path):
    busy("export", "invoices", "--out", tmp_path / "out.xlsx")
    head, first, *_ = load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["total"], row["open_amount"], row["due_on"]) == (1200, 1000, datetime(2026, 11, 10))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+33 rue", "@import"])
def test_no_file_runs_what_a_stranger_wrote(at_work, office, tmp_path, text):
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "1", "--label", text)
    at_work("export", "payments", "--out", tmp_path / "out.xlsx")
    cells = [row[6] for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows()]
    assert [(cell.value, cell.data_type) for cell in cells] == [("label", "s"), (text, "s")]
    assert f"'{text}" in at_work("export", "payments", "--format", "csv").stdout


def test_the_form_follows_the_name_of_the_file(at_work, office, tmp_path):
    at_work("export", "clients", "--out", tmp_path / "clients.json")
    assert json.loads((tmp_path / "clients.json").read_text())["code"] == "C1"
    at_work("export", "clients", "--out", tmp_path / "clients.txt")
    assert (tmp_path / "clients.txt").read_text().startswith("code,name,")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("weather",), 2, "weather"),
        (("clients", "--format", "xlsx"), 2, "--out"),
        (("clients", "--format", "table", "--out", "t.txt"), 2, "csv, json, xlsx"),
        (("clients", "--out", "nowhere/t.csv"), 1, "nowhere/t.csv"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(at_work, office, arguments, code, said):
    result = at_work("export", *arguments)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (code, True, 1)
