"""Deciding about messages from the shell: corrections, answers that wait for OK, what was learned and exported."""

import json
from datetime import date

import pytest

from mailbot.store.tables import InvoiceRow
from tests.corpus.own.score import main as score
from tests.firm import PARTNER

DISPUTE = "Bonjour,\n\nJe conteste la facture F-2026-0042 : rien n'a été livré.\n"
COPY = "Bonjour,\n\nMerci de nous renvoyer une copie de la facture F-2026-0042.\n"
ROUX = "d.roux@fiduciaire.example"


def rows(at_work, *arguments):
    result = at_work(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def disputed(office, at_work):
    """A stranger has disputed an invoice of the client."""
    office.at("2026-11-16T09:00").tick()
    office.at("2026-11-16T09:30").writes(ROUX, "Facture F-2026-0042", DISPUTE)
    office.tick()
    return at_work


def test_a_message_is_listed_read_decided_upon_and_the_decision_taken_back(disputed):
    (listed,) = rows(disputed, "messages", "list")
    assert (listed["client"], listed["understood"]) == ("Dupont Bâtiment", ["dispute"])
    shown = disputed("messages", "show", "1").stdout
    assert "Je conteste la facture" in shown and "dispute: «" in shown
    done = disputed("messages", "decide", "1", "promise", "--date", "2026-11-30", "--amount", "500", "--as", PARTNER)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "decision 1 on message 1: promise",
        "promise until 2026-12-03 (le client promet de régler le 30 nov. 2026)",
        f"learned: {ROUX}",
        "learned: @fiduciaire.example",
    ]
    assert [row["kind"] for row in rows(disputed, "holds", "list")] == ["promise"]
    told = [row for row in rows(disputed, "report", "mailbox") if "person" in row["kind"]]
    assert told == [{"kind": "said by a person: promise", "state": "misread", "count": 1}]
    assert rows(disputed, "messages", "list") == []
    assert disputed("messages", "undo", "1").stdout == "decision 1 taken back: message 1 is as it was\n"
    assert sorted(row["kind"] for row in rows(disputed, "holds", "list")) == ["conversation", "dispute"]
    assert rows(disputed, "learned", "list") == []


def test_what_cannot_be_decided_is_refused_with_its_sentence(disputed):
    refused = disputed("messages", "decide", "1", "promise")
    assert refused.exit_code == 1 and "jour promis" in refused.stderr
    assert disputed("messages", "decide", "99", "paid").exit_code == 1
    assert disputed("messages", "show", "99").exit_code == 2


def test_what_was_learned_is_listed_and_forgotten(disputed):
    disputed("messages", "decide", "1", "dispute")
    found = rows(disputed, "learned", "list")
    assert [(row["writes_from"], row["code"]) for row in found] == [("@fiduciaire.example", "C1"), (ROUX, "C1")]
    assert disputed("learned", "forget", str(found[0]["id"])).stdout == "forgotten: @fiduciaire.example\n"
    assert [row["writes_from"] for row in rows(disputed, "learned", "list")] == [ROUX]
    assert len(rows(disputed, "learned", "list", "--all")) == 2


def test_corrected_messages_are_written_as_examples_that_the_scorer_reads(disputed, tmp_path):
    assert disputed("explain", "--learned").stdout == ""
    disputed("messages", "decide", "1", "paid")
    result = disputed("explain", "--learned", "--out", tmp_path / "learned")
    assert result.exit_code == 0 and "GDPR" in result.stderr
    (line,) = (tmp_path / "learned" / "truth.jsonl").read_text().splitlines()
    label = json.loads(line)
    assert (label["file"], label["intents"]) == ("m000001.eml", ["already_paid"])
    assert "RGPD" in (tmp_path / "learned" / "NOTICE.txt").read_text()
    answers = tmp_path / "answers.jsonl"
    answers.write_text(disputed("explain", tmp_path / "learned" / "m000001.eml", "--json").stdout)
    assert score([str(answers), "--truth", str(tmp_path / "learned" / "truth.jsonl")]) in (0, None)


def test_what_was_understood_rightly_is_an_example_only_when_asked_for(disputed):
    disputed("messages", "decide", "1", "dispute")
    assert disputed("explain", "--learned").stdout == ""
    (line,) = disputed("explain", "--learned", "--confirmed").stdout.splitlines()
    assert json.loads(line)["intents"] == ["dispute"]


def test_explain_needs_a_file_or_the_learned_ones(disputed):
    assert disputed("explain").exit_code == 2


@pytest.fixture
def asked(office, at_work):
    """The client has asked for a copy of an invoice whose PDF is there."""
    with office.office.books.write() as session:
        row = session.get_one(InvoiceRow, 1)
        row.file_sha, row.file_name, row.issued_on = office.office.blobs.put(b"%PDF-1.7"), "F.pdf", date(2026, 10, 1)
    office.at("2026-11-16T09:00").tick()
    office.at("2026-11-16T09:30").writes("compta@dupont.example", "Facture F-2026-0042", COPY)
    office.tick()
    return at_work


def test_an_answer_is_listed_read_and_sent_on_ok(asked, office):
    (waiting,) = rows(asked, "answers", "list")
    assert (waiting["what"], waiting["to"]) == ("copy of F-2026-0042", "compta@dupont.example")
    shown = asked("answers", "show", "1").stdout
    assert "Subject: Copie de la facture" in shown and "[F.pdf]" in shown
    done = asked("answers", "approve", "1", "--as", PARTNER)
    assert done.stdout == "1: copy of F-2026-0042 queued for compta@dupont.example\n"
    office.at("2026-11-16T10:05").tick()
    assert len(office.inbox_of("compta@dupont.example")) == 1
    assert asked("answers", "approve", "1").exit_code == 1
    assert [row["status"] for row in rows(asked, "answers", "list", "--all")] == ["approved"]


def test_an_answer_is_dropped_brought_back_and_prepared_anew(asked):
    assert asked("answers", "drop", "1", "--why", "déjà fait").stdout == "1: copy of F-2026-0042 dropped\n"
    assert rows(asked, "answers", "list") == []
    assert asked("answers", "undo", "1").stdout == "1: copy of F-2026-0042 is proposed\n"
    assert "prête pour compta@dupont.example" in asked("answers", "prepare", "1").stdout
    assert asked("answers", "show", "9").exit_code == 2
