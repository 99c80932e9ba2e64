"""`mailbot penalties`: the annex of figures typed in, for people, spreadsheets and programs."""

import csv
import io
import json

import pytest

TYPED = ("penalties", "--principal", "2000", "--due", "2026-03-31", "--paid", "2026-09-15", "--regime", "fr_b2b")


def as_json(result):
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    return json.loads(line)


def test_json_is_one_object_with_segments_and_totals(mailbot):
    found = as_json(mailbot(*TYPED, "--format", "json"))
    assert list(found) == ["segments", "interest", "fixed", "total"]
    assert (found["interest"], found["fixed"], found["total"]) == ("112.90", "40.00", "152.90")
    assert [list(one) for one in found["segments"]] == [["from", "to", "days", "base", "rate", "amount", "source"]] * 2
    first = found["segments"][0]
    assert first.pop("source").startswith("taux BCE des opérations principales de refinancement 2,15 %")
    assert first == {
        "from": "2026-04-01", "to": "2026-06-30", "days": 91, "base": "2000.00", "rate": "12.15", "amount": "60.58",
    }  # fmt: skip


def test_people_read_the_same_figures_in_their_language(mailbot):
    french, english = mailbot(*TYPED).stdout, mailbot(*TYPED, "--language", "en").stdout
    assert "2026-04-01  2026-06-30      91  2000.00    12,15 %      60.58     taux BCE" in french
    assert "Total : 152.90 EUR\n" in french
    assert "! 2026-S2 : taux ecb_mro lu de seconde main" in french
    assert "12.15 %" in english
    assert "Total: 152.90 EUR\n" in english
    assert "! 2026-S2: the rate ecb_mro was read at second hand" in english


def test_a_spreadsheet_gets_the_segments(mailbot):
    rows = list(csv.DictReader(io.StringIO(mailbot(*TYPED, "--format", "csv").stdout)))
    assert [row["amount"] for row in rows] == ["60.58", "52.32"]


def test_nothing_late_is_an_empty_annex(mailbot):
    typed = ("penalties", "--principal", "2000", "--due", "2026-03-31", "--paid", "2026-03-31")
    assert as_json(mailbot(*typed, "--format", "json")) == {
        "segments": [], "interest": "0.00", "fixed": "0.00", "total": "0.00",
    }  # fmt: skip
    assert "Total : 0.00 EUR" in mailbot(*typed).stdout


@pytest.mark.parametrize(
    ("more", "interest", "fixed"),
    [
        (("--payment", "2026-05-15:500", "--payment", "2026-08-01:300"), "87.59", "40.00"),
        (("--rate", "10"), "92.05", "40.00"),
        (("--regime", "fr_b2c"), "24.66", "0.00"),
        (("--regime", "fr_b2c", "--notice", "2026-07-01"), "11.45", "0.00"),
        (("--regime", "fr_public"), "93.44", "40.00"),
        (("--proceedings", "2026-07-01"), "60.58", "0.00"),
        (("--regime", "uk_b2b"), "108.16", "70.00"),
    ],
)
def test_what_changes_the_claim(mailbot, more, interest, fixed):
    found = as_json(mailbot(*TYPED, *more, "--format", "json"))
    assert (found["interest"], found["fixed"]) == (interest, fixed)


def test_two_currencies_are_not_added(mailbot):
    found = as_json(mailbot(*TYPED, "--currency", "CHF", "--format", "json"))
    assert found["total"] == "112.90 CHF + 40.00 EUR"


def test_a_missing_rate_is_refused_in_one_sentence(mailbot):
    result = mailbot(*TYPED, "--paid", "2027-03-01")
    assert result.exit_code == 1
    assert result.stderr == (
        "The rate ecb_mro of 2027-S1 is not known, so nothing is computed for it; add its row to rates/ecb_mro.csv.\n"
    )


def test_a_row_of_the_firm_makes_it_known(mailbot, firm):
    (firm / "rates").mkdir()
    (firm / "rates" / "ecb_mro.csv").write_text("from;until;percent;source\n2027-01-01;2027-06-30;2,65;BCE\n")
    found = as_json(mailbot(*TYPED, "--paid", "2027-03-01", "--format", "json"))
    assert found["segments"][-1]["rate"] == "12.65"


def test_with_a_firm_the_day_is_that_of_the_clock(mailbot, firm):
    typed = ("penalties", "--principal", "2000", "--due", "2026-03-31", "--format", "json")
    assert as_json(mailbot("--now", "2026-09-15T00:30", *typed))["segments"][-1]["to"] == "2026-09-15"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Name --invoice, or --principal and --due."),
        (("--principal", "2000", "--due", "2026-03-31"), "Name --paid: the day of payment or of the computation."),
        (("--principal", "0", "--due", "2026-03-31"), "'0' is no amount; write 1234.56."),
        (("--principal", "x"), "'x' is no amount; write 1234.56."),
        ((*TYPED[1:], "--payment", "2026-05-15"), "'' is no amount; write 1234.56."),
        ((*TYPED[1:], "--payment", "soon:5"), "'soon' does not match the format '%Y-%m-%d'."),
        ((*TYPED[1:-1], "fr_b2x"), "There is no regime 'fr_b2x'; known: fr_b2b, "),
        (("--invoice", "F-1", "--due", "2026-03-31"), "--invoice reads the books: leave out --due."),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_sentence(mailbot, options, said):
    result = mailbot("penalties", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_agreed_rate_for_a_consumer_is_refused(mailbot):
    result = mailbot(*TYPED, "--regime", "fr_b2c", "--rate", "12")
    assert result.exit_code == 1
    assert "A consumer owes the legal rate from the formal notice" in result.stderr
