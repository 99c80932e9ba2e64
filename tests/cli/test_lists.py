"""Lists for people, spreadsheets and programs."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

import click
import pytest
from click.testing import CliRunner

from mailbot.cli.lists import format_option, show
from mailbot.core.money import Money

ROWS = [
    {"number": "F-1", "open": Money.of("1234.5"), "due_on": date(2026, 11, 22), "client": "Été, SARL", "days": 3},
    {"number": "F-2", "open": Money.of("-2"), "due_on": None, "client": "=1+1", "days": -4, "hold": True},
]  # fmt: skip
COLUMNS = ("number", "open", "due_on", "client", "days", "hold")


@click.command()
@format_option
def listed(form: str) -> None:
    show(ROWS, COLUMNS, form)


def _shown(*options: str) -> str:
    result = CliRunner().invoke(listed, options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_is_one_object_a_line_with_unknown_as_null():
    lines = [json.loads(line) for line in _shown("--format", "json").splitlines()]
    assert lines[0] == {
        "number": "F-1", "open": "1234.50 EUR", "due_on": "2026-11-22", "client": "Été, SARL", "days": 3, "hold": None,
    }  # fmt: skip
    assert lines[1]["hold"] is True


def test_csv_reads_back_and_runs_nothing():
    rows = list(csv.DictReader(io.StringIO(_shown("--format", "csv"))))
    assert rows[0]["client"] == "Été, SARL"
    assert rows[1]["client"] == "'=1+1"
    assert (rows[1]["days"], rows[1]["open"]) == ("-4", "-2.00 EUR")


def test_the_table_is_for_people_and_wraps_nothing_in_a_pipe():
    lines = _shown().splitlines()
    assert lines[0].split() == ["number", "open", "due", "on", "client", "days", "hold"]
    assert len(lines) == 3
    assert "1234.50 EUR" in lines[1]
    assert all(line == line.rstrip() for line in lines)


def test_another_format_is_wrong_usage():
    assert CliRunner().invoke(listed, ["--format", "xml"]).exit_code == 2


@pytest.mark.parametrize("text", ["=cmd()", "+cmd", "@x", "-cmd", "\tx"])
def test_no_cell_of_a_stranger_begins_a_formula(text):
    @click.command()
    def one() -> None:
        show([{"a": text}], ["a"], "csv")

    value = list(csv.reader(io.StringIO(CliRunner().invoke(one).stdout)))[1][0]
    assert value == f"'{text}"


def _many() -> Iterator[dict[str, object]]:
    """More than is looked at before the first line; then something breaks."""
    for number in range(3000):
        name = "Société des Très Longues Dénominations" if number == 2500 else "Dupont"
        yield {"number": f"F-{number:04}", "open": Money.of(number % 1000), "client": name}
    raise RuntimeError("the line is cut")


@click.command()
@format_option
def listed_long(form: str) -> None:
    show(_many(), ("number", "open", "client"), form)


def test_a_long_table_is_printed_as_it_comes_in_columns_that_stay_in_line():
    result = CliRunner().invoke(listed_long)
    lines = result.stdout.splitlines()
    assert isinstance(result.exception, RuntimeError) and len(lines) > 2500
    assert lines[:2] == ["number        open  client", "F-0000    0.00 EUR  Dupont"]
    assert lines[2000] == "F-1999  999.00 EUR  Dupont"
    assert {line.index(" EUR") for line in lines[1:]} == {14}
    assert lines[2501].endswith("Société des Très Longues Dénominations")
