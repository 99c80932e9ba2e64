"""What comes back from a client: promises, disputes, what nobody understands, absences, mails that did not arrive."""

from tests.firm import BOT, Firm
from tests.tasks.looking import CLIENT, holds


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
    reminded.at("2026-11-18T10:00").answers(CLIENT, mail, "Bonjour,\n\nLes girafes ont le cou long.\n")
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
