"""Bytes and header values to text, whatever they claim to be: never raises, never loops."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
import unicodedata

# What mail programs call charsets that Python knows under another name.
_ALIASES = {
    "unicode-1-1-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "x-utf-8": "utf-8",
    "cp-850": "cp850", "x-cp1252": "cp1252", "windows1252": "cp1252", "ansi": "cp1252", "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman", "ks_c_5601-1987": "cp949", "x-sjis": "shift_jis", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
# Browsers and mail programs write cp1252 under these names (WHATWG encoding standard).
_REALLY_CP1252 = frozenset({"us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", ""})
# Text codecs of Python that no mail may choose: slow, unbounded or not a charset.
_REFUSED = frozenset({"idna", "punycode", "undefined", "raw_unicode_escape", "unicode_escape", "mbcs", "oem"})

HEADER_CAP = 64_000
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,40})\?([BbQq])\?([^?]{0,2000})\?=")


def decode_bytes(raw: bytes, charset: str | None = None) -> str:
    """Text of `raw`: UTF-8 if it says or is so, the declared charset, else cp1252, else latin-1. No NULs."""
    name = _ALIASES.get((charset or "").strip().strip("'\"").lower(), (charset or "").strip().strip("'\"").lower())
    if name in _REALLY_CP1252 or not _is_text_codec(name):
        return _first_that_fits(raw, ("utf-8", "cp1252")).replace("\x00", "")
    text = _first_that_fits(raw, (name, "utf-8", "cp1252")).replace("\x00", "")
    # UTF-7 can spell halves of characters, which nothing downstream can store or print.
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_text_codec(name: str) -> bool:
    if len(name) > 40 or "\x00" in name:
        return False
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    # `_is_text_encoding` is how the standard library itself keeps rot13 and friends out of str.decode.
    return bool(getattr(info, "_is_text_encoding", True)) and info.name.replace("-", "_") not in _REFUSED


def _first_that_fits(raw: bytes, names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return raw.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def unescape_surrogates(value: str) -> str:
    """Raw 8-bit bytes that the parser smuggled through as surrogates, as the text they most likely are."""
    if value.isascii():
        return value
    try:
        return decode_bytes(value.encode("ascii", "surrogateescape"))
    except UnicodeError:
        return value.encode("utf-8", "replace").decode("utf-8")


def decode_header(value: str) -> str:
    """A header value as people read it: unfolded, encoded words (RFC 2047) decoded, control characters out."""
    text = unescape_surrogates(value[:HEADER_CAP])
    text = re.sub(r"\r?\n[ \t]?|\r", " ", text)
    if "=?" in text:
        text = _decode_words(text)
    return _clean(text)


def _clean(text: str) -> str:
    kept = "".join(ch if ch >= " " and ch != "\x7f" else " " for ch in text)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _decode_words(text: str) -> str:
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    at = 0
    for found in _ENCODED_WORD.finditer(text):
        gap = text[at : found.start()]
        name = found[1].partition("*")[0].lower()
        # A character may be cut between two encoded words: neighbours of one charset are decoded together.
        if pending and (gap.strip() or name != charset):
            out.append(decode_bytes(b"".join(pending), charset))
            pending = []
            gap = gap if gap.strip() else ""
        elif pending:
            gap = ""
        out.append(gap)
        pending.append(_word_bytes(found[2], found[3]))
        charset, at = name, found.end()
    if pending:
        out.append(decode_bytes(b"".join(pending), charset))
    out.append(text[at:])
    return "".join(out)


def _word_bytes(encoding: str, data: str) -> bytes:
    raw = data.encode("utf-8", "replace")
    if encoding in "Qq":
        return quopri.decodestring(raw.replace(b"_", b"=20"), header=False)
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw
