"""A Maildir on disk: what the contract does not say, and what mail programs find in it."""

from __future__ import annotations

import mailbox
import os
import threading
import time
from pathlib import Path

import pytest

from mailbot.core.errors import UserError
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.maildir import MaildirMailbox
from tests.edges.making import SENT_AT, a_mail, imap_settings
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.processes import give


def deliver(root: Path, raw: bytes) -> Path:
    """As a delivery program does; returns the file."""
    return root / "new" / mailbox.Maildir(root).add(raw.replace(b"\r\n", b"\n"))


def test_the_folders_are_an_ordinary_maildir(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path / "mail")
    deliver(tmp_path / "mail", a_mail("one"))
    (message,) = box.new_messages("INBOX")
    box.put_away("INBOX", message.uidvalidity, message.uid, "Mailbot/Traité")
    box.append("Sent", a_mail("copy"), SENT_AT)

    opened = mailbox.Maildir(tmp_path / "mail", create=False)

    assert sorted(opened.list_folders()) == ["Mailbot.Trait&AOk-", "Sent"]
    (copy,) = opened.get_folder("Sent")
    assert copy["Subject"] == "copy"
    assert copy.get_flags() == "S"
    (done,) = opened.get_folder("Mailbot.Trait&AOk-")
    assert done.get_flags() == ""


def test_a_mail_server_opens_what_we_leave_and_we_open_what_it_leaves(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, a_mail("one"))
    dovecot.deliver(user, a_mail("two"))
    disk = MaildirMailbox(dovecot.maildir(user))
    one, two = disk.new_messages("INBOX")
    disk.put_away("INBOX", one.uidvalidity, one.uid, "Mailbot/À voir")
    disk.append("Sent", a_mail("copy"), SENT_AT)
    give(dovecot.maildir(user))

    server = ImapMailbox(imap_settings(dovecot, user), PASSWORD)

    assert [message.raw for message in server.new_messages("Mailbot/À voir")] == [one.raw]
    assert [message.raw for message in server.new_messages("INBOX")] == [two.raw]
    assert [message.arrived_at for message in server.new_messages("Sent")] == [SENT_AT]
    (left,) = server.new_messages("INBOX")
    server.put_away("INBOX", left.uidvalidity, left.uid, "Litige/Dupont")
    server.close()
    assert [message.raw for message in disk.new_messages("Litige/Dupont")] == [two.raw]


def test_files_keep_bare_line_feeds_and_messages_come_with_crlf(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    box.append("INBOX", b"Subject: a\r\n\r\nb\r\n", SENT_AT)

    (file,) = (tmp_path / "cur").iterdir()
    (message,) = box.new_messages("INBOX")

    assert file.read_bytes() == b"Subject: a\n\nb\n"
    assert message.raw == b"Subject: a\r\n\r\nb\r\n"


def test_a_message_that_is_read_meanwhile_is_still_put_away_with_its_flags(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    file = deliver(tmp_path, a_mail())
    (message,) = box.new_messages("INBOX")
    file.rename(tmp_path / "cur" / f"{file.name}:2,RS")

    assert box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert [path.name for path in (tmp_path / ".Done" / "cur").iterdir()] == [f"{file.name}:2,RS"]


def test_a_message_that_is_read_while_we_read_the_others_is_not_missed(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    deliver(tmp_path, a_mail("one"))
    second = deliver(tmp_path, a_mail("two"))
    messages = box.new_messages("INBOX")
    next(messages)
    second.rename(tmp_path / "cur" / f"{second.name}:2,S")

    assert [message.uid for message in messages] == [second.name]


def test_hidden_files_and_unfinished_deliveries_are_not_mail(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    (tmp_path / "tmp" / "1.half").write_bytes(b"Subject: ha")
    (tmp_path / "new" / ".nfs0001").write_bytes(b"")

    assert list(box.new_messages("INBOX")) == []


def test_messages_of_one_second_come_in_the_order_of_their_delivery(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    for name in ("1700000000.M9Q2.host", "1700000000.M10Q10.host", "1700000000.M9Q10.host"):
        (tmp_path / "new" / name).write_bytes(b"Subject: a\n\n")
        os.utime(tmp_path / "new" / name, (1_700_000_000, 1_700_000_000))

    assert [message.uid for message in box.new_messages("INBOX")] == [
        "1700000000.M9Q2.host",
        "1700000000.M9Q10.host",
        "1700000000.M10Q10.host",
    ]


def test_waiting_stops_when_told_to(tmp_path: Path) -> None:
    stop = threading.Event()
    box = MaildirMailbox(tmp_path, stop=stop)
    threading.Timer(0.1, stop.set).start()
    began = time.monotonic()

    assert not box.wait(60)
    assert time.monotonic() - began < 1


def test_a_folder_that_cannot_be_made_is_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")

    with pytest.raises(UserError, match="cannot be made"):
        MaildirMailbox(tmp_path / "mail")


def test_a_folder_that_cannot_be_written_is_for_a_person(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    box.append("Sent", a_mail(), SENT_AT)
    (tmp_path / ".Sent" / "tmp").rmdir()
    (tmp_path / ".Sent" / "tmp").write_text("a file where the folder should be")

    with pytest.raises(UserError, match="cannot be made"):
        box.append("Sent", a_mail(), SENT_AT)


def test_a_folder_that_was_damaged_is_mended(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    box.append("Done", a_mail("before"), SENT_AT)
    (tmp_path / ".Done" / "new").rmdir()
    deliver(tmp_path, a_mail("one"))
    (message,) = box.new_messages("INBOX")

    assert box.put_away("INBOX", message.uidvalidity, message.uid, "Done")
    assert len(list(box.new_messages("Done"))) == 2


def test_a_message_that_vanishes_while_we_read_the_others_is_left_out(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    deliver(tmp_path, a_mail("one"))
    second = deliver(tmp_path, a_mail("two"))
    messages = box.new_messages("INBOX")
    next(messages)
    second.unlink()

    assert list(messages) == []


def test_what_is_no_file_is_for_a_person(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    (tmp_path / "new" / "folder").mkdir()

    with pytest.raises(UserError, match="cannot be read"):
        list(box.new_messages("INBOX"))
