"""Fixtures of the edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailbot.outbound.smtp import SmtpSender
from tests.edges.making import a_sender
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_smtp import FaultySmtp


@pytest.fixture
def fragile(authority: Authority) -> Iterator[Dovecot]:
    """An IMAP server with the user bot@test.example, which the test may break."""
    with Dovecot(authority, users=["bot@test.example"]) as server:
        yield server


@pytest.fixture
def sender(smtp_sink: FaultySmtp, authority: Authority) -> Iterator[SmtpSender]:
    """Sends through `smtp_sink`."""
    made = a_sender(smtp_sink, authority)
    yield made
    made.close()
