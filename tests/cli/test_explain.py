"""`mailbot explain`: how a message would be understood; writes nothing."""

import json

import pytest

REPLY = b"""From: Jean Dupont <j.dupont@dupont.example>\r
To: recouvrement@votre-cabinet.example\r
Date: Mon, 16 Nov 2026 09:00:00 +0100\r
Subject: Re: Facture F-2026-0042\r
Message-ID: <1@dupont.example>\r
Content-Type: text/plain; charset=utf-8\r
\r
Bonjour,\r
\r
Nous vous r\xc3\xa9glerons le 5 d\xc3\xa9cembre.\r
"""


@pytest.fixture
def message(firm):
    """A client's reply in a file."""
    path = firm / "reply.eml"
    path.write_bytes(REPLY)
    return path


def test_one_json_object_per_file_on_one_line(mailbot, message):
    result = mailbot("explain", "--json", message, message)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == ["reply.eml", "reply.eml"]
    assert lines[0]["kind"] == "client_reply"
    assert lines[0]["promise"]["date"] == "2026-12-05"


def test_people_read_what_was_understood_and_why(mailbot, message):
    result = mailbot("explain", message)
    assert result.stdout.splitlines()[0] == "reply.eml"
    assert "  kind        client_reply" in result.stdout
    assert "2026-12-05" in result.stdout


def test_a_file_that_is_not_there_is_named_and_the_others_are_read(mailbot, message):
    result = mailbot("explain", "--json", "nowhere.eml", message)
    assert result.exit_code == 1
    assert result.stderr == "nowhere.eml: cannot be read (No such file or directory).\n"
    assert len(result.stdout.splitlines()) == 1


def test_what_is_no_message_is_said_in_one_sentence_and_read_all_the_same(mailbot, message, firm):
    (firm / "empty.eml").write_bytes(b"")
    (firm / "noise.eml").write_bytes(bytes(range(256)) * 100)
    (firm / "folder").mkdir()
    (firm / "long.eml").write_bytes(REPLY + b"x" * 50_000_001)
    result = mailbot("explain", "--json", "empty.eml", "noise.eml", "folder", "long.eml", message)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "empty.eml: is empty, there is no message in it.",
        "noise.eml: does not look like a message (no From, Date, Subject or Message-ID).",
        "folder: cannot be read (Is a directory).",
        "long.eml: only its first 50 MB were read.",
    ]
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()][-2:] == ["client_reply"] * 2


def test_a_message_gives_the_terminal_no_orders_and_does_not_flood_it(mailbot, firm):
    (firm / "odd.eml").write_bytes(REPLY + b"\r\n\x1b]0;other title\x07\r\n" + b"une ligne de plus\r\n" * 500)
    shown = mailbot("explain", "odd.eml").stdout
    assert "\x1b" not in shown and "\x07" not in shown and "other title" in shown
    assert len(shown.splitlines()) < 100 and "… (more: --json)" in shown


def test_it_needs_neither_key_nor_books_and_makes_none(mailbot, message, firm):
    for name in ("secret.key", "mailbot.db"):
        (firm / name).unlink()
    assert mailbot("explain", message).exit_code == 0
    assert not (firm / "mailbot.db").exists()
