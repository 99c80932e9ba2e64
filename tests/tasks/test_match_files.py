"""Matching a season of payments from files: the floor under the figures, and what it may cost."""

import tracemalloc

import pytest

from mailbot.core.matching.ledger import LedgerIndex
from mailbot.intake.match_rows import MatchRows
from mailbot.tasks.money.match_files import MatchFiles, match_files
from tests.season.ledger import SCHEMES, Ledger
from tests.season.season import CASES, score, season, write

# What nobody could be sure of, however it looks.
NEVER = {
    "settled", "deposit", "unknown payer", "tax refund", "insurance", "own transfer", "loan", "supplier's refund",
    "payout", "holding, no number", "part, no number",
}  # fmt: skip
# What a person should not be bothered with.
CLEAR = {
    "clean", "separators", "among numbers", "run together", "creditor reference", "known account", "holding, number",
    "notary", "insurer", "liquidator", "part, number", "cents", "service's fee", "bank's fee", "discount",
    "penalty and 40",
}  # fmt: skip


def silent(sentence):
    raise AssertionError(sentence)


@pytest.fixture(params=range(len(SCHEMES)), ids=[scheme(2026, 11, 42) for scheme in SCHEMES])
def scored(request, tmp_path):
    """A small firm that numbers its invoices in that manner; its season matched and scored."""
    ledger = Ledger(seed=request.param)
    ledger.write(tmp_path)
    truths = list(season(ledger, 1000))
    write(tmp_path / "payments.csv", truths)
    paths = {name: tmp_path / f"{name}.csv" for name in ("clients", "invoices", "payments", "out")}
    match_files(MatchFiles(**paths), MatchRows(tell=silent))
    return score(truths, paths["out"])


def test_nothing_wrong_is_done_without_a_person_and_enough_is_done(scored):
    assert scored.wrong == ()
    assert scored.auto_precision == 1
    assert scored.auto_rate >= 0.77
    assert scored.review_top1 >= 0.95
    assert set(scored.cases) >= set(CASES) - {"foreign currency", "credit, cited", "credit, not cited", "surname only"}
    assert {name: one.auto for name, one in scored.cases.items() if name in NEVER and one.auto} == {}
    clear = [one for name, one in scored.cases.items() if name in CLEAR]
    assert sum(one.auto for one in clear) / sum(one.every for one in clear) >= 0.95


def test_an_invoice_costs_little_memory(tmp_path):
    ledger = Ledger(seed=0, clients=1000, invoices=20_000)
    ledger.write(tmp_path)
    count = len(ledger.invoices)
    del ledger
    rows = MatchRows(tell=silent)
    tracemalloc.start()
    index = LedgerIndex.build(rows.clients(tmp_path / "clients.csv"), rows.invoices(tmp_path / "invoices.csv"))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert index.open_count > 20_000
    assert held / count < 1500
