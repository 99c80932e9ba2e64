"""A logged-in line to an IMAP server, and imapclient's errors put into our own words.

Facts this file rests on, all seen with real servers:
- imapclient's LoginError also covers a line cut during the login; only its cause tells.
- `readonly` (a folder without write rights) is a kind of `abort` in imaplib: reconnecting would loop for ever.
- after a time-out the line is useless, even for saying goodbye.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
    ProtocolError,
)

from mailbot.config.schema import Imap
from mailbot.core.credential import Credential
from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.inbound import imap_answers


class FolderMissing(TryLater):
    """The folder is not there: somebody deleted or renamed it. Never leaves the session."""


class ImapConnection:
    """Connects and logs in when made; raises UserError (login, certificate, settings) or TryLater (unreachable).

    A refused access token is renewed and tried once more, on a new line.
    """

    def __init__(self, imap: Imap, user: str, given: Credential) -> None:
        self.user = user
        self.where = f"{imap.host}:{imap.port}"
        self.lost = False
        secret = given.secret()
        try:
            self._enter(imap, secret)
        except imap_answers.LoginRefused:
            another = given.another(secret)
            if another is None:
                raise
            self._enter(imap, another)

    def _enter(self, imap: Imap, secret: str) -> None:
        self.client: Any = _connect(imap, self.where)
        try:
            self._login(imap, secret)
        except Exception:
            self.close()
            raise

    @contextmanager
    def errors(self, doing: str) -> Iterator[None]:
        """Whatever imapclient raises inside becomes MailboxLost, TryLater (FolderMissing) or UserError.

        `doing` completes the sentence "the server refuses to …".
        """
        try:
            yield
        except IMAPClientReadOnlyError as error:
            raise UserError(f"{self.user} may only read this folder (to {doing}): give it write rights.") from error
        except (IMAPClientAbortError, ProtocolError, OSError) as error:
            raise self._gone(doing, error) from error
        except (ValueError, KeyError, IndexError) as error:  # imapclient could not read the answer
            raise self._gone(doing, error) from error
        except IMAPClientError as error:
            if imap_answers.folder_missing(str(error)):
                raise FolderMissing(f"The mail server has no such folder (to {doing}): {error}") from error
            raise imap_answers.refused(str(error), doing) from error

    def close(self) -> None:
        """Log out, or just hang up when the line is dead; never raises."""
        with suppress(IMAPClientError, OSError):
            if not self.lost:
                self.client.logout()
                return
        with suppress(IMAPClientError, OSError):
            self.client.shutdown()

    def _login(self, imap: Imap, secret: str) -> None:
        with self.errors("log in"):
            try:
                if imap.auth == "oauth2":
                    self.client.oauth2_login(self.user, secret)
                elif self.user.isascii() and secret.isascii():
                    self.client.login(self.user, secret)
                else:  # LOGIN knows ASCII only
                    self.client.plain_login(self.user, secret)
            except LoginError as error:
                if isinstance(error.__context__, IMAPClientAbortError):
                    raise error.__context__ from error
                token = imap.auth == "oauth2"
                raise imap_answers.login_refused(str(error), self.user, token=token) from error

    def _gone(self, doing: str, error: Exception) -> MailboxLost:
        self.lost = True
        return MailboxLost(f"The connection to {self.where} is gone (to {doing}): {_reason(error)}")


def _connect(imap: Imap, where: str) -> Any:
    trust = _trust(imap)
    timeout = float(imap.timeout_seconds)
    try:
        client = IMAPClient(imap.host, imap.port, ssl=imap.security == "tls", ssl_context=trust, timeout=timeout)
        if imap.security == "starttls":
            _starttls(client, trust, where)
    except ssl.SSLCertVerificationError as error:
        remedy = "check mailbox.imap.host, or set mailbox.imap.ca_file"
        raise UserError(f"The certificate of {where} is not trusted ({error.verify_message}): {remedy}.") from error
    except ssl.SSLError as error:
        raise UserError(f"{where} does not speak TLS ({error}): check mailbox.imap.port and security.") from error
    except (OSError, IMAPClientError) as error:
        raise TryLater(f"The mail server {where} cannot be reached: {_reason(error)}") from error
    return client


def _trust(imap: Imap) -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if imap.ca_file is not None:
        try:
            trust.load_verify_locations(imap.ca_file)
        except OSError as error:
            raise UserError(f"mailbox.imap.ca_file: {imap.ca_file} cannot be used: {error}") from error
    return trust


def _starttls(client: Any, trust: ssl.SSLContext, where: str) -> None:
    if not client.has_capability("STARTTLS"):
        client.shutdown()
        raise UserError(f"{where} offers no STARTTLS: set mailbox.imap.security to tls and the port to 993.")
    client.starttls(trust)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
