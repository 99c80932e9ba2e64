"""What the tests of the edges are made of: mails, and settings that point at the tests' servers."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Literal

from mailbot.config.schema import Folders, Imap, Mailbox, Smtp
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Known
from mailbot.inbound.mailbox import Mailbox as MailboxProtocol
from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.transport import Outcome
from tests.servers.certificates import Authority
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.faulty_smtp import FaultySmtp

BOT, CLIENT = "bot@test.example", "compta@client.example"
Security = Literal["tls", "starttls", "none"]
SENT_AT = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)  # long past: Dovecot does not believe in times to come


def a_mail(
    subject: str = "Relance",
    *,
    sender: str = "client@client.example",
    to: str = "recouvrement@test.example",
    message_id: str = "<1@client.example>",
    body: str = "Bonjour,\n\nNous réglons vendredi.\n",
    date: datetime = SENT_AT,
    headers: dict[str, str] | None = None,
) -> bytes:
    """An ordinary message, as it travels."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = sender, to, subject, message_id
    mail["Date"] = date
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(body)
    return mail.as_bytes(policy=SMTP)


def a_large_mail(size: int) -> bytes:
    """About so many bytes."""
    return a_mail("Pièces", body=("x" * 76 + "\n") * (size // 78))


def imap_settings(server: Dovecot, user: str, **imap: Any) -> Mailbox:
    """A mailbox on that server; keywords change the `imap` section."""
    section = {
        "host": "localhost",
        "port": server.imaps_port,
        "ca_file": server.authority.pem,
        "timeout_seconds": 10,
        **imap,
    }
    return Mailbox(address=user, transport="maildir", imap=Imap(**section), folders=Folders())


def smtp_settings(port: int, authority: Authority | None, *, security: Security = "starttls", **smtp: Any) -> Smtp:
    """Sending through the server on that port."""
    section = {
        "host": "localhost",
        "port": port,
        "security": security,
        "user": "bot",
        "ca_file": authority.pem if authority else None,
        "timeout_seconds": 5,
        **smtp,
    }
    return Smtp(**section)


def opened(server: Dovecot, user: str, *, limit: int = 40 * 1024 * 1024, **imap: Any) -> ImapMailbox:
    """The mailbox of a user, connected."""
    return ImapMailbox(imap_settings(server, user, **imap), PASSWORD, limit=limit)


def subjects(box: MailboxProtocol, folder: str = "INBOX", known: Known | None = None) -> list[str]:
    """What is new in a folder."""
    lines = (line for message in box.new_messages(folder, known) for line in message.raw.split(b"\r\n"))
    return [line.removeprefix(b"Subject: ").decode() for line in lines if line.startswith(b"Subject: ")]


def a_sender(
    server: FaultySmtp, authority: Authority, *, secret: str = "secret", answer_seconds: float = 2
) -> SmtpSender:
    """Sends through that server as its user `bot`."""
    settings = smtp_settings(server.port, authority, timeout_seconds=2)
    return SmtpSender(settings, BOT, secret, answer_seconds=answer_seconds)


def send(sender: SmtpSender, *recipients: str, raw: bytes = b"", mail_from: str = BOT) -> Outcome:
    """Send an ordinary message, or these bytes."""
    return sender.send(mail_from, recipients or (CLIENT,), raw or a_mail(), "<rem-1@test.example>")
