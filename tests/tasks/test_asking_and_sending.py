"""From the digest to the mail that leaves: nothing without approval, and exactly what was approved."""

from tests.firm import BOT, DEPUTY, PARTNER, Firm, body_of
from tests.tasks.looking import CLIENT, holds


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


def test_a_silent_partner_s_batch_goes_to_the_deputy_who_may_approve(asked: Firm) -> None:
    for day in ("17", "18", "19", "20"):
        asked.at(f"2026-11-{day}T08:00").tick()
    digest = asked.inbox_of(DEPUTY)[-1]
    asked.answers(DEPUTY, digest, "OK")
    asked.at("2026-11-20T09:00").tick()
    assert [row.approved_by for row in asked.reminders()] == [DEPUTY]
    assert len(asked.inbox_of(CLIENT)) == 1


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


def test_handled_mail_is_moved_and_a_copy_of_what_was_sent_is_kept(reminded: Firm) -> None:
    box = reminded.folder / "mail" / BOT
    assert not [path for part in ("new", "cur") for path in (box / part).iterdir()]
    assert len(list((box / ".Sent" / "cur").iterdir())) == 3  # digest, reminder, answer
