"""Mails handed over: our sender, with its exact account of each outcome, against smtplib on a kept line, same bytes."""

from __future__ import annotations

import atexit
import smtplib
from contextlib import ExitStack
from functools import cache

from mailbot.config.schema import Smtp
from mailbot.outbound.smtp import SmtpSender
from tests.bench.compose import messages
from tests.bench.sink import sink

_FROM, _TO = "recouvrement@etude.example", "compta@dupont.example"
_stack = ExitStack()
atexit.register(_stack.close)


@cache
def port() -> int:
    """Where the sink listens."""
    return _stack.enter_context(sink())


def ours() -> int:
    """Addresses and line ends checked, options negotiated, each outcome told apart."""
    sender = SmtpSender(Smtp(host="127.0.0.1", port=port(), security="none", user="-"), _FROM, "")
    outcomes = [sender.send(_FROM, (_TO,), raw, "<x@etude.example>") for raw in messages()]
    sender.close()
    if any(outcome.status != "sent" for outcome in outcomes):
        raise RuntimeError(outcomes[0].answer)
    return len(outcomes)


def bare() -> int:
    """sendmail, again and again."""
    with smtplib.SMTP("127.0.0.1", port()) as line:
        return sum(not line.sendmail(_FROM, [_TO], raw) for raw in messages())
