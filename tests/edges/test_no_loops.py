"""No two robots talk: nothing that a machine sent is answered, and what we sent is known when it comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mailbot.core.fingerprint import HEADER
from tests.firm import ASSISTANT, BOT, CONFIG, MX, PARTNER, Firm

ORDER = "litige F-2026-0042\n"
CLIENT = "compta@dupont.example"


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    made = Firm(tmp_path / "firm", CONFIG)
    made.has_client()
    made.has_invoice()
    made.tick()
    yield made


def answers(firm: Firm, to: str = ASSISTANT) -> list[EmailMessage]:
    return [mail for mail in firm.inbox_of(to) if str(mail["Message-ID"]).startswith("<ans-")]


def test_a_person_of_the_firm_is_answered_as_a_robot_should_answer(firm: Firm) -> None:
    firm.writes(ASSISTANT, "Dupont", ORDER)
    firm.tick()

    (answer,) = answers(firm)
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["X-Auto-Response-Suppress"] == "All"
    assert answer["In-Reply-To"] == firm.messages()[0].message_id
    assert str(answer["Return-Path"]) == f"<{BOT}>"


ROBOTS: tuple[dict[str, str], ...] = (
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated; type=time-triggered"},
    {"Auto_Submitted": "Auto-Notified"},
    {"Precedence": "bulk"},
    {"Precedence": "auto_reply"},
    {"Precedence": "List"},
    {"List_Id": "<x.etude.example>"},
    {"List_Unsubscribe": "<mailto:x@etude.example>"},
    {"Return_Path": "<>"},
    {"X_Autoreply": "yes"},
    {"X_Autorespond": "yes"},
    {"X_Loop": ASSISTANT},
    {"X_Failed_Recipients": CLIENT},
    {"X_MS_Exchange_Inbox_Rules_Loop": ASSISTANT},
    {"Feedback_ID": "1:2:3"},
    {HEADER.replace("-", "_"): "0" * 32},
)


@pytest.mark.parametrize("headers", ROBOTS, ids=lambda headers: next(iter(headers)))
def test_a_machine_is_never_answered_even_with_an_order_in_a_proven_name(firm: Firm, headers: dict[str, str]) -> None:
    firm.writes(ASSISTANT, "Dupont", ORDER, **headers)
    firm.tick()

    assert answers(firm) == []


def test_auto_submitted_no_is_a_person(firm: Firm) -> None:
    firm.writes(ASSISTANT, "Dupont", ORDER, Auto_Submitted="no")
    firm.tick()

    assert len(answers(firm)) == 1


def test_no_address_gets_more_answers_a_day_than_allowed(firm: Firm) -> None:
    for hour in range(9, 14):
        firm.at(f"2026-11-03T{hour:02}:00").writes(ASSISTANT, f"Dupont {hour}", ORDER)
        firm.tick()
    assert len(answers(firm)) == 3

    firm.writes(PARTNER, "Dupont", ORDER)
    firm.tick()
    assert len(answers(firm, PARTNER)) == 1

    firm.at("2026-11-04T14:00").writes(ASSISTANT, "Dupont encore", ORDER)
    firm.tick()
    assert len(answers(firm)) == 4


def test_one_message_is_answered_once_however_often_it_comes(firm: Firm) -> None:
    raw = firm.writes(ASSISTANT, "Dupont", ORDER)
    firm.tick()
    firm.drops(raw)
    firm.drops(b"Received: from elsewhere\n" + raw)
    firm.tick()

    assert len(answers(firm)) == 1


def a_digest(firm: Firm) -> EmailMessage:
    """What the partner is asked: it names the words that approve."""
    firm.at("2026-11-17T09:00").tick()
    return next(mail for mail in firm.inbox_of(PARTNER) if str(mail["Message-ID"]).startswith("<dig-"))


def a_reminder(firm: Firm) -> EmailMessage:
    digest = a_digest(firm)
    firm.answers(PARTNER, digest, "OK")
    firm.at("2026-11-17T10:00").tick()
    return next(mail for mail in firm.inbox_of(CLIENT) if str(mail["Message-ID"]).startswith("<rem-"))


def as_it_was(mail: EmailMessage) -> None:
    """A copy, as a rule that redirects makes it."""


def under_another_name(mail: EmailMessage) -> None:
    mail.replace_header("From", "Relais <relais@dupont.example>")
    mail.replace_header("Message-ID", "<other-1@dupont.example>")


def without_a_way_back(mail: EmailMessage) -> None:
    under_another_name(mail)
    del mail["Reply-To"], mail["In-Reply-To"], mail["References"], mail["Auto-Submitted"]


def in_the_partners_name(mail: EmailMessage) -> None:
    without_a_way_back(mail)
    mail.replace_header("From", PARTNER)


def encoded_anew(mail: EmailMessage) -> None:
    """Relays write texts in another transfer encoding, with other line ends."""
    without_a_way_back(mail)
    part = mail.get_body(("plain",))
    assert part is not None
    part.set_content(str(part.get_content()).replace("\n", " \n"), cte="base64")


def what_stands(firm: Firm) -> tuple[object, ...]:
    """Decisions made, and answers given to the partner."""
    return [(row.status, row.approved_by) for row in firm.reminders()], len(answers(firm, PARTNER))


WAYS = (as_it_was, under_another_name, without_a_way_back, in_the_partners_name, encoded_anew)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("of", [a_digest, a_reminder])
def test_our_own_message_is_known_again_and_does_nothing(
    firm: Firm, of: Callable[[Firm], EmailMessage], way: Callable[[EmailMessage], None]
) -> None:
    sent = of(firm)
    before = what_stands(firm)
    way(sent)
    comes_back(firm, sent)
    firm.tick()

    row = firm.messages()[-1]
    assert (row.kind, row.state) == ("own", "done"), row.why
    assert what_stands(firm) == before


def comes_back(firm: Firm, mail: EmailMessage) -> None:
    """Proven by the firm's server, as mail of whoever forwarded it."""
    domain = str(mail["From"]).rpartition("@")[2].rstrip(">")
    proof = f"Authentication-Results: {MX}; dmarc=pass header.from={domain}\n".encode()
    firm.drops(proof + re.sub(rb"\r\n", b"\n", mail.as_bytes(policy=SMTP)))


@pytest.mark.parametrize("of", [a_digest, a_reminder])
def test_our_own_message_with_words_added_goes_to_a_person_and_is_not_answered(
    firm: Firm, of: Callable[[Firm], EmailMessage]
) -> None:
    """A footer of the relay, or what somebody wants to tell us: it may be either."""
    sent = of(firm)
    before = what_stands(firm)
    without_a_way_back(sent)
    part = sent.get_body(("plain",))
    assert part is not None
    part.set_content("OK\n\nNous contestons.\n\n" + str(part.get_content()))
    comes_back(firm, sent)
    firm.tick()

    row = firm.messages()[-1]
    assert (row.kind, row.state) == ("other", "review"), row.why
    assert what_stands(firm) == before


def test_a_clients_answer_that_quotes_us_whole_is_still_theirs(firm: Firm) -> None:
    reminder = a_reminder(firm)
    firm.answers(CLIENT, reminder, "Bonjour,\n\nNous contestons cette facture.")
    firm.tick()

    assert firm.messages()[-1].kind == "client_reply"
