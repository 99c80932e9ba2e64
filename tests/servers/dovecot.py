"""A real Dovecot with IMAP, IMAPS, STARTTLS, LMTP and SASL for Postfix; up in some 50 ms, with faults on demand."""

from __future__ import annotations

import itertools
import os
import signal
import smtplib
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from tests.servers.certificates import HOSTS, Authority
from tests.servers.dovecot_config import TEMPLATE
from tests.servers.processes import (
    TIED,
    as_nobody,
    end,
    end_group,
    free_port,
    give,
    needs,
    owner,
    owner_names,
    remove,
    server_folder,
    wait_for_port,
    wait_until_closed,
)

PASSWORD = "secret"


@dataclass(frozen=True)
class Variant:
    """How a Dovecot differs from an ordinary one."""

    separator: str = "/"
    prefix: str = ""
    sent: str = "Sent"
    capability: str = ""
    max_connections: int = 50
    names: tuple[str, ...] = HOSTS
    valid: tuple[datetime, datetime] | None = None
    extra_passdb: str = ""
    mechanisms: str = "plain login"
    vacation_port: int = 0  # robots answer through the SMTP server on this port (package dovecot-sieve)


@dataclass(frozen=True)
class Account:
    password: str
    quota: str = ""
    stamp: int = 1_000_000_000


class Dovecot:
    """`with Dovecot(authority) as server`. Tests keep apart by taking a new user each."""

    def __init__(self, authority: Authority, variant: Variant | None = None, users: Iterable[str] = ()) -> None:
        needs(**{"/usr/lib/dovecot/imap": "dovecot-imapd", "/usr/lib/dovecot/lmtp": "dovecot-lmtpd"})
        self.authority = authority
        self.variant = variant or Variant()
        self.folder = server_folder("dc")
        self.imap_port, self.imaps_port, self.lmtp_port, self.sasl_port = (free_port() for _ in range(4))
        self._accounts: dict[str, Account] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._config = self.folder / "dovecot.conf"
        self._config.write_text(self._configuration())
        for name in ("mail", "users"):
            (self.folder / name).mkdir()
        for user in users:
            self.add_user(user)
        give(self.folder)

    def _configuration(self) -> str:
        variant = self.variant
        certificate, key = self.authority.issue(self.folder, *variant.names, valid=variant.valid)
        (user, group), (uid, gid) = owner_names(), owner()
        return TEMPLATE.format(
            folder=self.folder,
            certificate=certificate,
            key=key,
            user=user,
            group=group,
            uid=uid,
            gid=gid,
            imap_port=self.imap_port,
            imaps_port=self.imaps_port,
            lmtp_port=self.lmtp_port,
            sasl_port=self.sasl_port,
            separator=variant.separator,
            prefix=variant.prefix,
            sent=f'"{variant.sent}"',
            max_connections=variant.max_connections,
            mechanisms=variant.mechanisms,
            extra_passdb=variant.extra_passdb,
            capability=f"imap_capability = {variant.capability}" if variant.capability else "",
            lmtp_plugins="sieve" if variant.vacation_port else "",
            submission=f"submission_host = 127.0.0.1:{variant.vacation_port}" if variant.vacation_port else "",
        )

    # Users

    def add_user(self, name: str, password: str = PASSWORD) -> str:
        """A user with an empty mailbox, who may log in at once. Dovecot writes names in lower case."""
        self._accounts[name] = Account(password)
        (self.folder / "mail" / name).mkdir(exist_ok=True)
        give(self.folder / "mail" / name)
        self._write_user(name)
        return name

    def new_user(self, stem: str = "u", domain: str = "test.example") -> str:
        return self.add_user(f"{stem}{next(self._numbers)}@{domain}")

    def password(self, name: str) -> str:
        return self._accounts[name].password

    def set_password(self, name: str, password: str) -> None:
        self._accounts[name] = replace(self._accounts[name], password=password)
        self._write_user(name)

    def set_quota(self, name: str, storage: str) -> None:
        """For example `20k`; seen by the next login or delivery."""
        self._accounts[name] = replace(self._accounts[name], quota=storage)
        self._write_user(name)

    def user_file(self, name: str) -> Path:
        return self.folder / "users" / name

    def maildir(self, name: str) -> Path:
        return self.folder / "mail" / name / "Maildir"

    def _write_user(self, name: str) -> None:
        account = replace(self._accounts[name], stamp=self._accounts[name].stamp + 10)
        self._accounts[name] = account
        target = self.user_file(name)
        known = target.exists()
        beside = self.folder / "user.new"
        limits = f"userdb_quota_rule=*:storage={account.quota}" if account.quota else ""
        beside.write_text(f"{name}:{{PLAIN}}{account.password}::::::{limits}\n")
        os.utime(beside, (account.stamp, account.stamp))  # Dovecot goes by the time of the file
        os.chown(beside, *owner())
        beside.rename(target)
        if known and self._process is not None:
            time.sleep(1.05)

    # Life

    def start(self) -> Self:
        log = self.folder / "stdout.log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*TIED, "/usr/sbin/dovecot", "-F", "-c", str(self._config)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=self.folder,
                start_new_session=True,
                **as_nobody(),
            )
        for port in self._ports():
            wait_for_port(port, self._process, log)
        return self

    def _ports(self) -> tuple[int, ...]:
        return self.imap_port, self.imaps_port, self.lmtp_port, self.sasl_port

    def stop(self) -> None:
        """An orderly end; it may take seconds."""
        end(self._process, seconds=3)
        self.crash()

    def crash(self) -> None:
        """kill -9 of the master and all its children: clients see the line end."""
        end_group(self._process)
        wait_until_closed(self._ports())

    def close(self) -> None:
        self.crash()
        remove(self.folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *failure: object) -> None:
        self.close()

    # Mail

    def deliver(self, user: str, raw: bytes, sender: str = "kunde@client.example") -> None:
        """Straight into a mailbox, by LMTP."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as line:
            line.sendmail(sender, [user], raw)

    def vacation(self, user: str, subject: str, text: str) -> None:
        """A real out-of-office robot (RFC 5230), once per sender; needs `vacation_port`."""
        script = self.folder / "mail" / user / ".dovecot.sieve"
        script.write_text(f'require ["vacation"];\nvacation :days 7 :subject "{subject}" "{text}";\n')
        give(script.parent)

    def doveadm(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["/usr/bin/doveadm", "-c", str(self._config), *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
            **as_nobody(),
        )
        if check and done.returncode:
            raise RuntimeError(f"doveadm {arguments}: {done.stderr}")
        return str(done.stdout)

    def log(self) -> str:
        path = self.folder / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # Faults

    def set_uidvalidity(self, user: str, folder: str, value: int) -> None:
        self.doveadm("mailbox", "update", "-u", user, "--uid-validity", str(value), folder)

    def delete_folder(self, user: str, folder: str) -> None:
        self.doveadm("mailbox", "delete", "-u", user, folder)

    def recreate(self, user: str, folder: str) -> None:
        """What restoring a backup does: the same name, another UIDVALIDITY, UIDs from 1."""
        self.delete_folder(user, folder)
        time.sleep(1.1)  # UIDVALIDITY is a time in seconds
        self.doveadm("mailbox", "create", "-u", user, folder)

    def own(self, user: str) -> None:
        """Files that a test laid into a mailbox belong to the server."""
        give(self.maildir(user))

    def date(self, path: Path, stamp: int) -> None:
        """When a message file arrived."""
        os.utime(path, (stamp, stamp))

    def kick(self, user: str) -> None:
        """End a user's connections with BYE."""
        self.doveadm("kick", user, check=False)

    def freeze(self) -> list[int]:
        """Connections stay open and nothing answers any more."""
        needs(ps="procps")
        assert self._process is not None
        listing = subprocess.run(
            ["/bin/ps", "-o", "pid=,comm=", "--ppid", str(self._process.pid)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        frozen = [int(line.split()[0]) for line in listing.splitlines() if line.split()[1] == "imap"]
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        return frozen

    def thaw(self, frozen: Iterable[int]) -> None:
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)

    def rights(self, user: str, rights: str, folder: str = "INBOX") -> None:
        """An ACL on a folder: `lr` reads only, `lrs` also marks as read."""
        below = "" if folder == "INBOX" else f".{folder}"
        path = self.maildir(user) / below / "dovecot-acl"
        path.write_text(f"owner {rights}\n")
        give(path.parent)
