"""Folders that are missing, full, foreign or forbidden, and servers that lack an extension."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailbot.core.errors import MailboxLost, TryLater, UserError
from mailbot.inbound.mailbox import Known
from tests.edges.making import BOT, SENT_AT, a_large_mail, a_mail, opened, subjects
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot, Variant


@pytest.fixture(scope="module")
def without_move(authority: Authority) -> Iterator[Dovecot]:
    with Dovecot(authority, Variant(capability="IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE")) as server:
        yield server


@pytest.fixture(scope="module")
def without_uidplus(authority: Authority) -> Iterator[Dovecot]:
    with Dovecot(authority, Variant(capability="IMAP4rev1 LITERAL+")) as server:
        yield server


def flags(server: Dovecot, user: str, folder: str = "INBOX") -> list[str]:
    return server.doveadm("-f", "flow", "fetch", "-u", user, "flags", "mailbox", folder).split()


def test_a_folder_deleted_behind_our_back_is_made_again(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile, BOT)
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
    box = opened(fragile, BOT)
    (message,) = box.new_messages("INBOX")

    with pytest.raises(UserError, match="write rights"):
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    with pytest.raises(UserError, match="right"):
        box.append("INBOX", a_mail(), SENT_AT)
    assert subjects(box) == ["one"]


def test_a_mailbox_without_the_right_to_delete_is_for_a_person(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    fragile.rights(BOT, "lrs")
    box = opened(fragile, BOT)
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
    box = opened(fragile, BOT)
    (message,) = box.new_messages("INBOX")
    maildir = fragile.maildir(BOT)
    for part in ("cur", "new", "tmp", "."):
        (maildir / part).chmod(0o555)
    box = opened(fragile, BOT)

    with pytest.raises((UserError, TryLater)) as caught:
        box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert not isinstance(caught.value, MailboxLost)
    for part in (".", "cur", "new", "tmp"):
        (maildir / part).chmod(0o755)


def test_a_full_mailbox_is_for_a_person(fragile: Dovecot) -> None:
    fragile.set_quota(BOT, "20k")

    with pytest.raises(UserError, match="make room"):
        opened(fragile, BOT).append("Sent", a_large_mail(40_000), SENT_AT)


def test_a_folder_name_that_the_server_refuses_is_for_a_person(dovecot: Dovecot) -> None:
    with pytest.raises(UserError, match="choose another folder name"):
        opened(dovecot, dovecot.new_user()).append("S.A.R.L.", a_mail(), SENT_AT)


def test_a_sent_folder_of_another_name_is_used(authority: Authority) -> None:
    with Dovecot(authority, Variant(sent="Éléments envoyés"), [BOT]) as server:
        box = opened(server, BOT)
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
