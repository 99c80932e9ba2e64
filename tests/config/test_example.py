"""config.example.yaml carries every key of the schema, and is what the schema says today."""

from collections.abc import Iterator
from pathlib import Path

from mailbot.cli.init import FIRST, HEADING
from mailbot.config.commented import commented
from mailbot.config.example import example
from mailbot.config.keys import keys_of, section_in
from mailbot.config.load import load
from mailbot.config.schema import Section, Settings, default_ladders
from mailbot.config.yaml_file import KeyPath, parse

COMMITTED = Path(__file__).parents[2] / "config.example.yaml"


def test_it_loads():
    settings = load(COMMITTED, check_secrets=False)
    assert [bank.name for bank in settings.banks] == ["Crédit Agricole", "BNP Paribas", "Société Générale", "Stripe"]
    assert [person.role for person in settings.people] == ["partner", "partner", "assistant"]
    assert settings.ladders == default_ladders()


def test_the_file_of_the_project_is_what_the_schema_says():
    assert COMMITTED.read_text(encoding="utf-8") == example(), "run `make docs`"


def test_no_key_of_the_schema_is_missing():
    file = parse(example(), "config.example.yaml")
    paths = list(_every_path(Settings))
    assert len(paths) > 100
    assert [path for path in paths if file.known(path) != path] == []


def test_every_key_has_a_comment_above_it():
    lines = example().splitlines()
    bare = [
        line for above, line in zip(lines, lines[1:], strict=False)
        if line.rstrip().endswith(":") and not above.lstrip().startswith("#") and line.strip() not in _NAMES
    ]  # fmt: skip
    assert bare == []


# Names of ladders and the lists in the short ones: no keys of their own.
_NAMES = {"professional:", "consumer:", "public:", "quote:", "levels:"}


def test_a_first_configuration_has_every_key_and_names_those_of_the_empty_lists():
    text = commented(HEADING, FIRST)
    file = parse(text, "config.yaml")
    missing = [path for path in _every_path(Settings) if file.known(path) != path]
    assert {path[0] for path in missing} == {"banks", "webhooks"}
    assert "banks: []" in text and "webhooks: []" in text
    assert "Keys of an entry: name, type, domains," in text


def test_values_that_yaml_would_read_otherwise_are_quoted():
    text = commented("", {"firm": {"name": "no", "city": "L'Haÿ: #1", "postcode": "06000", "siren": " 1"}})
    firm = parse(text, "c.yaml").data["firm"]
    assert (firm["name"], firm["city"], firm["postcode"], firm["siren"]) == ("no", "L'Haÿ: #1", "06000", " 1")
    assert 'name: "no"' in text
    assert 'postcode: "06000"' in text


def _every_path(section: type[Section], above: KeyPath = ()) -> Iterator[KeyPath]:
    for key, field in keys_of(section):
        path = (*above, key)
        yield path
        inner = section_in(field.annotation)
        if inner is field.annotation and inner is not None:
            yield from _every_path(inner, path)
        elif inner is not None:
            yield from _every_path(inner, (*path, "professional" if key == "ladders" else 0))
