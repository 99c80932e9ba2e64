"""What is asked of a service that prints and posts letters, and one such service spoken to over HTTP.

`PostProvider` is the whole interface: another service is another class with these two methods, made by
`post_provider`. `HttpProvider` speaks a plain protocol that a bridge to any service can serve;
docs/guide/adding-a-post-provider.md has it.
"""

from __future__ import annotations

import base64
import http.client
import json
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from mailbot.config.schema import PostProvider as Service
from mailbot.config.secrets import secret
from mailbot.core.errors import InputError, TryLater

_PATIENCE = 30.0
_MOST = 100_000
_STATES = frozenset({"accepted", "posted", "delivered", "returned", "failed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToPost:
    """One letter: the key under which it is taken once, the address line by line, its pages as PDF."""

    key: str
    reference: str
    address: Sequence[str]
    country: str
    registered: bool
    duplex: bool
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a letter is: accepted, posted, delivered, returned, failed (it was never posted). `number`: the post's own
    for it; `delivered_on`: the day it was received; `why`: of one that came back or failed."""

    state: str
    number: str = ""
    delivered_on: date | None = None
    why: str = ""


class PostProvider(Protocol):
    """A service that prints and posts."""

    def take(self, letter: LetterToPost) -> str:
        """Hand a letter over; the service's name for it. The same key twice is one letter.

        Raises InputError with the reason when the service refuses it for good, TryLater when it may have it or not."""

    def progress(self, name: str) -> Progress:
        """Where the letter of that name is. Raises TryLater when nobody answers, InputError when it is not known."""


def post_provider(chosen: Service) -> PostProvider:
    """The service that the configuration names."""
    return HttpProvider(chosen.url, secret(chosen.token_env, chosen.token_file))


@dataclass(frozen=True, slots=True)
class HttpProvider:
    """The service behind `url` (…/letters), with a bearer token."""

    url: str
    token: str

    def take(self, letter: LetterToPost) -> str:
        """POST /letters with an Idempotency-Key."""
        body = {
            "reference": letter.reference, "registered": letter.registered, "duplex": letter.duplex,
            "address": {"lines": list(letter.address), "country": letter.country},
            "pdf": base64.b64encode(letter.pdf).decode("ascii"),
        }  # fmt: skip
        status, said = self._ask("POST", "/letters", json.dumps(body).encode(), {"Idempotency-Key": letter.key})
        name = str(said.get("id", ""))
        if status in (200, 201, 202) and name:
            return name
        raise self._error(status, said)

    def progress(self, name: str) -> Progress:
        """GET /letters/<id>."""
        status, said = self._ask("GET", f"/letters/{quote(name, safe='')}")
        if status != 200:
            raise self._error(status, said)
        state, day = str(said.get("status", "")), said.get("delivered_on")
        if state not in _STATES:
            raise TryLater(f"The post service says {state!r}, which is none of {', '.join(sorted(_STATES))}.")
        try:
            delivered = date.fromisoformat(day) if day else None
        except (TypeError, ValueError) as error:
            raise TryLater(f"The post service gives {day!r} as a day.") from error
        return Progress(
            state=state, number=str(said.get("tracking") or "")[:40], delivered_on=delivered,
            why=str(said.get("reason") or "")[:300],
        )  # fmt: skip

    def _error(self, status: int, said: Mapping[str, Any]) -> InputError | TryLater:
        """4xx is about this letter; 401, 403, 408 and 429 are about us or the hour, 5xx about them."""
        why = str(said.get("error") or said.get("reason") or f"HTTP {status}")[:300]
        if 400 <= status < 500 and status not in (401, 403, 408, 429):
            return InputError(why)
        return TryLater(f"The post service answers {status} ({why}).")

    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, Any]]:
        target = urlsplit(self.url)
        connection = _connection(target.scheme, target.hostname or "", target.port)
        given = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})}
        try:
            connection.request(method, target.path.rstrip("/") + path, body=body, headers=given)
            answer = connection.getresponse()
            return answer.status, _object(answer.read(_MOST))
        except (OSError, http.client.HTTPException) as error:
            raise TryLater(f"The post service does not answer ({type(error).__name__}: {error}).") from error
        finally:
            connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=_PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=_PATIENCE)


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
