"""One demo of 32 days and 20 clients, played once for all tests that only look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.config.load import load
from mailbot.demo.options import DemoOptions, DemoResult
from mailbot.demo.play import play
from mailbot.tasks.desk.office import Office
from mailbot.wiring import build

# A Friday afternoon, 16:30 in Paris.
END = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def options(**changes: object) -> DemoOptions:
    values: dict[str, object] = {"end": END, "key": "k" * 40, "days": 32, "clients": 20, "seed": 1}
    return DemoOptions(**(values | changes))  # type: ignore[arg-type]  # a test names what it changes


def quiet(number: int, days: int, day: object) -> None:
    """Nobody watches."""


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    return play(tmp_path_factory.mktemp("demo") / "firm", options(), quiet)


@pytest.fixture(scope="session")
def office(played: DemoResult) -> Iterator[Office]:
    office = build(load(played.configuration))
    yield office
    office.books.close()


@pytest.fixture
def copy_of_demo(played: DemoResult, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """The played demo once more, to be broken."""
    opened: list[Office] = []

    def make() -> Office:
        place = shutil.copytree(played.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("mail", "accounting"))
        opened.append(build(load(place / "config.yaml")))
        return opened[-1]

    yield make
    for one in opened:
        one.books.close()
