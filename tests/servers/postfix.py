"""A real Postfix in a folder of its own, up in some 20 ms. Postfix needs root, or a user namespace that looks so."""

from __future__ import annotations

import grp
import os
import pwd
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.postfix_config import MAIN, MASTER
from tests.servers.processes import end, end_group, free_port, leash, needs, remove, server_folder, tail, wait_for_port

HOSTNAME = "mx.test.example"
_PRIVATE = (
    "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace",
)  # fmt: skip


@dataclass(frozen=True)
class Roads:
    """Where mail goes. `known`: only these addresses are taken in the dialogue, instead of a bounce afterwards;
    `routes`: other domains and the local port that plays their mail server."""

    domains: tuple[str, ...] = ("test.example", "client.example")
    known: tuple[str, ...] = ()
    routes: Mapping[str, int] = field(default_factory=dict)
    lifetime: str = "5d"
    delay_warning: str = "0h"
    milter: str = ""


class Postfix:
    """`with Postfix(dovecot) as mta`: mail for `domains` is delivered to that Dovecot, whose users may send.

    `port` is for sending after STARTTLS and login, `mx_port` for mail from outside.
    """

    def __init__(self, dovecot: Dovecot, roads: Roads | None = None, *, mx_port: int = 0) -> None:
        needs(postfix="postfix")
        if os.geteuid() != 0:
            pytest.skip("Postfix needs root: unshare --map-root-user --map-auto -- pytest (apt-get install uidmap)")
        self.authority = dovecot.authority
        self.folder = server_folder("pf")
        self.port, self.mx_port = free_port(), mx_port or free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._leash: subprocess.Popen[bytes] | None = None
        self._make_folders()
        self._configure(dovecot, roads or Roads())

    def _make_folders(self) -> None:
        postfix, postdrop = pwd.getpwnam("postfix"), grp.getgrnam("postdrop").gr_gid
        os.chown(self.folder, 0, 0)
        for name, user, group, mode in (
            ("etc", 0, 0, 0o755),
            ("spool", 0, 0, 0o755),
            ("data", postfix.pw_uid, postfix.pw_gid, 0o755),
            *((f"spool/{name}", postfix.pw_uid, 0, 0o700) for name in _PRIVATE),
            ("spool/maildrop", postfix.pw_uid, postdrop, 0o1730),
            ("spool/public", postfix.pw_uid, postdrop, 0o2710),
            ("spool/pid", 0, 0, 0o755),
        ):
            path = self.folder / name
            path.mkdir()
            os.chown(path, user, group)
            path.chmod(mode)

    def _configure(self, dovecot: Dovecot, roads: Roads) -> None:
        certificate, key = self.authority.issue(self.folder, "localhost", "127.0.0.1", HOSTNAME)
        os.chown(key, 0, 0)
        known = ", ".join(f"{{ {address} = OK }}" for address in roads.known)
        routes = [f"{{ {domain} = smtp:[127.0.0.1]:{port} }}" for domain, port in roads.routes.items()]
        main = MAIN.format(
            folder=self.folder,
            hostname=HOSTNAME,
            routes=", ".join(routes) or "{ none.invalid = error: }",
            domains=" ".join(roads.domains),
            known=f"inline:{{ {known} }}" if known else "",
            lmtp_port=dovecot.lmtp_port,
            sasl_port=dovecot.sasl_port,
            certificate=certificate,
            key=key,
            lifetime=roads.lifetime,
            delay_warning=roads.delay_warning,
            milter=f"smtpd_milters = {roads.milter}\nmilter_default_action = tempfail" if roads.milter else "",
        )
        for name, text in (("main.cf", main), ("master.cf", MASTER.format(port=self.port, mx_port=self.mx_port))):
            path = self.folder / "etc" / name
            path.write_text(text)
            os.utime(path, (time.time() - 60,) * 2)  # noqa: TID251 - Postfix waits until its files are 2 s old

    def start(self) -> Self:
        """master in the foreground: `postfix start` would check for seconds."""
        log = self.folder / "stdout.log"
        etc = str(self.folder / "etc")
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                ["/usr/lib/postfix/sbin/master", "-c", etc, "-d"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "MAIL_CONFIG": etc},
                start_new_session=True,
            )
        self._leash = leash(self._process.pid)
        for port in (self.port, self.mx_port):
            wait_for_port(port, self._process, log)
        return self

    def close(self) -> None:
        if self._leash is not None:
            self._leash.kill()
            self._leash.communicate()
        end(self._process, signal.SIGTERM, seconds=2)
        end_group(self._process)
        remove(self.folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *failure: object) -> None:
        self.close()

    def wait_for_log(self, pattern: str, seconds: float = 10) -> re.Match[str]:
        """Until the log says so."""
        log: Path = self.folder / "mail.log"
        end_at = time.monotonic() + seconds
        while time.monotonic() < end_at:
            found = re.search(pattern, log.read_text(errors="replace")) if log.exists() else None
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} is not in Postfix' log:\n{tail(log)}")

    def flush(self) -> None:
        """Try every deferred message now."""
        subprocess.run(["/usr/sbin/postqueue", "-c", str(self.folder / "etc"), "-f"], check=True)
