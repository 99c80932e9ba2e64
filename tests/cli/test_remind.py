"""Reminders asked for by a person: the same verdicts, the same text, the same gate."""

import pytest

from mailbot.tasks.keeping.verify import verify
from tests.firm import DEPUTY, PARTNER, body_of

CLIENT = "compta@dupont.example"


def words(text):
    return " ".join(text.split())


def test_a_dry_run_prints_the_verdicts_and_the_text_and_changes_nothing(at_work, office, tmp_path):
    result = at_work("remind", "--client", "C1", "--level", "2", "--dry-run")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "F-2026-0042: à relancer : rappel ferme"
    assert lines[1].startswith("F-2026-0050: pas encore à relancer")
    assert "To: compta@dupont.example (adresse du client)" in lines
    assert "Attached: Lettre de relance F-2026-0042.pdf" in lines
    assert office.reminders() == []
    assert (office.invoice().cycle, office.invoice().level) == (0, None)
    assert not list(tmp_path.glob("blobs/??/??/*"))


def test_what_was_shown_is_what_leaves(at_work, office):
    shown = at_work("remind", "--invoice", "F-2026-0042", "--dry-run").stdout
    result = at_work("remind", "--invoice", "F-2026-0042")
    assert result.exit_code == 0, result.stderr
    (mail,) = office.inbox_of(CLIENT)
    assert words(body_of(mail)) in words(shown)
    assert f"Subject: {mail['Subject']}" in shown


def test_who_asks_has_approved_it_and_the_level_counts(at_work, office):
    assert at_work("remind", "--invoice", "F-2026-0042", "--as", PARTNER).exit_code == 0
    (row,) = office.reminders()
    assert (row.status, row.approved_by, row.approved_via, row.level) == ("sent", PARTNER, "shell", 1)
    assert office.invoice().level == 1
    assert office.inbox_of(PARTNER) == []
    assert verify(office.office) == []


def test_outside_the_window_it_is_approved_and_leaves_once_the_window_opens(at_work, office):
    result = at_work("remind", "--invoice", "F-2026-0042", now="2026-11-16T20:00")
    assert (result.exit_code, ": approved (" in result.stdout) == (0, True)
    assert office.inbox_of(CLIENT) == []
    for hour in ("09:00", "09:10"):
        at_work("tick", now=f"2026-11-17T{hour}")
    assert len(office.inbox_of(CLIENT)) == 1


def test_what_is_held_back_is_named_and_nothing_is_written(at_work, office):
    at_work("dispute", "--invoice", "F-2026-0042", "--why", "travaux non conformes")
    result = at_work("remind", "--invoice", "F-2026-0042")
    assert (result.exit_code, result.stdout) == (1, "F-2026-0042: en litige : travaux non conformes\n")
    assert office.reminders() == []


def test_the_others_go_when_one_is_held_back(at_work, office):
    office.has_invoice("F-2026-0043", due="2026-11-09")
    at_work("dispute", "--invoice", "F-2026-0043", "--why", "travaux non conformes")
    result = at_work("remind", "--client", "C1")
    assert result.exit_code == 0
    assert "F-2026-0043: en litige" in result.stdout
    (mail,) = office.inbox_of(CLIENT)
    assert "F-2026-0042" in body_of(mail) and "F-2026-0043" not in body_of(mail)


def test_only_the_invoices_that_are_named_are_reminded(at_work, office):
    office.has_invoice("F-2026-0043", due="2026-11-09")
    assert at_work("remind", "--client", "C1", "--invoice", "F-2026-0043").exit_code == 0
    (mail,) = office.inbox_of(CLIENT)
    assert "F-2026-0043" in body_of(mail) and "F-2026-0042" not in body_of(mail)
    assert (office.invoice("F-2026-0043").level, office.invoice("F-2026-0042").level) == (1, None)


def test_a_person_may_be_earlier_than_the_level_s_day(at_work, office):
    early = "2026-11-12T10:00"
    assert at_work("remind", "--invoice", "F-2026-0042", now=early).exit_code == 1
    result = at_work("remind", "--invoice", "F-2026-0042", "--level", "1", now=early)
    assert (result.exit_code, office.invoice().level) == (0, 1)
    assert verify(office.office) == []


def test_a_level_that_was_chosen_is_sent_and_counted(at_work, office):
    result = at_work("remind", "--invoice", "F-2026-0042", "--level", "3", "--why", "récidiviste")
    assert result.exit_code == 0, result.stdout + result.stderr
    (row,) = office.reminders()
    assert (row.level, row.formal, row.status) == (3, True, "sent")
    assert (office.invoice().level, office.invoice().cycle) == (3, 1)
    assert verify(office.office) == []


def test_a_channel_that_was_chosen_adds_the_letter(at_work, office):
    assert at_work("remind", "--invoice", "F-2026-0042", "--channel", "mail+letter").exit_code == 0
    (mail,) = office.inbox_of(CLIENT)
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]


@pytest.mark.parametrize("more", [(), ("--level", "1"), ("--level", "2")])
def test_the_pause_between_two_contacts_and_a_printed_deadline_give_way_to_nobody(at_work, office, more):
    assert at_work("remind", "--invoice", "F-2026-0042").exit_code == 0
    result = at_work("remind", "--invoice", "F-2026-0042", *more, now="2026-11-17T10:00")
    assert (result.exit_code, len(office.inbox_of(CLIENT))) == (1, 1)
    assert result.stdout.startswith("F-2026-0042: ") and "24 nov. 2026" in result.stdout


@pytest.mark.parametrize("more", [(), ("--level", "1"), ("--level", "3")])
def test_what_is_not_due_is_not_asked_for(at_work, office, more):
    result = at_work("remind", "--invoice", "F-2026-0050", *more)
    assert (result.exit_code, office.reminders()) == (1, [])
    assert result.stdout.startswith("F-2026-0050: pas encore à relancer")


def test_a_settled_invoice_is_named_as_paid(at_work, office):
    at_work("pay", "--invoice", "F-2026-0042", "--amount", "1200")
    result = at_work("remind", "--invoice", "F-2026-0042")
    assert (result.exit_code, result.stdout) == (1, "F-2026-0042: réglée\n")


def test_an_invoice_in_a_waiting_reminder_is_not_asked_for_twice(at_work, office):
    at_work("plan")
    result = at_work("remind", "--invoice", "F-2026-0042")
    assert (result.exit_code, "en attente de validation" in result.stdout) == (1, True)
    assert len(office.reminders()) == 1


def test_a_debt_older_than_the_first_import_is_reminded_at_the_level_that_a_person_says(at_work, office):
    office.at("2026-11-16T09:00").has_invoice("F-2025-0900", due="2026-01-15", issued_on="2025-12-15")
    assert "suspendue" in at_work("remind", "--invoice", "F-2025-0900").stdout
    assert at_work("remind", "--invoice", "F-2025-0900", "--level", "2").exit_code == 0
    assert office.invoice("F-2025-0900").level == 2


def test_the_reminder_of_another_partner_is_theirs(at_work, office):
    office.has_invoice("F-2026-0044", due="2026-11-09", partner=DEPUTY)
    result = at_work("remind", "--invoice", "F-2026-0044", "--as", PARTNER)
    assert (result.exit_code, DEPUTY in result.stderr, office.reminders()) == (1, True, [])
    assert at_work("remind", "--invoice", "F-2026-0044", "--as", DEPUTY).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Name an invoice"),
        (("--invoice", "F-9"), 1, "F-9"),
        (("--client", "C9"), 1, "C9"),
        (("--invoice", "F-2026-0042", "--level", "7"), 1, "niveau 7"),
        (("--invoice", "F-2026-0042", "--level", "0"), 1, "à échoir"),
        (("--invoice", "F-2026-0042", "--channel", "pigeon"), 2, "pigeon"),
    ],
)
def test_an_order_that_makes_no_sense_is_one_sentence(at_work, office, arguments, code, said):
    result = at_work("remind", *arguments)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (code, True, 1)
    assert office.reminders() == []
