"""Mail out by SMTP (RFC 5321), with an exact account of how it ended.

The dialogue is driven step by step because everything hangs on one instant: before the final dot leaves us nothing
can have been accepted; from then on, until the server has answered, nobody can know.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from mailbot.config.schema import Smtp
from mailbot.core.credential import Credential, credential
from mailbot.core.errors import MailbotError
from mailbot.outbound.smtp_login import TROUBLE, SmtpDoor, words
from mailbot.outbound.smtp_rules import CLOSING, after_the_dot, answer, mail_options, objection, refusal, with_dots
from mailbot.outbound.transport import Outcome

ANSWER_SECONDS = 600.0
"""How long a server may think about a whole message before the outcome is unknown (RFC 5321 section 4.5.3.2.6)."""

_CHUNK = 64 * 1024  # a time-out counts for one call of send: a large message needs several


class _Ended(Exception):
    """Carries an outcome out of the dialogue."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.answer)
        self.outcome = outcome


class SmtpSender:
    """Connects at the first message and keeps the line for the next.

    The login is `smtp.user`, else `address`; `login` its password, or what gives access tokens. A server that is silent
    for `answer_seconds` after a whole message leaves the outcome unknown.
    """

    def __init__(
        self, smtp: Smtp, address: str, login: str | Credential, *, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._smtp = smtp
        self._door = SmtpDoor(smtp, address, credential(login))
        self._answer_seconds = answer_seconds
        self._line: smtplib.SMTP | None = None
        self._fresh = False

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Hand over exactly these bytes; never raises. See Sender."""
        if (objected := objection(sender, recipients, raw)) is not None:
            return objected
        reused = self._line is not None
        outcome = self._attempt(sender, recipients, raw)
        if reused and outcome.status == "temporary" and self._line is None:
            # The kept line was cut, which says nothing about the message: once more on a fresh one.
            outcome = self._attempt(sender, recipients, raw)
        return outcome

    def trouble(self) -> str:
        """What keeps the server from taking mail, '' for nothing; connects and logs in, sends nothing, never raises."""
        try:
            self._ready()
        except _Ended as ended:
            return ended.outcome.answer
        return ""

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._line is not None:
            with suppress(*TROUBLE):
                self._line.quit()
        self._drop()

    def _attempt(self, sender: str, recipients: Sequence[str], raw: bytes) -> Outcome:
        try:
            line = self._ready()
            refused = self._envelope(line, sender, recipients, raw)
            body = with_dots(raw)
            for at in range(0, len(body), _CHUNK):
                line.send(body[at : at + _CHUNK])
        except _Ended as ended:
            return ended.outcome
        except TROUBLE as error:
            self._drop()
            return Outcome("temporary", words(error))
        return self._final_dot(line, refused)

    def _final_dot(self, line: smtplib.SMTP, refused: tuple[tuple[str, str], ...]) -> Outcome:
        """From here on only an answer tells what happened."""
        try:
            _patience(line, self._answer_seconds)
            line.send(".\r\n")
            code, text = line.getreply()
            _patience(line, float(self._smtp.timeout_seconds))
        except TROUBLE as error:
            self._drop()
            return Outcome("unknown", words(error), refused)
        if code == CLOSING or not 200 <= code < 600:
            self._drop()
        ended = after_the_dot(code, text, refused)
        self._fresh = ended.status == "sent"
        return ended

    def _envelope(
        self, line: smtplib.SMTP, sender: str, recipients: Sequence[str], raw: bytes
    ) -> tuple[tuple[str, str], ...]:
        """MAIL, RCPT and DATA, until the server waits for the message; returns who was refused."""
        if isinstance(options := mail_options(line.esmtp_features, (sender, *recipients), raw), Outcome):
            raise _Ended(options)
        replies = _asked(line, sender, options, recipients)
        self._expect(next(replies))
        refused: list[tuple[str, str]] = []
        for recipient, (code, text) in zip(recipients, replies, strict=True):
            if code // 100 == 2:
                continue
            if recipient == recipients[0] or code == CLOSING:
                self._expect((code, text))
            refused.append((recipient, answer(code, text)))
        self._expect(line.docmd("DATA"), 354)
        return tuple(refused)

    def _expect(self, reply: tuple[int, bytes], wanted: int = 250) -> None:
        """End the dialogue when the answer is another one."""
        if reply[0] == wanted:
            return
        if reply[0] == CLOSING:
            self._drop()
        raise _Ended(refusal(*reply))

    def _ready(self) -> smtplib.SMTP:
        """The kept line when it still answers, else a new one; ends the dialogue when there is none to be had."""
        if self._line is not None:
            if self._fresh:  # the last message was taken whole: there is nothing to reset
                self._fresh = False
                return self._line
            with suppress(*TROUBLE):
                if self._line.rset()[0] == 250:
                    return self._line
            self._drop()
        try:
            self._line = self._door.enter()
        except (*TROUBLE, MailbotError) as error:
            reason = str(error) if isinstance(error, MailbotError) else f"{self._door.where}: {words(error)}"
            raise _Ended(Outcome("temporary", reason, blocked=True)) from error
        return self._line

    def _drop(self) -> None:
        self._fresh = False
        if self._line is not None:
            with suppress(*TROUBLE):
                self._line.close()
            self._line = None


def _asked(
    line: smtplib.SMTP, sender: str, options: Sequence[str], recipients: Sequence[str]
) -> Iterator[tuple[int, bytes]]:
    """The answers to MAIL and to each RCPT; in one go where the server takes several at once (RFC 2920), for that is
    most of the time that a short message takes on a real network."""
    if "pipelining" not in line.esmtp_features:
        yield line.mail(sender, options)
        yield from (line.rcpt(recipient) for recipient in recipients)
        return
    more = "".join(f" {option}" for option in options)
    commands = (f"MAIL FROM:<{sender}>{more}", *(f"RCPT TO:<{recipient}>" for recipient in recipients))
    line.command_encoding = "utf-8" if "SMTPUTF8" in options else "ascii"
    line.send("".join(f"{command}\r\n" for command in commands))
    # All are read before any is judged: what is left unread would be taken for the answer to the next message.
    replies: list[tuple[int, bytes]] = []
    while len(replies) < len(commands) and not (replies and replies[-1][0] == CLOSING):
        replies.append(line.getreply())
    yield from replies


def _patience(line: smtplib.SMTP, seconds: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)
