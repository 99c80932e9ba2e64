"""The simulation: whole firms under a virtual clock, with and without faults, and an onlooker who sees all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.core.money import Money
from mailbot.demo.firm import BANKS
from mailbot.demo.simulation.faults import Faults, Killed
from mailbot.demo.simulation.faulty_books import FaultyBooks
from mailbot.demo.simulation.faulty_post import FaultySender
from mailbot.demo.simulation.onlooker import Onlooker
from mailbot.demo.simulation.simulate import SimulationOptions, simulate
from mailbot.demo.transfers import Transfer
from mailbot.outbound.transport import Outcome
from mailbot.store import state
from tests.demo.conftest import quiet
from tests.firm import BOT, Firm

LAST = date(2026, 11, 20)


@pytest.mark.parametrize(("seed", "faults"), [(1, False), (2, True), (3, True), (4, True)])
def test_no_invariant_breaks_in_a_random_firm(seed: int, faults: bool) -> None:
    result = simulate(SimulationOptions(seed=seed, last=LAST, days=30, clients=8, faults=faults), quiet)
    assert result.problems == ()
    assert result.day == LAST
    assert result.messages > 20
    assert bool(result.faults) is faults


def test_the_same_seed_plays_the_same_story() -> None:
    options = SimulationOptions(seed=7, last=LAST, days=20, clients=5, faults=True)
    assert simulate(options, quiet) == simulate(options, quiet)


def test_the_command_says_what_it_played_and_that_all_is_well() -> None:
    call = ["--now", "2026-11-20", "simulate", "--seed", "5", "--seeds", "2", "--days", "12", "--clients", "4"]
    result = CliRunner().invoke(program(), call)
    assert result.exit_code == 0, result.output
    assert "seed 5: 12 days" in result.stdout and "seed 6: 12 days" in result.stdout


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    firm = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    firm.has_client()
    firm.has_invoice()
    yield firm
    firm.office.books.close()


class _Carrier:
    """Takes everything."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def send(self, sender: str, recipients: object, raw: bytes, message_id: str) -> Outcome:
        self.taken.append(message_id)
        return Outcome("sent", "250 ok")

    def close(self) -> None:
        """Nothing is open."""


def test_an_onlooker_sees_a_message_that_leaves_twice(firm: Firm) -> None:
    onlooker = Onlooker(firm.office)
    onlooker.left("<dig-1-x@etude.example>", ["a@b.example"], firm.now)
    assert onlooker.problems == []
    onlooker.left("<dig-1-x@etude.example>", ["a@b.example"], firm.now)
    assert "left twice" in onlooker.problems[0]


def test_an_onlooker_sees_a_reminder_that_no_book_knows(firm: Firm) -> None:
    onlooker = Onlooker(firm.office)
    onlooker.left("<rem-99-x@etude.example>", ["a@b.example"], firm.now)
    assert "belongs to no reminder" in onlooker.problems[0]


def test_a_process_killed_before_the_commit_leaves_nothing_and_after_it_everything(firm: Firm) -> None:
    kept = set()
    for seed in range(12):
        books = FaultyBooks(firm.office.books, Faults(rng=Random(seed), kill_at_commit=1.0), lambda: None)
        with pytest.raises(Killed), books.write() as session:
            state.remember(session, f"written {seed}", "yes")
        with firm.office.books.read() as session:
            kept.add(state.fact(session, f"written {seed}"))
    assert kept == {None, "yes"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [("smtp_fails", "temporary"), ("smtp_refuses", "permanent"), ("smtp_doubtful", "unknown")],
)
def test_a_failing_carrier_says_so_and_the_record_holds_what_truly_left(fault: str, said: str) -> None:
    left: list[str] = []
    carrier = _Carrier()
    faults = Faults(rng=Random(1), **{fault: 1.0})  # type: ignore[arg-type]  # one fault, always
    sender = FaultySender(carrier, faults, lambda message_id, to: left.append(message_id))
    outcomes = {sender.send(BOT, ["a@b.example"], b"", f"<{n}@x>").status for n in range(10)}
    assert outcomes == {said}
    assert left == carrier.taken
    assert bool(left) is (fault == "smtp_doubtful")


def test_an_onlooker_asks_after_a_transfer_that_came_and_did_not_enter(firm: Firm) -> None:
    onlooker = Onlooker(firm.office)
    assert list(onlooker.money([])) == []
    came = Transfer(
        bank=BANKS[0], payer="DUPONT", payer_iban="", amount=Money.of(12), label="", value_on=date(2026, 11, 2)
    )
    assert "did not enter" in next(onlooker.money([came]))
    firm.bank_writes("12,00", "DUPONT BATIMENT", "FACTURE F-2026-0042")
    firm.tick()
    assert "never came" in next(onlooker.money([]))
