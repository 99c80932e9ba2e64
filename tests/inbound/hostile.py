"""Mails made to hurt a reader: name, bytes. Each is what some attacker, broken program or mere accident has sent."""

from __future__ import annotations

from collections.abc import Callable

CLIENT, BANK = "j.petit@client.example", "avis@banque-rhone.example"
DAEMON = "MAILER-DAEMON@mx.client.example"


def mail(body: bytes, *fields: str, sender: str = CLIENT) -> bytes:
    """A mail with these further header fields."""
    told = (f"From: {sender}", "To: relances@etude.example", "Subject: Re: Rappel", *fields)
    return "\r\n".join(("Date: Tue, 06 Oct 2026 09:00:00 +0200", *told)).encode() + b"\r\n\r\n" + body


def _mixed(parts: bytes) -> bytes:
    return mail(parts, "Content-Type: multipart/mixed; boundary=x")


def _entity_bomb() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 20))
    return b'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + entities + b"]><p>&a19;</p>"


def _large_file() -> bytes:
    lines = (b"QUFB" * 19 + b"\r\n") * 400_000
    return _mixed(
        b"--x\r\n\r\nBonjour\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + lines + b"\r\n--x--\r\n"
    )


PAGES: dict[str, bytes] = {
    "divisions nested 100,000 deep": b"<div>" * 100_000 + b"x",
    "bold nested 100,000 deep": b"<b>" * 100_000 + b"x",
    "quotations nested 100,000 deep": b"<blockquote>" * 100_000 + b"x",
    "tables nested 30,000 deep": b"<table><tr><td>" * 30_000 + b"x",
    "a table of 60,000 cells": b"<table>" + (b"<tr>" + b"<td>12,00</td>" * 60 + b"</tr>") * 1_000 + b"</table>",
    "15,000 small tables": b"<table><tr><td>12,00</td></tr></table>" * 15_000,
    "entities that multiply": _entity_bomb(),
    "an external document type": b'<!DOCTYPE html SYSTEM "file:///etc/passwd"><p>x</p>',
    "entities without end": b"&lol;&amp;&#1234;&#x110000;&#0;" * 30_000,
    "ampersands without end": b"&" * 600_000,
    "half a megabyte of style": b"<style>" + b"p{color:red}" * 50_000 + b"</style><p>x</p>",
    "one style attribute without end": b"<p style='" + b"display:" * 60_000 + b"'>x</p>",
    "styles that begin a hundred times": (b"<p style='" + b"border:none; " * 500 + b"'>x</p>") * 90,
    "attributes without end": b"<p " + b"a=b " * 100_000 + b">x</p>",
    "comments never closed": b"<!--" * 100_000,
    "open brackets without end": b"<" * 600_000,
    "scripts without end": b"<script>" * 60_000,
    "links nested without end": b"<a href=x>" * 60_000 + b"x",
    "forms and fields without end": b"<form>" * 60_000 + b"<input>" * 20_000,
    "one paragraph without end": b"x" * 600_000,
    "no-break spaces without end": b"&nbsp;" * 100_000,
}

TEXTS: dict[str, bytes] = {
    "a line of a megabyte": b"x" * 1_000_000,
    "a megabyte of blanks": b" " * 1_000_000,
    "a line of 200,000 words": b"word " * 200_000,
    "header blocks without end": b"De: a@b.example\r\n" * 20_000,
    "attributions without end": b"Le 6 oct. 2026 a 08:00, X <a@b.example> a ecrit :\r\n" * 5_000,
    "attributions that never end": b"Le 6 oct. 2026 a 08:00 X Y Z\r\n" * 5_000,
    "quoted and unquoted by turns": b"> x\r\ny\r\n" * 2_500,
    "names by turns with nothing": b"Jean Petit\r\n\r\n" * 2_500,
    "telephones by turns with nothing": b"04 78 00 00 00\r\n\r\n" * 2_500,
    "small print without end": b"Ce message est confidentiel\r\n" * 5_000,
    "phone footers without end": b"Envoye de mon iPhone\r\n" * 5_000,
    "post-scripta without end": b"PS : x\r\n" * 5_000,
    "closings without end": b"Cordialement\r\n\r\n" * 2_500,
    "amounts and days without end": b"je paie 1 234,56 EUR le 3/12 \r\n" * 5_000,
    "sentences without end": b"Je conteste la facture F-2026-0042. " * 5_000,
    "months without end": b"le 3 decembre, " * 60_000,
    "numbers without end": b"facture 0042, 0043 et 0044 " * 8_000,
    "addresses without end": b"a@b.example " * 60_000,
    "half addresses without end": b"a@" * 300_000,
    "links without end": b"http://a.example/c?d=e&" * 20_000,
    "lines of an old mailbox": b"From a@b.example Mon Oct  5 09:00:00 2026\r\n" * 20_000,
    "status fields without end": b"Final-Recipient: rfc822; a@b.example\r\nStatus: 5.1.1\r\n\r\n" * 10_000,
    "failures without end": b"<a@b.example>: 550 5.1.1 user unknown\r\n" * 20_000,
    "identifiers cut by line ends": b"message-id:\r\n " * 10_000,
    "blank lines full of blanks": (b" " * 900 + b"\r\n") * 1_000,
    "unprintable characters": bytes(range(32)) * 10_000,
}

WHOLE: dict[str, bytes | Callable[[], bytes]] = {
    "a file of thirty megabytes": _large_file,
    "a thousand parts": _mixed(b"--x\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n" * 1_000 + b"--x--\r\n"),
    "boundaries that are none": _mixed(b"--xa\r\n" * 100_000),
    "an empty boundary": mail(b"--\r\n\r\nx\r\n----\r\n", 'Content-Type: multipart/mixed; boundary=""'),
    "a boundary of 4,000 signs": mail(b"x", f"Content-Type: multipart/mixed; boundary={'b' * 4_000}"),
    "a hundred messages within each other": mail(b"Content-Type: message/rfc822\r\n\r\n" * 100 + b"\r\nx"),
    "the same, declared": mail(
        b"Content-Type: message/rfc822\r\n\r\n" * 100 + b"\r\nx", "Content-Type: message/rfc822"
    ),
    "390 parts within each other": b"From: a@b.example\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(390)
    ) + b"\r\nx",
    "an embedded header that cannot be written again": mail(
        b"From: Kijitora <a\x0bDate: x\x0bTo: =?utf-8?q?=C3=A9?=\n\nx", "Content-Type: message/rfc822"
    ),
    "a part that ends before it begins": _mixed(b"--x--\r\n--x\r\n\r\nBonjour"),
    "a header folded 200,000 times": b"From: a@b.example\r\nSubject: x" + b"\r\n " * 200_000 + b"\r\n\r\nx",
    "a header folded with tabs and nothing": b"From: a@b.example\r\nTo: \r\n\t\r\n\t\r\n\tx@y.example\r\n\r\nx",
    "fifty thousand references": b"From: a@b.example\r\nReferences: " + b"<a@b.example>\r\n " * 50_000 + b"\r\n\r\nx",
    "fifty thousand recipients": b"From: a@b.example\r\nTo: " + b"a@b.example, " * 50_000 + b"\r\n\r\nx",
    "ten thousand header fields": b"".join(b"X-%d: y\r\n" % i for i in range(10_000)) + b"From: a@b.example\r\n\r\nx",
    "ten thousand proofs": mail(b"x", *["Authentication-Results: mx.etude.example; dkim=pass"] * 10_000),
    "a proof without end": mail(b"x", "Authentication-Results: mx; " + "dkim=pass header.d=a.b; " * 5_000),
    "an encoded word without end": b"From: =?utf-8?q?" + b"=C3=A9" * 30_000 + b"?= <a@b.example>\r\n\r\nx",
    "encoded words never closed": b"From: a@b.example\r\nSubject: " + b"=?utf-8?q?" * 9_000 + b"\r\n\r\nx",
    "encoded words of a hundred charsets": b"From: a@b.example\r\nSubject: "
    + b" ".join(b"=?x-%d?b?/w==?=" % i for i in range(2_000)) + b"\r\n\r\nx",
    "a file name in three hundred pieces": mail(
        b"x", "Content-Type: application/pdf" + "".join(f"; name*{i}*=utf-8''a" for i in range(300))
    ),
    "quoted-printable that is none": mail(b"=E9=\r\n=Z=" * 100_000, "Content-Transfer-Encoding: quoted-printable"),
    "base64 that is none": mail(b"\xff=!@#" * 100_000, "Content-Transfer-Encoding: base64"),
    "uuencode that is none": mail(b"begin 644 x\r\n" + b"M" * 600_000, "Content-Transfer-Encoding: x-uuencode"),
    "an encoding nobody knows": mail(b"Bonjour", "Content-Transfer-Encoding: x-rot13; a=b"),
    "flowed lines without end": mail(b"x \r\n" * 200_000, "Content-Type: text/plain; format=flowed"),
    "flowed quotation without end": mail(b">" * 1_000_000, "Content-Type: text/plain; format=flowed; delsp=yes"),
    "a report of 20,000 recipients": mail(
        b"--x\r\n\r\nx\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        + b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n" * 20_000 + b"--x--\r\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x", sender=DAEMON,
    ),
    "a packed message of 50,000 empty files": mail(
        b"\x78\x9f\x3e\x22\0\0" + b"\x02\x02\x90\x06\0\0\0\0\0\0\0" * 50_000,
        "Content-Type: application/ms-tnef; name=winmail.dat",
    ),
    "a partner who signs a thousand times": mail(
        b"Cordialement\r\n" * 2_000 + b"Je vous confirme que nous attendons encore votre avis.\r\n",
        "In-Reply-To: <dig-abcdefgh@etude.example>",
        sender="H. Vallier <h.vallier@etude.example>",
    ),
    "no header at all": b"Bonjour, je conteste.",
    "no body at all": b"From: a@b.example",
    "a header that is no header": b"From a@b.example\r\n: \r\n:x\r\n =?\r\n\r\nx",
    "an old mailbox's first line": b"From a@b.example Mon Oct  5 09:00:00 2026\r\nFrom: a@b.example\r\n\r\nx",
    "nothing but line ends": b"\r\n" * 100_000,
    "UTF-16 throughout": mail(b"x").decode().encode("utf-16"),
    "a zip file": b"PK\x03\x04" + bytes(range(256)) * 400,
    "days that do not exist": mail(b"Je paie le 31/02/2026, le 99/99/9999 ou le 0/0/0.", "X-Date: 31/02/2026"),
    "a date that does not exist": b"Date: Mon, 99 Foo 0000 99:99:99 +9999\r\n\r\nJe paie demain.",
    "the year 9999": b"Date: Fri, 31 Dec 9999 23:59:59 +0000\r\n\r\nJe paie dans 9999 mois et sous 99999 jours.",
}  # fmt: skip


def mails() -> dict[str, bytes | Callable[[], bytes]]:
    """Every one, by a name that says what it is; texts and pages from a client, a bank and a mail system."""
    found = dict(WHOLE)
    for who, sender in (("a client", CLIENT), ("a bank", BANK), ("a mail system", DAEMON)):
        subject = "X-From-Whom: " + who
        found |= {f"{name}, from {who}": mail(body, subject, sender=sender) for name, body in TEXTS.items()}
        kind = "Content-Type: text/html; charset=utf-8"
        found |= {f"{name}, from {who}": mail(body, kind, sender=sender) for name, body in PAGES.items()}
    return found
