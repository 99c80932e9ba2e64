"""The whole loop on Maildirs: from an unpaid invoice to a payment linked to the reminder that brought it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.store.tables import AllocationRow, EventRow, HoldRow
from tests.firm import BOT, CONFIG, DEPUTY, PARTNER, Firm, body_of

CLIENT = "compta@dupont.example"


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", url=url).at("2026-11-02T09:00")
    made.has_client()
    made.has_invoice()
    yield made
    made.office.books.close()


@pytest.fixture
def asked(firm: Firm) -> Firm:
    """A reminder of level 1 is proposed, and the partner has the digest."""
    firm.at("2026-11-16T08:00").tick()
    return firm


@pytest.fixture
def reminded(asked: Firm) -> Firm:
    """The partner said OK and the client has the reminder."""
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    asked.at("2026-11-16T09:00").tick()
    return asked


def holds(firm: Firm) -> list[HoldRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(HoldRow).order_by(HoldRow.id)))


def test_nothing_leaves_without_approval(asked: Firm) -> None:
    asked.at("2026-11-16T09:00").tick()
    asked.at("2026-11-17T09:00").tick()
    assert asked.inbox_of(CLIENT) == []
    assert [row.status for row in asked.reminders()] == ["proposed"]


def test_the_digest_shows_the_reminder_and_carries_its_token(asked: Firm) -> None:
    digest = asked.inbox_of(PARTNER)[-1]
    text = body_of(digest)
    assert "Dupont Bâtiment" in text and "1 200,00" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "[#d" in text
    assert str(digest["Reply-To"]).startswith("recouvrement+d")


def test_ok_by_mail_sends_exactly_what_was_approved(reminded: Firm) -> None:
    (mail,) = reminded.inbox_of(CLIENT)
    (row,) = reminded.reminders()
    assert row.status == "sent" and row.approved_by == PARTNER and row.approved_via == "mail"
    assert mail["Subject"] == row.subject and row.approved_hash == row.content_hash
    assert body_of(mail).split() == row.body_text.split()
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Message-ID"] == row.message_id
    assert str(mail["Reply-To"]) == f"recouvrement+{row.token}@etude.example"
    assert reminded.invoice().level == 1


def test_the_bot_answers_once_with_what_it_did(reminded: Firm) -> None:
    answer = reminded.inbox_of(PARTNER)[-1]
    assert "Dupont Bâtiment" in body_of(answer)
    count = len(reminded.inbox_of(PARTNER))
    reminded.at("2026-11-16T10:00").tick()
    assert len(reminded.inbox_of(PARTNER)) == count


def test_ok_from_an_unproven_sender_approves_nothing(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK", proven=False)  # type: ignore[arg-type]
    asked.at("2026-11-16T09:00").tick()
    assert asked.inbox_of(CLIENT) == []
    assert asked.messages()[-1].state == "review"


def test_ok_from_somebody_else_approves_nothing(asked: Firm) -> None:
    asked.answers("voisin@ailleurs.example", asked.inbox_of(PARTNER)[-1], "OK")
    asked.at("2026-11-16T09:00").tick()
    assert asked.inbox_of(CLIENT) == []


def test_a_doubtful_ok_approves_nothing(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK mais attendez Dupont")
    asked.at("2026-11-16T09:00").tick()
    assert asked.inbox_of(CLIENT) == []


def test_a_refused_reminder_rests_and_says_why(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "NON 1 : je l'appelle")
    asked.at("2026-11-16T09:00").tick()
    asked.at("2026-11-17T08:00").tick()
    assert [row.status for row in asked.reminders()] == ["rejected"]
    assert "je l'appelle" in holds(asked)[-1].reason


def test_what_was_paid_after_approval_falls_out_and_does_not_leave(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    asked.bank_writes("1 200,00", "DUPONT BATIMENT", "FACT F-2026-0042")
    asked.at("2026-11-16T09:00").tick()
    assert asked.inbox_of(CLIENT) == []
    assert asked.invoice().open_minor == 0
    assert [row.status for row in asked.reminders()] == ["fell_out"]


def test_a_payment_is_linked_to_the_reminder_that_brought_it(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("1 200,00", "DUPONT BATIMENT", "VIR FACT F-2026-0042")
    reminded.tick()
    with reminded.office.books.read() as session:
        (allocation,) = session.scalars(select(AllocationRow))
    assert allocation.amount_minor == 120000
    assert allocation.reminder_id == reminded.reminders()[0].id and allocation.days_after_reminder == 7
    assert not allocation.crossed and reminded.invoice().open_minor == 0
    reminded.at("2026-12-02T08:00").tick()
    assert len(reminded.reminders()) == 1


def test_a_part_payment_leaves_the_right_open_amount(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("500,00", "DUPONT BATIMENT", "ACOMPTE F-2026-0042")
    reminded.tick()
    (payment,) = reminded.payments()
    open_now = reminded.invoice().open_minor
    assert (payment.decision, open_now) in {("auto", 70000), ("review", 120000)}


def test_the_same_notice_twice_is_one_payment(reminded: Firm) -> None:
    reminded.at("2026-11-23T10:00").bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.bank_writes("1 200,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.tick()
    assert len(reminded.payments()) == 1
    assert [m.state for m in reminded.messages()].count("review") == 1


def test_a_forged_notice_touches_no_balance(reminded: Firm) -> None:
    text = "Virement reçu\nMontant : 1 200,00 EUR\nDonneur d'ordre : DUPONT BATIMENT\nMotif : F-2026-0042\n"
    reminded.at("2026-11-23T10:00").writes("avis@banque-lugdunienne.example", "Avis de virement", text, proven=False)
    reminded.tick()
    assert reminded.invoice().open_minor == 120000
    assert all(row.status == "unverified" for row in reminded.payments())


def test_a_payment_just_after_the_reminder_crossed_it(reminded: Firm) -> None:
    reminded.at("2026-11-17T10:00").bank_writes("500,00", "DUPONT BATIMENT", "F-2026-0042")
    reminded.tick()
    with reminded.office.books.write() as session:
        row = session.scalars(select(EventRow).where(EventRow.kind == "reminder_crossed")).first()
        payment = reminded.payments()[0]
    if payment.decision == "auto":
        assert row is not None and reminded.invoice().level is None


def test_a_promise_pauses_until_three_working_days_after_its_day(reminded: Firm) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    reminded.at("2026-11-18T10:00").answers(
        CLIENT, mail, "Bonjour,\n\nNous réglerons cette facture le 4 décembre.\n\nCordialement,\nJ. Dupont"
    )
    reminded.tick()
    hold = holds(reminded)[-1]
    assert (
        hold.kind == "promise"
        and hold.promised_on.isoformat() == "2026-12-04"
        and hold.until.isoformat() == "2026-12-09"
    )
    assert "4 décembre" in hold.sentence
    reminded.at("2026-12-08T08:00").tick()
    assert len(reminded.reminders()) == 1
    reminded.at("2026-12-10T08:00").tick()
    assert [row.level for row in reminded.reminders()] == [1, 2]
    assert holds(reminded)[0].outcome == "broken"


def test_a_dispute_stops_the_ladder_at_once(reminded: Firm) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    reminded.at("2026-11-18T10:00").answers(
        CLIENT, mail, "Bonjour,\n\nJe conteste cette facture : la prestation n'a pas été réalisée.\n\nJ. Dupont"
    )
    reminded.tick()
    assert holds(reminded)[-1].kind == "dispute"
    reminded.at("2027-01-12T08:00").tick()
    assert len(reminded.reminders()) == 1


def test_what_is_not_understood_goes_to_a_person_and_pauses_the_client(reminded: Firm) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    reminded.at("2026-11-18T10:00").answers(CLIENT, mail, "Les girafes ont le cou long.")
    reminded.tick()
    assert reminded.messages()[-1].state == "review"
    assert holds(reminded)[-1].kind == "conversation" and holds(reminded)[-1].until is not None


def test_a_bounce_takes_the_level_back_and_marks_the_address(reminded: Firm) -> None:
    sent = reminded.inbox_of(CLIENT)[0]
    reminded.at("2026-11-16T10:00").drops(a_bounce(str(sent["Message-ID"])))
    reminded.tick()
    assert reminded.reminders()[0].status == "bounced"
    assert reminded.invoice().level is None and reminded.client().email_bounced
    reminded.at("2026-11-17T08:00").tick()
    assert len(reminded.reminders()) == 1


def test_a_forged_bounce_of_a_mail_we_never_sent_changes_nothing(reminded: Firm) -> None:
    reminded.at("2026-11-16T10:00").drops(a_bounce("<rem-99-x@etude.example>"))
    reminded.tick()
    assert reminded.reminders()[0].status == "sent" and not reminded.client().email_bounced


def test_an_absent_client_is_left_alone_until_two_working_days_after_the_return(reminded: Firm) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    headers = {"Auto_Submitted": "auto-replied", "to": str(mail["Reply-To"]), "In_Reply_To": str(mail["Message-ID"])}
    text = "Bonjour,\nJe suis absent du bureau jusqu'au 4 décembre 2026 inclus.\nCordialement"
    reminded.at("2026-11-17T10:00").writes(CLIENT, "Réponse automatique : absence", text, **headers)
    reminded.tick()
    assert holds(reminded)[-1].kind == "absent"
    reminded.at("2026-12-07T08:00").tick()
    assert len(reminded.reminders()) == 1
    reminded.at("2026-12-09T08:00").tick()
    assert len(reminded.reminders()) == 2


def test_a_silent_partner_s_batch_goes_to_the_deputy_who_may_approve(asked: Firm) -> None:
    for day in ("17", "18", "19", "20"):
        asked.at(f"2026-11-{day}T08:00").tick()
    digest = asked.inbox_of(DEPUTY)[-1]
    asked.answers(DEPUTY, digest, "OK")
    asked.at("2026-11-20T09:00").tick()
    assert [row.approved_by for row in asked.reminders()] == [DEPUTY]
    assert len(asked.inbox_of(CLIENT)) == 1


def test_handled_mail_is_moved_and_a_copy_of_what_was_sent_is_kept(reminded: Firm) -> None:
    box = reminded.folder / "mail" / BOT
    assert not [path for part in ("new", "cur") for path in (box / part).iterdir()]
    assert len(list((box / ".Sent" / "cur").iterdir())) == 3  # digest, reminder, answer


def test_a_remainder_below_the_tolerance_is_not_reminded(firm: Firm) -> None:
    firm.has_invoice("F-2026-0099", "1.50")
    firm.takes_in("clients.csv", "code,name,email\nC2,Martin,compta@martin.example\n")
    firm.takes_in("i.csv", "number,client,issued_on,due_on,total\nF-2026-0100,C2,2026-10-01,2026-11-10,1.50\n")
    firm.at("2026-11-16T08:00").tick()
    assert [row.client_id for row in firm.reminders()] == [firm.client("C1").id]


def test_a_backup_is_made_each_night_and_only_the_newest_are_kept(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + "retention: {backup_keep: 2}\n")
    for day in ("16", "17", "18"):
        firm.at(f"2026-11-{day}T04:00").tick()
        firm.tick()
    kept = sorted(path.name for path in (firm.folder / "backups").iterdir())
    assert kept == ["mailbot-2026-11-17.zip", "mailbot-2026-11-18.zip"]


def test_a_reminder_postponed_for_long_is_written_anew_and_asked_again(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "REPORT 1 30/11")
    asked.at("2026-11-16T09:00").tick()
    asked.at("2026-11-27T09:00").tick()
    assert [row.status for row in asked.reminders()] == ["approved"] and asked.inbox_of(CLIENT) == []
    asked.at("2026-11-30T09:00").tick()
    asked.at("2026-12-01T08:00").tick()
    assert [row.status for row in asked.reminders()] == ["fell_out", "proposed"] and asked.inbox_of(CLIENT) == []
    assert "24 nov" in asked.reminders()[0].status_why and asked.reminders()[1].deadline_on.isoformat() == "2026-12-09"


def test_a_reminder_postponed_by_a_day_leaves_as_it_was_approved(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "REPORT 1 18/11")
    asked.at("2026-11-16T09:00").tick()
    asked.at("2026-11-17T09:00").tick()
    assert asked.inbox_of(CLIENT) == []
    asked.at("2026-11-18T09:00").tick()
    assert [row.status for row in asked.reminders()] == ["sent"] and len(asked.inbox_of(CLIENT)) == 1


def test_nothing_is_sent_at_night_on_sundays_and_holidays(asked: Firm) -> None:
    asked.answers(PARTNER, asked.inbox_of(PARTNER)[-1], "OK")
    asked.at("2026-11-16T20:00").tick()
    assert asked.inbox_of(CLIENT) == []
    asked.at("2026-11-17T09:00").tick()
    assert len(asked.inbox_of(CLIENT)) == 1


def test_the_ladder_climbs_with_letter_and_deadline_and_never_skips(reminded: Firm) -> None:
    for day in range(17, 31):
        reminded.at(f"2026-11-{day}T08:00").tick()
    assert [row.level for row in reminded.reminders()] == [1, 2]
    second = reminded.reminders()[1]
    assert second.letter_sha and second.channel == "mail+letter"
    assert reminded.office.blobs.get(second.letter_sha).startswith(b"%PDF")


def a_bounce(message_id: str) -> bytes:
    """A delivery status notification as RFC 3464 has it."""
    return f"""From: MAILER-DAEMON@mx.etude.example
To: {BOT}
Subject: Undelivered Mail Returned to Sender
Date: Mon, 16 Nov 2026 10:00:00 +0100
Message-ID: <dsn1@mx.etude.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mail system could not deliver your message.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.etude.example

Final-Recipient: rfc822; {CLIENT}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 unknown user

--B
Content-Type: text/rfc822-headers

From: {BOT}
To: {CLIENT}
Message-ID: {message_id}
Subject: Facture F-2026-0042

--B--
""".replace("\n", "\r\n").encode()
