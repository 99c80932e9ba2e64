"""`mailbot pursue` and `mailbot evidence` as a person types them."""

import json
import zipfile

import pytest

from mailbot.store.session import open_books
from tests.firm import ASSISTANT
from tests.tasks.pursuing import pursued, text_of_pdf

NOW = "2026-12-14T10:00"
OF = ("--client", "C1", "--kind", "payment_order")


@pytest.fixture
def run(mailbot, tmp_path):
    """Runs `mailbot …` in a company whose client let the deadline of the formal notice pass."""
    pursued(tmp_path / "firm")

    def typed(*arguments, now=NOW):
        return mailbot("--config", tmp_path / "firm" / "config.yaml", "--now", now, *arguments)

    return typed


def as_rows(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_propose_tells_each_way_with_its_conditions_and_records_the_open_ones(run):
    result = run("pursue", "propose")
    assert result.exit_code == 0, result.stderr
    assert "C1  Dupont Bâtiment SARL" in result.stdout
    assert "  + injonction de payer (1200.00 EUR, 2031-10-01)" in result.stdout
    cited = "[C. civ. art. 1344, 1344-1, texte lu]"
    assert f"établi : la mise en demeure est partie le 16 nov. 2026 {cited}" in result.stdout
    assert {row["way"] for row in as_rows(run("pursue", "list", "--format", "json"))} == {
        "payment_order", "small_claim", "interim_order", "doubtful",
    }  # fmt: skip


def test_a_dry_run_records_nothing(run):
    assert "injonction de payer" in run("pursue", "propose", "--client", "C1", "--dry-run").stdout
    assert as_rows(run("pursue", "list", "--format", "json")) == []


def test_programs_get_a_row_per_condition_with_its_source_and_mark(run):
    rows = as_rows(run("pursue", "propose", "--dry-run", "--format", "json"))
    served = [row for row in rows if row["condition"].startswith("signifier l'ordonnance")]
    assert [(row["way"], row["open"], row["standing"], row["mark"]) for row in served] == [
        ("payment_order", True, "check", "secondary"),
    ]  # fmt: skip
    assert all(row["source"] for row in rows if row["mark"] in ("read", "secondary"))


def test_nothing_is_said_before_the_time(run):
    result = run("pursue", "propose", now="2026-11-24T10:00")
    assert (result.exit_code, result.stdout.strip()) == (0, "")


def test_prepare_writes_word_pdf_and_the_evidence_with_the_same_numbers(run, tmp_path):
    result = run("pursue", "prepare", *OF, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"Requete-en-injonction-de-payer-C1.{suffix}" for suffix in ("docx", "pdf", "zip")
    ]  # fmt: skip
    assert "! à vérifier: signifier l'ordonnance dans les 3 mois" in result.stderr
    with zipfile.ZipFile(tmp_path / "out" / "Requete-en-injonction-de-payer-C1.zip") as archive:
        assert "exhibits/01-facture-F-2026-0042.pdf" in archive.namelist()
    (row,) = as_rows(run("pursue", "list", "--format", "json"))
    assert (row["status"], row["file"], row["invoices"]) == (
        "prepared", "Requete-en-injonction-de-payer-C1.docx", ["F-2026-0042"],
    )  # fmt: skip


def test_filed_says_how_to_record_what_interrupts_limitation_and_the_command_works(run):
    run("pursue", "prepare", *OF)
    result = run("pursue", "filed", *OF, "--reference", "IP 26/42", "--as", ASSISTANT)
    first, second = result.stdout.splitlines()
    assert first == "Dupont Bâtiment SARL: order for payment (injonction de payer), filed on 2026-12-14"
    assert second.startswith("Limitation is left as it is: if this act interrupts it (C. civ. 2241), record that: ")
    assert second.endswith('mailbot acknowledge --client C1 --kind court_claim --on 2026-12-14 --note "…"')
    recorded = run("acknowledge", "--client", "C1", "--kind", "court_claim", "--on", "2026-12-14", "--note", "requête")
    assert recorded.exit_code == 0, recorded.stderr
    (row,) = as_rows(run("pursue", "list", "--format", "json"))
    assert (row["status"], row["reference"], row["filed_on"]) == ("filed", "IP 26/42", "2026-12-14")


def test_closed_ones_are_listed_when_asked_for(run):
    run("pursue", "prepare", *OF)
    assert run("pursue", "close", *OF, "--why", "réglé à l'audience").exit_code == 0
    assert as_rows(run("pursue", "list", "--format", "json")) == []
    (row,) = as_rows(run("pursue", "list", "--all", "--client", "C1", "--format", "json"))
    assert row["status"] == "closed"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pursue", "prepare", "--client", "C1", "--kind", "batonnier"), 1, "ne s'applique pas"),
        (("pursue", "prepare", "--client", "C9", "--kind", "doubtful"), 1, "C9"),
        (("pursue", "prepare", "--client", "C1", "--kind", "war"), 2, "'war'"),
        (("pursue", "prepare", "--client", "C1"), 2, "--kind"),
        (("pursue", "filed", *OF), 1, "n'est ouverte"),
        (("pursue", "filed", *OF, "--on", "soon"), 2, "soon"),
        (("pursue", "close", *OF), 2, "--why"),
        (("pursue", "propose", "--as", "nobody@etude.example"), 1, "nobody@etude.example"),
        (("evidence", "--out", "e.zip"), 2, "Name an invoice"),
        (("evidence", "--invoice", "F-2026-0042"), 2, "--out"),
        (("evidence", "--invoice", "F-9", "--out", "e.zip"), 1, "F-9"),
        (("evidence", "--invoice", "F-2026-0042", "--client", "C9", "--out", "e.zip"), 1, "C9"),
        (("evidence", "--invoice", "F-2026-0042", "--out", "none/e.zip"), 1, "cannot be written"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(run, arguments, code, said):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_evidence_writes_one_file_and_says_what_is_in_it(run, tmp_path):
    result = run("evidence", "--invoice", "F-2026-0042", "--client", "C1", "--out", "e.zip", "--language", "en")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("e.zip: 2 exhibits, 8 files; SHA-256 of manifest.csv ")
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert "Evidence: invoice F-2026-0042" in text_of_pdf(archive.read("summary.pdf"))


def test_a_broken_history_ends_with_1_and_the_file_is_there(run, broken, tmp_path):
    result = run("evidence", "--invoice", "F-2026-0042", "--out", "e.zip")
    assert (result.exit_code, (tmp_path / "e.zip").exists()) == (1, True)
    assert "the chain of the history is broken" in result.stderr


@pytest.fixture
def broken(run, tmp_path):
    """Somebody has changed the third line of the history."""
    books = open_books(f"sqlite:///{tmp_path / 'firm' / 'mailbot.db'}")
    with books.write() as session:
        session.connection().exec_driver_sql("UPDATE events SET text = 'autre' WHERE id = 3")
    books.close()
