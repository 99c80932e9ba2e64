"""Fixtures of the edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot


@pytest.fixture
def fragile(authority: Authority) -> Iterator[Dovecot]:
    """An IMAP server with the user bot@test.example, which the test may break."""
    with Dovecot(authority, users=["bot@test.example"]) as server:
        yield server
