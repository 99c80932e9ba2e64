"""Approval from the shell."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.cli.batch import numbers
from mailbot.core.errors import UserError
from mailbot.outbound.word_letter import words_of
from tests.firm import CONFIG, PARTNER, Firm

WORD_LADDER = """
ladders:
  professional:
    levels:
      - {number: 1, name: rappel, offset: 5, deadline: 8, channel: mail+word}
"""


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    made = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    for number in (1, 2, 3):
        made.has_client(f"C{number}", f"Client {number}", f"c{number}@x{number}.example")
    head = "number,client,issued_on,due_on,total\n"
    made.takes_in("i.csv", head + "".join(f"F-{n},C{n},2026-10-01,2026-11-10,{n}00\n" for n in (1, 2, 3)))
    made.at("2026-11-16T08:00").tick()
    return made


def mailbot(firm: Firm, *arguments: str) -> tuple[int, str]:
    config = str(firm.folder / "config.yaml")
    result = CliRunner().invoke(program(), ["--config", config, "--now", "2026-11-16T09:00", *arguments])
    return result.exit_code, result.output


def test_the_list_and_one_batch(firm: Firm) -> None:
    assert '"undecided": 3' in mailbot(firm, "batch", "list", "--format", "json")[1]
    assert mailbot(firm, "batch", "show", "1")[1].count("@x") == 3


def test_the_batch_says_whom_each_is_written_to_and_as_what(firm: Firm) -> None:
    firm.at("2026-11-16T08:30").takes_in("c.csv", "code;name;email;cc\nC1;Client 1;c1@x1.example;dg@x1.example\n")
    firm.takes_in("k.csv", "client;role;email\nC2;billing;compta@x2.example\n")
    shown = [json.loads(line) for line in mailbot(firm, "batch", "show", "1", "--format", "json")[1].splitlines()]
    assert {row["as"] for row in shown} == {"adresse du client"}
    assert {row["to"] for row in shown} == {"c1@x1.example", "c2@x2.example", "c3@x3.example"}


def test_one_invoice_is_taken_out_and_the_rest_is_asked_about_anew(firm: Firm) -> None:
    firm.at("2026-11-16T08:30").has_invoice("F-4", total="40.00", due="2026-11-09")
    assert mailbot(firm, "batch", "reject", "1", "--as", PARTNER)[0] == 0
    firm.at("2026-12-02T08:00").tick()
    reminder = next(row for row in firm.reminders() if row.status == "proposed" and row.total_minor == 14000)
    code, said = mailbot(firm, "batch", "take-out", str(reminder.id), "F-4", "--why", "avoir à venir", "--as", PARTNER)
    assert code == 0, said
    assert said.splitlines()[0] == f"F-4: taken out of reminder {reminder.id}"
    assert f"reminder {firm.reminders()[-1].id} takes its place" in said
    assert firm.reminders()[-1].status == "proposed"


def test_approve_all_but_one(firm: Firm) -> None:
    code, said = mailbot(firm, "batch", "approve", "1", "--except", "2", "--as", PARTNER)
    assert code == 0 and said.splitlines() == ["1: approved", "2: rejected", "3: approved"]
    assert [row.status for row in sorted(firm.reminders(), key=lambda r: r.number or 0)] == [
        "approved",
        "rejected",
        "approved",
    ]


def test_reject_with_a_reason_leaves_the_excepted_ones_undecided(firm: Firm) -> None:
    assert (
        mailbot(firm, "batch", "reject", "1", "--except", "1-2", "--why", "non", "--as", PARTNER)[1]
        == "3: rejected (non)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("approve", "9", "--as", PARTNER), "There is no batch 9"),
        (("approve", "1", "--as", "x@y.example"), "ne décide pas"),
        (("approve", "1", "--except", "7", "--as", PARTNER), "no number 7"),
        (("approve", "1", "--except", "a", "--as", PARTNER), "write 3,7-9"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    firm: Firm, arguments: tuple[str, ...], says: str
) -> None:
    code, said = mailbot(firm, "batch", *arguments)
    assert code == 1 and says in said and {row.status for row in firm.reminders()} == {"proposed"}


def test_numbers_and_ranges() -> None:
    assert numbers("3, 7-9 ;1") == (3, 7, 8, 9, 1)
    with pytest.raises(UserError):
        numbers("3,x")


def test_a_letter_as_word_and_as_pdf_and_a_level_that_sends_word(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + WORD_LADDER).at("2026-11-02T09:00")
    firm.has_client(address="1 rue Haute", postcode="44000", city="Nantes")
    firm.has_invoice()
    firm.at("2026-11-16T08:00").tick()
    row = firm.reminders()[0]
    assert [item["name"] for item in row.attachments] == ["Lettre de relance F-2026-0042.docx"]
    code, said = mailbot(firm, "batch", "letter", str(row.id), str(tmp_path), "--word")
    assert code == 0, said
    written = tmp_path / "Lettre de relance F-2026-0042.docx"
    assert written.read_bytes() == firm.office.blobs.get(row.attachments[0]["sha"])
    assert "44000 NANTES" in words_of(written.read_bytes())
    code, said = mailbot(firm, "batch", "letter", str(row.id), str(tmp_path))
    assert code == 1 and "--word" in said
    assert mailbot(firm, "batch", "approve", "1", "--as", PARTNER)[0] == 0
    firm.at("2026-11-16T09:30").tick()
    part = next(firm.inbox_of("compta@dupont.example")[0].iter_attachments())
    assert part.get_filename() == "Lettre de relance F-2026-0042.docx" and part.get_content() == written.read_bytes()


def test_a_pdf_letter_is_worked_on_in_word_after_it_left(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm")
    firm.has_client()
    firm.has_invoice()
    assert mailbot(firm, "remind", "--invoice", "F-2026-0042", "--channel", "pdf", "--as", PARTNER)[0] == 0
    sent = firm.reminders()[0]
    assert sent.status == "sent"
    for options in ((), ("--word",)):
        assert mailbot(firm, "batch", "letter", str(sent.id), str(tmp_path), *options)[0] == 0
    assert (tmp_path / "Lettre de relance F-2026-0042.pdf").read_bytes().startswith(b"%PDF")
    said = words_of((tmp_path / "Lettre de relance F-2026-0042.docx").read_bytes())
    assert "16 novembre 2026" in said.replace("\xa0", " ") and "Malgré" not in said
