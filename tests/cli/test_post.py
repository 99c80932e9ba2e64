"""Letters on paper from the shell: what waits, the file for the printer, what the post says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from mailbot.__main__ import program
from mailbot.store.tables import ReminderRow
from mailbot.tasks import jobs
from tests.firm import ASSISTANT, CONFIG, PARTNER, Firm

NOTICE = "{number: 1, name: mise en demeure, offset: 5, deadline: 8, channel: letter, formal: true, post: registered}"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A firm with one registered letter that waits; runs `mailbot …` there in the afternoon."""
    firm = Firm(tmp_path / "firm", f"{CONFIG}\nladders: {{professional: {{levels: [{NOTICE}]}}}}\n")
    firm.has_client(address="4 rue des Compagnons", postcode="44800", city="Saint-Herblain", country="FR")
    firm.has_invoice()
    firm.at("2026-11-16T09:00")
    jobs.do_plan(firm.office, firm.now)
    with firm.office.books.write() as session:
        row = session.scalars(select(ReminderRow)).one()
        row.status, row.approved_hash, row.approved_by = "approved", row.content_hash, PARTNER
    jobs.do_send(firm.office, firm.now)
    monkeypatch.chdir(firm.folder)

    def run(*words: str, now: str = "2026-11-16T15:00"):
        return CliRunner().invoke(program(), ["--now", now, "post", *words], prog_name="mailbot")

    return run


def test_from_the_printer_to_the_reception(shell):
    (waiting,) = shell("list", "--format", "json").stdout.splitlines()
    assert (json.loads(waiting)["status"], json.loads(waiting)["registered"]) == ("waiting", "yes")
    done = shell("run", "out", "--as", ASSISTANT)
    assert (done.exit_code, done.stdout.splitlines()) == (
        0, ["1 letters in out/letters-1.pdf", "registered letters, with numbers to fill in: out/registered-1.csv"],
    )  # fmt: skip
    listed = Path("out/registered-1.csv")
    listed.write_text(listed.read_text("utf-8-sig").replace(";;\r\n", ";1A 001;\r\n").replace(";;\n", ";1A 001;\n"))
    assert shell("numbers", "out/registered-1.csv").stdout == "1 letters noted, 0 not filled in, 0 mistakes\n"
    noted = shell("note", "1", "--delivered", "2026-11-18", now="2026-11-20T09:00")
    assert noted.stdout == "letter 1: 1A 001, received 2026-11-18\n"
    assert shell("run", "out").stdout == "nothing to print\n"
    assert shell("again", "1", "out").exit_code == 0


def test_a_letter_that_came_back_needs_a_reason(shell):
    shell("run", "out")
    assert shell("back", "1").exit_code == 2
    assert shell("back", "1", "--why", "pli non réclamé").stdout == "letter 1: returned\n"


@pytest.mark.parametrize("words", [("note", "1"), ("note", "9", "--number", "x"), ("again", "4", "out")])
def test_what_cannot_be_is_one_sentence(shell, words):
    result = shell(*words)
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
