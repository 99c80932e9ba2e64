"""A colleague answers a client themselves: the bot keeps still for that client, and the stillness ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from mailbot.inbound.mailbox import Fetched, Known
from mailbot.tasks.planning.plan_reminders import dry_run
from mailbot.tasks.reading.poll_sent import read_sent
from mailbot.tasks.reading.read_inbox import read_inbox
from tests.firm import BOT, PARTNER, Firm
from tests.tasks.looking import CLIENT, holds
from tests.tasks.reading import running, writes

STILL = [("conversation", "2026-11-25", "mailbot")]


class SentFolder:
    """A mailbox whose Sent folder holds these messages, numbered as they were put there."""

    def __init__(self) -> None:
        self.messages: list[tuple[bytes, datetime]] = []

    def puts(self, raw: bytes, when: datetime) -> None:
        self.messages.append((raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), when))

    def new_messages(
        self, folder: str, known: Known | None = None, *, since: datetime | None = None
    ) -> Iterator[Fetched]:
        """What came after `known`, as an IMAP server tells it."""
        assert folder == "Sent"
        for uid, (raw, when) in enumerate(self.messages, start=1):
            if (uid > known.last_uid) if known else (since is None or when >= since):
                yield Fetched(folder=folder, uidvalidity=7, uid=str(uid), raw=raw, arrived_at=when, position=uid)


def a_mail(sender: str, to: str, text: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Re: facture"
    mail["Message-ID"] = f"<{len(text)}@x.example>"
    mail["Date"] = "Wed, 18 Nov 2026 10:00:00 +0100"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def reads_sent(firm: Firm, sent: SentFolder) -> int:
    found = read_sent(firm.office, sent, firm.now)  # type: ignore[arg-type]  # only what is asked of a Sent folder
    read_inbox(firm.office, firm.now)
    return found


def test_what_a_colleague_sent_from_the_shared_mailbox_keeps_the_bot_still(reminded: Firm) -> None:
    sent = SentFolder()
    sent.puts(a_mail(BOT, CLIENT, "Un vieux message."), datetime(2026, 11, 1, tzinfo=UTC))
    reminded.at("2026-11-18T09:00")
    assert reads_sent(reminded, sent) == 0
    reminded.at("2026-11-18T10:00")
    sent.puts(reminded.inbox_of(CLIENT)[0].as_bytes(), reminded.now)  # the bot's own copy
    sent.puts(a_mail(BOT, CLIENT, "Bonjour, je vous appelle lundi."), reminded.now)
    assert reads_sent(reminded, sent) == 1
    assert running(reminded) == STILL and reminded.client().last_contact_on.isoformat() == "2026-11-18"
    assert holds(reminded)[-1].sentence == "Bonjour, je vous appelle lundi."
    row = reminded.messages()[-1]
    assert (row.folder, row.kind, row.state, row.moved) == ("Sent", "own", "done", True)
    assert reads_sent(reminded, sent) == 0


def test_the_stillness_ends_by_itself(reminded: Firm) -> None:
    writes(reminded.at("2026-11-18T10:00"), PARTNER, "Votre facture", "Parlons-en.", to=CLIENT)
    assert running(reminded) == STILL
    for day, verdict in (("2026-11-25", "conversation_open"), ("2026-12-01", "remind")):
        reminded.at(f"{day}T08:00")
        assert [found.decision.value for found in dry_run(reminded.office, reminded.now)] == [verdict]


def test_a_colleague_who_answers_a_client_s_own_mail_is_in_its_thread(reminded: Firm) -> None:
    asked = writes(reminded.at("2026-11-17T10:00"), "j.petit@ailleurs.example", "Facture F-2026-0042", "Et donc ?")
    assert asked.client_id == reminded.client().id
    before = len(holds(reminded))
    thread = {"to": "j.petit@ailleurs.example", "Cc": BOT, "In_Reply_To": asked.message_id}
    writes(reminded.at("2026-11-18T10:00"), PARTNER, "Re: nous", "Je vous réponds.", **thread)
    assert holds(reminded)[before].reason == "un collègue a répondu lui-même"


@pytest.mark.parametrize("to", ["quelqu.un@ailleurs.example", "c.lenoir@etude.example"])
def test_a_mail_to_nobody_of_ours_keeps_nothing_still(reminded: Firm, to: str) -> None:
    writes(reminded.at("2026-11-18T10:00"), PARTNER, "Déjeuner", "À midi ?", to=to, Cc=BOT)
    assert running(reminded) == []


def test_an_order_lying_in_the_sent_folder_is_not_obeyed(reminded: Firm) -> None:
    sent = SentFolder()
    reads_sent(reminded.at("2026-11-18T09:00"), sent)
    sent.puts(a_mail(PARTNER, BOT, "LITIGE\n\nF-2026-0042"), reminded.now)
    reads_sent(reminded, sent)
    assert running(reminded) == [] and reminded.messages()[-1].state == "review"
