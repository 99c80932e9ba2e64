"""Handing a program its announcement: one POST to an address that was looked at first.

A configured name may be made to lead into the firm's own network (server-side request forgery): every address that the
name has must be public, and the connection goes to the very address that was looked at. Nothing is followed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from mailbot.core.errors import TryLater, UserError

PATIENCE = 5.0
# Addresses by which IPv6 networks reach IPv4 ones (RFC 6052).
_NAT64 = ip_network("64:ff9b::/96")
_MOST = 2_000
# name, port → its addresses
Lookup = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where a program listens. `private`: it may stand on this machine or network."""

    url: str
    private: bool = False


def addresses(name: str, port: int) -> list[str]:
    """Every address of a name. Raises TryLater when there is none."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TryLater(f"{name} is not found ({error}).") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Is it an address of the open internet? One that carries an IPv4 address inside is judged by that one."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in _NAT64:
            return is_public(".".join(str(part) for part in found.packed[-4:]))
    return found.is_global and not found.is_multicast and not found.is_reserved


def post(hook: Hook, body: bytes, headers: Mapping[str, str], lookup: Lookup = addresses) -> int:
    """The HTTP status of the answer. Raises TryLater when nobody answers, UserError for an address that is private."""
    target = urlsplit(hook.url)
    port = target.port or (443 if target.scheme == "https" else 80)
    address = _chosen(hook, target.hostname or "", lookup(target.hostname or "", port))
    connection = _connection(target, address, port)
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    try:
        connection.request("POST", path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.read(_MOST)
        return answer.status
    except (OSError, http.client.HTTPException) as error:
        raise TryLater(f"{target.hostname} does not answer ({type(error).__name__}: {error}).") from error
    finally:
        connection.close()


def _chosen(hook: Hook, name: str, found: list[str]) -> str:
    if not found:
        raise TryLater(f"{name} has no address.")
    inside = [one for one in found if not is_public(one)]
    if inside and not hook.private:
        raise UserError(
            f"{name} leads to {inside[0]}, which is not on the open internet. If that is meant, say "
            "private_addresses: true in webhooks."
        )
    return found[0]


def _connection(target: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    name = target.hostname or ""
    if target.scheme == "https":
        return _Secured(name, address, port)
    return _Plain(name, address, port)


class _Plain(http.client.HTTPConnection):
    """Speaks of one name to one address of it."""

    def __init__(self, name: str, address: str, port: int) -> None:
        super().__init__(name, port, timeout=PATIENCE)
        self._address = address

    def connect(self) -> None:
        """To the address that was looked at, whatever the name says by now."""
        self.sock = socket.create_connection((self._address, self.port), PATIENCE)


class _Secured(_Plain):
    """The same with TLS: the certificate must be that of the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Connect, then prove the other side."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
