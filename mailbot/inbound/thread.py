"""What links a message to something of ours, strongest first: own Message-IDs, tokens in addresses, visible references.

Whether a token is genuine is for whoever holds the key; here it is only found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.addresses import domain_of
from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.parse import Mail

OWN_PREFIXES = ("rem", "dig", "alr", "ans")
_OWN_ID = re.compile(r"^<(rem|dig|alr|ans)-[^@<>\s]{4,200}@([^@<>\s]{1,255})>$", re.I)
_DETAIL = re.compile(r"^[rd][a-z2-7]{8,80}$|^[rd][a-z0-9]{8,80}$")
# The visible reference at the foot of a digest survives where headers do not; quoting may break it over two lines.
_VISIBLE = re.compile(r"\[#\s*([rd][a-z0-9]{8,80})\s*\]", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the message points: own Message-IDs it answers, tokens in its addresses, visible references in its text."""

    message_ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()

    @property
    def to_digest(self) -> bool:
        """Does it answer a digest?"""
        named = any(ident.lower().startswith("<dig-") for ident in self.message_ids)
        return named or any(token.lower().startswith("d") for token in self.tokens + self.visible)

    @property
    def to_reminder(self) -> bool:
        """Does it answer a reminder, an alert or an answer of ours?"""
        named = any(not ident.lower().startswith("<dig-") for ident in self.message_ids)
        return named or any(token.lower().startswith("r") for token in self.tokens + self.visible)

    @property
    def any(self) -> bool:
        """Does it point to anything of ours?"""
        return bool(self.message_ids or self.tokens or self.visible)


def links(mail: Mail, firm: FirmFacts) -> Links:
    """Everything in the message that points to what we sent."""
    mentioned = mail.in_reply_to + tuple(reversed(mail.references))
    ids = dict.fromkeys(ident for ident in mentioned if is_own_id(ident, firm))
    tokens = dict.fromkeys(
        token for address in mail.to + mail.delivered_to + mail.cc if (token := _token(address, firm))
    )
    shown = dict.fromkeys(found.lower() for found in _VISIBLE.findall(mail.text + "\n" + mail.html))
    return Links(message_ids=tuple(ids), tokens=tuple(tokens), visible=tuple(shown)[:20])


def is_own_id(ident: str, firm: FirmFacts) -> bool:
    """Has this Message-ID the shape of ours, at one of our domains?"""
    found = _OWN_ID.match(ident)
    return found is not None and found[2].lower() in (*firm.own_domains, domain_of(firm.address))


def _token(address: str, firm: FirmFacts) -> str:
    local, _, domain = address.rpartition("@")
    name, plus, detail = local.partition("+")
    if not plus or f"{name}@{domain}" != firm.address or not _DETAIL.match(detail.lower()):
        return ""
    return detail.lower()
