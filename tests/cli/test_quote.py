"""`mailbot quote` and `mailbot level --all-waiting` as a person types them."""

import json

import pytest

WHY = ("--why", "revu avec le client")


@pytest.fixture
def quoted(at_work, office):
    """The firm also has a quote, sent three weeks ago."""
    head = "number,client,kind,issued_on,due_on,total,sent_on\n"
    office.takes_in("q.csv", head + "D-7,C1,devis,2026-10-30,2026-11-30,900.00,2026-10-31\n")
    return at_work


def verdicts(at_work):
    lines = at_work("plan", "--dry-run", "--format", "json").stdout.splitlines()
    return {row["invoice"]: (row["verdict"], row["why"]) for row in map(json.loads, lines)}


def test_the_plan_shows_the_quote_with_its_own_level(quoted):
    assert verdicts(quoted)["D-7"] == ("remind", "à relancer : relance de devis")


@pytest.mark.parametrize("ended", ["accept", "lost"])
def test_a_quote_ends_and_is_reopened(quoted, ended):
    result = quoted("quote", ended, "D-7", *WHY)
    assert (result.exit_code, result.stdout) == (0, f"D-7: {'accepted' if ended == 'accept' else 'lost'}\n")
    assert "D-7" not in verdicts(quoted)
    assert quoted("quote", "reopen", "D-7", *WHY).stdout == "D-7: reopened\n"
    assert verdicts(quoted)["D-7"][0] == "remind"


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("quote", "accept", "F-2026-0042", *WHY), 1, "F-2026-0042 n'est pas un devis."),
        (("quote", "accept", "D-9", *WHY), 1, "Aucun devis ne porte le numéro D-9."),
        (("quote", "accept", "D-7"), 2, "Missing option '--why'"),
        (("quote", "accept", "D-7", *WHY, "--as", "nobody@x.example"), 1, "nobody in people"),
        (("quote", "reopen", "D-7", *WHY), 1, "Le devis D-7 n'est pas clos."),
    ],
)
def test_an_order_that_makes_no_sense_is_one_sentence(quoted, command, code, said):
    result = quoted(*command)
    assert (result.exit_code, said in result.stderr, result.stderr.count("\n")) == (code, True, 1)


@pytest.fixture
def old(at_work, office):
    """Two old debts, forty and a hundred days late."""
    lines = "F-OLD1,C1,2026-08-01,2026-10-07,50.00\nF-OLD2,C1,2026-07-01,2026-08-08,70.00\n"
    office.takes_in("old.csv", "number,client,issued_on,due_on,total\n" + lines)
    return at_work


def test_old_debts_are_moved_by_lateness_and_back(old):
    assert {verdicts(old)[number][0] for number in ("F-OLD1", "F-OLD2")} == {"on_hold"}
    dry = old("level", "--all-waiting", "--by-lateness", "--dry-run", *WHY)
    assert dry.stdout == "2 invoices would be reminded next at level 2 (rappel ferme) of professional\n"
    done = old("level", "--all-waiting", "--by-lateness", *WHY)
    assert done.stdout == "2 invoices are reminded next at level 2 (rappel ferme) of professional\n"
    assert verdicts(old)["F-OLD1"] == ("remind", "à relancer : rappel ferme")
    assert old("level", "--all-waiting", "--undo", *WHY).stdout == "2 invoices wait again\n"
    assert verdicts(old)["F-OLD1"][0] == "on_hold"


def test_old_debts_of_one_client_from_one_level(old):
    done = old("level", "--all-waiting", "--client", "C1", "--from", "1", *WHY)
    assert done.stdout == "2 invoices are reminded next at level 1 (rappel courtois) of professional\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--all-waiting",), "Say one of --from LEVEL, --by-lateness or --undo"),
        (("--all-waiting", "--by-lateness", "--from", "2"), "Say one of --from LEVEL, --by-lateness or --undo"),
        (("--all-waiting", "--by-lateness", "--invoice", "F-OLD1"), "--all-waiting is for all of them"),
        (("--by-lateness", "--client", "C1"), "go with --all-waiting"),
        (("--client", "C1"), "Say the level: --level N"),
    ],
)
def test_orders_that_contradict_themselves_are_wrong_usage(old, options, said):
    result = old("level", *options, *WHY)
    assert (result.exit_code, said in result.stderr) == (2, True)
