"""No bytes stop the reading: each hostile mail is understood within a second and without much memory."""

from __future__ import annotations

import json
import time
import tracemalloc
from random import Random

import pytest

from mailbot.inbound.bounces import read_bounces
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.parse import parse
from tests.fuzz.reading import failure_of, mails, read
from tests.inbound.hostile import mail
from tests.inbound.hostile import mails as hostile_mails
from tests.inbound.letters import a_firm

HOSTILE = hostile_mails()
# A crowded machine runs at a third of its speed; alone, the slowest takes two thirds of a second.
SECONDS = 4.0


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_is_understood_quickly(made):
    raw = made if isinstance(made, bytes) else made()
    started = time.process_time()
    understood = parse(raw)
    said = as_json(understand(understood, a_firm()), "x.eml")
    read_bounces(understood)
    assert time.process_time() - started < SECONDS
    assert json.loads(json.dumps(said, ensure_ascii=False).encode())["file"] == "x.eml"


@pytest.mark.parametrize("name", ["a file of thirty megabytes", "a thousand parts"])
def test_memory_stays_within_a_few_times_the_message(name):
    made = HOSTILE[name]
    raw = made if isinstance(made, bytes) else made()
    tracemalloc.start()
    try:
        understand(parse(raw), a_firm())
        assert tracemalloc.get_traced_memory()[1] < 8 * len(raw) + 20_000_000
    finally:
        tracemalloc.stop()


def test_an_overlong_message_is_cut_and_says_so():
    read_ = parse(mail(b"Je conteste.\r\n" + b"x" * 51_000_000))
    assert read_.text.startswith("Je conteste.")
    assert read_.defects == ("cut after 50000000 bytes",)


@pytest.mark.parametrize(
    ("charset", "body"),
    [("utf-7", b"a+2AA-b"), ("utf-7", b"+AAA-b"), ("utf-8", b"a\x00b"), ("utf-16", b"\x00\xd8a\x00")],
)
def test_no_text_holds_what_a_database_cannot_keep(charset, body):
    text = parse(mail(body, f"Content-Type: text/plain; charset={charset}")).text
    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text


def test_broken_mails_of_the_corpus_are_read():
    seeds = mails(public=False)
    found = [read(number, seeds) for number in range(300)]
    assert [(one.round, one.failure) for one in found if one.failure] == []
    assert max(one.seconds for one in found) < SECONDS


def test_noise_is_read():
    random = Random(1)
    failures = {failure_of(random.randbytes(random.choice((3, 60, 2_000)))) for _ in range(300)}
    assert failures == {""}
