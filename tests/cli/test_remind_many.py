"""Reminders in number from the shell: the selection, the run, its report, calling it off."""

import json

import pytest

from mailbot.tasks.keeping.verify import verify
from tests.firm import ASSISTANT, PARTNER

HEAD = "number;client;issued_on;due_on;total;payment_mode;matter\n"


@pytest.fixture
def many(at_work, office):
    """Three more clients: one large debt, one disputed, one without an address."""
    office.at("2026-11-02T09:00").takes_in(
        "clients.csv",
        "code;name;email;kind;payment_mode;ladder\nC2;Écrou;achats@ecrou.example;professional;virement;\n"
        "C3;Mme Petit;petit@ici.example;consumer;;\nC4;Aubépine;;professional;;\n",
    )
    office.takes_in(
        "invoices.csv",
        HEAD + "F-2;C2;2026-10-01;2026-11-09;9000.00;;D-7\nF-3;C3;2026-10-01;2026-11-08;80.00;;\n"
        "F-4;C4;2026-10-01;2026-11-08;300.00;;\n",
    )
    at_work("dispute", "--invoice", "F-3", "--why", "travaux non conformes")
    return at_work


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_dry_run_names_every_selected_invoice_with_its_verdict_and_changes_nothing(many, office):
    result = many("remind", "--all", "--dry-run", "--format", "json")
    assert result.exit_code == 0, result.stderr
    seen = {row["invoice"]: (row["verdict"], row["level"], row["to"]) for row in lines(result)}
    assert seen == {
        "F-2026-0042": ("remind", 1, "compta@dupont.example (adresse du client)"),
        "F-2": ("remind", 1, "achats@ecrou.example (adresse du client)"),
        "F-3": ("disputed", None, None),
        "F-4": ("no_contact", None, None),
    }
    assert "4 invoices of 4 clients; 2 reminders about 2 of them, for 10200.00 EUR; 2 left out" in result.stderr
    assert office.reminders() == []


@pytest.mark.parametrize(
    ("filters", "selected"),
    [
        (("--min-amount", "1000"), {"F-2026-0042", "F-2"}),
        (("--min-amount", "1200,01"), {"F-2"}),
        (("--kind", "consumer"), {"F-3"}),
        (("--payment-mode", "virement"), {"F-2"}),
        (("--matter", "d-7"), {"F-2"}),
        (("--client", "C2"), {"F-2"}),
        (("--overdue-min", "7"), {"F-2", "F-3", "F-4"}),
        (("--overdue-max", "6"), {"F-2026-0042"}),
        (("--overdue-min", "-60"), {"F-2026-0042", "F-2026-0050", "F-2", "F-3", "F-4"}),
        (("--sent-max", "0"), {"F-2026-0042", "F-2", "F-3", "F-4"}),
        (("--sent-min", "1"), set()),
        (("--ladder", "consumer"), {"F-3"}),
        (("--currency", "usd"), set()),
        (("--partner", PARTNER), set()),
        (("--next-level", "1", "--without", "F-2"), {"F-2026-0042", "F-3", "F-4"}),
        (("--last-level", "1"), set()),
        (("--last-before", "2026-11-01"), {"F-2026-0042", "F-2", "F-3", "F-4"}),
    ],
)
def test_the_filters_select(many, office, filters, selected):
    result = many("remind", "--all", "--dry-run", "--format", "json", *filters)
    assert {row["invoice"] for row in lines(result)} == selected, result.stderr


def test_the_run_sends_and_its_report_says_what_was_left_out(many, office):
    result = many("remind", "--all", "--as", PARTNER)
    assert result.exit_code == 0, result.output
    said = result.stdout.splitlines()
    assert said[0] == f"run 1: done, 4 of 4 clients, asked by {PARTNER}: factures en retard"
    assert "  2 sent: 10200.00 EUR" in said and "  1 left out: en litige" in said
    assert len(office.inbox_of("achats@ecrou.example")) == 1
    assert verify(office.office) == []
    shown = lines(many("runs", "show", "1", "--format", "json"))
    assert [row["outcome"] for row in shown] == ["sent", "sent", "disputed", "no_contact"]
    assert lines(many("report", "run", "1", "--format", "json")) == shown
    (listed,) = lines(many("runs", "list", "--format", "json"))
    assert (listed["status"], listed["done"], listed["asked_for"]) == ("done", 4, "factures en retard")


def test_the_same_again_sends_nothing_twice(many, office):
    many("remind", "--all")
    many("remind", "--all", now="2026-11-17T10:00")
    assert [len(office.inbox_of(one)) for one in ("achats@ecrou.example", "compta@dupont.example")] == [1, 1]
    assert verify(office.office) == []


def test_in_the_background_it_is_only_queued_and_the_next_tick_does_it(many, office):
    with (office.folder / "config.yaml").open("a") as config:
        config.write("schedule: {plan_at: '23:00'}\n")  # else the plan of the day proposes it first
    result = many("remind", "--all", "--background", "--min-amount", "5000")
    assert (result.exit_code, "1 clients queued" in result.stdout) == (0, True)
    assert office.inbox_of("achats@ecrou.example") == []
    assert lines(many("runs", "list", "--format", "json"))[0]["status"] == "queued"
    many("tick")
    assert len(office.inbox_of("achats@ecrou.example")) == 1
    assert lines(many("runs", "list", "--format", "json"))[0]["status"] == "done"


def test_a_queued_run_is_called_off_at_once(many, office):
    many("remind", "--all", "--background")
    result = many("runs", "cancel", "1", "--as", PARTNER)
    assert (result.exit_code, result.stdout) == (0, "run 1: stopped, 0 of 4 clients done; what was released stays\n")
    many("tick", now="2026-11-16T07:00")
    assert office.inbox_of("achats@ecrou.example") == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--all", "--invoice", "F-2"), 2, "leave --invoice out"),
        (("--invoice", "F-2", "--min-amount", "10"), 2, "go with --all"),
        (("--client", "C2", "--background"), 2, "go with --all"),
        (("--all", "--min-amount", "beaucoup"), 2, "not an amount"),
        (("--all", "--min-amount", "-5"), 2, "not an amount"),
        (("--all", "--sent-min", "3", "--sent-max", "1"), 1, "se contredit"),
        (("--all", "--as", ASSISTANT), 1, "Seul un associé"),
        (("--all", "--min-amount", "999999"), 1, "Aucune facture"),
        (("--all", "--level", "9"), 1, "niveau 9"),
        (("--all", "--ladder", "nulle-part", "--dry-run"), 1, "nulle-part"),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_launches_nothing(many, office, arguments, code, says):
    result = many("remind", *arguments)
    assert (result.exit_code, says in result.stderr) == (code, True), result.output
    assert many("runs", "list", "--format", "json").stdout == ""


@pytest.mark.parametrize("command", [("runs", "show", "7"), ("runs", "cancel", "7"), ("report", "run", "7")])
def test_a_run_that_is_not_there(many, office, command):
    result = many(*command)
    assert (result.exit_code, "envoi en nombre 7" in result.stderr) == (1, True)
