"""Messages and a firm for the tests of this room: plain keyword functions."""

from __future__ import annotations

from mailbot.inbound.firm import BankProfileFacts, FirmFacts
from mailbot.inbound.parse import Mail, parse

BOT = "relances@etude.example"
MX = "mx.etude.example"
IBAN = "FR7630006000011234567890189"
BANK = BankProfileFacts(name="Banque du Rhône", domains=("banque-rhone.example",), own_ibans=(IBAN,))


def a_firm(**changes: object) -> FirmFacts:
    """A firm with a partner, an assistant and a bank."""
    values: dict[str, object] = {
        "address": BOT,
        "own_domains": ("etude.example",),
        "trusted_authserv_ids": (MX,),
        "people": (("h.vallier@etude.example", "partner"), ("c.lenoir@etude.example", "assistant")),
        "banks": (BANK,),
        **changes,
    }
    return FirmFacts(**values)  # type: ignore[arg-type]  # a test names the fields


def raw(text: str = "Bonjour", **headers: str) -> bytes:
    """A plain message; `headers` with underscores for hyphens, empty to leave one out."""
    fields = {
        "From": "Jean Petit <j.petit@client.example>",
        "To": BOT,
        "Date": "Tue, 06 Oct 2026 09:00:00 +0200",
        "Subject": "Re: Rappel",
        "Message-ID": "<1@client.example>",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return (head + "\r\n" + text.replace("\r\n", "\n").replace("\n", "\r\n")).encode()


def a_mail(text: str = "Bonjour", **headers: str) -> Mail:
    """The same, parsed."""
    return parse(raw(text, **headers))


def proved(domain: str) -> str:
    """What our own server writes above a mail whose domain is proved."""
    return f"{MX}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
