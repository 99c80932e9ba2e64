"""`mailbot check`: is everything there that the program needs? A line each, sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

import click

from mailbot.cli.checks import CHECKS, CHECKS_OF_THE_DAY, Finding
from mailbot.cli.shell import Shell, pass_shell

_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@pass_shell
def check(shell: Shell) -> int:
    """Look at configuration, secrets, database, mailbox in and out, letters and texts: ok, warn or fail."""
    settings = shell.settings_without_secrets
    today = shell.now().astimezone(ZoneInfo(settings.firm.timezone)).date()
    lasting = ((name, partial(look, settings)) for name, look in CHECKS)
    dated = ((name, partial(look, settings, today)) for name, look in CHECKS_OF_THE_DAY)
    failed = False
    for name, look in chain(lasting, dated):
        finding = _looked(look)
        failed = failed or finding.status == "fail"
        click.echo(f"{click.style(f'{finding.status:<5}', fg=_COLOURS[finding.status])} {name:<14} {finding.text}")
    return 1 if failed else 0


def _looked(look: Callable[[], Finding]) -> Finding:
    """One finding; whatever goes wrong while looking is what was to be found, and the other checks go on."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong while looking is what was to be found
        reason = " ".join(str(error).split()) or type(error).__name__
        return Finding("fail", reason)
