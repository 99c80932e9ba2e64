"""An IMAP server that fails in the middle: nothing hangs, nothing is lost, nothing is repeated."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from tests.edges.making import SENT_AT, a_large_mail, a_mail, imap_settings
from tests.servers.bad_line import BadLine
from tests.servers.certificates import Authority
from tests.servers.dovecot import PASSWORD, Dovecot, Variant

BOT = "bot@test.example"


@pytest.fixture
def fragile(authority: Authority) -> Iterator[Dovecot]:
    """A server that the test may break."""
    with Dovecot(authority, users=[BOT]) as server:
        yield server


@pytest.fixture(scope="module")
def without_move(authority: Authority) -> Iterator[Dovecot]:
    with Dovecot(authority, Variant(capability="IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE")) as server:
        yield server


@pytest.fixture(scope="module")
def without_uidplus(authority: Authority) -> Iterator[Dovecot]:
    with Dovecot(authority, Variant(capability="IMAP4rev1 LITERAL+")) as server:
        yield server


def opened(server: Dovecot, user: str = BOT, **imap: Any) -> ImapMailbox:
    return ImapMailbox(imap_settings(server, user, **imap), PASSWORD)


def subjects(box: ImapMailbox, folder: str = "INBOX", known: Known | None = None) -> list[str]:
    lines = (line for message in box.new_messages(folder, known) for line in message.raw.split(b"\r\n"))
    return [line[9:].decode() for line in lines if line.startswith(b"Subject: ")]


def flags(server: Dovecot, user: str, folder: str = "INBOX") -> list[str]:
    return server.doveadm("-f", "flow", "fetch", "-u", user, "flags", "mailbox", folder).split()


def lost_within(box: ImapMailbox, seconds: float) -> bool:
    """Whether waiting notices in time that the line is dead, instead of spinning or sleeping on."""
    began = time.monotonic()
    with pytest.raises(MailboxLost):
        box.wait(60)
    box.close()
    return time.monotonic() - began < seconds


def test_a_kicked_connection_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile)
    threading.Timer(0.3, fragile.kick, [BOT]).start()

    assert lost_within(box, 5)
    assert subjects(opened(fragile)) == []


def test_a_killed_server_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile)
    threading.Timer(0.3, fragile.crash).start()

    assert lost_within(box, 5)


def test_a_server_that_shuts_down_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile)
    threading.Timer(0.3, fragile.stop).start()

    assert lost_within(box, 8)


def test_a_server_that_hangs_is_given_up_after_the_timeout(fragile: Dovecot) -> None:
    box = opened(fragile, timeout_seconds=1)
    subjects(box)
    frozen = fragile.freeze()

    with pytest.raises(MailboxLost):
        subjects(box)
    began = time.monotonic()
    box.close()

    assert time.monotonic() - began < 1
    fragile.thaw(frozen)


def test_a_server_that_hangs_while_we_wait_is_noticed_at_the_next_renewal(fragile: Dovecot) -> None:
    box = opened(fragile, timeout_seconds=1, idle_seconds=5)
    threading.Timer(0.3, fragile.freeze).start()

    assert lost_within(box, 10)


def test_waiting_stops_within_a_second_when_told_to(dovecot: Dovecot) -> None:
    stop = threading.Event()
    box = ImapMailbox(imap_settings(dovecot, dovecot.new_user()), PASSWORD, stop=stop)
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()

    assert not box.wait(60)
    assert time.monotonic() - began < 2.5
    box.close()


def test_a_server_that_is_back_is_used_again(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile)
    (message,) = box.new_messages("INBOX")
    fragile.crash()
    with pytest.raises(MailboxLost):
        subjects(box)

    fragile.start()
    fragile.deliver(BOT, a_mail("two"))

    assert subjects(opened(fragile), known=Known(message.uidvalidity, message.position)) == ["two"]


def test_everything_is_read_again_when_uidvalidity_changes(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile)
    (message,) = box.new_messages("INBOX")
    known = Known(message.uidvalidity, message.position)
    fragile.set_uidvalidity(BOT, "INBOX", message.uidvalidity + 7)

    with suppress(MailboxLost):  # Dovecot throws out some sessions that have the folder open, not all
        assert subjects(box, known=known) == ["one"]
    assert subjects(opened(fragile), known=known) == ["one"]


def test_a_folder_replaced_while_it_is_read_is_not_read_on(fragile: Dovecot) -> None:
    for number in range(25):
        fragile.deliver(BOT, a_mail(f"n{number}"))
    box = opened(fragile)
    messages = box.new_messages("INBOX")
    first = next(messages)
    fragile.set_uidvalidity(BOT, "INBOX", first.uidvalidity + 7)

    with pytest.raises(MailboxLost):
        assert not box.put_away("INBOX", first.uidvalidity, first.uid, "Done")
        list(messages)


def test_a_folder_that_was_restored_is_read_from_its_beginning(fragile: Dovecot) -> None:
    box = opened(fragile)
    for name in ("one", "two"):
        box.append("Banque", a_mail(name), SENT_AT)
    *_, last = box.new_messages("Banque")
    fragile.recreate(BOT, "Banque")
    fresh = opened(fragile)
    fresh.append("Banque", a_mail("three"), SENT_AT)

    assert subjects(fresh, "Banque", Known(last.uidvalidity, last.position)) == ["three"]


def test_a_folder_deleted_behind_our_back_is_made_again(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile)
    box.append("Sent", a_mail("copy"), SENT_AT)
    box.append("Done", a_mail("before"), SENT_AT)
    for folder in ("Sent", "Done"):
        fragile.delete_folder(BOT, folder)

    box.append("Sent", a_mail("again"), SENT_AT)
    (message,) = box.new_messages("INBOX")
    box.put_away("INBOX", message.uidvalidity, message.uid, "Done")

    assert subjects(box, "Sent") == ["again"]
    assert subjects(box, "Done") == ["one"]


def test_a_mailbox_that_may_only_be_read_is_read_and_then_a_person_is_told(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    fragile.rights(BOT, "lr")
    box = opened(fragile)
    (message,) = box.new_messages("INBOX")

    with pytest.raises(UserError, match="write rights"):
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    with pytest.raises(UserError, match="right"):
        box.append("INBOX", a_mail(), SENT_AT)
    assert subjects(box) == ["one"]


def test_a_mailbox_without_the_right_to_delete_is_for_a_person(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    fragile.rights(BOT, "lrs")
    box = opened(fragile)
    (message,) = box.new_messages("INBOX")

    with pytest.raises(UserError, match="right"):
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert subjects(box) == ["one"]


def test_without_move_a_missing_right_to_delete_is_for_a_person(without_move: Dovecot) -> None:
    user = without_move.new_user()
    without_move.deliver(user, a_mail("one"))
    without_move.rights(user, "lrs")
    box = opened(without_move, user)
    (message,) = box.new_messages("INBOX")

    with pytest.raises(UserError, match="right"):
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert subjects(box) == ["one"]


def test_a_disk_that_cannot_be_written_is_no_reason_to_reconnect(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile)
    (message,) = box.new_messages("INBOX")
    maildir = fragile.maildir(BOT)
    for part in ("cur", "new", "tmp", "."):
        (maildir / part).chmod(0o555)
    box = opened(fragile)

    with pytest.raises((UserError, TryLater)) as caught:
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert not isinstance(caught.value, MailboxLost)
    for part in (".", "cur", "new", "tmp"):
        (maildir / part).chmod(0o755)


def test_a_full_mailbox_is_for_a_person(fragile: Dovecot) -> None:
    fragile.set_quota(BOT, "20k")

    with pytest.raises(UserError, match="make room"):
        opened(fragile).append("Sent", a_large_mail(40_000), SENT_AT)


def test_a_folder_name_that_the_server_refuses_is_for_a_person(dovecot: Dovecot) -> None:
    with pytest.raises(UserError, match="choose another folder name"):
        opened(dovecot, dovecot.new_user()).append("S.A.R.L.", a_mail(), SENT_AT)


def test_a_sent_folder_of_another_name_is_used(authority: Authority) -> None:
    with Dovecot(authority, Variant(sent="Éléments envoyés"), [BOT]) as server:
        box = opened(server)
        box.append("Sent", a_mail("copy"), SENT_AT)

        assert subjects(box, "Éléments envoyés") == ["copy"]
        assert "Sent" not in server.doveadm("mailbox", "list", "-u", BOT).splitlines()


def test_new_folders_are_shown_by_mail_programs(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    opened(dovecot, user).append("Mailbot/À voir", a_mail(), SENT_AT)

    assert "Mailbot/À voir" in dovecot.doveadm("mailbox", "list", "-s", "-u", user).splitlines()


def test_a_copy_is_stored_as_read_and_a_message_is_put_away_unread(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, a_mail())
    box = opened(dovecot, user)
    box.append("Sent", a_mail(), SENT_AT)
    (message,) = box.new_messages("INBOX")
    box.put_away("INBOX", message.uidvalidity, message.uid, "Done")

    assert "flags=\\Seen" in flags(dovecot, user, "Sent")
    assert "\\Seen" not in str(flags(dovecot, user, "Done"))


def test_without_move_only_our_message_is_removed(without_move: Dovecot) -> None:
    user = without_move.new_user()
    without_move.deliver(user, a_mail("one"))
    without_move.deliver(user, a_mail("marked by a colleague"))
    without_move.doveadm("flags", "add", "-u", user, "\\Deleted", "mailbox", "INBOX", "uid", "2")
    box = opened(without_move, user)
    one, _ = box.new_messages("INBOX")

    assert box.put_away("INBOX", one.uidvalidity, one.uid, "Done")

    assert subjects(box) == ["marked by a colleague"]
    assert subjects(box, "Done") == ["one"]


def test_without_uidplus_a_message_is_only_marked(without_uidplus: Dovecot) -> None:
    user = without_uidplus.new_user()
    without_uidplus.deliver(user, a_mail("one"))
    without_uidplus.deliver(user, a_mail("marked by a colleague"))
    without_uidplus.doveadm("flags", "add", "-u", user, "\\Deleted", "mailbox", "INBOX", "uid", "2")
    box = opened(without_uidplus, user)
    one, other = box.new_messages("INBOX")

    assert box.put_away("INBOX", one.uidvalidity, one.uid, "Done")

    assert subjects(box, "Done") == ["one"]
    assert subjects(box) == ["one", "marked by a colleague"]
    assert subjects(box, known=Known(one.uidvalidity, other.position)) == []


def through(line: BadLine, server: Dovecot, user: str = BOT) -> ImapMailbox:
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
