"""A sender that signs what it hands over (DKIM, RFC 6376), for a firm whose mail server does not do it.

The signature goes on top of exactly the bytes that the books keep; it changes none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import dkim

from mailbot.core.errors import UserError
from mailbot.outbound.transport import Outcome, Sender

# From is signed twice, so that nobody can put a second one on top (section 8.15).
_HEADERS = (
    b"from", b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references",
    b"mime-version", b"content-type",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DkimKey:
    """A private key (PEM, RSA or PKCS#8), and where its public half stands in the DNS: selector._domainkey.domain."""

    domain: str
    selector: str
    pem: bytes


def dkim_key(domain: str, selector: str, file: Path) -> DkimKey:
    """Read the key and try it. Raises UserError with the file when it does not sign."""
    try:
        key = DkimKey(domain, selector, file.read_bytes())
        signature(b"From: trial@example.org\r\n\r\ntrial\r\n", key)
    except OSError as error:
        raise UserError(f"mailbox.dkim.key_file: {file} cannot be read ({error.strerror}).") from error
    except (dkim.DKIMException, ValueError, TypeError) as error:
        raise UserError(f"mailbox.dkim.key_file: {file} holds no key to sign with ({error}); PEM, RSA.") from error
    return key


def signature(raw: bytes, key: DkimKey) -> bytes:
    """The header that goes on top of the message, CRLF included."""
    made: bytes = dkim.sign(
        raw, key.selector.encode(), key.domain.encode(), key.pem,
        canonicalize=(b"relaxed", b"relaxed"), include_headers=list(_HEADERS),
    )  # fmt: skip
    return made


class SigningSender:
    """Signs each message and hands it to `sender`."""

    def __init__(self, sender: Sender, key: DkimKey) -> None:
        self._sender, self._key = sender, key

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, message_id: str) -> Outcome:
        """Hand over these bytes with their signature on top; never raises. See Sender."""
        try:
            signed = signature(raw, self._key) + raw
        except dkim.DKIMException as error:
            return Outcome("temporary", f"the message cannot be signed: {error}")
        return self._sender.send(sender, recipients, signed, message_id)

    def close(self) -> None:
        """Let go of the connection; never raises."""
        self._sender.close()
