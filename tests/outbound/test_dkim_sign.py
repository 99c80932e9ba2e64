"""Mail signed by the firm's own key: it proves, whatever is in it, and one changed letter undoes it."""

from pathlib import Path

import dkim
import pytest

from mailbot.config.load import load
from mailbot.core.errors import ConfigError, UserError
from mailbot.outbound.compose import compose
from mailbot.outbound.dkim_sign import SigningSender, dkim_key, signature
from mailbot.outbound.transport import Outcome
from mailbot.wiring import open_sender
from tests.firm import CONFIG
from tests.outbound.samples import an_outgoing
from tests.servers.dkim_signing import KeyDirectory

DOMAIN = "etude.example"


@pytest.fixture
def dns() -> KeyDirectory:
    return KeyDirectory()


@pytest.fixture
def key(dns, tmp_path):
    file = tmp_path / "dkim.pem"
    file.write_bytes(dns.new_key(DOMAIN, "mailbot"))
    return dkim_key(DOMAIN, "mailbot", file)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"subject": "Règlement reçu : 1 234,56 €", "sender": ("Étude Œuvrard", "recouvrement@etude.example")},
        {"cc": ("chef@client.example",), "reply_to": "recouvrement+r1@etude.example"},
        {"attachments": (("F-1.pdf", "application/pdf", bytes(range(256)) * 500),)},
    ],
)
def test_what_is_signed_is_proved_by_the_key_in_the_dns(dns, key, changes):
    raw = compose(an_outgoing(**changes))
    signed = signature(raw, key) + raw
    assert signed.endswith(raw) and dkim.verify(signed, dnsfunc=dns)
    assert not dkim.verify(signed.replace(b"Subject:", b"Subject: X", 1), dnsfunc=dns)


def test_a_second_sender_on_top_undoes_the_signature(dns, key):
    raw = compose(an_outgoing())
    forged = b"From: somebody@else.example\r\n" + signature(raw, key) + raw
    assert not dkim.verify(forged, dnsfunc=dns)


def test_the_sender_hands_over_the_same_bytes_below_the_signature(dns, key):
    handed = []

    class Keeps:
        def send(self, sender, recipients, raw, message_id):
            handed.append(raw)
            return Outcome("sent", "250 ok")

        def close(self):
            handed.append(b"closed")

    raw = compose(an_outgoing())
    sender = SigningSender(Keeps(), key)
    assert sender.send("a@etude.example", ("b@client.example",), raw, "<1@x>").status == "sent"
    sender.close()
    assert handed[0].startswith(b"DKIM-Signature:") and handed[0].endswith(raw) and handed[1] == b"closed"
    assert dkim.verify(handed[0], dnsfunc=dns)


@pytest.mark.parametrize("content", [b"", b"no key", None])
def test_a_file_without_a_key_is_named(tmp_path, content):
    file = tmp_path / "dkim.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=r"dkim\.pem"):
        dkim_key(DOMAIN, "mailbot", file)


def test_the_configuration_asks_for_both_or_none(tmp_path: Path, dns):
    (tmp_path / "secret.key").write_text("k" * 48)
    (tmp_path / "dkim.pem").write_bytes(dns.new_key(DOMAIN))
    smtp = "transport: smtp, smtp: {host: localhost, security: none, user: '-'}"
    config = tmp_path / "config.yaml"
    config.write_text(CONFIG.replace("transport: maildir", f"{smtp}, dkim: {{selector: s1, key_file: dkim.pem}}"))
    assert isinstance(open_sender(load(config)), SigningSender)
    config.write_text(CONFIG.replace("transport: maildir", f"{smtp}, dkim: {{selector: s1}}"))
    with pytest.raises(ConfigError, match="go together"):
        load(config)
