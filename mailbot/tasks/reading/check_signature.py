"""Where the network is asked about a signature: before a message is understood, which itself asks nobody."""

from __future__ import annotations

from mailbot.inbound.addresses import domain_of
from mailbot.inbound.authenticity import Checked, organisations, worth_checking
from mailbot.inbound.dkim_check import Lookup, check
from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.parse import Mail


def own_check(find_key: Lookup | None, raw: bytes, mail: Mail, firm: FirmFacts) -> Checked | None:
    """What we find out ourselves about the sender; None when we do not look: without a way to find keys, where a server
    has spoken, for strangers."""
    if find_key is None or mail.sender is None or not worth_checking(mail, firm):
        return None
    return check(raw, domain_of(mail.sender), organisations(firm), find_key)
