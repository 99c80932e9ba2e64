"""The access token of the shared mailbox: one for mail in and out, kept until shortly before it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic

from mailbot.oauth import token_file
from mailbot.oauth.grant import Application, Tokens, renewed
from mailbot.oauth.provider import Provider

MARGIN = 300.0
"""Seconds before its end at which a token is no longer used: a login and a long message must fit in."""


class AccessToken:
    """A Credential. Renewed tokens are written back before they are used; several threads and processes may ask."""

    def __init__(
        self, who: Provider, application: Application, file: Path, clock: Callable[[], float] = monotonic
    ) -> None:
        self._who = who
        self._application = application
        self._file = file
        self._clock = clock
        self._lock = Lock()
        self._token, self._until = "", 0.0

    def secret(self) -> str:
        """The token, renewed when it ends soon. Raises UserError or TryLater."""
        with self._lock:
            if not self._token or self._clock() >= self._until:
                self._renew()
            return self._token

    def another(self, refused: str) -> str | None:
        """A fresh token: the provider may have withdrawn the refused one before its time."""
        with self._lock:
            if self._token == refused:
                self._renew()
            return self._token if self._token != refused else None

    def _renew(self) -> None:
        with token_file.locked(self._file):
            known = token_file.read(self._file)
            tokens = renewed(self._who, self._application, known)
            if tokens.refresh and tokens.refresh != known:
                token_file.write(self._file, tokens.refresh)
        self._keep(tokens)

    def _keep(self, tokens: Tokens) -> None:
        # A token that lives shorter than the margin is used for half its life.
        self._token, self._until = tokens.access, self._clock() + max(tokens.seconds - MARGIN, tokens.seconds / 2)
