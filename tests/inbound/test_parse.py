"""Bytes to a mail: whatever they are, quickly, and with what was wrong said."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.parse import parse
from tests.inbound.letters import a_firm, a_mail, raw

HEAD = raw("").rstrip(b"\r\n") + b"\r\n"


def nested(depth: int) -> bytes:
    layers = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(depth))
    return b"From: a@b.example\r\n" + layers + b"x"


POISON = {
    "nothing": b"",
    "only nul": b"\x00" * 1000,
    "carriage returns only": raw("Bonjour").replace(b"\r\n", b"\r"),
    "a hundred thousand words On": HEAD + b"\r\n" + b"On " * 20_000,
    "a hundred thousand blank lines": HEAD + b"\r\n" + b"\n" * 100_000,
    "closings without end": HEAD + b"\r\n" + b"Cordialement\n" * 20_000,
    "dashes without end": HEAD + b"\r\n" + b"--\n" * 50_000,
    "quote marks without end": HEAD + b"\r\n" + b">" * 100_000,
    "one line of a megabyte": HEAD + b"\r\n" + b"x" * 1_000_000,
    "amounts without end": HEAD + b"\r\n" + b"1 234 " * 100_000,
    "encoded words without end": b"From: a@b\r\nSubject: " + b"=?utf-8?B?w6k=?= " * 60_000 + b"\r\n\r\nx",
    "quotes in From": b"From: " + b'"' * 200_000 + b"\r\n\r\nx",
    "parameters without end": b"From: a@b\r\nContent-Type: text/plain" + b';"' * 30_000 + b"\r\n\r\nx",
    "comments without end": b"From: a@b\r\nAuthentication-Results: mx; " + b"(" * 100_000 + b"\r\n\r\nx",
    "nested three hundred deep": nested(300),
    "nested three thousand deep": nested(3_000),
    "messages within messages": b"From: a@b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
    "twenty thousand parts": (b"From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n")
    + b"--x\r\n\r\na\r\n" * 20_000,
    "divs without end": raw("<div>" * 50_000, Content_Type="text/html"),
    "quotations without end": raw("<blockquote>a" * 20_000, Content_Type="text/html"),
    "a codec that is no charset": raw("abc", Content_Type="text/plain; charset=rot13"),
    "a charset with a nul": raw("abc\xff", Content_Type="text/plain; charset=a\x00b"),
    "a hundred thousand fields": b"".join(b"X-%d: y\r\n" % i for i in range(100_000)) + b"\r\nx",
}


@pytest.mark.parametrize("bytes_", POISON.values(), ids=POISON.keys())
def test_hostile_mail_is_read_within_seconds(bytes_):
    started = time.process_time()
    as_json(understand(parse(bytes_), a_firm()), "x.eml")
    assert time.process_time() - started < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(bytes_):
    as_json(understand(parse(bytes_), a_firm()), "x.eml")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=800))
def test_any_text_is_read(text):
    as_json(understand(a_mail(text.replace("\x00", "")), a_firm()), "x.eml")


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("Jean <j@client.example>", "j@client.example"),
        ('"Petit, Jean" <J@Client.example>', "j@client.example"),
        ("j@client.example", "j@client.example"),
        ("=?utf-8?Q?=C3=89tude?= <j@client.example>", "j@client.example"),
        ("a@one.example, b@two.example", None),
        ("<a@one.example> <b@two.example>", None),
        ('"alerte@banque.example" <x@evil.example>', "x@evil.example"),
        ("alerte@banque.example <x@evil.example>", None),
        ("x@evil.example <alerte@banque.example>", None),
        ("(comment) a@one.example", None),
        ("a@localhost", None),
        ("", None),
    ],
)
def test_a_sender_is_trusted_only_when_it_is_unambiguous(value, sender):
    assert a_mail(From=value).sender == sender


def test_two_from_fields_are_no_sender():
    mail = parse(b"From: a@one.example\r\nFrom: b@two.example\r\n\r\nx")
    assert mail.sender is None
    assert "more than one From field" in mail.defects


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("utf-8", "réglé".encode(), "réglé"),
        ("us-ascii", "réglé".encode(), "réglé"),
        ("iso-8859-1", "réglé €".encode("cp1252"), "réglé €"),
        ("x-unknown", "réglé".encode("cp1252"), "réglé"),
        ("unicode-1-1-utf-7", b"OK", "OK"),
    ],
)
def test_charsets_are_believed_only_as_far_as_they_fit(charset, body, text):
    head = f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert parse(head + body).text == text


def test_flowed_lines_are_joined_as_they_were_typed():
    mail = a_mail("Je vous \nconfirme\n> cité \n> encore", Content_Type="text/plain; charset=utf-8; format=flowed")
    assert mail.text == "Je vous confirme\n> cité encore"


def test_a_file_is_no_body():
    text = (
        "--x\r\nContent-Type: text/plain\r\n\r\nCi-joint\r\n--x\r\nContent-Type: text/csv; name=a.csv\r\n\r\n"
        "1;2\r\n--x--\r\n"
    )
    mail = a_mail(text, Content_Type="multipart/mixed; boundary=x")
    assert mail.text.strip() == "Ci-joint"
    assert [(file.name, file.content.strip()) for file in mail.attachments] == [("a.csv", b"1;2")]
