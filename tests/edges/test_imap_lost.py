"""An IMAP server that goes away or is exchanged: noticed in time, and nothing is lost or read twice."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import pytest

from mailbot.core.errors import MailboxLost
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from tests.edges.making import BOT, SENT_AT, a_mail, imap_settings, opened, subjects
from tests.servers.dovecot import PASSWORD, Dovecot


def lost_within(box: ImapMailbox, seconds: float) -> bool:
    """Whether waiting notices in time that the line is dead, instead of spinning or sleeping on."""
    began = time.monotonic()
    with pytest.raises(MailboxLost):
        box.wait(60)
    box.close()
    return time.monotonic() - began < seconds


def test_a_kicked_connection_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile, BOT)
    threading.Timer(0.3, fragile.kick, [BOT]).start()

    assert lost_within(box, 5)
    assert subjects(opened(fragile, BOT)) == []


def test_a_killed_server_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile, BOT)
    threading.Timer(0.3, fragile.crash).start()

    assert lost_within(box, 5)


def test_a_server_that_shuts_down_is_noticed_while_waiting(fragile: Dovecot) -> None:
    box = opened(fragile, BOT)
    threading.Timer(0.3, fragile.stop).start()

    assert lost_within(box, 8)


def test_a_server_that_hangs_is_given_up_after_the_timeout(fragile: Dovecot) -> None:
    box = opened(fragile, BOT, timeout_seconds=1)
    subjects(box)
    frozen = fragile.freeze()

    with pytest.raises(MailboxLost):
        subjects(box)
    began = time.monotonic()
    box.close()

    assert time.monotonic() - began < 1
    fragile.thaw(frozen)


def test_a_server_that_hangs_while_we_wait_is_noticed_at_the_next_renewal(fragile: Dovecot) -> None:
    box = opened(fragile, BOT, timeout_seconds=1, idle_seconds=5)
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
    box = opened(fragile, BOT)
    (message,) = box.new_messages("INBOX")
    fragile.crash()
    with pytest.raises(MailboxLost):
        subjects(box)

    fragile.start()
    fragile.deliver(BOT, a_mail("two"))

    assert subjects(opened(fragile, BOT), known=Known(message.uidvalidity, message.position)) == ["two"]


def test_everything_is_read_again_when_uidvalidity_changes(fragile: Dovecot) -> None:
    fragile.deliver(BOT, a_mail("one"))
    box = opened(fragile, BOT)
    (message,) = box.new_messages("INBOX")
    known = Known(message.uidvalidity, message.position)
    fragile.set_uidvalidity(BOT, "INBOX", message.uidvalidity + 7)

    with suppress(MailboxLost):  # Dovecot throws out some sessions that have the folder open, not all
        assert subjects(box, known=known) == ["one"]
    assert subjects(opened(fragile, BOT), known=known) == ["one"]


def test_a_folder_replaced_while_it_is_read_is_not_read_on(fragile: Dovecot) -> None:
    for number in range(25):
        fragile.deliver(BOT, a_mail(f"n{number}"))
    box = opened(fragile, BOT)
    messages = box.new_messages("INBOX")
    first = next(messages)
    fragile.set_uidvalidity(BOT, "INBOX", first.uidvalidity + 7)

    with pytest.raises(MailboxLost):
        assert not box.put_away("INBOX", first.uidvalidity, first.uid, "Done")
        list(messages)


def test_a_folder_that_was_restored_is_read_from_its_beginning(fragile: Dovecot) -> None:
    box = opened(fragile, BOT)
    for name in ("one", "two"):
        box.append("Banque", a_mail(name), SENT_AT)
    *_, last = box.new_messages("Banque")
    fragile.recreate(BOT, "Banque")
    fresh = opened(fragile, BOT)
    fresh.append("Banque", a_mail("three"), SENT_AT)

    assert subjects(fresh, "Banque", Known(last.uidvalidity, last.position)) == ["three"]
