"""A bad line to an IMAP server: what was done is found again, what was not is not believed."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from mailbot.core.errors import MailboxLost
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from tests.edges.making import SENT_AT, a_large_mail, a_mail, opened, subjects
from tests.servers.bad_line import BadLine
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot


def through(line: BadLine, server: Dovecot, user: str) -> ImapMailbox:
    return opened(server, user, port=line.port, timeout_seconds=2)


@pytest.fixture
def line(dovecot: Dovecot, authority: Authority) -> Iterator[BadLine]:
    """A line that sees what is said in spite of TLS."""
    with BadLine(
        dovecot.imaps_port, towards_us=authority.server_side(), towards_server=authority.client_side()
    ) as between:
        yield between


def test_a_move_whose_answer_is_lost_is_not_repeated(dovecot: Dovecot, line: BadLine) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, a_mail("one"))
    box = through(line, dovecot, user)
    (message,) = box.new_messages("INBOX")
    line.cut_when("down", rb"COPYUID|OK Move")
    with pytest.raises(MailboxLost):
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")

    again = opened(dovecot, user)

    assert not again.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert subjects(again, "Done") == ["one"]


def test_a_copy_whose_answer_is_lost_is_found(dovecot: Dovecot, line: BadLine) -> None:
    user = dovecot.new_user()
    box = through(line, dovecot, user)
    line.cut_when("down", rb"APPENDUID")
    with pytest.raises(MailboxLost):
        box.append("Sent", a_mail(message_id="<rem-1@test.example>"), SENT_AT)

    assert opened(dovecot, user).holds("Sent", "<rem-1@test.example>")


def test_half_a_message_is_no_message(dovecot: Dovecot, line: BadLine) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, a_large_mail(300_000))
    box = through(line, dovecot, user)
    line.cut_after_bytes("down", 100_000)

    with pytest.raises(MailboxLost):
        list(box.new_messages("INBOX"))


def test_a_stalled_line_is_given_up(dovecot: Dovecot, line: BadLine) -> None:
    box = through(line, dovecot, dovecot.new_user())
    line.stall()
    began = time.monotonic()

    with pytest.raises(MailboxLost):
        subjects(box)
    assert time.monotonic() - began < 5


def test_messages_read_before_the_line_broke_are_given_out(dovecot: Dovecot, line: BadLine) -> None:
    user = dovecot.new_user()
    for number in range(30):
        dovecot.deliver(user, a_mail(f"n{number}"))
    box = through(line, dovecot, user)
    line.cut_when("down", rb"Subject: n25")
    got = []

    with pytest.raises(MailboxLost):
        for message in box.new_messages("INBOX"):
            got.append(message.position)

    assert len(got) == 20
    assert len(subjects(opened(dovecot, user), known=Known(message.uidvalidity, got[-1]))) == 10
