"""What every mailbox does, whatever it lies on: an IMAP server, a hoster's IMAP server, a folder on disk."""

from __future__ import annotations

import mailbox
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known, Mailbox
from mailbot.inbound.maildir import MaildirMailbox
from tests.edges.making import SENT_AT, a_large_mail, a_mail, imap_settings, subjects
from tests.servers.certificates import Authority
from tests.servers.dovecot import PASSWORD, Dovecot, Variant

LIMIT = 40_000_000
DONE, SENT, REVIEW = "Mailbot/Traité", "Sent", "Mailbot/À voir"


@dataclass(frozen=True)
class Place:
    """A mailbox to test: how to open it, and how mail comes into it from outside."""

    open: Callable[..., Mailbox]
    deliver: Callable[[bytes], None]


@pytest.fixture(scope="module")
def hoster(authority: Authority) -> Iterator[Dovecot]:
    """Folders below INBOX, levels separated by dots, and neither MOVE nor IDLE: as many small hosters have it."""
    variant = Variant(
        separator=".", prefix="INBOX.", capability="IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE SPECIAL-USE STARTTLS"
    )
    with Dovecot(authority, variant) as server:
        yield server


def on_server(server: Dovecot) -> Place:
    user = server.new_user()

    def opened(limit: int = LIMIT) -> Mailbox:
        return ImapMailbox(imap_settings(server, user), PASSWORD, limit=limit)

    return Place(opened, lambda raw: server.deliver(user, raw))


def on_disk(root: Path) -> Place:
    def opened(limit: int = LIMIT) -> Mailbox:
        return MaildirMailbox(root, limit=limit)

    def deliver(raw: bytes) -> None:
        mailbox.Maildir(root).add(raw.replace(b"\r\n", b"\n"))

    return Place(opened, deliver)


@pytest.fixture(params=["imap", "hoster", "maildir"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "imap":
        return on_server(request.getfixturevalue("dovecot"))
    if request.param == "hoster":
        return on_server(request.getfixturevalue("hoster"))
    return on_disk(tmp_path / "mail")


@pytest.fixture
def box(place: Place) -> Iterator[Mailbox]:
    opened = place.open()
    yield opened
    opened.close()


def text_of(raw: bytes) -> bytes:
    """The message without what its delivery put on top."""
    return raw[raw.index(b"From: ") :]


def test_a_message_comes_in_whole_with_its_place_and_time(place: Place, box: Mailbox) -> None:
    raw = a_mail()
    place.deliver(raw)

    (message,) = box.new_messages("INBOX")

    assert text_of(message.raw) == raw
    assert message.complete
    assert message.folder == "INBOX"
    assert message.uidvalidity > 0
    assert message.uid
    assert abs(message.arrived_at - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251 - the server's clock


def test_messages_come_in_the_order_of_their_arrival(place: Place, box: Mailbox) -> None:
    for number in range(45):
        place.deliver(a_mail(f"n{number}"))

    assert subjects(box) == [f"n{number}" for number in range(45)]


def test_what_was_kept_does_not_come_again(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail("one"))
    place.deliver(a_mail("two"))
    seen = list(box.new_messages("INBOX"))
    known = Known(seen[-1].uidvalidity, seen[-1].position, {message.uid for message in seen})

    assert subjects(box, known=known) == []

    place.deliver(a_mail("three"))

    assert subjects(box, known=known) == ["three"]


def test_everything_comes_again_when_uidvalidity_is_another(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail("one"))
    (message,) = box.new_messages("INBOX")

    assert subjects(box, known=Known(message.uidvalidity + 1, message.position, {message.uid})) == ["one"]


def test_reading_marks_nothing_as_read(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail())

    first, again = list(box.new_messages("INBOX")), list(box.new_messages("INBOX"))

    assert first == again


def test_a_message_is_put_away_into_a_folder_that_is_made(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail("one"))
    place.deliver(a_mail("two"))
    one, _ = box.new_messages("INBOX")

    assert box.put_away("INBOX", one.uidvalidity, one.uid, DONE)

    assert subjects(box) == ["two"]
    assert subjects(box, DONE) == ["one"]


def test_messages_may_be_put_away_while_they_are_read(place: Place, box: Mailbox) -> None:
    for number in range(25):
        place.deliver(a_mail(f"n{number}"))

    for message in box.new_messages("INBOX"):
        assert box.put_away("INBOX", message.uidvalidity, message.uid, REVIEW)

    assert subjects(box) == []
    assert subjects(box, REVIEW) == [f"n{number}" for number in range(25)]


def test_putting_away_what_somebody_has_moved_says_so(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail())
    (message,) = box.new_messages("INBOX")
    colleague = place.open()
    colleague.put_away("INBOX", message.uidvalidity, message.uid, "Litige")
    colleague.close()

    assert not box.put_away("INBOX", message.uidvalidity, message.uid, DONE)
    assert subjects(box, DONE) == []


def test_putting_away_from_a_folder_that_was_replaced_does_nothing(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail("one"))
    (message,) = box.new_messages("INBOX")

    assert not box.put_away("INBOX", message.uidvalidity + 1, message.uid, DONE)
    assert subjects(box) == ["one"]


def test_a_copy_is_stored_with_its_time_and_found_by_its_message_id(box: Mailbox) -> None:
    box.append(SENT, a_mail(message_id="<rem-1@test.example>"), SENT_AT)

    (copy,) = box.new_messages(SENT)
    assert copy.raw == a_mail(message_id="<rem-1@test.example>")
    assert copy.arrived_at == SENT_AT
    assert box.holds(SENT, "<rem-1@test.example>")


@pytest.mark.parametrize("other", ["<rem-1@test.example", "<em-1@test.example>", "rem-1", "<rem-2@test.example>"])
def test_only_the_exact_message_id_counts(box: Mailbox, other: str) -> None:
    box.append(SENT, a_mail(message_id="<rem-1@test.example>"), SENT_AT)

    assert not box.holds(SENT, other)


def test_a_message_id_in_another_header_does_not_count(box: Mailbox) -> None:
    box.append(SENT, a_mail(message_id="<a@b.example>", headers={"References": "<rem-1@test.example>"}), SENT_AT)

    assert not box.holds(SENT, "<rem-1@test.example>")


def test_nothing_is_found_in_a_folder_that_did_not_exist(box: Mailbox) -> None:
    assert not box.holds("Mailbot/Quarantaine", "<rem-1@test.example>")
    assert subjects(box, "Mailbot/Banque") == []


@pytest.mark.parametrize("folder", ["Éléments envoyés", "Mailbot/Clients/Sté Dupont & Fils", 'été/hiver "26"'])
def test_folders_may_have_any_name(box: Mailbox, folder: str) -> None:
    box.append(folder, a_mail("kept"), SENT_AT)

    assert subjects(box, folder) == ["kept"]


def test_of_a_message_that_is_too_large_only_the_beginning_comes(place: Place) -> None:
    place.deliver(a_mail("before"))
    place.deliver(a_large_mail(300_000))
    place.deliver(a_mail("after"))
    box = place.open(limit=200_000)

    before, large, after = box.new_messages("INBOX")
    box.close()

    assert before.complete
    assert after.complete
    assert not large.complete
    assert large.cut_from > 290_000
    assert 60_000 < len(large.raw) < 70_000
    assert b"Subject: =?utf-8?" in large.raw


def test_a_message_of_thirty_megabytes_comes_whole(place: Place, box: Mailbox) -> None:
    raw = a_large_mail(30_000_000)
    place.deliver(raw)

    (message,) = box.new_messages("INBOX")

    assert text_of(message.raw) == raw


def test_waiting_ends_when_mail_comes(place: Place, box: Mailbox) -> None:
    list(box.new_messages("INBOX"))
    threading.Timer(0.3, place.deliver, [a_mail("late")]).start()
    began = time.monotonic()

    assert box.wait(20)

    assert time.monotonic() - began < 18
    assert subjects(box) == ["late"]


def test_waiting_ends_at_once_for_mail_that_came_since_the_last_look(place: Place, box: Mailbox) -> None:
    list(box.new_messages("INBOX"))
    place.deliver(a_mail())
    began = time.monotonic()

    assert box.wait(20)
    assert time.monotonic() - began < 2
    assert not box.wait(0.1)


def test_waiting_in_vain_takes_the_time_given(box: Mailbox) -> None:
    list(box.new_messages("INBOX"))
    began = time.monotonic()

    assert not box.wait(0.5)
    assert 0.4 < time.monotonic() - began < 3


def test_closing_twice_is_harmless(place: Place) -> None:
    box = place.open()

    box.close()
    box.close()


def test_the_messages_of_a_folder_are_counted(place: Place, box: Mailbox) -> None:
    assert box.count("INBOX") == 0
    place.deliver(a_mail("one"))
    place.deliver(a_mail("two"))

    assert box.count("INBOX") == 2


def test_a_first_reading_leaves_alone_what_is_older(box: Mailbox) -> None:
    box.append("INBOX", a_mail("old"), SENT_AT)
    box.append("INBOX", a_mail("recent"), SENT_AT + timedelta(hours=2))

    (message,) = box.new_messages("INBOX", since=SENT_AT + timedelta(hours=1))

    assert b"Subject: recent" in message.raw
    assert message.position is not None


def test_what_lies_below_the_last_one_known_and_was_never_kept_is_found(place: Place, box: Mailbox) -> None:
    """A restored backup shows messages under UIDs that were passed long ago."""
    for name in ("one", "two", "three"):
        place.deliver(a_mail(name))
    _, kept, last = box.new_messages("INBOX")

    known = Known(last.uidvalidity, last.position or 0, {kept.uid, last.uid})

    assert subjects(box, known=known) == ["one"]


def test_a_star_goes_with_the_message(place: Place, box: Mailbox) -> None:
    place.deliver(a_mail("one"))
    (message,) = box.new_messages("INBOX")

    assert box.put_away("INBOX", message.uidvalidity, message.uid, REVIEW, star=True)

    assert subjects(box, REVIEW) == ["one"]
    (there,) = box.new_messages(REVIEW)
    assert box.put_away(REVIEW, there.uidvalidity, there.uid, DONE)


def test_a_message_of_our_own_is_discarded_and_no_other(box: Mailbox) -> None:
    box.append("Mailbot/Présence", a_mail("note"), SENT_AT)
    box.append("Mailbot/Présence", a_mail("other"), SENT_AT)
    note, _ = box.new_messages("Mailbot/Présence")

    box.discard("Mailbot/Présence", note.uidvalidity + 1, note.uid)
    assert box.count("Mailbot/Présence") == 2
    box.discard("Mailbot/Présence", note.uidvalidity, note.uid)

    assert subjects(box, "Mailbot/Présence") == ["other"]
    box.discard("Mailbot/Présence", note.uidvalidity, note.uid)
