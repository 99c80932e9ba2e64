"""Signed tokens: in reply addresses, in digests, in links. And the Message-IDs that are ours.

A token is `letter + number + 16 base32 characters`, all lower case, because mail systems change the case of
addresses. The last part is HMAC-SHA256 cut to 80 bits (RFC 2104 § 5 allows no less than 80). Reading makes the token
anew and compares the whole in constant time, so that no other spelling of a right token is accepted.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime

from mailbot.core.errors import Refused

# The letter that begins a token says what it names.
REMINDER = "r"
DIGEST = "d"

_MAC_LENGTH = 16
_TOKEN = re.compile(rf"([a-z])([0-9]{{1,19}})[a-z2-7]{{{_MAC_LENGTH}}}")
_PREFIX = {
    "reminder": "rem", "digest": "dig", "alert": "alr", "answer": "ans", "run": "run", "test": "tst", "first": "fst",
    "weekly": "wkl",
}  # fmt: skip


def make(purpose: str, ident: int, key: bytes) -> str:
    """The token that names `ident`; `purpose` is one lower-case letter. Raises Refused for any other, or a negative
    number."""
    if not re.fullmatch("[a-z]", purpose) or ident < 0:
        raise Refused(f"A token cannot be made for {purpose!r} {ident}.")
    body = f"{purpose}{ident}"
    return body + _mac("token", body, key)[:_MAC_LENGTH]


def read(token: str, key: bytes) -> tuple[str, int] | None:
    """(purpose, ident) of a token that this key made, in any case of letters; None for anything else."""
    lowered = token.strip().lower()
    found = _TOKEN.fullmatch(lowered)
    if not found:
        return None
    purpose, ident = found[1], int(found[2])
    return (purpose, ident) if hmac.compare_digest(make(purpose, ident, key), lowered) else None


def sign_link(payload: str, expires_at: datetime, key: bytes) -> str:
    """`payload` as a token for a URL, good until `expires_at` (aware)."""
    encoded = base64.urlsafe_b64encode(payload.encode()).rstrip(b"=").decode()
    body = f"{encoded}.{int(expires_at.astimezone(UTC).timestamp())}"
    return f"{body}.{_mac('link', body, key)}"


def read_link(token: str, now: datetime, key: bytes) -> str | None:
    """The payload, None when this key did not make the token or its time is over."""
    body, _, mac = token.rpartition(".")
    if not token.isascii() or not hmac.compare_digest(_mac("link", body, key), mac):
        return None
    encoded, _, expiry = body.partition(".")
    if now.astimezone(UTC).timestamp() >= int(expiry):
        return None
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()


def message_id(purpose: str, ident: int, nonce: str, domain: str) -> str:
    """A Message-ID of ours (RFC 5322 § 3.6.4), such as `<rem-42-x7q@example.fr>`.

    `purpose` is reminder, digest, alert, answer, run, test or first (or its three-letter prefix); `nonce` makes it
    unguessable and unique. Raises Refused for another purpose.
    """
    prefix = _PREFIX.get(purpose, purpose)
    if prefix not in _PREFIX.values():
        raise Refused(f"No Message-ID is made for {purpose!r}.")
    return f"<{prefix}-{ident}-{nonce}@{domain}>"


def _mac(context: str, body: str, key: bytes) -> str:
    # The context keeps a link from being read as a token and the other way round.
    digest = hmac.new(key, f"{context}:{body}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()
