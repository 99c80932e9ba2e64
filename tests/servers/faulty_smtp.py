"""An SMTP server in a thread that takes mail, remembers it, and fails as ordered."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from tests.servers.certificates import Authority
from tests.servers.processes import free_port

GONE = "421 4.3.2 gone"


@dataclass(frozen=True)
class Received:
    """A message the server has. `answered`: the sender was told so."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    user: str
    encrypted: bool
    options: tuple[str, ...]
    answered: bool = True


@dataclass(frozen=True)
class Fault:
    """One mail's bad luck.

    refuse_mail, refuse_rcpt, refuse_data: the answer is `text` (refuse_data: after the final dot, nothing kept).
    drop_at_mail, drop_at_rcpt, drop_at_data: the line is cut there; drop_in_body: while the message travels.
    drop_before_store, drop_after_store: the line is cut after the final dot; only the second keeps the message.
    hang_before_store, hang_after_store: no answer for `seconds` after the final dot, then the line is cut.
    slow: a good answer, but so late.
    garbage: an answer after the final dot that is none.
    """

    kind: str
    text: str = ""
    seconds: float = 0


class _Rules:
    """What aiosmtpd asks about each step."""

    def __init__(self, server: FaultySmtp) -> None:
        self._server = server

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say that several commands may come at once, where the test wants that; the others are said as ever."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]] if self._server.pipelining else responses

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = self._server.take_fault()
        session.fault = fault
        if fault.kind == "refuse_mail":
            return await self._answer(server, fault.text)
        if fault.kind == "drop_at_mail":
            return _cut(server)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 ok"

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault: Fault = session.fault
        if fault.kind == "refuse_rcpt":
            return await self._answer(server, fault.text)
        if fault.kind == "drop_at_rcpt":
            return _cut(server)
        rule = self._server.recipients.get(address)
        if rule is None:
            envelope.rcpt_tos.append(address)
        return rule or "250 2.1.5 ok"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        fault: Fault = session.fault
        received = Received(
            sender="" if envelope.mail_from == "<>" else str(envelope.mail_from),
            recipients=tuple(envelope.rcpt_tos),
            raw=envelope.original_content or b"",
            user=getattr(session, "user", ""),
            encrypted=session.ssl is not None or self._server.implicit_tls,
            options=tuple(envelope.mail_options),
        )
        if fault.kind == "refuse_data":
            return await self._answer(server, fault.text)
        if fault.kind in ("drop_after_store", "hang_after_store"):
            self._server.keep(replace(received, answered=False))
        if fault.kind.startswith("hang"):
            await asyncio.sleep(fault.seconds)
        if fault.kind.startswith(("drop", "hang")):
            return _cut(server)
        if fault.kind == "garbage":
            self._server.keep(replace(received, answered=False))
            return "hello?"
        await asyncio.sleep(fault.seconds)
        self._server.keep(received)
        return f"250 2.0.0 queued as {len(self._server.mails)}"

    async def _answer(self, server: SMTP, text: str) -> str:
        if not text.startswith("421"):
            return text
        await server.push(text)
        transport: Any = server.transport
        transport.close()
        return text


def _cut(server: SMTP) -> str:
    transport: Any = server.transport
    transport.abort()
    return GONE


class _Smtp(SMTP):
    """Cuts the line at DATA or within the message when so ordered."""

    async def smtp_DATA(self, arg: str) -> None:
        fault: Fault = getattr(self.session, "fault", Fault("none"))
        transport: Any = self.transport
        if fault.kind == "drop_at_data":
            transport.abort()
            return
        if fault.kind == "drop_in_body":
            await self.push("354 go on")
            await self._reader.readline()
            transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Smtp(self.handler, **self.SMTP_kwargs)


class FaultySmtp:
    """`with FaultySmtp(authority, {"user": "password"}) as server`; without an authority it knows no TLS.

    `tokens` are access tokens by user, for XOAUTH2; `without` are ways to log in that it does not offer.
    `recipients` are refusals by address; `pipelining`: it says that it takes several commands at once.
    """

    def __init__(
        self,
        authority: Authority | None = None,
        users: dict[str, str] | None = None,
        *,
        tokens: dict[str, str] | None = None,
        implicit_tls: bool = False,
        names: tuple[str, ...] = (),
        valid: tuple[datetime, datetime] | None = None,
        largest: int = 25_000_000,
        without: tuple[str, ...] = (),
    ) -> None:
        self.mails: list[Received] = []
        self.recipients: dict[str, str] = {}
        self.logins = 0
        self.pipelining = False
        self.implicit_tls = implicit_tls
        self.port = free_port()
        self._users = users or {}
        self._tokens = tokens or {}
        self._faults: deque[Fault] = deque()
        self._arrived = threading.Condition()
        options: dict[str, Any] = {"data_size_limit": largest, "ident": "faulty", "auth_exclude_mechanism": without}
        if self._users or self._tokens:
            options |= {"authenticator": self._log_in, "auth_required": True}
            options["auth_require_tls"] = authority is not None and not implicit_tls
        if authority is not None:
            options["ssl_context" if implicit_tls else "tls_context"] = authority.server_side(*names, valid=valid)
            options["require_starttls"] = not implicit_tls
        rules = _TokenRules(self) if self._tokens else _Rules(self)
        self._controller = _Controller(rules, hostname="127.0.0.1", port=self.port, **options)

    def next(self, kind: str, text: str = "", *, seconds: float = 0, times: int = 1) -> None:
        """The next mails' fault; then all is well again."""
        self._faults.extend([Fault(kind, text, seconds)] * times)

    def wait(self, count: int, seconds: float = 5) -> list[Received]:
        """The messages, once there are so many."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.mails) >= count, seconds):
                raise AssertionError(f"{len(self.mails)} of {count} messages after {seconds} s")
            return list(self.mails)

    def take_fault(self) -> Fault:
        return self._faults.popleft() if self._faults else Fault("none")

    def keep(self, received: Received) -> None:
        with self._arrived:
            self.mails.append(received)
            self._arrived.notify_all()

    def token_user(self, message: str) -> str:
        """The user that an XOAUTH2 message proves to be; '' for none."""
        fields = dict(part.split("=", 1) for part in message.split("\x01") if "=" in part)
        user = fields.get("user", "")
        self.logins += 1
        return user if user and fields.get("auth") == f"Bearer {self._tokens.get(user)}" else ""

    def logged_in(self, server: SMTP, user: str) -> None:
        session: Any = server.session
        session.user = user

    def _log_in(self, server: SMTP, session: Any, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins += 1
        if isinstance(data, LoginPassword):
            user, password = data.login.decode(), data.password.decode()
            if self._users.get(user) == password:
                self.logged_in(server, user)
                return AuthResult(success=True, auth_data=user)
        return AuthResult(success=False, handled=False)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._controller.stop()


class _TokenRules(_Rules):
    """Also knows XOAUTH2: a refusal gives its reason first, and the code when that is acknowledged."""

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        message = await server.challenge_auth("") if len(args) == 1 else _decoded(args[1])
        user = self._server.token_user(message.decode() if isinstance(message, bytes) else "")
        if user:
            self._server.logged_in(server, user)
            return AuthResult(success=True, auth_data=user)
        await server.challenge_auth('{"status":"401"}')
        return AuthResult(success=False, handled=False)


def _decoded(text: str) -> bytes:
    return base64.b64decode(text)
