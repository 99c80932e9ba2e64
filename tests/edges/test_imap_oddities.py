"""Answers of IMAP servers that no healthy server gives, but some have given."""

from __future__ import annotations

import time

import pytest

from mailbot.config.schema import Imap, Mailbox
from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from tests.servers.scripted_imap import HANG_UP, ScriptedImap

SIZE_1 = b"* 1 FETCH (UID 1 RFC822.SIZE 10)"
BODY_1 = (b'* 1 FETCH (UID 1 INTERNALDATE "04-Mar-2024 09:30:00 +0000" BODY[] {11}', b"From: a\r\n\r\n)")


def opened(server: ScriptedImap) -> ImapMailbox:
    imap = Imap(host="localhost", port=server.port, security="none", timeout_seconds=2)
    return ImapMailbox(Mailbox(address="bot@test.example", transport="maildir", imap=imap), "secret")


def test_a_server_that_repeats_the_last_message_gives_nothing_new() -> None:
    """`UID SEARCH UID 2:*` names message 1 when there is no second."""
    answers = {
        "EXAMINE": (b"* 1 EXISTS", b"* 0 RECENT", b"* OK [UIDVALIDITY 7] ok"),
        "UID SEARCH": (b"* SEARCH 1",),
        "UID FETCH 1 (RFC822.SIZE INTERNALDATE)": (SIZE_1,),
        "UID FETCH 1 (BODY": BODY_1,
    }
    with ScriptedImap(answers) as server:
        assert list(opened(server).new_messages("INBOX", Known(7, 1))) == []
        assert "UID SEARCH UID 2:*" in server.heard


def test_nothing_is_asked_when_the_next_uid_tells_that_nothing_is_new() -> None:
    with ScriptedImap({}) as server:
        assert list(opened(server).new_messages("INBOX", Known(7, 1))) == []
        assert not [command for command in server.heard if command.startswith("UID")]


def test_a_body_pushed_out_by_a_change_of_flags_is_asked_for_again() -> None:
    with ScriptedImap({"UID FETCH 1 (RFC822.SIZE INTERNALDATE)": (SIZE_1,)}) as server:
        server.say_once("UID FETCH 1 (BODY.PEEK[]", (b"* 1 FETCH (UID 1 FLAGS (\\Seen))",))
        server.say("UID FETCH 1 (BODY.PEEK[]", BODY_1)

        (message,) = opened(server).new_messages("INBOX")

    assert message.raw == b"From: a\r\n\r\n"
    assert message.complete


def test_a_message_that_vanished_between_search_and_reading_is_left_out() -> None:
    with ScriptedImap({"UID FETCH 1 (RFC822.SIZE INTERNALDATE)": (SIZE_1,), "UID FETCH 1 (BODY": ()}) as server:
        assert list(opened(server).new_messages("INBOX")) == []


def test_a_message_that_the_server_cannot_hand_out_does_not_keep_back_the_others() -> None:
    answers = {
        "EXAMINE": (b"* 2 EXISTS", b"* 0 RECENT", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 3] ok"),
        "UID SEARCH": (b"* SEARCH 1 2",),
        "UID FETCH 1,2 (RFC822.SIZE INTERNALDATE)": (SIZE_1, b"* 2 FETCH (UID 2 RFC822.SIZE 99)"),
        "UID FETCH 1,2 (BODY": (b"NO [SERVERBUG] cannot read",),
        "UID FETCH 1 (BODY": BODY_1,
        "UID FETCH 2 (BODY": (b"NO [SERVERBUG] cannot read",),
    }
    with ScriptedImap(answers) as server:
        good, bad = opened(server).new_messages("INBOX")

    assert good.complete
    assert (bad.uid, bad.raw, bad.cut_from) == ("2", b"", 99)


def test_a_folder_without_uidvalidity_is_not_read() -> None:
    with (
        ScriptedImap({"EXAMINE": (b"* 1 EXISTS", b"* 0 RECENT")}) as server,
        pytest.raises(UserError, match="UIDVALIDITY"),
    ):
        list(opened(server).new_messages("INBOX"))


def test_a_server_without_namespaces_still_tells_its_separator() -> None:
    answers = {
        "CAPABILITY": (b"* CAPABILITY IMAP4rev1",),
        'LIST "" ""': (b'* LIST (\\Noselect) "." ""',),
    }
    with ScriptedImap(answers) as server:
        box = opened(server)
        box.holds("Mailbot/Banque", "<a@b>")

        assert 'EXAMINE "Mailbot.Banque"' in server.heard


def test_nonsense_is_a_lost_connection_that_is_not_talked_to_any_more() -> None:
    with ScriptedImap({"UID SEARCH": (b"* SEARCH one two",)}) as server:
        box = opened(server)
        with pytest.raises(MailboxLost):
            list(box.new_messages("INBOX"))
        box.close()

        assert "LOGOUT" not in server.heard


def test_a_goodbye_is_a_lost_connection() -> None:
    with (
        ScriptedImap({"UID SEARCH": (b"* BYE Too tired", HANG_UP)}) as server,
        pytest.raises(MailboxLost),
    ):
        list(opened(server).new_messages("INBOX"))


def test_a_goodbye_while_waiting_is_a_lost_connection() -> None:
    with ScriptedImap({"IDLE": (b"+ idling", b"* BYE Too tired", HANG_UP)}) as server:
        box = opened(server)
        list(box.new_messages("INBOX", Known(7, 1)))
        began = time.monotonic()

        with pytest.raises(MailboxLost):
            box.wait(30)
        assert time.monotonic() - began < 3


def test_a_server_that_chatters_while_we_wait_does_not_wake_us() -> None:
    with ScriptedImap({"IDLE": (b"+ idling", b"* OK still here")}) as server:
        box = opened(server)
        list(box.new_messages("INBOX", Known(7, 1)))

        assert not box.wait(1)


def test_a_refusal_without_a_reason_is_for_later_and_the_line_stays_usable() -> None:
    with ScriptedImap({"UID SEARCH": (b"NO not now",)}) as server:
        box = opened(server)
        with pytest.raises(TryLater) as caught:
            list(box.new_messages("INBOX"))
        assert not isinstance(caught.value, MailboxLost)

        server.say("UID SEARCH", (b"* SEARCH",))
        assert list(box.new_messages("INBOX")) == []


def test_a_colleague_who_makes_the_folder_first_and_a_refused_subscription_do_not_matter() -> None:
    answers = {
        'LIST "" "SENT"': (),
        "CREATE": (b"NO [ALREADYEXISTS] it is there",),
        "SUBSCRIBE": (b"NO not here",),
    }
    with ScriptedImap(answers) as server:
        opened(server).holds("Sent", "<a@b>")

        assert 'EXAMINE "Sent"' in server.heard


def test_a_folder_that_cannot_be_made_is_not_opened() -> None:
    with (
        ScriptedImap({'LIST "" "SENT"': (), "CREATE": (b"NO [NOPERM] no",)}) as server,
        pytest.raises(UserError, match="make the folder Sent"),
    ):
        opened(server).holds("Sent", "<a@b>")


def test_a_connection_that_fails_right_after_the_login_is_closed() -> None:
    with ScriptedImap({"NAMESPACE": (b"NO [UNAVAILABLE] not now",)}) as server:
        with pytest.raises(TryLater):
            opened(server)

        assert server.heard[-1] == "LOGOUT"
