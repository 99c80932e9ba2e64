"""One manner of failing: a sentence on stderr and an exit code."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mailbot.cli import cli
from mailbot.cli.program import Program
from mailbot.cli.shell import Shell
from mailbot.core.errors import ConfigError, Refused, TryLater, Unknown, UserError


def _failing(error: Exception | int | None) -> click.Group:
    group = Program("mailbot")

    @group.command()
    def work() -> int | None:
        if isinstance(error, Exception):
            raise error
        return error

    return group


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("No client is called X."), 1),
        (Refused("An invoice that is paid gets no reminder."), 1),
        (TryLater("The mail server cannot be reached."), 1),
        (Unknown("It may have been sent."), 1),
        (ConfigError("config.yaml:1: firm: is missing.\nconfig.yaml:2: x: is not known here."), 2),
    ],
)
def test_an_error_is_its_sentence_and_an_exit_code(error, code):
    result = CliRunner().invoke(_failing(error), ["work"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"{error}\n")


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1)])
def test_what_a_command_returns_is_the_exit_code(returned, code):
    assert CliRunner().invoke(_failing(returned), ["work"]).exit_code == code


def test_a_bug_keeps_its_traceback():
    result = CliRunner().invoke(_failing(ZeroDivisionError("bug")), ["work"])
    assert isinstance(result.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zzz"], "No such command 'zzz'. `mailbot --help` shows what it takes.\n"),
        (["--zzz", "check"], "No such option '--zzz'. `mailbot --help` shows what it takes.\n"),
        (["check", "--zzz"], "No such option '--zzz'. `mailbot check --help` shows what it takes.\n"),
        (["explain"], "Name at least one file, or --learned. `mailbot explain --help` shows what it takes.\n"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(mailbot, arguments, said):
    result = mailbot(*arguments)
    assert (result.exit_code, result.stderr) == (2, said)


def test_every_command_says_what_it_does():
    assert all(command.help for command in cli.commands.values())


def test_without_a_configuration_the_mend_is_named(mailbot):
    result = mailbot("check")
    assert (result.exit_code, result.stderr) == (
        2,
        "config.yaml: there is no such file. `mailbot init` makes one.\n",
    )


def test_the_configuration_may_be_named_in_the_environment(mailbot, firm, monkeypatch):
    (firm / "config.yaml").rename(firm / "other.yaml")
    monkeypatch.setenv("MAILBOT_CONFIG", "other.yaml")
    assert mailbot("check").exit_code == 0


def test_now_moves_the_clock_in_the_zone_of_the_firm(firm):
    assert Shell(firm / "config.yaml", "2026-11-22T09:00").now() == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert Shell(firm / "config.yaml", "2026-07-22T09:00+00:00").now() == datetime(2026, 7, 22, 9, tzinfo=UTC)


def test_a_now_that_is_no_instant_is_refused(firm):
    with pytest.raises(UserError, match="write 2026-11-22T09:00"):
        Shell(firm / "config.yaml", "tomorrow").now()


def test_nothing_is_read_before_a_command_asks_for_it():
    assert Shell(Path("nowhere.yaml")).now().tzinfo is UTC
