"""Codes of an authenticator app: six digits that change every thirty seconds (RFC 6238 over RFC 4226, SHA-1).

Steps of time are counted from 1970; a code of the step before or after is right too, because clocks differ, but a step
that was used is over: a code seen over somebody's shoulder works no second time (RFC 6238 § 5.2).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
_DRIFT = 1
_SECRET_BYTES = 20


def derived_secret(seed: str, key: bytes) -> bytes:
    """The secret that belongs to this seed and the firm's key; the seed alone, in a stolen database, opens nothing."""
    return hmac.new(key, b"second factor:" + seed.encode(), hashlib.sha256).digest()[:_SECRET_BYTES]


def code(secret: bytes, step: int) -> str:
    """The code of a step (RFC 4226 § 5.3)."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(now: datetime) -> int:
    """The step of an instant."""
    return int(now.timestamp()) // STEP_SECONDS


def right_step(secret: bytes, typed: str, now: datetime, used: int | None) -> int | None:
    """The step whose code was typed, when it is near and later than the last one `used`; None for a wrong code."""
    digits = "".join(typed.split())
    found: int | None = None
    for step in range(step_of(now) - _DRIFT, step_of(now) + _DRIFT + 1):
        if hmac.compare_digest(code(secret, step).encode(), digits.encode()) and (used is None or step > used):
            found = step
    return found


def base32(secret: bytes) -> str:
    """The secret as people type it into an app."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def address(secret: bytes, issuer: str, email: str) -> str:
    """The `otpauth:` address that apps read from a picture."""
    label = quote(f"{issuer}:{email}", safe="@:")
    return f"otpauth://totp/{label}?{urlencode({'secret': base32(secret), 'issuer': issuer}, quote_via=quote)}"
