"""One certificate authority for all servers of a run, made in milliseconds."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme

from tests.servers.processes import owner, remove, server_folder

HOSTS = ("localhost", "127.0.0.1")
LONG_AGO = (datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))


class Authority:
    """Issues certificates; `pem` is the file to trust."""

    def __init__(self) -> None:
        self.folder = server_folder("ca")
        self._authority = trustme.CA()
        self.pem = self.folder / "ca.pem"
        self._authority.cert_pem.write_to_path(str(self.pem))
        self.pem.chmod(0o644)

    def issue(self, folder: Path, *names: str, valid: tuple[datetime, datetime] | None = None) -> tuple[Path, Path]:
        """Files with certificate and key for these host names, readable by the servers' user."""
        since, until = valid or (None, None)
        made = self._authority.issue_cert(*(names or HOSTS), not_before=since, not_after=until)
        certificate, key = folder / "server.crt", folder / "server.key"
        made.private_key_pem.write_to_path(str(key))
        certificate.write_bytes(b"".join(pem.bytes() for pem in made.cert_chain_pems))
        for path in (certificate, key):
            os.chown(path, *owner())
        key.chmod(0o600)
        return certificate, key

    def server_side(self, *names: str, valid: tuple[datetime, datetime] | None = None) -> ssl.SSLContext:
        """For servers within our own process."""
        folder = server_folder("crt")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.issue(folder, *names, valid=valid))
        remove(folder)
        return context

    def client_side(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.pem))

    def close(self) -> None:
        remove(self.folder)
