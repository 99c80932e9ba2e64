"""The configuration is loaded whole, or refused whole."""

from pathlib import Path

import pytest

from mailbot.config.load import load
from mailbot.core.errors import ConfigError


def test_the_smallest_configuration_loads_with_the_defaults_of_the_house(folder):
    settings = load(folder / "config.yaml")
    assert settings.firm.timezone == "Europe/Paris"
    assert list(settings.ladders) == ["professional", "consumer", "public", "quote"]
    assert settings.default_partner == "associee@cabinet.example"


def test_paths_are_relative_to_the_file_and_not_to_the_folder_one_stands_in(folder, monkeypatch):
    monkeypatch.chdir("/")
    settings = load(folder / "config.yaml")
    assert settings.security.key_file == folder / "secret.key"
    assert settings.database.url == f"sqlite:///{folder}/mailbot.db"
    assert settings.mailbox.maildir == folder / "mail"
    assert settings.firm.logo is None


def test_a_relative_path_of_the_file_itself_is_fine_too(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert load(Path("config.yaml")).templates.folder == folder / "templates"


def test_absolute_paths_and_other_databases_stay_as_they_are(folder):
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "database: {url: postgresql+psycopg://me@db.example/books}\n")
    assert load(config).database.url == "postgresql+psycopg://me@db.example/books"
    config.write_text(config.read_text().replace("postgresql+psycopg://me@db.example/books", "sqlite:////srv/a.db"))
    assert load(config).database.url == "sqlite:////srv/a.db"


def test_texts_stay_as_they_were_written(folder):
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("name: Cabinet Test", "{name: 2026, postcode: 06000, city: on}"))
    config.write_text(config.read_text().replace("firm:\n  {", "firm: {"))
    firm = load(config).firm
    assert (firm.name, firm.postcode, firm.city) == ("2026", "06000", "on")


def test_a_key_without_a_value_keeps_its_default(folder):
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "schedule:\n  plan_at:\nbanks:\nimport:\n  terms_days: ~\n")
    settings = load(config)
    assert settings.schedule.plan_at.hour == 7
    assert settings.banks == ()


def test_a_missing_file_is_named_with_the_mend(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: there is no such file\. `mailbot init` makes one\."):
        load(tmp_path / "nowhere.yaml")


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(refusal):
    told = refusal(
        """\
firm:
  name: Cabinet Test
  colour: a
mailbox:
  address: relances@cabinet.example
  imap:
    host: imap.cabinet.example
    port: abc
    port: 993
    prot: 1
  transport: maildir
people:
  - {email: associee, name: Anne Test}
ladder: {}
"""
    )
    assert told == [
        "config.yaml:3: firm.colour: must be a colour of six hexadecimal digits, is 'a'. Write for example '#1f4e5f'.",
        "config.yaml:8: mailbox.imap.port: must be a whole number from 1 to 65535, is 'abc'. Write for example 993.",
        "config.yaml:9: mailbox.imap.port: is written a second time (first on line 8). Keep one.",
        "config.yaml:10: mailbox.imap.prot: is not known here. Did you mean port?",
        "config.yaml:13: people[0].email: must be one e-mail address, is 'associee'. Write for example nom@exemple.fr.",
        "config.yaml:14: ladder: is not known here. Did you mean ladders?",
    ]


def test_rules_about_several_keys_are_told_beside_mistakes_in_single_keys(refusal):
    told = refusal(
        """\
firm: {name: Cabinet Test, language: de}
mailbox:
  address: relances@cabinet.example
  imap: {port: 70000}
  transport: maildir
people:
  - {email: associee@cabinet.example, name: Anne Test, deputy: personne@cabinet.example}
approval: {default_partner: ailleurs@cabinet.example, link_valid_days: 0}
"""
    )
    assert [line.split(": ")[1] for line in told] == [
        "firm.language", "mailbox.imap.host", "mailbox.imap.port", "people", "approval.link_valid_days",
    ]  # fmt: skip


def test_missing_secrets_are_told_with_the_other_mistakes(refusal):
    told = refusal(
        """\
firm: {name: Cabinet Test}
mailbox:
  address: relances@cabinet.example
  imap: {host: imap.cabinet.example, password_file: pass.txt}
  smtp: {host: smtp.cabinet.example, timeout_seconds: 0}
people: [{email: associee@cabinet.example, name: Anne Test}]
"""
    )
    assert len(told) == 3
    assert "mailbox.imap.password_file: " in told[0]
    assert "mailbox.smtp.password_env: is missing: a password is needed." in told[1]
    assert "mailbox.smtp.timeout_seconds: must be" in told[2]
