"""Calls to make: asked for, made, made again when nobody answered; what was said holds, and all of it can be undone."""

import json

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.core.errors import Refused
from mailbot.store.dunning import calls
from mailbot.store.history import of_client
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.calls import CallOrder, add_call
from mailbot.tasks.keeping.verify import verify
from tests.firm import PARTNER, Firm, body_of

BY = Decider(email=PARTNER, via="shell")


@pytest.fixture
def firm(tmp_path):
    made = Firm(tmp_path / "firm")
    made.has_client(phone="02 40 12 34 56")
    made.has_invoice(due="2026-11-10")
    return made.at("2026-11-12T09:00")


def mailbot(firm, *arguments, now="2026-11-12T09:00"):
    config = str(firm.folder / "config.yaml")
    done = CliRunner().invoke(program(), ["--config", config, "--now", now, *arguments])
    return done.output


def listed(firm, *options, now="2026-11-12T09:00"):
    said = mailbot(firm, "call", "list", "--format", "json", *options, now=now)
    return [json.loads(line) for line in said.splitlines()]


def planned(firm):
    assert mailbot(firm, "call", "add", "--client", "C1", "--why", "ne répond pas") == "call 1 to make on 2026-11-12\n"


def test_it_is_listed_with_all_that_one_needs_to_call(firm):
    planned(firm)
    (row,) = listed(firm)
    assert (row["name"], row["phone"], row["late"], row["why"]) == (
        "Dupont Bâtiment", "02 40 12 34 56", 2, "ne répond pas",
    )  # fmt: skip
    assert "1200.00" in row["owed"].replace("\xa0", "")


@pytest.mark.parametrize(
    ("outcome", "holds", "again", "level"),
    [
        (("reached",), [], False, 1),
        (("voicemail",), [], True, 1),
        (("no-answer",), [], True, None),
        (("promise", "--promised", "2026-11-20", "--amount", "500"), ["promise"], False, 1),
        (("dispute",), ["dispute"], False, 1),
        (("wrong-number",), [], False, None),
    ],
)
def test_what_came_of_it_has_its_effect_and_is_undone(firm, outcome, holds, again, level):
    planned(firm)
    said = mailbot(firm, "call", "done", "1", "--outcome", *outcome, "--note", "Mme Petit")
    assert ("call 2 to make on 2026-11-16" in said) is again
    assert [word for word in ("promise until", "dispute (") if word.split()[0] in holds and word in said] or not holds
    assert firm.invoice().level == level
    assert [row["call"] for row in listed(firm, "--all")] == ([2] if again else [])
    assert "does not count any more" in mailbot(firm, "contact", "--undo", "1", "--why", "autre client")
    assert [row["call"] for row in listed(firm, "--all")] == [1]
    assert firm.invoice().level is None
    assert verify(firm.office) == []


def test_after_three_calls_that_reached_nobody_none_is_proposed(firm):
    planned(firm)
    for key, day in ((1, "12"), (2, "16"), (3, "18")):
        now = f"2026-11-{day}T09:00"
        said = mailbot(firm, "call", "done", str(key), "--outcome", "no-answer", "--note", "x", now=now)
        assert ("to make on" in said) is (key < 3)
    assert listed(firm, "--all") == []


def test_a_voicemail_noted_without_a_plan_proposes_a_call_too(firm):
    said = mailbot(firm, "contact", "--client", "C1", "--by", "phone", "--outcome", "voicemail", "--note", "message")
    assert "to make on 2026-11-16: message laissé le 12/11, sans réponse depuis" in said
    assert listed(firm) == [] and len(listed(firm, now="2026-11-16T09:00")) == 1


def test_who_has_paid_or_contests_is_not_called(firm):
    planned(firm)
    firm.has_invoice("F-2", due="2026-11-11", total="100.00")
    mailbot(firm, "dispute", "--invoice", "F-2026-0042", "--why", "malfaçon")
    assert "100.00" in listed(firm)[0]["owed"]
    mailbot(firm, "pay", "--invoice", "F-2", "--amount", "100", "--why", "chèque")
    assert listed(firm) == []


def test_the_digest_names_whom_to_call_with_a_number_that_stays_together(firm):
    planned(firm)
    firm.at("2026-11-16T08:00").tick()
    said = body_of(firm.inbox_of(PARTNER)[-1]).replace("\u202f", " ").replace("\xa0", " ")
    assert "À appeler : Dupont Bâtiment, 02 40 12 34 56 (1 200,00 €, 6 jours de retard ; ne répond pas)" in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("C9", "2026-11-12", "x"), "Aucun client"),
        (("C1", "2026-11-11", "x"), "aujourd'hui ou plus tard"),
        (("C1", "2026-11-12", " "), "pourquoi"),
        (("C2", "2026-11-12", "x"), "ne doit rien d'échu"),
    ],
)
def test_a_call_about_nothing_is_refused(firm, arguments, why):
    firm.has_client("C2", "Martin", "m@x.example")
    code, on, reason = arguments
    day = firm.now.date().fromisoformat(on)
    with pytest.raises(Refused, match=why), firm.office.books.write() as session:
        add_call(session, firm.office, CallOrder(code=code, on=day, why=reason), BY, firm.now)


def test_dropped_and_planned_again_with_lines_in_the_history(firm):
    planned(firm)
    assert "déjà prévu" in mailbot(firm, "call", "add", "--client", "C1", "--why", "encore")
    assert mailbot(firm, "call", "drop", "1", "--why", "écrit plutôt") == "call 1 dropped\n"
    assert listed(firm) == [] and "Aucun appel" in mailbot(firm, "call", "drop", "1", "--why", "x")
    assert mailbot(firm, "call", "undo", "1", "--why", "non") == "call 1 waits again\n"
    with firm.office.books.read() as session:
        kinds = [line.kind for line in of_client(session, firm.client().id)]
        assert calls.open_of(session, firm.client().id) is not None
    told = sorted(kind for kind in kinds if kind.startswith("call_"))
    assert told == ["call_dropped", "call_planned", "call_reopened"]
