"""`mailbot alerts`: what must be known, done, taken back; and the commands that alerts name exist."""

import json
import re

import click
import pytest

from mailbot.__main__ import program
from mailbot.core.alerting import escalation_english, escalation_french
from mailbot.core.alerting.escalation_state import AlertKind
from tests.firm import DEPUTY, PARTNER

_COMMAND = re.compile(r"mailbot ([a-z-]+)(?: ([a-z-]+)(?![a-z.]))?((?: [^ ]+)*)")
_OPTION = re.compile(r"(--[a-z-]+)")


@pytest.fixture
def disputed(at_work):
    """A dispute that somebody must know of; returns the alert as a program reads it."""
    at_work("dispute", "--client", "C1", "--why", "chantier non livré")
    at_work("tick", now="2026-11-17T08:05")
    return one(at_work)


def one(at_work, *options):
    (line,) = at_work("alerts", "list", "--format", "json", *options).stdout.splitlines()
    return json.loads(line)


def test_the_list_says_what_happened_to_whom_and_what_to_do(disputed):
    assert (disputed["kind"], disputed["client"], disputed["for"]) == ("dispute", "C1", PARTNER)
    assert disputed["what"] == "Dupont Bâtiment conteste" and "mailbot resume --client C1" in disputed["do"]


def test_without_a_word_the_list_is_shown(at_work, disputed):
    assert "Dupont Bâtiment conteste" in at_work("alerts").stdout


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--kind", "dispute"), 1),
        (("--kind", "bounce"), 0),
        (("--for", PARTNER), 1),
        (("--for", DEPUTY), 0),
        (("--client", "C1"), 1),
        (("--urgent",), 0),
        (("--done",), 0),
        (("--order", "age"), 1),
    ],
)
def test_the_list_is_narrowed(at_work, disputed, options, found):
    assert len(at_work("alerts", "list", "--format", "json", *options).stdout.splitlines()) == found


def test_an_alert_is_done_once_and_taken_back(at_work, disputed):
    result = at_work("alerts", "done", str(disputed["id"]), "--why", "répondu", "--as", DEPUTY, now="2026-11-17T11:00")
    assert result.stdout == f"{disputed['id']}: Dupont Bâtiment conteste\n"
    over = one(at_work, "--done")
    assert (over["by"], over["why"], over["done"]) == (DEPUTY, "répondu", "2026-11-17")
    again = at_work("alerts", "done", str(disputed["id"]))
    assert again.exit_code == 1 and "déjà traitée" in again.stderr
    assert at_work("alerts", "reopen", str(disputed["id"])).exit_code == 0
    assert one(at_work)["id"] == disputed["id"]


def test_it_closes_itself_when_reminders_go_on(at_work, disputed):
    at_work("resume", "--client", "C1", "--why", "avoir fait", now="2026-11-17T12:00")
    at_work("tick", now="2026-11-18T08:05")
    over = one(at_work, "--done")
    assert (over["by"], over["why"]) == ("mailbot", "la suspension est levée")


def test_an_unknown_client_is_one_sentence(at_work, office):
    result = at_work("alerts", "list", "--client", "C99")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("words", [escalation_french, escalation_english], ids=["fr", "en"])
@pytest.mark.parametrize("kind", sorted(escalation_french.ADVICE))
def test_every_command_that_an_advice_names_exists_with_its_options(words, kind):
    for name, sub, rest in _COMMAND.findall(words.ADVICE[kind]):
        command = program().commands[name]
        if isinstance(command, click.Group):
            command = command.commands[sub]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(_OPTION.findall(rest)) <= known, f"mailbot {name} {sub}: {rest}"


def test_some_advice_names_commands():
    named = [text for text in escalation_french.ADVICE.values() if "mailbot " in text]
    assert len(named) > 10 and len(AlertKind) >= 18
