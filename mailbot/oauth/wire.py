"""One question to a token service over HTTPS."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException

from mailbot.core.errors import TryLater

PATIENCE = 20.0
_MOST = 100_000


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A token service does not send elsewhere: a secret must not follow."""

    def redirect_request(self, *_: object) -> None:
        """Never."""
        return


def post(url: str, form: str) -> tuple[int, str]:
    """Status and text of the answer to a form. Raises TryLater when nobody answers."""
    request = urllib.request.Request(  # noqa: S310 - https only: the configuration refuses other addresses
        url,
        data=form.encode("ascii"),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
    )
    opener = urllib.request.build_opener(_NoDetour())
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return int(answer.status), answer.read(_MOST).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read(_MOST).decode("utf-8", "replace")
    except (OSError, HTTPException) as error:
        raise TryLater(f"The token service {url} cannot be reached: {getattr(error, 'reason', '') or error}") from error
