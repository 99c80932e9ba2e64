"""A person writes one reminder's words themselves; the partner approves what was written, and nothing else."""

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.core.errors import Refused
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.edit_text import edit_text
from mailbot.tasks.deciding.rewrite import OwnWords
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT, DEPUTY, PARTNER, Firm, body_of
from tests.tasks.test_take_out import approve, asked

BY = Decider(email=PARTNER, via="shell")
WORDS = "Comme convenu au téléphone, voici le solde :\n\n<b>merci</b> de l'envoyer."


@pytest.fixture
def firm(tmp_path):
    made = Firm(tmp_path / "firm")
    made.has_client()
    made.has_invoice("F-1", total="1000.00", due="2026-11-10")
    return made.at("2026-11-16T08:05")


def edit(firm, row, text=WORDS, by=BY):
    return edit_text(firm.office, OwnWords(reminder_id=row.id, text=text), by, firm.now)


def test_the_words_stand_above_the_invoices_and_the_rest_stays(firm):
    row = asked(firm)
    new = edit(firm, row)
    assert "Comme convenu au téléphone, voici le solde\u00a0:" in new.body_text and "l’envoyer" in new.body_text
    assert "simple oubli" not in new.body_text and "F-1" in new.body_text and "1\u202f000,00\u202f€" in new.body_text
    assert "&lt;b&gt;merci" in new.body_html
    assert [one.status for one in firm.reminders()] == ["fell_out", "proposed"]
    assert verify(firm.office) == []


def test_an_approval_of_the_former_words_lets_nothing_go(firm):
    row = asked(firm)
    approve(firm, row)
    new = edit(firm, row)
    firm.at("2026-11-16T10:00").tick()
    assert firm.inbox_of("compta@dupont.example") == []
    approve(firm, new)
    firm.at("2026-11-16T10:30").tick()
    (mail,) = firm.inbox_of("compta@dupont.example")
    assert "Comme convenu au téléphone" in body_of(mail)


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_no_words_and_too_many_are_refused(firm, text):
    row = asked(firm)
    with pytest.raises(Refused):
        edit(firm, row, text)
    assert [one.status for one in firm.reminders()] == ["proposed"]


def test_only_who_decides_on_it_rewrites_it(firm):
    row = asked(firm)
    with pytest.raises(Refused):
        edit(firm, row, by=Decider(email=ASSISTANT, via="shell"))


def test_a_trial_goes_to_one_s_own_people_and_counts_nothing(firm, monkeypatch):
    row = asked(firm)
    monkeypatch.chdir(firm.folder)

    def mailbot(*words: str):
        return CliRunner().invoke(program(), ["--now", "2026-11-16T09:30", *words], prog_name="mailbot")

    before = len(firm.inbox_of(ASSISTANT))
    done = mailbot("batch", "test", str(row.id), "--to", ASSISTANT)
    assert done.output == f"reminder {row.id}: trial to {ASSISTANT}, 1 sent\n"
    trial = firm.inbox_of(ASSISTANT)[before]
    assert trial["Subject"] == f"[Essai] {row.subject}" and "Reply-To" not in trial
    assert firm.invoice("F-1").level is None and firm.inbox_of("compta@dupont.example") == []
    assert mailbot("batch", "test", str(row.id), "--to", "somebody@else.example").exit_code == 1


def test_the_shell_rewrites_from_a_file(firm, monkeypatch):
    row = asked(firm)
    monkeypatch.chdir(firm.folder)
    (firm.folder / "words.txt").write_text(WORDS, encoding="utf-8")
    done = CliRunner().invoke(
        program(),
        ["--now", "2026-11-16T09:30", "batch", "rewrite", str(row.id), "--file", "words.txt", "--as", PARTNER],
    )
    assert done.output.startswith("reminder 2 takes the place of 1")


def test_a_partner_rewrites_it_by_mail_and_is_shown_it_at_once(firm):
    firm.at("2026-11-16T08:05").tick()
    digest = firm.inbox_of(PARTNER)[-1]
    assert "TEXTE" in body_of(digest)
    firm.at("2026-11-16T08:20").answers(PARTNER, digest, "TEXTE 1 : Comme convenu ce matin,\n\nvoici le solde.\n\nOK")
    firm.tick()
    assert "n'ai pas compris" in body_of(firm.inbox_of(PARTNER)[-1]).replace("’", "'")
    firm.at("2026-11-16T08:25").answers(PARTNER, digest, "TEXTE 1 : Comme convenu ce matin,\n\nvoici le solde.")
    firm.tick()
    old, new = firm.reminders()
    assert (old.status, new.status) == ("fell_out", "proposed")
    assert new.own_words == "Comme convenu ce matin,\n\nvoici le solde."
    answer, again = firm.inbox_of(PARTNER)[-2:]
    assert "récrite avec vos mots" in body_of(answer) + body_of(again)
    shown = next(mail for mail in (answer, again) if str(mail["Subject"]).startswith("1 relance"))
    assert "Comme convenu ce matin" in body_of(shown)
    firm.at("2026-11-16T08:35").answers(PARTNER, digest, "OK")  # of what is no more
    firm.tick()
    assert firm.inbox_of("compta@dupont.example") == []
    firm.at("2026-11-16T08:40").answers(PARTNER, shown, "ESSAI 1")
    firm.tick()
    trial = firm.inbox_of(PARTNER)
    assert any(str(mail["Subject"]).startswith("[Essai]") and "Comme convenu" in body_of(mail) for mail in trial)
    firm.at("2026-11-16T08:45").answers(PARTNER, shown, "OK")
    firm.tick()
    (mail,) = firm.inbox_of("compta@dupont.example")
    assert "Comme convenu ce matin" in body_of(mail) and "simple oubli" not in body_of(mail)
    assert verify(firm.office) == []


@pytest.mark.parametrize(("sender", "proven"), [(PARTNER, False), (ASSISTANT, True), ("x@evil.example", True)])
def test_nobody_else_rewrites_by_mail(firm, sender, proven):
    firm.at("2026-11-16T08:05").tick()
    digest = firm.inbox_of(PARTNER)[-1]
    firm.answers(sender, digest, "TEXTE 1 : Ne payez pas.", proven=proven)
    firm.tick()
    assert [(row.status, row.own_words) for row in firm.reminders()] == [("proposed", "")]


def test_a_formal_notice_stays_one_and_the_answer_says_why(firm):
    row = asked(firm)
    with firm.office.books.write() as session:
        session.get_one(ReminderRow, row.id).formal = True
    digest = firm.inbox_of(PARTNER)[-1]
    firm.answers(PARTNER, digest, "TEXTE 1 : Un petit mot.")
    firm.tick()
    assert "gardée telle quelle (Une mise en demeure doit le dire" in body_of(firm.inbox_of(PARTNER)[-1])
    assert [row.status for row in firm.reminders()] == ["proposed"]


def test_a_deputy_who_rewrites_is_asked_about_the_new_words(firm):
    firm.at("2026-11-16T08:05").tick()
    firm.at("2026-11-19T08:05").tick()  # the partner was silent
    handed = firm.inbox_of(DEPUTY)[-1]
    firm.at("2026-11-19T08:20").answers(DEPUTY, handed, "TEXTE 1 : Comme convenu ce matin, voici le solde.")
    firm.tick()
    shown = next(mail for mail in firm.inbox_of(DEPUTY)[::-1] if str(mail["Subject"]).startswith("1 relance"))
    assert "Comme convenu ce matin" in body_of(shown)
    firm.at("2026-11-19T09:00").answers(DEPUTY, shown, "OK")
    firm.tick()
    assert "Comme convenu ce matin" in body_of(firm.inbox_of("compta@dupont.example")[-1])
