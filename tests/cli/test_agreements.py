"""Plans of instalments, promises, holds and calls from the shell."""

import json

import pytest

from tests.cli.test_hold import verdicts
from tests.firm import ASSISTANT

WHY = ("--why", "vu au téléphone")
NUMBER = "F-2026-0042"


def listed(at_work, *arguments, now="2026-11-16T10:00"):
    """The rows that a command prints as JSON."""
    result = at_work(*arguments, "--format", "json", now=now)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_plan_is_made_listed_ended_and_taken_up_again(at_work):
    made = at_work("instalments", "make", "--invoice", NUMBER, "--parts", "3", "--first", "2026-12-31", *WHY)
    assert made.stdout.splitlines() == [
        "Dupont Bâtiment: plan 1",
        "1. 2026-12-31  400.00 EUR", "2. 2027-01-31  400.00 EUR", "3. 2027-02-28  400.00 EUR",
    ]  # fmt: skip
    assert verdicts(at_work)[NUMBER][0] == "instalments"
    first, *_ = listed(at_work, "instalments", "list", "--client", "C1")
    assert (first["plan"], first["invoices"], first["part"], first["amount"], first["state"], first["until"]) == (
        1, NUMBER, "1/3", "400.00 EUR", "waited for", "2027-01-06",
    )  # fmt: skip
    assert at_work("instalments", "end", "1", "--why", "rompu").exit_code == 0
    assert verdicts(at_work)[NUMBER][0] == "remind"
    assert listed(at_work, "instalments", "list") == []
    assert {row["state"] for row in listed(at_work, "instalments", "list", "--all")} == {"dropped"}
    assert at_work("instalments", "reopen", "1", "--why", "il paie").stdout == "plan 1 runs again\n"
    assert verdicts(at_work)[NUMBER][0] == "instalments"


def test_days_and_amounts_may_be_typed(at_work):
    dates = ("--on", "2026-12-01:200", "--on", "2027-01-15:1000,00")
    made = at_work("instalments", "make", "--client", "C1", *dates)
    assert made.stdout.splitlines()[1:] == ["1. 2026-12-01  200.00 EUR", "2. 2027-01-15  1000.00 EUR"]
    missed = at_work("tick", now="2026-12-07T08:00")
    assert "0 instalments kept, 1 missed" in missed.stdout
    late = at_work("instalments", "reopen", "1", "--until", "2026-12-10", "--why", "un mot", now="2026-12-07T10:00")
    assert late.exit_code == 0, late.stderr
    assert listed(at_work, "instalments", "list", now="2026-12-07T10:00")[0]["due_on"] == "2026-12-10"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("instalments", "make", "--parts", "3"), 2, "Name an invoice"),
        (("instalments", "make", "--client", "C1"), 1, "nombre d'échéances"),
        (("instalments", "make", "--client", "C1", "--on", "2026-12-01"), 2, "--on"),
        (("instalments", "end", "7", *WHY), 1, "numéro 7"),
        (("instalments", "end", "7"), 2, "--why"),
        (("contact", "--client", "C1", "--note", "appel"), 2, "--by"),
        (("contact", "--client", "C1", "--by", "phone"), 2, "--note"),
        (("contact", "--by", "phone", "--note", "appel"), 2, "Name an invoice"),
        (("contact", "--client", "C1", "--by", "fax", "--note", "x"), 2, "fax"),
        (("contact", "--undo", "9", *WHY), 1, "9"),
        (("holds", "reopen", "9", *WHY), 1, "n'est pas levée"),
        (("holds", "list", "--client", "C9"), 1, "C9"),
        (("hold", "--invoice", NUMBER, "--kind", "insolvent", *WHY), 1, "tout le client"),
        (("hold", "--client", "C1", "--published-on", "2026-11-02", *WHY), 1, "procédure collective"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(at_work, arguments, code, said):
    result = at_work(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["insolvent", "deceased", "excluded", "hold"])
def test_grave_things_are_said_of_the_whole_client(at_work, kind):
    assert at_work("hold", "--client", "C1", "--kind", kind, *WHY).exit_code == 0
    said = {"hold": "on_hold"}.get(kind, kind)
    assert {verdict for verdict, _ in verdicts(at_work).values()} == {said}


def test_an_insolvency_says_when_it_was_published(at_work):
    published = ("--kind", "insolvent", "--published-on", "2026-11-12")
    at_work("hold", "--client", "C1", *published, "--why", "BODACC", "--as", ASSISTANT)
    (row,) = listed(at_work, "holds", "list")
    assert (row["kind"], row["published_on"], row["author"], row["reason"]) == (
        "insolvent", "2026-11-12", ASSISTANT, "BODACC",
    )  # fmt: skip


def test_holds_are_listed_with_their_whole_history_and_reopened(at_work):
    at_work("hold", "--client", "C1", "--until", "2026-11-18", *WHY)
    at_work("promise", "--invoice", NUMBER, "--date", "2026-11-30", "--amount", "500")
    promise, hold = listed(at_work, "holds", "list", "--client", "C1")
    assert (promise["invoice"], promise["promised_on"], promise["amount"]) == (NUMBER, "2026-11-30", "500.00 EUR")
    assert (hold["kind"], hold["since"], hold["until"], hold["invoice"]) == ("hold", "2026-11-16", "2026-11-18", None)
    at_work("resume", "--invoice", NUMBER, "--why", "erreur")
    assert [row["kind"] for row in listed(at_work, "holds", "list")] == ["hold"]
    assert listed(at_work, "holds", "list", now="2026-11-19T10:00") == []
    everything = listed(at_work, "holds", "list", "--all", "--kind", "promise", now="2026-11-19T10:00")
    assert [(row["ended_on"], row["outcome"]) for row in everything] == [("2026-11-16", None)]
    back = at_work("holds", "reopen", str(promise["id"]), "--why", "si")
    assert back.stdout == "Dupont Bâtiment: promise runs again (règlement promis)\n"


def test_lifting_two_invoices_of_one_plan_at_once_ends_it_once(at_work):
    both = ("--invoice", NUMBER, "--invoice", "F-2026-0050")
    at_work("instalments", "make", *both, "--parts", "2", "--first", "2027-01-04")
    result = at_work("resume", *both, "--why", "rompu")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1), result.stderr
    assert verdicts(at_work)[NUMBER][0] == "remind"


def test_a_call_is_written_down_counted_and_taken_back(at_work, office):
    call = at_work("contact", "--client", "C1", "--by", "phone", "--on", "2026-11-13", "--note", "Mme Petit rappelle")
    assert call.stdout == "Dupont Bâtiment: reminder 1, level 1 (rappel courtois)\n"
    assert verdicts(at_work)[NUMBER][0] == "gap"
    assert at_work("contact", "--undo", "1", "--why", "autre client").exit_code == 0
    assert verdicts(at_work)[NUMBER][0] == "remind"
    assert [row.status for row in office.reminders()] == ["withdrawn"]


def test_a_registered_letter_is_written_down_with_its_deadline(at_work):
    letter = ("--by", "post", "--level", "3", "--deadline", "2026-12-01", "--note", "LRAR 1A 123 456 7890 1")
    result = at_work("contact", "--invoice", NUMBER, *letter)
    assert result.stdout == "Dupont Bâtiment: reminder 1, level 3 (mise en demeure), time until 2026-12-01\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--outcome", "voicemail"), "level 1 (rappel courtois)"),
        (("--outcome", "wrong-number"), "in vain (mauvais numéro)"),
        (("--outcome", "dispute"), "dispute (appel)"),
        (("--outcome", "promise", "--promised", "2026-11-30", "--amount", "500"), "promise until 2026-12-03 (appel)"),
    ],
)
def test_what_came_of_a_call_is_said(at_work, typed, said):
    result = at_work("contact", "--invoice", NUMBER, "--by", "phone", "--note", "appel", *typed)
    assert said in result.stdout, result.stderr


def test_promises_are_reported_by_client_and_in_all(at_work):
    at_work("promise", "--client", "C1", "--date", "2026-11-18", "--amount", "500")
    at_work("pay", "--invoice", NUMBER, "--amount", "500", now="2026-11-17T10:00")
    at_work("tick", now="2026-11-18T08:00")
    mine, total = listed(at_work, "report", "promises", now="2026-11-18T09:00")
    assert (mine["client"], mine["made"], mine["kept"], mine["share_kept"], mine["amount_kept"]) == (
        "Dupont Bâtiment", 1, 1, "100%", "500.00 EUR",
    )  # fmt: skip
    assert (total["client"], total["amount"]) == (None, "500.00 EUR")
    before = listed(at_work, "report", "promises", "--as-of", "2026-11-16", now="2026-11-18T09:00")
    assert [(row["kept"], row["running"]) for row in before] == [(0, 1), (0, 1)]


def test_the_history_of_a_client_can_be_read_alone(at_work, office):
    office.has_client("C2", "Alpha Conseil", "a@alpha.example")
    at_work("hold", "--client", "C2", *WHY)
    at_work("hold", "--client", "C1", *WHY)
    assert {row["client"] for row in listed(at_work, "export", "events", "--client", "C2")} == {"C2"}
    assert {row["code"] for row in listed(at_work, "export", "clients", "--client", "C2")} == {"C2"}
    refused = at_work("export", "events", "--client", "C9")
    assert (refused.exit_code, "C9" in refused.stderr) == (1, True)
