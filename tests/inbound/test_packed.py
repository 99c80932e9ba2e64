"""winmail.dat: what Exchange packs away is read, and what is broken in it stops nothing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.reading.understood import Intent, Kind
from mailbot.inbound.explain import understand
from mailbot.inbound.parse import Mail, parse
from mailbot.inbound.rtf import rtf_text, unpacked
from mailbot.inbound.tnef import unpack
from tests.inbound.letters import a_firm
from tests.inbound.packed import body, file, prop, stored_rtf, winmail

TEXT, WIDE, BINARY = 0x001E, 0x001F, 0x0102
SAID = "Bonjour,\r\n\r\nJe conteste la facture F-2026-0042.\r\n"
HEAD = (
    b"From: j.petit@client.example\r\nTo: relances@etude.example\r\nSubject: Re: Rappel\r\n"
    b"Date: Tue, 06 Oct 2026 09:00:00 +0200\r\n"
)
# The example of the specification (MS-OXRTFCP 3.1.1), as it stands there.
COMPRESSED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def a_packed(content: bytes, text: bytes = b"") -> Mail:
    first = b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + b"\r\n" if text else b""
    part = b"--x\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\n" + content + b"\r\n--x--\r\n"
    return parse(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + first + part)


@pytest.mark.parametrize(
    "inside",
    [
        prop(TEXT, 0x1000, SAID.encode("cp1252") + b"\0"),
        prop(WIDE, 0x1000, SAID.encode("utf-16-le") + b"\0\0"),
        prop(BINARY, 0x1013, b"<p>Bonjour,</p><p>Je conteste la facture F-2026-0042.</p>\0"),
        prop(BINARY, 0x1009, stored_rtf(rb"{\rtf1{\fonttbl{\f0 Arial;}}Je conteste la facture F-2026-0042.\par}")),
    ],
    ids=["text", "wide text", "a page", "rich text"],
)
def test_the_body_is_read_in_whatever_form_it_comes(inside):
    understood = understand(a_packed(winmail(body(inside))), a_firm())
    assert understood.kind is Kind.CLIENT_REPLY
    assert Intent.DISPUTE in understood.intents
    assert understood.references == ("F-2026-0042",)


def test_the_files_have_their_long_names_and_contents():
    long = prop(WIDE, 0x3707, "Avoir demandé.pdf".encode("utf-16-le") + b"\0\0")
    mail = a_packed(winmail(file(b"AVOIR~1.PDF\0", b"%PDF-1.4 x", long), file(b"c:\\a\\b.xml\0", b"<x/>")))
    assert [(one.name, one.content_type, one.content) for one in mail.attachments] == [
        ("Avoir demandé.pdf", "application/pdf", b"%PDF-1.4 x"),
        ("b.xml", "application/xml", b"<x/>"),
    ]


def test_the_text_of_the_mail_goes_before_the_one_inside():
    mail = a_packed(winmail(body(prop(TEXT, 0x1000, b"ancien\0"))), "Déjà payé.".encode())
    assert mail.text.strip() == "Déjà payé."


def test_what_only_has_the_name_stays_a_file():
    assert [one.name for one in a_packed(b"PK\x03\x04").attachments] == ["winmail.dat"]


def test_rich_text_is_uncompressed_as_the_specification_shows():
    assert unpacked(COMPRESSED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf_text(unpacked(COMPRESSED)) == "hello world"


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1 a\'e9\u8364?b\~c\tab d\line e}", "aé€b c\td\ne"),
        (rb"{\rtf1{\*\htmltag84 <b>}\htmlrtf {\htmlrtf0 gras}{\stylesheet x}{\pict 00ff}fin}", "grasfin"),
        (rb"{\rtf1 " + b"{" * 5_000 + b"x", "x"),
        (rb"{\rtf1 \u99999999? \'zz \bin" + b"1" * 300, None),
        (b"", ""),
    ],
)
def test_rich_text_becomes_plain(rtf, text):
    read = rtf_text(rtf)
    assert text is None or read == text


def test_a_broken_package_stops_nothing():
    whole = winmail(body(prop(TEXT, 0x1000, b"x\0"), prop(BINARY, 0x1009, COMPRESSED)), file(b"a.pdf\0", b"y"))
    random = Random(1)
    for _ in range(2_000):
        broken = bytearray(whole)
        for _ in range(random.randint(1, 6)):
            broken[random.randrange(6, len(broken))] = random.randrange(256)
        found = unpack(bytes(broken[: random.randint(6, len(broken))]))
        assert found is not None
        assert len(found.files) <= 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_signature_are_read(tail):
    assert unpack(b"\x78\x9f\x3e\x22\x01\x00" + tail) is not None
    assert len(unpacked(b"\0\0\0\0\xff\xff\0\0LZFu\0\0\0\0" + tail)) <= 400 * 17 * 8
    rtf_text(tail).encode("utf-8")
