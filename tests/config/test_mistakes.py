"""What is said about one wrong value: the key, what is accepted, what stands there, the mend."""

import re
from collections.abc import Iterator

import pytest
from annotated_types import Len
from pydantic import StringConstraints

from mailbot.config.keys import keys_of, section_in
from mailbot.config.mistakes import SHAPES
from mailbot.config.schema import Section, Settings
from tests.config.conftest import SMALLEST

CASES = [
    (
        "firm: {name: X, profession: Lawyer}",
        "firm.profession: must be 'lawyer', 'accountant' or 'company', is 'Lawyer'. Did you mean lawyer?",
    ),
    ("firm: {name: X, timezone: Paris}", "firm.timezone: is no time zone; write one like Europe/Paris."),
    ("firm: {name: X, colour: #ff0000\n}", "firm.colour: has no value"),
    ("firm: {name: X, iban: FR76}", "firm.iban: is not known here. Did you mean firm.bank.iban?"),
    (
        "firm: {name: X, bank: {iban: FR7612}}",
        "firm.bank.iban: is not a valid IBAN (its check digits do not fit); copy it from a bank",
    ),
    ("firm: X", "firm: must be a group of keys, indented below this one, is 'X'."),
    ("firm: {}", "firm.name: is missing. Write here: Name printed in letters and mails."),
    (
        "matching: {threshold: '0,9'}",
        "matching.threshold: must be a number with a point from 0.5 to 1, is '0,9'. Write for example 0.99.",
    ),
    ("matching: {auto: peut-être}", "matching.auto: must be true or false, is 'peut-être'. Write for example true."),
    ("schedule: {plan_at: 7h}", "schedule.plan_at: must be a time of day, is '7h'. Write for example '08:30'."),
    (
        "import: {started_on: 31/12/2026}",
        "import.started_on: must be a date, is '31/12/2026'. Write for example 2026-11-22.",
    ),
    ("import: {terms_days: -1}", "import.terms_days: must be a number of at least 0, is '-1'. Write for example 10."),
    ("templates: {folder: [a]}", "templates.folder: must be the path of a file or folder, is a list."),
    ("database: {url: mysql://x}", "database.url: is no known database; write sqlite:///FILE or postgresql+psycopg://"),
    (
        "database: {url: postgresql+psycopg://me:pw@db/x}",
        "database.url: holds a password; take it out and name it in database.password_env",
    ),
    (
        "database: {password: pw}",
        "database.password: is refused: no secret stands in this file. Name where it lies with",
    ),
    ("banks: [{name: B, domains: []}]", "banks[0].domains: must be a list with at least one entry, is an empty list."),
    ("banks: [{name: B, domains: b.fr}]", "banks[0].domains: must be a list, is 'b.fr'. Write for example [b.fr]."),
    ("banks: [{name: B, domains: [b.fr], patterns: {amont: x}}]", "banks[0].patterns.amont: must be 'amount', "),
    (
        "banks: [{name: B, domains: [b.fr], patterns: {amount: '('}}]",
        "banks[0].patterns.amount: is no regular expression",
    ),
    (
        "ladders: {professional: {levels: [{number: 1, name: a, offset: 5, channel: fax}]}}",
        "ladders.professional.levels[0].channel: must be 'mail', ",
    ),
    (
        "ladders: {p: {levels: [{number: 2, name: a, offset: 5}, {number: 1, name: b, offset: 9}]}}",
        "ladders.p.levels: must have rising numbers, each once.",
    ),
    ("people: [a@b.example]", "people[0]: must be a group of keys, indented below this one, is 'a@b.example'."),
    (
        "people: [{email: a@b.example, name: A, role: viewer}]",
        "people: at least one partner is needed to approve reminders.",
    ),
    ("zzz: 1", "zzz: is not known here. Accepted: firm, mailbox, database, "),
]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[said.partition(":")[0] for _, said in CASES])
def test_a_wrong_value_is_told_in_one_sentence(refusal, text, said):
    told = refusal(_with(text))
    assert len(told) == 1
    assert re.match(r"config\.yaml:\d+: ", told[0])
    assert said in told[0]
    assert told[0].endswith((".", "?"))


def _with(text: str) -> str:
    """The smallest configuration, with one top key written otherwise."""
    key = text.partition(":")[0]
    others = re.split(r"^(?=\w)", SMALLEST, flags=re.MULTILINE)
    return "".join(group for group in others if not group.startswith(f"{key}:")) + text + "\n"


def test_the_line_is_that_of_the_value(refusal):
    text = SMALLEST.replace("kind: maildir", "kind: pop3")
    assert refusal(text)[0].startswith("config.yaml:5: mailbox.kind: must be 'imap' or 'maildir', is 'pop3'.")


def test_a_secret_is_never_repeated(refusal):
    told = refusal(SMALLEST.replace("kind: maildir", "kind: maildir\n  imap: {password: hunter2}"))
    assert "hunter2" not in "".join(told)


@pytest.mark.parametrize("host", ["imap.cabinet.example", "192.0.2.1"])
def test_a_password_never_travels_in_clear(refusal, host):
    told = refusal(SMALLEST.replace("kind: maildir", f"kind: imap\n  imap: {{host: {host}, security: none}}"))
    said = f"mailbox.imap.security: none would send the password to {host} in clear; write tls or starttls."
    assert f"config.yaml:6: {said}" in told


def test_every_pattern_of_the_schema_has_words_of_its_own():
    patterns = {rule.pattern for rule in _rules(Settings) if isinstance(rule, StringConstraints) and rule.pattern}
    assert patterns
    assert patterns <= set(SHAPES)


def _rules(section: type[Section]) -> Iterator[object]:
    for _, field in keys_of(section):
        inner = section_in(field.annotation)
        if inner is not None:
            yield from _rules(inner)
        yield from (rule for rule in _annotations(field.annotation) if not isinstance(rule, Len))
        yield from field.metadata


def _annotations(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in getattr(annotation, "__args__", ()):
        yield from _annotations(part)
