"""DKIM without the network: keys in a DNS of our own, signing, and an OpenDKIM that writes Authentication-Results."""

from __future__ import annotations

import base64
import signal
import subprocess
from typing import Self

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.servers.postfix import HOSTNAME
from tests.servers.processes import TIED, as_nobody, end, free_port, give, needs, remove, server_folder, wait_for_port

_SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"in-reply-to", b"references", b"mime-version", b"content-type",
)  # fmt: skip


class KeyDirectory:
    """The DNS, as dkimpy asks for it: called with a name it gives the TXT record. `down` makes it time out."""

    def __init__(self) -> None:
        self.records: dict[str, str] = {}
        self.down = False

    def __call__(self, name: bytes | str, timeout: float = 5) -> bytes | None:
        if self.down:
            raise dkim.DnsTimeoutError("no answer")
        record = self.records.get((name.decode() if isinstance(name, bytes) else name).rstrip(".").lower())
        return record.encode() if record is not None else None

    def new_key(self, domain: str, selector: str = "s1") -> bytes:
        """Publishes a new key for the domain; returns the private one (PEM)."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        name = f"{selector}._domainkey.{domain}"
        self.records[name] = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
        return key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )


def signed(raw: bytes, domain: str, key: bytes, selector: str = "s1") -> bytes:
    """The message with a signature; `raw` must have CRLF and travel unchanged."""
    signature: bytes = dkim.sign(
        raw,
        selector.encode(),
        domain.encode(),
        key,
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=list(_SIGNED),
    )
    return signature + raw


_CONFIG = """\
Mode v
Syslog no
AuthservID {name}
Socket inet:{port}@127.0.0.1
TestPublicKeys {folder}/keys.txt
On-BadSignature accept
On-KeyNotFound accept
On-NoSignature accept
On-DNSError accept
AlwaysAddARHeader yes
RemoveARFrom {name}
# Mail from this machine would count as internal and go unchecked.
InternalHosts {folder}/nobody
ExternalIgnoreList {folder}/nobody
PeerList {folder}/nobody
"""


class OpenDkim:
    """`with OpenDkim(directory) as checker`: give `checker.milter` to Postfix. Keys are read when it is made."""

    def __init__(self, directory: KeyDirectory, name: str = HOSTNAME) -> None:
        needs(opendkim="opendkim")
        self._folder = server_folder("od")
        self._port = free_port()
        self.milter = f"inet:127.0.0.1:{self._port}"
        (self._folder / "nobody").write_text("192.0.2.1\n")
        (self._folder / "keys.txt").write_text("".join(f"{k} {v}\n" for k, v in directory.records.items()))
        (self._folder / "opendkim.conf").write_text(_CONFIG.format(name=name, port=self._port, folder=self._folder))
        give(self._folder)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        log = self._folder / "log"
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [*TIED, "/usr/sbin/opendkim", "-f", "-x", str(self._folder / "opendkim.conf")],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                **as_nobody(),
            )
        wait_for_port(self._port, self._process, log)
        return self

    def __exit__(self, *failure: object) -> None:
        end(self._process, signal.SIGKILL)
        remove(self._folder)
