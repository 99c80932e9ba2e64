"""The shipped ladders are the rules of the house; what a firm writes instead is checked."""

import pytest

from mailbot.config.load import load
from mailbot.config.policy import ladders
from mailbot.config.schema import default_ladders
from mailbot.core.ladder import Base
from tests.config.conftest import SMALLEST

# ladder, level, opens (days after its base), gap, deadline, letter, formal notice, prints interest and fixed sums
HOUSE = [
    ("professional", 0, -5, 0, None, False, False, False),
    ("professional", 1, 5, 0, 8, False, False, False),
    ("professional", 2, 15, 10, 8, True, False, False),
    ("professional", 3, 30, 15, 8, True, True, True),
    ("consumer", 0, -5, 0, None, False, False, False),
    ("consumer", 1, 5, 0, 8, False, False, False),
    ("consumer", 2, 15, 10, 8, True, False, False),
    ("consumer", 3, 30, 15, 8, True, True, False),
    ("public", 0, -5, 0, None, False, False, False),
    ("public", 1, 5, 0, 8, False, False, False),
    ("public", 2, 15, 10, 8, True, False, False),
    ("public", 3, 30, 15, 8, True, True, True),
    ("quote", 1, 15, 0, None, False, False, False),
]


def test_the_shipped_ladders_are_the_rules_of_the_house():
    found = [
        (
            name, level.number, level.offset, level.gap, level.deadline, level.channel != "mail", level.formal,
            level.penalties,
        )
        for name, ladder in default_ladders().items()
        for level in ladder.levels
    ]  # fmt: skip
    assert found == HOUSE


def test_debts_count_from_the_due_date_and_quotes_from_their_sending():
    assert {name: ladder.base for name, ladder in default_ladders().items()} == {
        "professional": Base.DUE, "consumer": Base.DUE, "public": Base.DUE, "quote": Base.SENT,
    }  # fmt: skip
    assert all(level.approval == "partner" for ladder in default_ladders().values() for level in ladder.levels)
    assert {ladder.min_contact_gap for ladder in default_ladders().values()} == {7}
    assert not any(ladder.raise_all or ladder.raise_to_formal for ladder in default_ladders().values())


LEVELS = "levels: [{number: 1, name: rappel, offset: 5}]"


@pytest.mark.parametrize(
    ("written", "climbed"),
    [
        ("", {"professional": "professional", "consumer": "consumer", "public": "public", "quote": "quote"}),
        ("ladders: {}", {"professional": "professional", "consumer": "consumer", "quote": "quote"}),
        (
            f"ladders: {{professional: {{{LEVELS}}}}}",
            {"professional": "professional", "consumer": "professional", "public": "professional", "quote": "quote"},
        ),
        (
            f"ladders: {{quote: {{{LEVELS}}}, doux: {{{LEVELS}}}, strict: {{{LEVELS}}}}}",
            {"professional": "doux", "consumer": "doux", "public": "doux", "quote": "quote", "strict": "strict"},
        ),
    ],
    ids=[
        "none written: the shipped ones",
        "an empty list of them: the same",
        "a kind without a ladder: professional",
        "else the first for debts",
    ],
)
def test_a_kind_without_a_ladder_climbs_the_default_one(folder, written, climbed):
    (folder / "config.yaml").write_text(f"{SMALLEST}{written}\n")
    found = ladders(load(folder / "config.yaml"))
    assert {kind: found[kind].name for kind in climbed} == climbed


def test_without_a_ladder_for_quotes_theirs_has_no_level(folder):
    (folder / "config.yaml").write_text(f"{SMALLEST}ladders: {{professional: {{{LEVELS}}}}}\n")
    assert ladders(load(folder / "config.yaml"))["quote"].levels == ()


def test_any_number_of_levels_and_ladders(folder):
    levels = ", ".join(f"{{number: {n}, name: n{n}, offset: {5 * n}}}" for n in range(1, 13))
    more = "".join(f"  l{n}: {{levels: [{levels}], base: issued}}\n" for n in range(20))
    (folder / "config.yaml").write_text(f"{SMALLEST}ladders:\n{more}")
    found = ladders(load(folder / "config.yaml"))
    assert len(found["l7"].levels) == 12
    assert (found["l7"].base, found["professional"].name) == (Base.ISSUED, "l0")


@pytest.mark.parametrize(
    ("ladder", "said"),
    [
        ("{base: issued, levels: [{number: 0, name: a, offset: -5}]}", "below 0 counts back from the due date"),
        ("{levels: [{number: 2, name: a, offset: 5}, {number: 1, name: b, offset: 9}]}", "rising numbers"),
        (f"{{raise_to_formal: true, {LEVELS}}}", "raise_to_formal: true needs raise_all: true"),
        ("{levels: []}", "ladders.professional.levels"),
        (f"{{base: paid, {LEVELS}}}", "'due', 'issued' or 'sent'"),
    ],
)
def test_a_ladder_that_contradicts_itself_is_refused(refusal, ladder, said):
    (line,) = refusal(f"{SMALLEST}ladders: {{professional: {ladder}}}\n")
    assert said in line


def test_a_ladder_for_quotes_alone_leaves_debts_without_one(refusal):
    (line,) = refusal(f"{SMALLEST}ladders: {{quote: {{{LEVELS}}}}}\n")
    assert "at least one besides quote" in line
