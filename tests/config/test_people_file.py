"""People are added and removed by their own lines; comments and layout stay."""

import pytest

from mailbot.config.load import load
from mailbot.config.people_file import add_person, remove_person
from mailbot.config.schema import Person
from mailbot.core.errors import ConfigError, Refused, UserError

HEAD = """\
# Our firm
firm:
  name: Cabinet Test
mailbox: {address: relances@cabinet.example, kind: maildir, transport: maildir}
"""
BLOCKS = """\
people:
  # The boss
  - email: anne@cabinet.example
    name: Anne Test  # she signs
    role: partner

  # Her deputy
  - email: Bruno@cabinet.example
    name: "Bruno: Test"

# What follows
banks:
"""
LINES = """\
people:
- {email: anne@cabinet.example, name: Anne Test}
- {email: bruno@cabinet.example, name: Bruno Test}   # deputy
"""
CARLA = Person(email="carla@cabinet.example", name="Carla, dite « C »", role="viewer")


@pytest.fixture(params=[BLOCKS, LINES], ids=["blocks", "lines"])
def config(folder, request):
    path = folder / "config.yaml"
    path.write_text(HEAD + request.param)
    return path


def test_adding_touches_no_other_line(config):
    before = config.read_text().splitlines()
    add_person(config, CARLA)
    after = config.read_text().splitlines()
    (new,) = [line for line in after if "carla" in line]
    after.remove(new)
    assert after == before
    assert load(config).people[-1] == CARLA


def test_what_was_added_can_be_removed_without_a_trace(config):
    before = config.read_bytes()
    add_person(config, CARLA)
    remove_person(config, CARLA.email)
    assert config.read_bytes() == before


@pytest.mark.parametrize("email", ["anne@cabinet.example", "bruno@cabinet.example"])
def test_removing_takes_that_person_and_leaves_the_comments_of_others(config, email):
    comments = [line for line in config.read_text().splitlines() if line.lstrip().startswith("#")]
    remove_person(config, email)
    assert len(load(config).people) == 1
    assert [line for line in config.read_text().splitlines() if line.lstrip().startswith("#")] == comments


def test_changing_somebody_keeps_their_place(config):
    add_person(config, Person(email="anne@cabinet.example", name="Anne Nouvelle", role="admin"))
    assert [person.name for person in load(config).people][0] == "Anne Nouvelle"
    assert len(load(config).people) == 2


def test_the_rights_on_the_file_stay(config):
    config.chmod(0o640)
    add_person(config, CARLA)
    assert config.stat().st_mode & 0o777 == 0o640


def test_nobody_is_removed_whom_the_firm_cannot_do_without(config):
    remove_person(config, "bruno@cabinet.example")
    before = config.read_bytes()
    with pytest.raises((ConfigError, UserError)):
        remove_person(config, "anne@cabinet.example")
    assert config.read_bytes() == before
    assert sorted(path.name for path in config.parent.glob("config*")) == ["config.yaml"]


def test_a_list_in_brackets_is_left_to_a_person(folder):
    path = folder / "config.yaml"
    path.write_text(HEAD + "people: [{email: anne@cabinet.example, name: Anne Test}]\n")
    with pytest.raises(UserError, match="by hand"):
        add_person(path, CARLA)


def test_who_is_not_there_cannot_be_removed(config):
    with pytest.raises(Refused, match="nobody"):
        remove_person(config, "nobody@cabinet.example")
