"""Reading a message: our parser against the standard library's, which neither decodes nor guards."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from mailbot.inbound.parse import parse

_COUNT = 300


def _message(number: int) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Client {number} <client{number}@client.example>"
    mail["To"] = "relances@cabinet.example"
    mail["Subject"] = f"Ré : facture F-2026-{number:04}"
    mail["Date"] = "Mon, 16 Nov 2026 09:00:00 +0100"
    text = "Bonjour,\n\nNous réglerons cette facture à la fin du mois.\n\n" + "> ligne citée\n" * 60
    mail.set_content(text)
    mail.add_alternative("<p>" + text.replace("\n", "<br>\n") + "</p>", subtype="html")
    return mail.as_bytes(policy=SMTP)


_MESSAGES = [_message(number) for number in range(_COUNT)]


def ours() -> int:
    """Parsed, decoded, with bodies and addresses."""
    return sum(bool(parse(raw).text) for raw in _MESSAGES)


def bare() -> int:
    """Parsed, bodies decoded, nothing else."""
    return sum(
        bool([part.get_payload(decode=True) for part in message_from_bytes(raw).walk() if not part.is_multipart()])
        for raw in _MESSAGES
    )
