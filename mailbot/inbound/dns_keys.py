"""TXT records by the DNS, with a bound on how long it may take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import dns.exception
import dns.rdatatype
import dns.resolver

from mailbot.core.errors import TryLater

PATIENCE = 5.0
_ENOUGH = 2  # silences in a row after which nothing is asked for a while: a dead DNS must not hold up the mail
_REST = 60.0


class DnsKeys:
    """Called with a name it gives its TXT record, None when there is none; raises TryLater when the DNS is silent."""

    def __init__(
        self,
        resolver: dns.resolver.Resolver | None = None,
        *,
        clock: Callable[[], float] = monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._resolver = resolver
        self._patience = patience
        self._clock = clock
        self._silent = 0
        self._rests_until = 0.0

    def __call__(self, name: str) -> bytes | None:
        """The record, its strings joined (RFC 6376, 3.6.2.2)."""
        if self._clock() < self._rests_until:
            raise TryLater("the DNS does not answer")
        try:
            resolver = self._resolver or dns.resolver.get_default_resolver()
            answer = resolver.resolve(f"{name}.", dns.rdatatype.TXT, lifetime=self._patience, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            self._silent = 0
            return None
        except (dns.exception.DNSException, OSError, ValueError) as error:
            self._silent += 1
            if self._silent >= _ENOUGH:
                self._silent, self._rests_until = 0, self._clock() + _REST
            raise TryLater(f"the DNS does not answer ({type(error).__name__})") from error
        self._silent = 0
        records = [b"".join(record.strings) for record in answer]
        # Several records where one is allowed: nobody knows which the signer meant.
        return records[0] if len(records) == 1 else None
