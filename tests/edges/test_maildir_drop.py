"""Mail dropped into folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.inbound.maildir import MaildirMailbox
from mailbot.outbound.maildir_drop import MaildirDrop
from mailbot.outbound.transport import Outcome
from tests.edges.making import SENT_AT, a_mail

BOT = "recouvrement@etude.example"


def drop(root: Path, *recipients: str, raw: bytes = b"") -> Outcome:
    return MaildirDrop(root).send(BOT, recipients, raw or a_mail(), "<rem-1@etude.example>")


def test_every_recipient_gets_a_copy_in_a_maildir_of_their_own(tmp_path: Path) -> None:
    outcome = drop(tmp_path, "compta@dupont.example", "chef@dupont.example")

    assert outcome.status == "sent"
    for address in ("compta@dupont.example", "chef@dupont.example"):
        (message,) = MaildirMailbox(tmp_path / address).new_messages("INBOX")
        assert message.raw.endswith(a_mail())


def test_a_copy_carries_the_lines_that_delivery_writes(tmp_path: Path) -> None:
    drop(tmp_path, "compta@dupont.example")

    (message,) = MaildirMailbox(tmp_path / "compta@dupont.example").new_messages("INBOX")

    top = message.raw.removesuffix(a_mail()).decode().split("\r\n")
    assert top[0] == f"Return-Path: <{BOT}>"
    assert top[1] == "Delivered-To: compta@dupont.example"
    assert top[2].startswith("Received: from ")
    assert top[3] == "\tfor <compta@dupont.example>; Mon, 04 Mar 2024 09:30:00 +0000"


def test_an_address_with_a_detail_lies_with_the_address_and_is_still_named(tmp_path: Path) -> None:
    drop(tmp_path, "Recouvrement+rABC@Etude.example")

    (message,) = MaildirMailbox(tmp_path / "recouvrement@etude.example").new_messages("INBOX")

    assert b"\r\nDelivered-To: Recouvrement+rABC@Etude.example\r\n" in message.raw


def test_mail_arrives_at_the_time_of_its_date(tmp_path: Path) -> None:
    drop(tmp_path, "compta@dupont.example")

    (message,) = MaildirMailbox(tmp_path / "compta@dupont.example").new_messages("INBOX")

    assert message.arrived_at == SENT_AT


@pytest.mark.parametrize("date", ["", "Date: yesterday\r\n", "Date: Mon, 04 Mar 2024 09:30:00\r\n"])
def test_a_missing_or_odd_date_does_not_stop_a_delivery(tmp_path: Path, date: str) -> None:
    assert drop(tmp_path, "a@b.example", raw=f"{date}Subject: x\r\n\r\n".encode()).status == "sent"


@pytest.mark.parametrize(
    "address",
    ["../../etc@passwd", "a/../b@c.example", "@c.example", ".hidden@c.example", "nobody", "a b@c.example", ""],
)
def test_an_address_that_is_no_safe_name_gets_nothing(tmp_path: Path, address: str) -> None:
    assert drop(tmp_path, "a@b.example", address).status == "permanent"
    assert list(tmp_path.iterdir()) == []


def test_a_message_for_nobody_is_refused(tmp_path: Path) -> None:
    assert drop(tmp_path).status == "permanent"


def test_a_folder_that_cannot_be_written_is_for_later_and_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a@b.example").write_text("a file where the folder should be")

    outcome = drop(tmp_path, "a@b.example")

    assert (outcome.status, outcome.blocked) == ("temporary", True)


def test_two_equal_messages_are_two_messages(tmp_path: Path) -> None:
    sender = MaildirDrop(tmp_path)
    for _ in range(2):
        sender.send(BOT, ["a@b.example"], a_mail(), "<rem-1@etude.example>")
    sender.close()

    assert len(list(MaildirMailbox(tmp_path / "a@b.example").new_messages("INBOX"))) == 2
