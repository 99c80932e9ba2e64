"""The way to an SMTP server: connection, encryption, login; and what went wrong, in words."""

from __future__ import annotations

import smtplib
import socket
import ssl
from base64 import b64encode
from contextlib import suppress

from mailbot.config.schema import Smtp
from mailbot.core.credential import Credential
from mailbot.outbound.smtp_rules import answer

TROUBLE = (smtplib.SMTPException, OSError, ValueError)
"""What smtplib raises for a server, a line or an answer that is not as it should be."""


class TokenRefused(smtplib.SMTPAuthenticationError):
    """The server does not take this access token."""


class SmtpDoor:
    """Opens lines to one server, logged in. `login`'s own errors (MailbotError) pass through."""

    def __init__(self, smtp: Smtp, address: str, login: Credential) -> None:
        self.where = f"{smtp.host}:{smtp.port}"
        self._smtp = smtp
        self._user = smtp.user or address
        self._login = login
        self._domain = address.rpartition("@")[2]

    def enter(self) -> smtplib.SMTP:
        """A new line, logged in; a refused access token is renewed and tried once more. Raises TROUBLE."""
        secret = "" if self._user == "-" else self._login.secret()
        try:
            return self._line(secret)
        except TokenRefused:
            another = self._login.another(secret)
            if another is None:
                raise
            return self._line(another)

    def _line(self, secret: str) -> smtplib.SMTP:
        line = self._connect()
        try:
            self._encrypt(line)
            self._log_in(line, secret)
        except TROUBLE:
            with suppress(*TROUBLE):
                line.close()
            raise
        return line

    def _connect(self) -> smtplib.SMTP:
        settings, timeout = self._smtp, float(self._smtp.timeout_seconds)
        line: smtplib.SMTP
        if settings.security == "tls":
            trust = self._trust()
            line = smtplib.SMTP_SSL(settings.host, settings.port, self._domain, timeout=timeout, context=trust)
        else:
            line = smtplib.SMTP(settings.host, settings.port, self._domain, timeout=timeout)
        if line.sock is not None:
            # The final dot goes alone: held back until the text before it is acknowledged, it would come 40 ms late.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def _encrypt(self, line: smtplib.SMTP) -> None:
        if self._smtp.security == "starttls":
            code, text = line.starttls(context=self._trust())
            if code != 220:
                raise smtplib.SMTPResponseException(code, text)

    def _trust(self) -> ssl.SSLContext:
        trust = ssl.create_default_context()
        if self._smtp.ca_file is not None:
            trust.load_verify_locations(self._smtp.ca_file)
        return trust

    def _log_in(self, line: smtplib.SMTP, secret: str) -> None:
        """One try with one mechanism: several wrong ones in a row would lock the account."""
        line.ehlo_or_helo_if_needed()
        if self._user == "-":
            return
        if self._smtp.auth == "oauth2":
            _with_token(line, f"user={self._user}\x01auth=Bearer {secret}\x01\x01")
        elif "PLAIN" in line.esmtp_features.get("auth", "").upper().split():
            _authenticate(line, "PLAIN", f"\0{self._user}\0{secret}")
        else:
            line.login(self._user, secret)


def _with_token(line: smtplib.SMTP, message: str) -> None:
    try:
        _authenticate(line, "XOAUTH2", message)
    except smtplib.SMTPAuthenticationError as error:
        raise TokenRefused(error.smtp_code, error.smtp_error) from error


def _authenticate(line: smtplib.SMTP, mechanism: str, message: str) -> None:
    code, text = line.docmd("AUTH", f"{mechanism} {b64encode(message.encode()).decode('ascii')}")
    if code == 334:  # how XOAUTH2 refuses: the reason first, the code when that is acknowledged
        code, text = line.docmd("")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, text)


def words(error: Exception) -> str:
    """What went wrong, with the mend where a person can do something."""
    if isinstance(error, TokenRefused):
        said = answer(error.smtp_code, error.smtp_error)
        return f"token refused ({said}): is SMTP AUTH allowed for this mailbox, and mailbox.smtp.user right?"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"login refused ({answer(error.smtp_code, error.smtp_error)}): check mailbox.smtp.user and its password"
    if isinstance(error, smtplib.SMTPResponseException):
        return answer(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not trusted ({error.verify_message}): check mailbox.smtp.host, or set mailbox.smtp.ca_file"
    return str(error) or type(error).__name__
