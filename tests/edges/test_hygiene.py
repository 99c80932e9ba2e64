"""What people see in the mailbox, and what they may do in it while the bot works there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.core.errors import Refused
from mailbot.store.blobs import Blobs
from mailbot.tasks import jobs
from mailbot.tasks.reading.read_inbox import MAX_ATTEMPTS
from tests.edges.making import BOT, SENT_AT, a_large_mail, a_mail, opened
from tests.edges.office_on_imap import (
    BANK,
    DONE,
    PARTNER,
    PRESENCE,
    QUARANTINE,
    REJECTED,
    REVIEW,
    FirmOnImap,
)
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot, Variant

BANK_NOTICE = (
    "Bonjour,\n\nVous avez reçu un virement sur votre compte FR76...0189.\n\nMontant : 100,00 EUR\n"
    "Donneur d'ordre : INCONNU\nMotif : divers\nDate de valeur : 02/11/2026\n\nVotre Banque Lugdunienne\n"
)


@pytest.fixture
def firm(dovecot: Dovecot, tmp_path: Path) -> FirmOnImap:
    return FirmOnImap(tmp_path / "firm", dovecot, dovecot.new_user("relances"))


@pytest.fixture
def breakable(fragile: Dovecot, tmp_path: Path) -> FirmOnImap:
    """The same on a server that the test may break."""
    return FirmOnImap(tmp_path / "firm", fragile, BOT)


class Unreadable:
    """Blobs that fail for one message."""

    def __init__(self, inner: Blobs, marked: bytes) -> None:
        self._inner, self._marked = inner, marked

    def put(self, content: bytes) -> str:
        return self._inner.put(content)

    def get(self, sha: str) -> bytes:
        content = self._inner.get(sha)
        if self._marked in content:
            raise RuntimeError("the disk is broken here")
        return content


def test_each_message_goes_into_the_folder_that_says_what_became_of_it(firm: FirmOnImap) -> None:
    firm.office = replace(firm.office, blobs=Unreadable(firm.office.blobs, b"Subject: cassant"))
    firm.comes("promesse")
    firm.comes("bonjour", "Qui êtes-vous ?\n", "inconnu@ailleurs.example")
    firm.comes("virement", BANK_NOTICE, "avis@banque-lugdunienne.example")
    firm.comes("promotion", "Nos offres.\n", "news@shop.example", {"List-Id": "<n.shop.example>", "Precedence": "bulk"})
    firm.comes("cassant")

    firm.polls()

    assert firm.lies_in("INBOX") == []
    assert firm.lies_in(DONE) == ["promesse"]
    assert firm.lies_in(REVIEW) == ["bonjour"]
    assert firm.lies_in(BANK) == ["virement"]
    assert firm.lies_in(REJECTED) == ["promotion"]
    assert firm.lies_in(QUARANTINE) == ["cassant"]


def test_what_a_person_must_look_at_has_a_star_and_nothing_is_marked_as_read(firm: FirmOnImap) -> None:
    firm.comes("promesse")
    firm.comes("bonjour", "Qui êtes-vous ?\n", "inconnu@ailleurs.example")

    firm.polls()

    assert "\\Flagged" in firm.flags(REVIEW) and "\\Seen" not in firm.flags(REVIEW)
    assert "\\Flagged" not in firm.flags(DONE) and "\\Seen" not in firm.flags(DONE)


def test_the_folders_may_have_other_names(dovecot: Dovecot, tmp_path: Path) -> None:
    folders = "{done: Relances/Fini, review: Relances/Questions, rejected: Relances/Inutile, presence: Relances/Bot}"
    firm = FirmOnImap(tmp_path / "firm", dovecot, dovecot.new_user(), folders=folders)
    firm.comes("promesse")
    firm.comes("bonjour", "Qui êtes-vous ?\n", "inconnu@ailleurs.example")

    firm.polls()

    assert (firm.lies_in("Relances/Fini"), firm.lies_in("Relances/Questions")) == (["promesse"], ["bonjour"])
    assert len(firm.lies_in("Relances/Bot")) == 1


def test_a_message_that_somebody_moves_into_litige_is_a_dispute(firm: FirmOnImap, dovecot: Dovecot) -> None:
    firm.comes("promesse")
    firm.polls()
    box = opened(dovecot, firm.user)
    (message,) = box.new_messages(DONE)
    box.put_away(DONE, message.uidvalidity, message.uid, "Mailbot/Litige")
    box.close()
    assert "1 decided by folder" in firm.polls()
    assert (firm.lies_in("Mailbot/Litige"), firm.lies_in(DONE)) == ([], ["promesse"])
    assert "decided" not in firm.polls()


def test_nothing_happens_twice_when_uidvalidity_changes(breakable: FirmOnImap) -> None:
    breakable.comes("promesse")
    breakable.polls()
    breakable.comes("suite", "Qui ?\n", "inconnu@ailleurs.example")
    back = opened(breakable.server, BOT)
    (done,) = back.new_messages(DONE)
    back.put_away(DONE, done.uidvalidity, done.uid, "INBOX")  # a colleague drags it back
    back.close()
    assert sorted(breakable.lies_in("INBOX")) == ["promesse", "suite"]
    breakable.server.set_uidvalidity(BOT, "INBOX", 4_000_000)

    breakable.polls()
    breakable.polls()

    assert sorted(state for _, state in breakable.read_as()) == ["done", "duplicate", "review"]
    assert breakable.lies_in("INBOX") == []
    assert breakable.lies_in(DONE) == ["promesse"]


@pytest.mark.parametrize("act", ["moved", "deleted"])
def test_what_people_take_away_while_the_bot_reads_it_is_read_once_and_left_to_them(firm: FirmOnImap, act: str) -> None:
    firm.comes("promesse")
    person = opened(firm.server, firm.user)
    (message,) = person.new_messages("INBOX")
    open_mailbox = firm.office.open_mailbox

    class Interrupted:
        """People act between the look and the putting away."""

        def __init__(self) -> None:
            self.inner = open_mailbox()

        def __getattr__(self, name: str) -> object:
            if name == "put_away":
                if act == "moved":
                    person.put_away("INBOX", message.uidvalidity, message.uid, "Litiges")
                else:
                    person.discard("INBOX", message.uidvalidity, message.uid)
            return getattr(self.inner, name)

    firm.office = replace(firm.office, open_mailbox=Interrupted)  # type: ignore[arg-type]  # it hands everything on
    assert "1 new" in firm.polls()
    assert "0 new" in firm.polls()

    assert firm.read_as() == [("promesse", "done")]
    assert firm.lies_in(DONE) == []
    assert firm.lies_in("Litiges") == (["promesse"] if act == "moved" else [])
    person.close()


def test_a_restored_mailbox_with_old_uids_is_neither_read_twice_nor_overlooked(breakable: FirmOnImap) -> None:
    """A backup from before the second message comes back: same UIDVALIDITY, and its UID is given a second time."""
    breakable.comes("premier")
    backup = breakable.folder / "backup"
    shutil.copytree(breakable.server.maildir(BOT), backup)
    breakable.polls()
    breakable.comes("deuxieme")
    breakable.polls()
    breakable.server.crash()
    shutil.rmtree(breakable.server.maildir(BOT))
    shutil.copytree(backup, breakable.server.maildir(BOT))
    breakable.server.own(BOT)
    breakable.server.start()
    breakable.comes("troisieme")

    breakable.polls()

    assert breakable.read_as() == [("premier", "done"), ("deuxieme", "done"), ("troisieme", "done")]
    assert breakable.lies_in("INBOX") == []
    assert sorted(breakable.lies_in(DONE)) == ["premier", "troisieme"]


def test_a_second_bot_by_mistake_keeps_still_and_says_so(firm: FirmOnImap, dovecot: Dovecot, tmp_path: Path) -> None:
    firm.comes("promesse")
    firm.polls()
    second = FirmOnImap(tmp_path / "second", dovecot, firm.user).at("2026-11-02T09:20")
    firm.comes("bonjour", "Qui ?\n", "inconnu@ailleurs.example")

    with pytest.raises(Refused, match=r"Un autre Mailbot lit .*vu à 09:00"):
        second.polls()

    assert second.read_as() == []
    assert jobs.run(second.office, next(job for job in jobs.JOBS if job.name == "send"), second.now) == (
        jobs.STANDS_STILL
    )
    firm.polls()
    assert [state for _, state in firm.read_as()] == ["done", "review"]
    assert len(firm.lies_in(PRESENCE)) == 1


def test_the_second_bot_goes_on_an_hour_after_the_first_fell_silent(
    firm: FirmOnImap, dovecot: Dovecot, tmp_path: Path
) -> None:
    firm.polls()
    second = FirmOnImap(tmp_path / "second", dovecot, firm.user).at("2026-11-02T10:01")
    firm.comes("promesse")

    assert "1 new" in second.polls()

    with pytest.raises(Refused):
        firm.at("2026-11-02T10:05").polls()


def test_a_copy_of_the_books_elsewhere_does_not_pass_for_the_original(firm: FirmOnImap, tmp_path: Path) -> None:
    firm.polls()
    shutil.copytree(firm.folder, tmp_path / "copy")
    copy = FirmOnImap(tmp_path / "copy", firm.server, firm.user).at("2026-11-02T09:02")

    with pytest.raises(Refused):
        copy.polls()
    assert "0 new" in firm.at("2026-11-02T09:05").polls()


def test_the_note_is_renewed_and_there_is_only_one(firm: FirmOnImap) -> None:
    for hour in ("09:00", "09:10", "09:20", "13:00"):
        firm.at(f"2026-11-02T{hour}").polls()

    assert len(firm.lies_in(PRESENCE)) == 1


def put_old_mails(server: Dovecot, user: str, count: int) -> None:
    """Years of mail, laid straight into the Maildir, each with its own time."""
    folder = server.maildir(user) / "cur"
    for number in range(count):
        path = folder / f"{1_600_000_000 + number}.M{number}P1.old:2,S"
        head = f"From: a@b.example\r\nSubject: old {number}\r\nMessage-ID: <o{number}@b>\r\n"
        path.write_bytes(f"{head}\r\nx\r\n".encode())
        server.date(path, 1_600_000_000 + number)


def test_of_fifty_thousand_old_messages_none_is_read_at_the_first_start(breakable: FirmOnImap) -> None:
    opened(breakable.server, BOT).close()
    breakable.comes("recent")
    put_old_mails(breakable.server, BOT, 50_000)
    breakable.server.own(BOT)

    said = breakable.polls()

    assert "50000 older messages are left alone: what arrived since 2026-10-26 is read" in said
    assert "mailbox.read_since" in said
    assert breakable.read_as() == [("recent", "done")]
    breakable.comes("suivant")
    assert "1 new" in breakable.polls()
    assert "older" not in breakable.polls()


def checked(firm: FirmOnImap) -> str:
    config = str(firm.folder / "config.yaml")
    said = CliRunner().invoke(program(), ["--config", config, "check"], prog_name="mailbot").output
    return next(line for line in said.splitlines() if "mail in" in line)


def test_a_check_says_beforehand_what_the_first_reading_will_take(firm: FirmOnImap) -> None:
    for number in range(3):
        firm.comes(f"n{number}")
    assert "3 messages wait in INBOX, those of the last 7 days will be read and older ones left alone" in checked(firm)
    assert "mailbox.read_since" in checked(firm)

    firm.polls()

    assert checked(firm).endswith(f"localhost lets {firm.user} in")


def test_a_check_says_that_another_bot_reads_the_mailbox(firm: FirmOnImap, dovecot: Dovecot, tmp_path: Path) -> None:
    firm.polls()
    second = FirmOnImap(tmp_path / "second", dovecot, firm.user)
    with pytest.raises(Refused):
        second.polls()

    assert checked(second).startswith("fail") and "another Mailbot reads this mailbox" in checked(second)


def test_mail_is_read_back_to_the_day_that_the_configuration_names(dovecot: Dovecot, tmp_path: Path) -> None:
    firm = FirmOnImap(tmp_path / "firm", dovecot, dovecot.new_user(), read_since="2024-03-01")
    box = opened(dovecot, firm.user)
    box.append("INBOX", a_mail("old enough", sender="compta@dupont.example", message_id="<old@x>"), SENT_AT)
    box.append("INBOX", a_mail("too old", message_id="<older@x>"), SENT_AT.replace(year=2023))

    said = firm.polls()

    assert "1 new" in said and "1 older messages are left alone" in said
    assert firm.lies_in("INBOX") == ["too old"]


def test_old_mail_of_strangers_waits_for_nobody(dovecot: Dovecot, tmp_path: Path) -> None:
    firm = FirmOnImap(tmp_path / "firm", dovecot, dovecot.new_user(), read_since="2024-03-01")
    box = opened(dovecot, firm.user)
    box.append("INBOX", a_mail("vacances", sender="x@y.example", message_id="<v@x>", body="Bonjour à tous."), SENT_AT)

    firm.polls()

    (row,) = firm.messages()
    assert (row.state, row.why) == ("done", "arrivé avant le premier démarrage, et rien ne le rattache à un client")
    assert firm.lies_in(REJECTED) == ["vacances"]


def test_an_order_from_before_the_first_start_is_shown_and_neither_obeyed_nor_answered(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    firm = FirmOnImap(tmp_path / "firm", dovecot, dovecot.new_user(), read_since="2024-03-01")
    raw = a_mail(
        "Re: Dupont", sender=PARTNER, to=firm.user, message_id="<order@etude>", body="litige F-2026-0042\n",
        headers={"Authentication-Results": "mx.etude.example; dmarc=pass header.from=etude.example"},
    )  # fmt: skip
    box = opened(dovecot, firm.user)
    box.append("INBOX", raw, SENT_AT)

    firm.polls()

    (row,) = firm.messages()
    assert (row.kind, row.state) == ("command", "review")
    assert "premier démarrage" in row.why
    jobs.do_send(firm.office, firm.now)
    assert firm.inbox_of(PARTNER) == []


def test_a_full_mailbox_is_said_in_one_sentence_and_loses_nothing(breakable: FirmOnImap) -> None:
    breakable.polls()
    breakable.comes("promesse")
    breakable.server.set_quota(BOT, "1k")
    breakable.at("2026-11-02T09:30")  # the note is due to be renewed: there is no room for it

    said = breakable.polls()

    assert "1 new, 1 read" in said and "make room" in said
    breakable.server.set_quota(BOT, "10M")
    assert "make room" not in breakable.polls()
    assert breakable.lies_in(DONE) == ["promesse"]


def test_a_sent_folder_without_room_keeps_nothing_from_leaving_and_gets_its_copies_later(breakable: FirmOnImap) -> None:
    breakable.has_invoice("F-9", due="2026-10-01")
    breakable.polls()
    breakable.server.set_quota(BOT, "1k")

    said = breakable.at("2026-11-16T09:00").tick()

    assert "1 sent" in said["digest"]
    assert "Sent folder: " in said["send"] and "make room" in said["send"]
    breakable.server.set_quota(BOT, "10M")
    assert "Sent folder" not in breakable.at("2026-11-16T09:10").tick()["send"]
    assert len(breakable.lies_in("Sent")) >= 1


def test_a_mailbox_that_may_only_be_read_is_read_and_mail_is_put_away_once_it_may(breakable: FirmOnImap) -> None:
    breakable.comes("promesse")
    breakable.comes("bonjour", "Qui ?\n", "inconnu@ailleurs.example")
    breakable.server.rights(BOT, "lr")

    said = breakable.polls()

    assert "2 new, 1 read, 1 for a person" in said
    assert "2 stay where they are and are tried again: " in said and "give it" in said
    breakable.server.rights(BOT, "lrwstipekxa")
    assert "2 put away" in breakable.polls()
    assert breakable.lies_in("INBOX") == []


def test_a_huge_message_is_shown_and_put_away_unread(firm: FirmOnImap) -> None:
    firm.server.deliver(firm.user, a_large_mail(3_000_000))
    firm.office = replace(firm.office, open_mailbox=lambda: opened(firm.server, firm.user, limit=1_000_000))

    assert "1 new" in firm.polls()

    (row,) = firm.messages()
    assert (row.state, row.why) == ("review", "trop gros pour être lu (3 Mo) : lisez-le dans la boîte")
    assert len(firm.lies_in(REVIEW)) == 1


@pytest.fixture(scope="module")
def bare(authority: Authority) -> Iterator[Dovecot]:
    """A server without IDLE, MOVE, UIDPLUS, NAMESPACE or SPECIAL-USE."""
    with Dovecot(authority, Variant(capability="IMAP4rev1 LITERAL+")) as server:
        yield server


def test_on_a_bare_server_nothing_is_done_twice_either(bare: Dovecot, tmp_path: Path) -> None:
    firm = FirmOnImap(tmp_path / "firm", bare, bare.new_user())
    firm.comes("promesse")
    for hour in ("09:00", "09:20", "09:40"):
        firm.at(f"2026-11-02T{hour}").polls()

    assert firm.read_as() == [("promesse", "done")]
    assert firm.lies_in(DONE) == ["promesse"]
    assert len(firm.lies_in(PRESENCE)) == 1


def test_a_message_that_fails_three_times_is_put_aside_and_the_next_goes_on(firm: FirmOnImap) -> None:
    firm.office = replace(firm.office, blobs=Unreadable(firm.office.blobs, b"Subject: cassant"))
    firm.comes("cassant")
    firm.comes("promesse")

    firm.polls()

    broken, good = sorted(firm.messages(), key=lambda row: row.state, reverse=True)
    assert (broken.state, broken.attempts, good.state) == ("quarantined", MAX_ATTEMPTS, "done")
    assert "\\Flagged" in firm.flags(QUARANTINE)
