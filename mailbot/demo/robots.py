"""Machines that answer: vacation responders (RFC 3834) and the reports of mail servers (RFC 3464)."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from random import Random

from mailbot.demo.firm import MX
from mailbot.demo.letter import Letter
from mailbot.demo.programs import Writer


def vacation(writer: Writer, letter: Letter, text: str, when: datetime, rng: Random) -> bytes:
    """The automatic answer of a mailbox whose owner is away."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((writer.name, writer.address))
    message["To"] = letter.reply_to
    automatic = "Réponse automatique : " if writer.language == "fr" else "Automatic reply: "
    message["Subject"] = automatic + letter.subject
    message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<vac.{rng.getrandbits(64):016x}@{writer.address.rpartition('@')[2]}>"
    message["In-Reply-To"] = letter.message_id
    message["References"] = letter.message_id
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(f"{text}\n{writer.name}\n", cte="quoted-printable")
    return message.as_bytes()


def undeliverable(letter: Letter, recipient: str, sender: str, when: datetime, rng: Random) -> bytes:
    """The report of the firm's own server that nobody has this address, with the headers of what came back."""
    boundary = f"{rng.getrandbits(64):016X}.{int(when.timestamp())}/{MX}"
    original = message_from_bytes(letter.raw)
    kept = "".join(
        f"{name}: {' '.join(str(value).split())}\r\n"
        for name, value in original.items()
        if name.lower() in ("from", "to", "subject", "date", "message-id", "reply-to", "auto-submitted")
    )
    host = f"mx.{recipient.rpartition('@')[2]}"
    answer = f"550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in virtual mailbox table"
    lines = f"""\
From: MAILER-DAEMON@{MX} (Mail Delivery System)
To: {sender}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(when)}
Message-Id: <{rng.getrandbits(64):016X}@{MX}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="{boundary}"

This is a MIME-encapsulated message.

--{boundary}
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host {MX}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{recipient}>: host {host}[198.51.100.25] said: {answer}
    (in reply to RCPT TO command)

--{boundary}
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; {MX}
Arrival-Date: {format_datetime(when)}

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; {host}
Diagnostic-Code: smtp; {answer}

--{boundary}
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

{kept}
--{boundary}--
"""
    return lines.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")
