"""Single pieces of a mail as bytes: headers, addresses, parameters, encoded bodies.

RFC 5322 (lines, folding), RFC 2047 (encoded words), RFC 2231 (file names), RFC 2045 (encodings). What
could break out of its header is refused, never repaired.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from urllib.parse import quote

from mailbot.core.errors import Refused

CRLF = b"\r\n"
_LINE = 76
# 42 bytes of UTF-8 make 56 letters of base64; with the word's frame that stays under RFC 2047's 75.
_WORD_BYTES = 42
_PIECE = 60

# Controls (C0, DEL, C1), the Unicode line ends, and halves of surrogate pairs.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
_TOKEN = re.compile(r"[A-Za-z0-9!#$&'*+.^_`{|}~-]+")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


def safe(value: str, header: str) -> str:
    """`value` itself; Refused when it holds a line break or any other control character."""
    if _UNSAFE.search(value):
        raise Refused(f"{header}: a line break or control character is not allowed in a mail header: {value!r}.")
    return value


def header(name: str, value: str) -> bytes:
    """An unstructured header such as Subject, encoded and folded."""
    text = safe(value, name)
    if text.isascii() and "=?" not in text:
        return fold(name, text.split(" "))
    return fold(name, encoded_words(text))


def fold(name: str, pieces: Iterable[str]) -> bytes:
    """`name: pieces…`, a new line before each piece that would pass column 76."""
    lines, line = [], f"{name}:"
    for piece in pieces:
        if len(line) + 1 + len(piece) > _LINE and line.strip() and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {piece}"
    lines.append(line)
    return "\r\n".join(lines).encode("ascii") + CRLF


def encoded_words(text: str) -> list[str]:
    """RFC 2047 words of UTF-8 base64; no character is cut in two."""
    words, chunk = [], b""
    for letter in text:
        octets = letter.encode("utf-8")
        if len(chunk) + len(octets) > _WORD_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += octets
    words.append(chunk)
    return [f"=?utf-8?b?{base64.b64encode(word).decode('ascii')}?=" for word in words]


def address(value: str, name: str) -> str:
    """An address fit for header `name`: ASCII, one @, an international domain in its ASCII form (RFC 5891)."""
    local, at, domain = safe(value, name).rpartition("@")
    try:
        plain = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise Refused(f"{name}: {value!r} is no mail address.") from error
    if not _ADDRESS.fullmatch(plain) or ".." in plain:
        raise Refused(f"{name}: {value!r} is no mail address.")
    return plain


def mailbox(display: str, value: str, name: str) -> list[str]:
    """`Display <address>` as pieces to fold; the display name quoted or encoded as it needs."""
    plain = address(value, name)
    text = safe(display, name).strip()
    if not text:
        return [plain]
    if not text.isascii() or "=?" in text:
        return [*encoded_words(text), f"<{plain}>"]
    if _ATOMS.fullmatch(text):
        return [*text.split(" "), f"<{plain}>"]
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return [*f'"{escaped}"'.split(" "), f"<{plain}>"]


def message_id(value: str, name: str) -> str:
    """A Message-ID with its angle brackets; Refused when it is none."""
    if not _MESSAGE_ID.fullmatch(value) or len(value) > 250:
        raise Refused(f"{name}: {value!r} is no Message-ID.")
    return value


def file_name(value: str) -> str:
    """The file name as a parameter of Content-Disposition: plain, or by RFC 2231 in pieces where it is not ASCII."""
    text = safe(value, "file name").replace("/", "-").replace("\\", "-").strip() or "file"
    if text.isascii() and len(text) <= _PIECE:
        plain = text.replace('"', "'")
        return f' filename="{plain}"'
    pieces = ["utf-8''"]
    for letter in text:
        if len(pieces[-1]) + len(quote(letter, safe="")) > _PIECE:
            pieces.append("")
        pieces[-1] += quote(letter, safe="")
    if len(pieces) == 1:
        return f" filename*={pieces[0]}"
    return ";\r\n".join(f" filename*{rank}*={piece}" for rank, piece in enumerate(pieces))


def content_type(value: str) -> str:
    """`application/pdf` and the like; composed kinds are refused, they are made here only."""
    main, slash, sub = value.lower().partition("/")
    if not slash or not _TOKEN.fullmatch(main) or not _TOKEN.fullmatch(sub) or main in ("multipart", "message"):
        raise Refused(f"{value!r} is no content type for an attachment.")
    return f"{main}/{sub}"


def quoted_printable(text: str) -> bytes:
    """Text as UTF-8 with CRLF line ends, no line over 76 characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    # The encoder takes its own line ends from the first one it meets: there is always one, and it is CRLF.
    return binascii.b2a_qp((lines if lines.endswith(b"\n") else lines + b"\n").replace(b"\n", CRLF), istext=True)


def base64_lines(content: bytes) -> bytes:
    """Base64 in lines of 76 characters: encoded in one go and cut, for the library encodes line by line."""
    whole = binascii.b2a_base64(content, newline=False)
    return b"".join([whole[at : at + _LINE] + CRLF for at in range(0, len(whole), _LINE)])
