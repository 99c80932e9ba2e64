"""What SMTP's answers mean, and how a message is written on the wire."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.outbound.smtp_rules import after_the_dot, mail_options, objection, refusal, with_dots
from mailbot.outbound.transport import Outcome

GOOD = b"Subject: x\r\n\r\nbody\r\n"


@pytest.mark.parametrize(
    ("code", "status", "blocked"),
    [
        (421, "temporary", True),
        (450, "temporary", False),
        (451, "temporary", False),
        (452, "temporary", False),
        (500, "permanent", False),
        (530, "temporary", True),
        (535, "temporary", True),
        (550, "permanent", False),
        (552, "permanent", False),
        (554, "permanent", False),
        (354, "temporary", False),
        (-1, "temporary", False),
    ],
)
def test_before_the_dot_only_a_5xx_is_permanent(code: int, status: str, blocked: bool) -> None:
    outcome = refusal(code, b"no")

    assert (outcome.status, outcome.blocked) == (status, blocked)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (250, "sent"),
        (200, "sent"),
        (451, "temporary"),
        (421, "temporary"),
        (554, "permanent"),
        (354, "unknown"),
        (-1, "unknown"),
        (999, "unknown"),
        (100, "unknown"),
    ],
)
def test_after_the_dot_an_answer_that_is_none_leaves_the_outcome_unknown(code: int, status: str) -> None:
    assert after_the_dot(code, b"text", ()).status == status


def test_an_answer_is_kept_on_one_line() -> None:
    assert refusal(550, b"5.1.1 no\n such   user \xe9").answer == "550 5.1.1 no such user \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("sender", "recipients", "raw"),
    [
        ("a@b", [], GOOD),
        ("a@b", [""], GOOD),
        ("a@b", ["c"], GOOD),
        ("a@b", ["c@d e"], GOOD),
        ("a@b", ["c@d>\r\nRCPT TO:<x@y"], GOOD),
        ("a b@c", ["c@d"], GOOD),
        ("a@b", ["c@d"], b"Subject: x\n\nbody\r\n"),
        ("a@b", ["c@d"], b"Subject: x\r\n\r\nbody\r.\r\n"),
        ("a@b", ["c@d"], b"Subject: x\r\n\r\nbody\n.\r\nMAIL FROM:<x@y>\r\n"),
    ],
)
def test_what_could_be_read_in_two_ways_is_not_sent(sender: str, recipients: list[str], raw: bytes) -> None:
    outcome = objection(sender, recipients, raw)

    assert outcome is not None
    assert outcome.status == "permanent"


@pytest.mark.parametrize("sender", ["a@b.example", ""])
def test_an_ordinary_message_meets_no_objection(sender: str) -> None:
    assert objection(sender, ["é+tag@bücher.example", "c@d.example"], GOOD) is None


@pytest.mark.parametrize(
    ("raw", "wire"),
    [
        (b"a\r\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n"),
        (b".a\r\n", b"..a\r\n"),
        (b"..\r\n", b"...\r\n"),
        (b"a.b\r\n", b"a.b\r\n"),
        (b"no end", b"no end\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_a_dot_at_the_start_of_a_line_is_doubled(raw: bytes, wire: bytes) -> None:
    assert with_dots(raw) == wire


@given(st.lists(st.binary(max_size=20).map(lambda line: re.sub(rb"[\r\n]", b"", line)), min_size=1))
def test_the_server_gets_back_what_was_written(lines: list[bytes]) -> None:
    raw = b"\r\n".join(lines) + b"\r\n"

    wire = with_dots(raw)

    assert b"\r\n.\r\n" not in b"\r\n" + wire
    assert b"\r\n".join(line.removeprefix(b".") for line in wire.split(b"\r\n")) == raw


@pytest.mark.parametrize(
    ("features", "address", "raw", "options"),
    [
        ({}, "a@b", GOOD, []),
        ({"size": "1000"}, "a@b", GOOD, [f"SIZE={len(GOOD)}"]),
        ({"size": ""}, "a@b", GOOD, [f"SIZE={len(GOOD)}"]),
        ({"size": "0"}, "a@b", GOOD, [f"SIZE={len(GOOD)}"]),
        ({"8bitmime": ""}, "a@b", GOOD, []),
        ({"8bitmime": ""}, "a@b", "é\r\n".encode(), ["BODY=8BITMIME"]),
        ({"smtputf8": ""}, "é@b", GOOD, ["SMTPUTF8"]),
    ],
)
def test_the_server_is_told_what_the_message_needs(
    features: dict[str, str], address: str, raw: bytes, options: list[str]
) -> None:
    assert mail_options(features, [address], raw) == options


@pytest.mark.parametrize(("features", "address"), [({"size": "5"}, "a@b"), ({}, "é@b")])
def test_what_the_server_cannot_carry_is_not_tried(features: dict[str, str], address: str) -> None:
    options = mail_options(features, [address], GOOD)

    assert isinstance(options, Outcome)
    assert options.status == "permanent"
