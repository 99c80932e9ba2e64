"""Tokens, links and Message-IDs."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import Refused
from mailbot.core.tokens import DIGEST, REMINDER, make, message_id, read, read_link, sign_link

KEY = b"0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
idents = st.integers(0, 10**18)
purposes = st.sampled_from([REMINDER, DIGEST])


@given(purposes, idents)
def test_a_token_says_what_it_was_made_for(purpose, ident):
    assert read(make(purpose, ident, KEY), KEY) == (purpose, ident)


@given(purposes, idents)
def test_mail_systems_may_change_its_case(purpose, ident):
    assert read(make(purpose, ident, KEY).upper(), KEY) == (purpose, ident)


@given(purposes, idents, st.data())
def test_any_changed_letter_is_refused(purpose, ident, data):
    token = make(purpose, ident, KEY)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz0123456789" if c != token[at]]))
    assert read(token[:at] + other + token[at + 1 :], KEY) is None


@pytest.mark.parametrize("token", ["", "r", "r42", "x" * 30, "r-1aaaaaaaaaaaaaaaa", "é" * 20])
def test_what_is_no_token_is_none(token):
    assert read(token, KEY) is None


def test_a_leading_zero_or_another_key_is_refused():
    token = make(REMINDER, 42, KEY)
    assert read(token.replace("r42", "r042"), KEY) is None
    assert read(token, b"another") is None


def test_a_token_is_safe_in_an_address():
    assert re.fullmatch(r"r42[a-z2-7]{16}", make(REMINDER, 42, KEY))


@pytest.mark.parametrize(("purpose", "ident"), [("reminder", 1), ("R", 1), ("", 1), ("r", -1)])
def test_a_token_that_could_not_be_read_is_not_made(purpose, ident):
    with pytest.raises(Refused):
        make(purpose, ident, KEY)


@given(st.text(max_size=40))
def test_a_link_gives_its_payload_back_until_it_expires(payload):
    link = sign_link(payload, NOW + timedelta(days=1), KEY)
    assert re.fullmatch(r"[A-Za-z0-9_.=-]+", link)
    assert read_link(link, NOW, KEY) == payload
    assert read_link(link, NOW + timedelta(days=1), KEY) is None


@given(st.data())
def test_a_changed_link_is_refused(data):
    link = sign_link("batch:7", NOW + timedelta(days=1), KEY)
    at = data.draw(st.integers(0, len(link) - 1))
    other = data.draw(st.sampled_from("aZ9._-é").filter(lambda c: c != link[at]))
    assert read_link(link[:at] + other + link[at + 1 :], NOW, KEY) is None


@given(st.text(max_size=60))
def test_no_text_breaks_reading(text):
    assert read(text, KEY) is None
    assert read_link(text, NOW, KEY) is None


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("reminder", "<rem-42-q7@etude.example>"),
        ("digest", "<dig-42-q7@etude.example>"),
        ("alert", "<alr-42-q7@etude.example>"),
        ("ans", "<ans-42-q7@etude.example>"),
    ],
)
def test_our_message_ids_say_what_they_are(purpose, expected):
    assert message_id(purpose, 42, "q7", "etude.example") == expected


def test_no_message_id_is_made_for_an_unknown_purpose():
    with pytest.raises(Refused):
        message_id("spam", 1, "x", "etude.example")
