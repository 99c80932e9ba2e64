"""Approval from the shell."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.cli.batch import numbers
from mailbot.core.errors import UserError
from tests.firm import PARTNER, Firm


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    for number in (1, 2, 3):
        made.has_client(f"C{number}", f"Client {number}", f"c{number}@x{number}.example")
    head = "number,client,issued_on,due_on,total\n"
    made.takes_in("i.csv", head + "".join(f"F-{n},C{n},2026-10-01,2026-11-10,{n}00\n" for n in (1, 2, 3)))
    made.at("2026-11-16T08:00").tick()
    return made


def mailbot(firm: Firm, *arguments: str) -> tuple[int, str]:
    config = str(firm.folder / "config.yaml")
    result = CliRunner().invoke(program(), ["--config", config, "--now", "2026-11-16T09:00", *arguments])
    return result.exit_code, result.output


def test_the_list_and_one_batch(firm: Firm) -> None:
    assert '"undecided": 3' in mailbot(firm, "batch", "list", "--format", "json")[1]
    assert mailbot(firm, "batch", "show", "1")[1].count("@x") == 3


def test_approve_all_but_one(firm: Firm) -> None:
    code, said = mailbot(firm, "batch", "approve", "1", "--except", "2", "--as", PARTNER)
    assert code == 0 and said.splitlines() == ["1: approved", "2: rejected", "3: approved"]
    assert [row.status for row in sorted(firm.reminders(), key=lambda r: r.number or 0)] == [
        "approved",
        "rejected",
        "approved",
    ]


def test_reject_with_a_reason_leaves_the_excepted_ones_undecided(firm: Firm) -> None:
    assert (
        mailbot(firm, "batch", "reject", "1", "--except", "1-2", "--why", "non", "--as", PARTNER)[1]
        == "3: rejected (non)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("approve", "9", "--as", PARTNER), "There is no batch 9"),
        (("approve", "1", "--as", "x@y.example"), "ne décide pas"),
        (("approve", "1", "--except", "7", "--as", PARTNER), "no number 7"),
        (("approve", "1", "--except", "a", "--as", PARTNER), "write 3,7-9"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    firm: Firm, arguments: tuple[str, ...], says: str
) -> None:
    code, said = mailbot(firm, "batch", *arguments)
    assert code == 1 and says in said and {row.status for row in firm.reminders()} == {"proposed"}


def test_numbers_and_ranges() -> None:
    assert numbers("3, 7-9 ;1") == (3, 7, 8, 9, 1)
    with pytest.raises(UserError):
        numbers("3,x")
