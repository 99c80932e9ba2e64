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


def test_it_needs_neither_key_nor_books_and_makes_none(mailbot, message, firm):
    for name in ("secret.key", "mailbot.db"):
        (firm / name).unlink()
    assert mailbot("explain", message).exit_code == 0
    assert not (firm / "mailbot.db").exists()
