"""`mailbot penalties` gives every worked example, the public service's among them, to the cent."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

VECTORS = list(
    csv.DictReader((Path(__file__).parents[1] / "corpus" / "law" / "penalty_test_vectors.csv").read_text().splitlines())
)
# Rows that give only a number of days are computed from here: the whole delay lies in the second half of 2026.
SOME_DAY = "2026-07-31"
SUMS = [row for row in VECTORS if row["expected_interest"] and row["principal"]]
FLOORS = [row for row in VECTORS if row["regime"] == "fr_b2b_floor"]
TERMS = [row for row in VECTORS if row["regime"].startswith("fr_term")]


def ident(row):
    return f"{row['id']}-{row['origin']}-{row['regime']}"


def after(day, count):
    return str(date.fromisoformat(day) + timedelta(count))


def claimed(mailbot, *typed):
    result = mailbot("penalties", *typed, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_no_example_is_left_out():
    assert len(SUMS) + len(FLOORS) + len(TERMS) == len(VECTORS) == 21


@pytest.mark.parametrize("row", SUMS, ids=ident)
def test_the_command_gives_the_example_to_the_cent(mailbot, row):
    due = row["due_date"] or SOME_DAY
    paid = row["as_of"] or after(due, int(row["expected_days"]))
    payments = [part for one in row["payments"].split(";") if one for part in ("--payment", one)]
    found = claimed(
        mailbot, "--principal", row["principal"], "--due", due, "--paid", paid, "--regime", row["regime"], *payments
    )
    assert sum(one["days"] for one in found["segments"]) == int(row["expected_days"])
    assert found["interest"] == row["expected_interest"]
    assert float(found["fixed"]) == float(row["expected_fixed"])


@pytest.mark.parametrize("row", FLOORS, ids=ident)
def test_the_command_gives_the_official_minimum_rate(mailbot, row):
    eve = after(row["as_of"], -1)
    (one,) = claimed(mailbot, "--principal", "100", "--due", eve, "--paid", row["as_of"], "--regime", "fr_b2b_floor")[
        "segments"
    ]
    assert one["rate"] == row["expected_interest"]


@pytest.mark.parametrize("row", TERMS, ids=ident)
def test_the_command_counts_the_official_term_from_the_invoice(mailbot, row):
    typed = ("--principal", "100", "--due", row["due_date"], "--regime", row["regime"])
    assert claimed(mailbot, *typed, "--paid", row["as_of"])["segments"] == []
    (one,) = claimed(mailbot, *typed, "--paid", after(row["as_of"], 1))["segments"]
    assert one["from"] == after(row["as_of"], 1)
