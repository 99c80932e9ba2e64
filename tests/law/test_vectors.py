"""The worked examples of the public service and of others, to the cent."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mailbot.core.interest.annex import annex
from mailbot.core.interest.debt import Change, Debt, late_days
from mailbot.core.interest.regime import Start, applied
from mailbot.core.interest.regimes import regime
from mailbot.core.money import Money
from tests.law.claims import RATES

VECTORS = list(
    csv.DictReader((Path(__file__).parents[1] / "corpus" / "law" / "penalty_test_vectors.csv").read_text().splitlines())
)
# Rows that give only a number of days are computed from here: the whole delay lies in the second half of 2026.
SOME_DAY = date(2026, 7, 31)
SUMS = [row for row in VECTORS if row["expected_interest"] and row["principal"]]
FLOORS = [row for row in VECTORS if row["regime"] == "fr_b2b_floor"]
TERMS = [row for row in VECTORS if row["regime"].startswith("fr_term")]


def ident(row):
    return f"{row['id']}-{row['regime']}"


def test_every_row_is_looked_at():
    assert len(SUMS) + len(FLOORS) + len(TERMS) == len(VECTORS) == 21


def debt_of(row, chosen):
    due = date.fromisoformat(row["due_date"]) if row["due_date"] else SOME_DAY
    parts = [part.split(":") for part in row["payments"].split(";") if part]
    return Debt(
        principal=Money.of(row["principal"], chosen.currency),
        due_on=due,
        changes=tuple(Change(date.fromisoformat(day), Money.of(amount, chosen.currency)) for day, amount in parts),
        notice_on=due if chosen.start is Start.NOTICE else None,
    )


@pytest.mark.parametrize("row", SUMS, ids=ident)
def test_interest_and_fixed_sum_are_those_of_the_example(row):
    chosen = regime(row["regime"])
    debt = debt_of(row, chosen)
    until = date.fromisoformat(row["as_of"]) if row["as_of"] else debt.due_on + timedelta(int(row["expected_days"]))
    claim = annex(debt, chosen, RATES, until)
    assert sum(segment.days for segment in claim.segments) == int(row["expected_days"])
    assert claim.interest.amount == Decimal(row["expected_interest"])
    assert claim.fixed.amount == Decimal(row["expected_fixed"])


@pytest.mark.parametrize("row", FLOORS, ids=ident)
def test_the_floor_is_three_times_the_legal_rate(row):
    rate = applied(regime(row["regime"]), RATES, date.fromisoformat(row["as_of"]))
    assert rate.percent == Decimal(row["expected_interest"])


@pytest.mark.parametrize("row", TERMS, ids=ident)
def test_a_term_counts_from_the_invoice(row):
    due = date.fromisoformat(row["as_of"])
    debt = debt_of(row | {"principal": "100"}, regime(row["regime"]))
    assert late_days(debt, regime(row["regime"]), due) is None
    tomorrow = due + timedelta(1)
    assert late_days(debt, regime(row["regime"]), tomorrow) == (tomorrow, tomorrow)


def test_the_judgment_of_the_official_example_adds_up():
    parts = [row for row in SUMS if row["id"] in ("O2a", "O2b", "O2c")]
    claims = [
        annex(debt_of(row, regime(row["regime"])), regime(row["regime"]), RATES, date.fromisoformat(row["as_of"]))
        for row in parts
    ]
    assert sum(claim.interest.amount for claim in claims) == Decimal("89.01")
