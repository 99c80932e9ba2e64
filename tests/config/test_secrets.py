"""Secrets come from the environment or from files, and a missing one is told by its key."""

import pytest

from mailbot.config.load import load
from mailbot.config.secrets import secret, signing_key
from mailbot.core.errors import ConfigError


def test_nothing_named_is_no_secret():
    assert secret("") == ""


def test_the_environment_comes_first_and_a_file_stands_in(tmp_path, monkeypatch):
    file = tmp_path / "pass"
    file.write_text("from the file\nsecond line\n")
    assert secret("MAILBOT_TEST_SECRET", file) == "from the file"
    monkeypatch.setenv("MAILBOT_TEST_SECRET", "from the environment")
    assert secret("MAILBOT_TEST_SECRET", file) == "from the environment"


@pytest.mark.parametrize("content", [b"", b"\n", b"   \nx", b"\xff\xfe"])
def test_a_file_without_a_secret_is_refused(tmp_path, content):
    (tmp_path / "pass").write_bytes(content)
    with pytest.raises(ConfigError, match="Write the secret on its first line"):
        secret("", tmp_path / "pass")


def test_a_variable_that_is_not_set_is_named():
    with pytest.raises(ConfigError, match="the environment variable MAILBOT_TEST_NOWHERE is not set"):
        secret("MAILBOT_TEST_NOWHERE")


def test_the_signing_key_is_read_as_it_stands(folder):
    assert signing_key(load(folder / "config.yaml")) == b"k" * 40


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("security: {key_env: MAILBOT_TEST_NOWHERE, key_file: none}", "security.key_env: "),
        ("security: {key_file: none}", "security.key_file: "),
        ("admin: {metrics_token_env: MAILBOT_TEST_NOWHERE}", "admin.metrics_token_env: the environment variable"),
        ("database: {password_file: none}", "database.password_file: "),
    ],
)
def test_a_missing_secret_is_refused_by_its_key(folder, refusal, lines, said):
    told = refusal((folder / "config.yaml").read_text() + lines)
    assert len(told) == 1
    assert f"config.yaml:9: {said}" in told[0]


def test_a_short_key_is_refused(folder, refusal):
    (folder / "secret.key").write_text("short")
    assert "a key has at least 32 characters" in refusal((folder / "config.yaml").read_text())[0]


def test_commands_that_need_no_secret_may_go_without(folder):
    (folder / "secret.key").unlink()
    assert load(folder / "config.yaml", check_secrets=False).firm.name == "Cabinet Test"


def test_a_server_without_login_needs_no_password(folder):
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("transport: maildir", "smtp: {host: localhost, user: '-'}"))
    assert load(config).mailbox.transport == "smtp"
