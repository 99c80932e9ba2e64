"""Files that are no YAML, or YAML that means something else than it looks."""

import pytest

from mailbot.config.yaml_file import parse, read
from mailbot.core.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "c.yaml:1: this is no YAML: mapping values are not allowed here; put a text that holds a colon"),
        ("a:\n\tb: 1", "c.yaml:2: this is no YAML: found character '\\t'"),
        ("a: [1", "c.yaml:1: this is no YAML: "),
        ("a: 'x", "c.yaml:1: this is no YAML: "),
        ("- 1", "c.yaml:1: must be keys and values"),
        ("text", "c.yaml:1: must be keys and values"),
        ("a: \x00", "c.yaml: this is no YAML: "),
        ("a: 1\n---\nb: 2", "c.yaml:"),
        ("a: " + "{a: " * 30 + "1" + "}" * 30, "c.yaml:1: groups are nested too deep here"),
    ],
)
def test_what_is_no_configuration_is_said_with_file_and_line(text, said):
    with pytest.raises(ConfigError) as error:
        parse(text, "c.yaml")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text_are_said_with_their_line(tmp_path):
    (tmp_path / "c.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(ConfigError, match=r"c\.yaml:2: this is no UTF-8 text\."):
        read(tmp_path / "c.yaml")


def test_a_folder_is_no_configuration(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_has_no_keys(text):
    assert parse(text, "c.yaml").data == {}


def test_scalars_stay_text_and_nothing_stays_out():
    file = parse("a: 010\nb: [x, ~, 'null']\nc: {d: , e: on}\n", "c.yaml")
    assert file.data == {"a": "010", "b": ["x", None, "null"], "c": {"e": "on"}}


def test_all_keys_written_twice_are_found():
    file = parse("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n", "c.yaml")
    assert [(m.path, m.line) for m in file.mistakes] == [(("b", "c"), 2), (("a",), 3), (("a",), 4)]
    assert file.data["a"] == "1"


def test_the_line_of_a_missing_key_is_that_of_the_group_around_it():
    file = parse("a:\n  b:\n    - c: 1\n    - d: 2\n", "c.yaml")
    paths = [("a",), ("a", "b", 1, "d"), ("a", "b", 0, "zzz"), ("zzz",), ()]
    assert [file.line(path) for path in paths] == [1, 4, 3, 1, 1]
