"""Rich text as Outlook packs it into winmail.dat: compressed RTF (MS-OXRTFCP) and the plain text inside."""

from __future__ import annotations

import re
import struct

MAX_RTF = 2_000_000
_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D
# The dictionary that every stream starts with (MS-OXRTFCP 2.1.2.1).
_PRELOAD = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4_096
_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]{1,4000})|[\r\n]{1,4000}|."
)
_BREAKS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"row": "\n", b"cell": " \t "}
_SKIPPED = frozenset({b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"generator", b"themedata"})


def unpacked(raw: bytes) -> bytes:
    """The RTF of a compressed stream, cut at `MAX_RTF`; empty when it is none or does not hold together."""
    if len(raw) < 16:
        return b""
    _, size, kind = struct.unpack_from("<III", raw)
    if kind == _STORED:
        return raw[16 : 16 + min(size, MAX_RTF)]
    return _inflated(raw, min(size, MAX_RTF)) if kind == _COMPRESSED else b""


def _inflated(raw: bytes, size: int) -> bytes:
    window = bytearray(_PRELOAD.ljust(_WINDOW, b" "))
    at, write = 16, len(_PRELOAD)
    out = bytearray()
    while at < len(raw) and len(out) < size:
        control = raw[at]
        at += 1
        for bit in range(8):
            if at >= len(raw) or len(out) >= size:
                break
            if control >> bit & 1:
                if at + 2 > len(raw):
                    return bytes(out)
                offset, length = raw[at] << 4 | raw[at + 1] >> 4, (raw[at + 1] & 15) + 2
                at += 2
                if offset == write:
                    return bytes(out)
            else:
                offset, length = -1, 1
            for step in range(length):
                byte = raw[at] if offset < 0 else window[(offset + step) % _WINDOW]
                out.append(byte)
                window[write] = byte
                write = (write + 1) % _WINDOW
            at += offset < 0
    return bytes(out[:size])


def rtf_text(rtf: bytes) -> str:
    """The plain text of an RTF document; the HTML's tags that Outlook keeps inside are left out."""
    writer = _Writer()
    for token in _TOKEN.finditer(rtf[:MAX_RTF]):
        writer.take(token)
    return "".join(writer.out).strip()


class _Writer:
    """Follows groups: what a skipped destination holds is not text."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.depth = 0
        self.skip_from: int | None = None
        self.swallow = 0

    def take(self, token: re.Match[bytes]) -> None:
        if token["brace"]:
            self._brace(token["brace"])
        elif token["sign"] == b"*":
            self._skip()
        elif self.skip_from is None:
            self._write(token)

    def _brace(self, brace: bytes) -> None:
        self.depth += 1 if brace == b"{" else -1
        if self.skip_from is not None and self.depth < self.skip_from:
            self.skip_from = None

    def _skip(self) -> None:
        if self.skip_from is None:
            self.skip_from = self.depth

    def _write(self, token: re.Match[bytes]) -> None:
        word = token["word"]
        if word in _SKIPPED:
            self._skip()
        elif word == b"u" and token["number"]:
            self.out.append(chr(int(token["number"]) % 0x10000))
            self.swallow = 1  # the character for readers without Unicode follows
        elif word is not None:
            self.out.append(_BREAKS.get(word, ""))
        elif token["hex"] or token["text"] or token["sign"]:
            self._text(token)

    def _text(self, token: re.Match[bytes]) -> None:
        if token["hex"]:
            text = bytes([int(token["hex"], 16)]).decode("cp1252", "replace")
        else:
            text = (token["text"] or {b"~": b" ", b"_": b"-", b"-": b""}.get(token["sign"], token["sign"])).decode(
                "cp1252", "replace"
            )
        self.out.append(text[self.swallow :])
        self.swallow = 0
