"""What a person says about invoices and clients from the shell."""

import json

import pytest

from tests.firm import ASSISTANT, PARTNER

WHY = ("--why", "travaux non conformes")


def verdicts(at_work):
    """Number → (verdict, reason) as the dry run of the plan says it."""
    lines = at_work("plan", "--dry-run", "--format", "json").stdout.splitlines()
    return {row["invoice"]: (row["verdict"], row["why"]) for row in map(json.loads, lines)}


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        (("hold", *WHY), "on_hold"),
        (("hold", "--until", "2026-11-20", *WHY), "on_hold"),
        (("dispute", *WHY), "disputed"),
        (("promise", "--date", "2026-11-30"), "promised"),
        (("promise", "--date", "2026-11-30", "--amount", "500,00", *WHY), "promised"),
    ],
)
def test_what_is_said_about_an_invoice_keeps_its_reminder_back(at_work, command, verdict):
    result = at_work(*command, "--invoice", "F-2026-0042")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Dupont Bâtiment, F-2026-0042: ")
    assert verdicts(at_work)["F-2026-0042"][0] == verdict
    assert verdicts(at_work)["F-2026-0050"][0] == "not_due"


def test_what_is_said_about_a_client_concerns_every_invoice(at_work):
    assert at_work("hold", "--client", "C1", *WHY).exit_code == 0
    assert {verdict for verdict, _ in verdicts(at_work).values()} == {"on_hold"}


def test_several_invoices_may_be_named_at_once(at_work):
    result = at_work("dispute", "--invoice", "F-2026-0042", "--invoice", "F-2026-0050", *WHY)
    assert len(result.stdout.splitlines()) == 2
    assert {verdict for verdict, _ in verdicts(at_work).values()} == {"disputed"}


def test_the_reason_the_author_and_the_way_stay_in_the_history(at_work, office):
    assert at_work("dispute", "--invoice", "F-2026-0042", *WHY, "--as", ASSISTANT).exit_code == 0
    events = [json.loads(line) for line in at_work("export", "events", "--format", "json").stdout.splitlines()]
    (said,) = [event for event in events if event["kind"] == "hold_dispute"]
    assert (said["actor"], said["invoice"], said["data"]["via"]) == (ASSISTANT, "F-2026-0042", "shell")
    assert "travaux non conformes" in said["text"]


def test_without_a_name_it_is_the_first_partner_who_says_so(at_work, office):
    at_work("hold", "--client", "C1", *WHY)
    events = at_work("export", "events", "--format", "json").stdout.splitlines()
    assert json.loads(events[-1])["actor"] == PARTNER


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("hold", *WHY), 2, "Name an invoice (--invoice) or a client (--client)"),
        (("hold", "--client", "C1"), 2, "Missing option '--why'"),
        (("promise", "--client", "C1"), 2, "Missing option '--date'"),
        (("hold", "--invoice", "F-9", *WHY), 1, "F-9"),
        (("hold", "--client", "C9", *WHY), 1, "C9"),
        (("hold", "--client", "C1", "--why", " "), 1, "pourquoi"),
        (("hold", "--client", "C1", "--until", "2026-11-01", *WHY), 1, "passé"),
        (("promise", "--client", "C1", "--date", "soon"), 2, "soon"),
        (("hold", "--client", "C1", *WHY, "--as", "nobody@etude.example"), 1, "nobody@etude.example"),
    ],
)
def test_an_order_that_makes_no_sense_is_one_sentence(at_work, arguments, code, said):
    result = at_work(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_who_only_looks_orders_nothing(at_work, office, tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text(config.read_text().replace("role: assistant", "role: viewer"))
    result = at_work("hold", "--client", "C1", *WHY, "--as", ASSISTANT)
    assert (result.exit_code, "viewer" in result.stderr) == (1, True)


def test_resume_ends_what_held_the_invoice_back(at_work):
    at_work("dispute", "--invoice", "F-2026-0042", *WHY)
    at_work("promise", "--invoice", "F-2026-0042", "--date", "2026-11-30")
    result = at_work("resume", "--invoice", "F-2026-0042", "--why", "travaux repris")
    assert len(result.stdout.splitlines()) == 2
    assert verdicts(at_work)["F-2026-0042"][0] == "remind"


def test_resume_of_one_kind_leaves_the_others(at_work):
    at_work("dispute", "--invoice", "F-2026-0042", *WHY)
    at_work("hold", "--invoice", "F-2026-0042", *WHY)
    assert at_work("resume", "--invoice", "F-2026-0042", "--kind", "dispute", "--why", "réglé").exit_code == 0
    assert verdicts(at_work)["F-2026-0042"][0] == "on_hold"


@pytest.mark.parametrize(
    ("held", "resumed", "mend"),
    [
        ((), ("--client", "C1"), "Rien n'est suspendu"),
        (("--client", "C1"), ("--invoice", "F-2026-0042"), "--client"),
        (("--invoice", "F-2026-0042"), ("--client", "C1"), "F-2026-0042"),
    ],
)
def test_resume_says_what_to_name_instead_when_nothing_is_held_there(at_work, held, resumed, mend):
    if held:
        at_work("hold", *held, *WHY)
    result = at_work("resume", *resumed, "--why", "réglé")
    assert (result.exit_code, mend in result.stderr) == (1, True)


def test_stopped_sending_goes_on_by_resume_alone(at_work, office):
    from_batch = at_work("resume")
    assert from_batch.stdout == "sending was not stopped\n"
    at_work("tick", now="2026-11-16T08:00")
    office.at("2026-11-16T08:10").answers(PARTNER, office.inbox_of(PARTNER)[0], "STOP")
    at_work("poll", now="2026-11-16T08:15")
    result = at_work("resume", "--as", PARTNER)
    assert result.stdout == f"sending goes on (it was stopped by {PARTNER})\n"


def test_level_says_at_which_level_an_invoice_is_reminded_next(at_work, office):
    assert at_work("level", "--invoice", "F-2026-0042", "--level", "2", *WHY).exit_code == 0
    row = office.invoice()
    assert (row.level, row.cycle) == (1, 1)


def test_level_of_a_client_concerns_all_that_is_open(at_work, office):
    result = at_work("level", "--client", "C1", "--to", "3", *WHY)
    assert result.stdout.splitlines() == [
        "F-2026-0042: next reminder at level 3", "F-2026-0050: next reminder at level 3",
    ]  # fmt: skip


def test_a_level_that_the_ladder_lacks_changes_nothing(at_work, office):
    result = at_work("level", "--client", "C1", "--level", "9", *WHY)
    assert (result.exit_code, office.invoice().cycle) == (1, 0)
