"""Ladders are changed in the file where they stand; what people wrote around them stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.config.commented import commented
from mailbot.config.example import EXAMPLE, HEADING
from mailbot.config.ladder_file import write_ladders
from mailbot.config.load import load
from mailbot.config.schema import LadderSettings, LevelSettings
from mailbot.core.errors import UserError
from mailbot.core.reminder import Channel
from tests.config.conftest import SMALLEST

BLOCK = """
# what we agreed in March
ladders:
  professional:  # companies
    min_contact_gap: 7   # never less
    levels:
      # the friendly one
      - number: 1
        name: rappel courtois
        offset: 5  # was 3
        deadline: 8
      - {number: 2, name: rappel ferme, offset: 15, gap: 10, deadline: 8}  # phone them too
      # and then we stop
  quote:
    base: sent
    levels:
      - {number: 1, name: devis, offset: 15}
# the end of the ladders
matching: {auto: false}  # by hand
"""
FIRM = SMALLEST.rstrip() + "\n"


def a_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(FIRM + text, encoding="utf-8")
    return path


def changed(path: Path, ladder: str = "professional", number: int = 0, **values: object) -> dict[str, LadderSettings]:
    """The ladders of the file with these values in this one, or in its level of that number."""
    ladders = dict(load(path, check_secrets=False).ladders)
    one = ladders[ladder]
    if number:
        levels = tuple(level.model_copy(update=values) if level.number == number else level for level in one.levels)
        ladders[ladder] = one.model_copy(update={"levels": levels})
    else:
        ladders[ladder] = one.model_copy(update=values)
    return ladders


@pytest.mark.parametrize(
    ("number", "values", "old", "new"),
    [
        (1, {"offset": 6}, "offset: 5  # was 3", "offset: 6  # was 3"),
        (2, {"offset": 20}, "name: rappel ferme, offset: 15,", "name: rappel ferme, offset: 20,"),
        (2, {"name": "rappel : ferme"}, "name: rappel ferme,", 'name: "rappel : ferme",'),
        (2, {"channel": Channel.MAIL_AND_LETTER}, "8}  # phone", "8, channel: mail+letter}  # phone"),
        (1, {"gap": 4}, "        deadline: 8\n", "        deadline: 8\n        gap: 4\n"),
        (1, {"deadline": None}, "        deadline: 8\n", "        deadline: \n"),
        (0, {"min_contact_gap": 10}, "min_contact_gap: 7   # never", "min_contact_gap: 10   # never"),
        (0, {"raise_all": True}, "7   # never less\n", "7   # never less\n    raise_all: true\n"),
    ],
)
def test_only_what_changes_is_written(tmp_path, number, values, old, new):
    path = a_file(tmp_path, BLOCK)
    wanted = changed(path, number=number, **values)
    before = path.read_text(encoding="utf-8")
    assert old in before
    write_ladders(path, wanted)
    assert path.read_text(encoding="utf-8") == before.replace(old, new)
    assert dict(load(path, check_secrets=False).ladders) == wanted


def test_a_level_comes_and_goes_and_its_neighbours_keep_their_comments(tmp_path):
    path = a_file(tmp_path, BLOCK)
    before = path.read_text(encoding="utf-8")
    wanted = changed(path)
    levels = wanted["professional"].levels
    notice = LevelSettings(number=3, name="mise en demeure", offset=30, deadline=8, formal=True)
    wanted["professional"] = wanted["professional"].model_copy(update={"levels": (*levels, notice)})
    write_ladders(path, wanted)
    added = "      - {number: 3, name: mise en demeure, offset: 30, deadline: 8, formal: true}\n"
    assert path.read_text(encoding="utf-8") == before.replace("# phone them too\n", f"# phone them too\n{added}")
    wanted["professional"] = wanted["professional"].model_copy(update={"levels": levels})
    write_ladders(path, wanted)
    assert path.read_text(encoding="utf-8") == before
    wanted["professional"] = wanted["professional"].model_copy(update={"levels": levels[1:]})
    write_ladders(path, wanted)
    left = path.read_text(encoding="utf-8")
    assert "rappel courtois" not in left and "# phone them too" in left and "# the end of the ladders" in left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ladders:\nmatching: {auto: false}\n",
        "ladders: {professional: {levels: [{number: 1, name: un, offset: 5}]}}\nmatching: {auto: false}\n",
        "ladders:\n  professional: &a\n    levels: &l\n      - {number: 1, name: un, offset: 5}\n  public: *a\n",
    ],
)
def test_however_they_are_written_the_file_says_them_afterwards(tmp_path, text):
    path = a_file(tmp_path, text)
    wanted = changed(path, number=1, offset=9)
    extra = LevelSettings(number=9, name="dernier rappel", offset=60)
    wanted["professional"] = wanted["professional"].model_copy(
        update={"levels": (*wanted["professional"].levels, extra)}
    )
    write_ladders(path, wanted)
    settings = load(path, check_secrets=False)
    assert dict(settings.ladders) == wanted
    assert settings.matching.auto is ("auto: false" not in text)
    assert path.read_text(encoding="utf-8").startswith(FIRM.rstrip())


def test_the_file_of_a_new_firm_keeps_every_comment(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(commented(HEADING, EXAMPLE), encoding="utf-8")
    before = path.read_text(encoding="utf-8").splitlines()
    write_ladders(path, changed(path, "consumer", 2, offset=21))
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert [(a.strip()[:11], b.count("offset: 21")) for a, b in zip(before, after, strict=True) if a != b] == [
        ("- {number: ", 1)
    ]


def test_a_folder_that_may_not_be_written_to_is_told_and_the_file_stays(tmp_path):
    path = a_file(tmp_path, BLOCK)
    wanted = changed(path, number=1, offset=6)
    (tmp_path / "config.yaml.new").mkdir()
    with pytest.raises((UserError, OSError)):
        write_ladders(path, wanted)
    assert "offset: 5  # was 3" in path.read_text(encoding="utf-8")
