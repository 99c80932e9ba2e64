"""Some weeks of an invented firm's bank life, told twice over, late, in any order, by a program that dies at times."""

from __future__ import annotations

from pathlib import Path

from tests.bankyear.year import play


def test_every_movement_of_some_weeks_counts_once_and_nothing_else_does(tmp_path: Path) -> None:
    year = play(seed=5, folder=tmp_path / "firm", days=28)
    assert year.wrong == []
    assert (year.credits > 25, year.killed > 5, year.papers > 40) == (True, True, True)
