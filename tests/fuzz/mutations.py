"""Mails broken in the ways that servers, virus scanners, old programs and attackers break them."""

from __future__ import annotations

from random import Random

_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\n\n", b"=", b"==", b"=?utf-8?B?",
    b"?=", b"=?x?q?=ff?=", b"--", b"-- \r\n", b">", b"> ", b">>>>", b"<", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"&#0;", b"&#x110000;", b"&amp", b"<div>" * 50, b"</div>" * 50, b"<blockquote>" * 20, b"<table><tr><td>" * 20,
    b'"', b"'", b"(", b")" * 20, b";", b":", b",", b"@", b"a@b", b"a@b.c>", b"\t", b" " * 200, b"\xc2\xa0",
    b"\xe2\x80\xaf", b"\xe2\x80\x8b", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"1e999", b"99999999999999999999", b"-1",
    b"31/02/2026", b"30/13/0000", b"0000-00-00", b"From ", b">From ", b"boundary=",
    b"Content-Type: multipart/mixed; boundary=\"\"\r\n", b"Content-Type: text/html; charset=utf-7\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"charset=undefined", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"begin 644 a\r\n", b"Content-Type: multipart/report; report-type=delivery-status;",
    b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22",
    b"Date: Mon, 99 Foo 0000 99:99:99 +9999\r\n", b"From: =?utf-8?q?a?=\r\n b@c\r\n", b"Status: 5.1.1\r\n",
    b"Action: failed\r\n", b"Final-Recipient: rfc822;", b"Authentication-Results: ", b"dkim=pass header.d=",
    b"Cordialement\n" * 30, b"Le 6 oct. 2026, a <a@b> a \xc3\xa9crit :\n", b"1 234,56 \xe2\x82\xac ",
    b"sous 8 jours ", b"fin de mois ", b"le 31 ", b"jeudi en huit ", b"F-2026-0042 ",
)  # fmt: skip


def broken(raw: bytes, other: bytes, random: Random) -> bytes:
    """`raw` with one to eight injuries; parts of `other` may be grafted on."""
    data = bytearray(raw[:200_000])
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        random.choice(_INJURIES)(data, other, random)
    return bytes(data[:400_000])


def _place(data: bytearray, random: Random) -> int:
    # Half of the injuries hit the head, where the structure is told.
    return random.randrange(min(len(data), 1_500) + 1) if random.random() < 0.5 else random.randrange(len(data) + 1)


def _flip(data: bytearray, _other: bytes, random: Random) -> None:
    if data:
        data[min(_place(data, random), len(data) - 1)] = random.randrange(256)


def _insert(data: bytearray, _other: bytes, random: Random) -> None:
    at = _place(data, random)
    data[at:at] = random.choice(_TOKENS) * random.choice((1, 1, 1, 3, 40))


def _cut(data: bytearray, _other: bytes, random: Random) -> None:
    at = _place(data, random)
    del data[at : at + random.choice((1, 4, 40, 400, 4_000))]


def _repeat(data: bytearray, _other: bytes, random: Random) -> None:
    at = _place(data, random)
    piece = bytes(data[at : at + random.choice((1, 8, 80, 800))])
    data[at:at] = piece * random.choice((1, 3, 30, 300))


def _graft(data: bytearray, other: bytes, random: Random) -> None:
    at, start = _place(data, random), random.randrange(len(other) + 1)
    data[at:at] = other[start : start + random.choice((50, 500, 5_000))]


def _truncate(data: bytearray, _other: bytes, random: Random) -> None:
    del data[_place(data, random) :]


def _swap_line_ends(data: bytearray, _other: bytes, random: Random) -> None:
    old, new = random.sample((b"\r\n", b"\n", b"\r", b"\r\r\n", b"\x0b"), 2)
    data[:] = bytes(data).replace(old, new)


def _shuffle_lines(data: bytearray, _other: bytes, random: Random) -> None:
    lines = bytes(data).split(b"\n")
    start = random.randrange(len(lines))
    piece = lines[start : start + 12]
    random.shuffle(piece)
    lines[start : start + 12] = piece
    data[:] = b"\n".join(lines)


_INJURIES = (_flip, _insert, _insert, _cut, _repeat, _graft, _truncate, _swap_line_ends, _shuffle_lines)
