"""The group of commands, with one manner of failing: a sentence on stderr and an exit code.

0 done · 1 the work failed or something needs a person · 2 wrong usage or configuration.
A command returns its exit code, or nothing when all went well. What Mailbot did not foresee is a bug and keeps its
traceback.
"""

from __future__ import annotations

from typing import IO, Any

import click

from mailbot.core.errors import ConfigError, MailbotError

WORK_FAILED = 1
WRONG_USE = 2


class Failure(click.ClickException):
    """Ends the call with one sentence: the work failed."""

    exit_code = WORK_FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence alone, on stderr."""
        click.echo(self.message, file=file, err=file is None)


class Misuse(Failure):
    """Ends the call with one sentence (a line per mistake in a configuration): wrong usage or configuration."""

    exit_code = WRONG_USE


class Program(click.Group):
    """Commands whose errors are one sentence each."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the options of the program itself."""
        try:
            return super().make_context(*args, **extra)
        except click.UsageError as error:
            raise _usage(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Read the options of one command and run it."""
        try:
            code = super().invoke(ctx)
        except click.UsageError as error:
            raise _usage(error) from error
        except MailbotError as error:
            raise (Misuse if isinstance(error, ConfigError) else Failure)(str(error)) from error
        if isinstance(code, int):
            ctx.exit(code)
        return code


def _usage(error: click.UsageError) -> click.ClickException:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    place = error.ctx.command_path if error.ctx else "mailbot"
    said = " ".join(error.format_message().split()).rstrip(".")  # a list of choices comes in several lines
    return Misuse(f"{said}. `{place} --help` shows what it takes.")
