"""People who never open the pages decide by moving a message into a folder that says what it means."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from datetime import UTC, date, datetime

from mailbot.core.reading.corrections import Verdict
from mailbot.inbound.folder_names import maildir_name
from mailbot.tasks import jobs
from mailbot.tasks.keeping.verify import verify
from tests.firm import BOT, Firm
from tests.tasks.reading import aliases, client_answers, corrections, decides, running, told, writes

PROMISE = "Bonjour,\n\nNous réglerons cette facture le 4 décembre.\n"


def folder(firm: Firm, name: str) -> mailbox.Maildir:
    """A folder of the shared mailbox."""
    return mailbox.Maildir(firm.folder / "mail" / BOT / maildir_name(f"Mailbot/{name}"))


def moves(firm: Firm, source: str, target: str) -> None:
    """Somebody drags the only message of a folder into another."""
    ((key, message),) = folder(firm, source).items()
    folder(firm, target).add(message)
    folder(firm, source).discard(key)


def test_a_message_moved_into_litige_is_a_dispute(reminded: Firm) -> None:
    client_answers(reminded, PROMISE)
    assert [kind for kind, _, _ in running(reminded)] == ["promise"]
    done = len(folder(reminded, "Traité"))
    ((key, message),) = [one for one in folder(reminded, "Traité").items() if "4 d" in one[1].as_string()]
    folder(reminded, "Litige").add(message)
    folder(reminded, "Traité").discard(key)
    assert "1 decided by folder" in jobs.do_poll(reminded.office, reminded.now)
    assert running(reminded) == [("dispute", "", BOT)]
    assert len(folder(reminded, "Litige")) == 0 and len(folder(reminded, "Traité")) == done
    line = told(reminded, "message_corrected")[0]
    assert line.actor == BOT and line.data["via"] == "folder" and "4 décembre" in line.data["sentence"]
    assert aliases(reminded) == [] and verify(reminded.office) == []


def test_what_waited_for_a_person_is_settled_by_moving_it(reminded: Firm) -> None:
    message = client_answers(reminded, "Bonjour,\n\nPourquoi un tel montant ?\n")
    assert message.state == "review"
    moves(reminded, "À voir", "Répondu")
    jobs.do_poll(reminded.office, reminded.now)
    assert running(reminded) == [] and reminded.messages()[-1].resolved_by == BOT


def test_a_message_that_never_was_in_the_inbox_is_read_and_decided(reminded: Firm) -> None:
    writes(reminded, "x@ailleurs.example", "Bonjour", "Bonjour")  # the folders are made by a first turn
    raw = reminded.writes("compta@dupont.example", "F-2026-0042", "Bonjour,\n\nles girafes ont le cou long\n")
    box = mailbox.Maildir(reminded.folder / "mail" / BOT)
    ((key, _),) = box.items()
    box.discard(key)
    folder(reminded, "Dit avoir réglé").add(raw)
    jobs.do_poll(reminded.office, reminded.now)
    assert ("hold", "2026-11-30", BOT) in running(reminded)
    assert reminded.messages()[-1].subject == "F-2026-0042"


def test_what_cannot_be_decided_goes_to_a_person_with_its_reason(reminded: Firm) -> None:
    writes(reminded, "inconnu@ailleurs.example", "Bonjour", "Bonjour,\n\nDe quoi s'agit-il ?\n")
    moves(reminded, "À voir", "Litige")
    assert "1 refused" in jobs.do_poll(reminded.office, reminded.now)
    row = reminded.messages()[-1]
    assert row.proposal == "Dites d'abord de quel client il s'agit." and row.resolved_at is None
    assert len(folder(reminded, "Litige")) == 0
    assert [message.get_flags() for message in folder(reminded, "À voir")] == ["F"]


def test_a_turn_that_was_interrupted_decides_once(reminded: Firm) -> None:
    client_answers(reminded, "Bonjour,\n\nPourquoi un tel montant ?\n")
    ((_, message),) = folder(reminded, "À voir").items()
    for _ in range(2):
        folder(reminded, "Litige").add(message)
        jobs.do_poll(reminded.office, reminded.now)
    assert len(corrections(reminded)) == 1


def test_a_person_s_word_on_the_page_is_overruled_by_a_later_move(reminded: Firm) -> None:
    decides(reminded, client_answers(reminded, "Bonjour,\n\nPourquoi un tel montant ?\n"), Verdict.ANSWERED)
    moves(reminded, "À voir", "Litige")
    jobs.do_poll(reminded.office, reminded.now)
    assert [kind for kind, _, _ in running(reminded)] == ["dispute"]
    first, second = corrections(reminded)
    assert first.undone_at is not None and second.undone_at is None


def with_mailbox(firm: Firm, **changes: object) -> None:
    """The configuration of the mailbox is another."""
    settings = firm.office.settings
    changed = settings.mailbox.model_copy(update=changes)
    firm.office = replace(firm.office, settings=settings.model_copy(update={"mailbox": changed}))


def test_a_folder_without_a_name_is_not_looked_at(reminded: Firm) -> None:
    client_answers(reminded, "Bonjour,\n\nPourquoi un tel montant ?\n")
    with_mailbox(reminded, folders=reminded.office.settings.mailbox.folders.model_copy(update={"says_dispute": ""}))
    moves(reminded, "À voir", "Litige")
    jobs.do_poll(reminded.office, reminded.now)
    assert corrections(reminded) == [] and len(folder(reminded, "Litige")) == 1


def test_an_archive_that_lay_there_before_is_left_alone(reminded: Firm) -> None:
    client_answers(reminded, "Bonjour,\n\nPourquoi un tel montant ?\n")
    moves(reminded, "À voir", "Litige")
    ((_, message),) = folder(reminded, "Litige").items()
    folder(reminded, "Litige").clear()
    message.set_date(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
    folder(reminded, "Litige").add(message)
    with_mailbox(reminded, read_since=date(2026, 11, 1))
    jobs.do_poll(reminded.office, reminded.now)
    assert corrections(reminded) == [] and len(folder(reminded, "Litige")) == 1
