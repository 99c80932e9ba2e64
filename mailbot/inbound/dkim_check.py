"""A DKIM signature checked by ourselves (RFC 6376), for mailboxes whose server writes no Authentication-Results.

Stricter than the standard, because money and orders hang on it: the whole body and Subject must be signed, and the key
must be a real one (RFC 8301: SHA-256, at least 1024 bits; not one that its owner says is only being tried).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from mailbot.core.errors import TryLater
from mailbot.inbound.authenticity import Checked, aligned

Lookup = Callable[[str], bytes | None]
"""The TXT record at a name, None when there is none; raises TryLater when the DNS does not answer."""

LEAST_BITS = 1024
_MOST_SIGNATURES = 3  # looked at, of those that are aligned
_NAME = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,200}[A-Za-z0-9])?")
_MUST_BE_SIGNED = (b"from", b"subject")


class _Fault(Exception):
    """Why one signature proves nothing."""


def check(raw: bytes, domain: str, organisations: tuple[str, ...], lookup: Lookup) -> Checked:
    """Whether a signature aligned with the From domain holds. Never raises, whatever the bytes are."""
    try:
        signer = dkim.DKIM(raw, minkey=LEAST_BITS)
        headers = [value for name, value in signer.headers if name.lower() == b"dkim-signature"]
    except Exception as error:  # noqa: BLE001 - the library raises anything on hostile bytes
        return Checked(verdict=None, why=f"its headers cannot be checked ({type(error).__name__})")
    looked, why = 0, f"no signature that is aligned with {domain}"
    for at, header in enumerate(headers[:20]):
        tags = _tags(header)
        by = tags.get(b"d", b"").decode("ascii", "replace").lower()
        if not aligned(by, domain, organisations) or looked == _MOST_SIGNATURES:
            continue
        looked += 1
        try:
            _hold(raw, at, tags, lookup)
        except TryLater as error:
            return Checked(verdict=None, why=str(error))
        except _Fault as fault:
            why = f"the signature proves nothing: {fault}"
        else:
            return Checked(verdict=True, domain=by)
    return Checked(verdict=False if looked else None, why=why)


def _hold(raw: bytes, at: int, tags: Mapping[bytes, bytes], lookup: Lookup) -> None:
    """Raises _Fault unless the signature holds and covers what matters."""
    _refuse_weak(tags)
    name = (tags[b"s"] + b"._domainkey." + tags[b"d"]).decode("ascii")
    record = lookup(name)  # asked here, so that silence is not taken for a missing key
    _refuse_key(record, tags)
    try:
        holds = dkim.DKIM(raw, minkey=LEAST_BITS).verify(idx=at, dnsfunc=lambda _name, timeout=0: record)
    except dkim.KeyFormatError as error:
        raise _Fault(f"its key is not accepted ({error})") from error
    except Exception as error:  # the library raises anything on hostile bytes
        raise _Fault(f"it does not fit the message ({type(error).__name__})") from error
    if not holds:
        raise _Fault("it does not fit the message or its key")


def _refuse_weak(tags: Mapping[bytes, bytes]) -> None:
    signed = [name.strip().lower() for name in tags.get(b"h", b"").split(b":")]
    if not all(_NAME.fullmatch(tags.get(tag, b"")) for tag in (b"s", b"d")):
        raise _Fault("it names no key")
    if b"l" in tags:
        raise _Fault("it covers only the beginning of the text (l=)")
    if tags.get(b"a", b"").lower() != b"rsa-sha256":
        raise _Fault("it is not made with rsa-sha256")
    missing = [name.decode() for name in _MUST_BE_SIGNED if name not in signed]
    if missing:
        raise _Fault(f"it does not cover {' and '.join(missing)}")


def _refuse_key(record: bytes | None, tags: Mapping[bytes, bytes]) -> None:
    if not record:
        raise _Fault("its key is not in the DNS")
    key = _tags(record)
    flags = [flag.strip() for flag in key.get(b"t", b"").lower().split(b":")]
    if not key.get(b"p"):
        raise _Fault("its key was withdrawn")
    if b"y" in flags:
        raise _Fault("its key is only being tried (t=y)")
    if b"s" in flags and b"i" in tags and tags[b"i"].rpartition(b"@")[2].lower() != tags[b"d"].lower():
        raise _Fault("its key is not for subdomains (t=s)")
    services = [one.strip() for one in key.get(b"s", b"*").lower().split(b":")]
    if not {b"*", b"email"} & set(services):
        raise _Fault("its key is not for mail (s=)")


def _tags(value: bytes) -> Mapping[bytes, bytes]:
    try:
        tags: Mapping[bytes, bytes] = parse_tag_value(value)
    except (InvalidTagValueList, ValueError, IndexError):
        return {}
    return tags
