"""Who works here, from the shell."""

import json

import pytest

from mailbot.config.load import load
from mailbot.store.people import people
from mailbot.tasks.people.sign_in import by_password
from tests.firm import ASSISTANT, PARTNER

NEW = "zoe.petit@etude.example"


def everybody(at_work):
    return {
        row["email"]: row for row in map(json.loads, at_work("user", "list", "--format", "json").stdout.splitlines())
    }


def test_the_people_of_the_configuration_are_listed_before_anybody_signed_in(at_work, office):
    found = everybody(at_work)
    assert {email: row["role"] for email, row in found.items()}[ASSISTANT] == "assistant"
    assert found[PARTNER]["signs_in"] is True and found[PARTNER]["password"] is False


def test_somebody_new_is_written_into_the_configuration_and_let_in(at_work, office, tmp_path):
    result = at_work("user", "add", NEW, "--role", "partner", "--name", "Zoé Petit", "--deputy", PARTNER)
    assert result.exit_code == 0, result.stderr
    person = next(one for one in load(tmp_path / "config.yaml").people if one.email == NEW)
    assert (person.name, person.role, person.deputy) == ("Zoé Petit", "partner", PARTNER)
    assert "/login/" in result.stdout
    assert at_work("hold", "--client", "C1", "--why", "essai", "--as", NEW).exit_code == 0


def test_a_password_may_be_set_from_a_file(at_work, office, tmp_path):
    (tmp_path / "password").write_text("une phrase assez longue\n")
    assert at_work("user", "add", PARTNER, "--password-file", "password").exit_code == 0
    with office.office.books.write() as session:
        assert by_password(session, PARTNER, "une phrase assez longue", office.now)


def test_adding_somebody_again_changes_what_is_said_and_nothing_else(at_work, office, tmp_path):
    before = load(tmp_path / "config.yaml").people
    assert "(as before)" in at_work("user", "add", ASSISTANT).stdout
    assert load(tmp_path / "config.yaml").people == before
    at_work("user", "add", ASSISTANT, "--role", "viewer")
    changed = next(one for one in load(tmp_path / "config.yaml").people if one.email == ASSISTANT)
    assert (changed.role, changed.name) == ("viewer", "Claire Lenoir")


def test_who_is_disabled_may_do_nothing_any_more_and_stays_in_the_list(at_work, office):
    assert at_work("user", "disable", ASSISTANT).exit_code == 0
    row = everybody(at_work)[ASSISTANT]
    assert (row["role"], row["signs_in"]) == ("none", False)
    assert at_work("hold", "--client", "C1", "--why", "essai", "--as", ASSISTANT).exit_code == 1
    with office.office.books.read() as session:
        assert people.by_email(session, ASSISTANT) is not None


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", NEW), 2, "--role"),
        (("add", "zoe", "--role", "viewer"), 2, "zoe"),
        (("add", NEW, "--role", "king"), 2, "king"),
        (("add", NEW, "--role", "viewer", "--deputy", "nobody@etude.example"), 2, "nobody@etude.example"),
        (("disable", NEW), 1, NEW),
        (("disable", "j.moreau@etude.example"), 2, "j.moreau@etude.example"),
    ],
)
def test_what_would_break_the_configuration_leaves_it_as_it_was(at_work, office, tmp_path, arguments, code, said):
    before = (tmp_path / "config.yaml").read_bytes()
    result = at_work("user", *arguments)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (code, True, 1)
    assert (tmp_path / "config.yaml").read_bytes() == before
    assert not list(tmp_path.glob("config.yaml.*"))
