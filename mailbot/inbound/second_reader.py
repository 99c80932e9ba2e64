"""A second reader of clients' answers, asked over HTTP: a language model of the firm, or whatever else answers.

It is asked with `{"text", "written", "language"}` and answers `{"intents": [...], "sentence": "..."}` in the words of
`mailbot explain`. Nothing else of its answer is looked at, and nothing that it says is ever carried out.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from datetime import date
from http.client import HTTPException

from mailbot.core.errors import TryLater
from mailbot.core.reading.second_opinion import Opinion
from mailbot.core.reading.understood import Intent

_MOST = 20_000
# Longer answers of clients are read by us alone.
LONGEST_TEXT = 20_000

# What a text says, written on a day, in a language.
SecondReader = Callable[[str, date | None, str | None], Opinion]


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """What a client wrote does not follow to another address."""

    def redirect_request(self, *_: object) -> None:
        """Never."""
        return


def second_reader(url: str, token: str, patience: float) -> SecondReader:
    """A reader at this address. `patience` in seconds; `token` is sent as bearer, "" for none.

    The reader raises TryLater when there is no answer, or none that can be read.
    """
    opener = urllib.request.build_opener(_NoDetour())

    def read(text: str, written: date | None, language: str | None) -> Opinion:
        told = {"text": text[:LONGEST_TEXT], "written": written.isoformat() if written else None, "language": language}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(url, json.dumps(told).encode(), headers)  # noqa: S310  checked in the configuration
        try:
            with opener.open(request, timeout=patience) as answer:
                return opinion_of(answer.read(_MOST), text)
        except (OSError, HTTPException, urllib.error.HTTPError) as error:
            raise TryLater(
                f"The second reader {url} does not answer: {getattr(error, 'reason', '') or error}"
            ) from error

    return read


def opinion_of(answer: bytes, text: str) -> Opinion:
    """The opinion in an answer; a sentence that is not in `text` is dropped. Raises TryLater when it cannot be read."""
    try:
        told = json.loads(answer)
        intents = frozenset(Intent(name) for name in told["intents"])
        sentence = str(told.get("sentence") or "").strip()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TryLater(f"The answer of the second reader cannot be read ({type(error).__name__}: {error}).") from error
    return Opinion(intents, sentence if sentence in text else "")
