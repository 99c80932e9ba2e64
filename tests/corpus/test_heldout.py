"""Replies written without knowledge of the code and never read while it was made: figures against floors."""

from __future__ import annotations

import pytest

from tests.corpus.heldout.score import figures, read_rows

# A little under what was measured (docs/measurements.md); misses are the other way round.
FLOORS = {
    "intents macro-F1": 0.85,
    "intents exact": 0.7,
    "promise date": 0.86,
    "promise date where a promise was heard": 0.96,
    "promise amount": 0.77,
}
CEILINGS = {"stops missed": 0.1, "false stops": 0.12}


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return figures(read_rows())


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_replies_never_seen_are_read_as_well_as_measured(measured, figure, floor):
    print(f"{figure}: {measured[figure]:.3f}")  # noqa: T201  the figure belongs in the report of the run
    assert measured[figure] >= floor


@pytest.mark.parametrize(("figure", "ceiling"), CEILINGS.items())
def test_few_replies_never_seen_are_chased_or_let_off_wrongly(measured, figure, ceiling):
    print(f"{figure}: {measured[figure]:.3f}")  # noqa: T201  the figure belongs in the report of the run
    assert measured[figure] <= ceiling
