"""Which of the nine kinds a message is: an ordered, written-out list of detectors.

Each looks for itself and says why. When two that cannot both be right claim the same message and choosing wrongly
would do harm, it is `other` and a person decides; the pairs where the first may win are written out in HARMLESS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mailbot.core.fingerprint import HEADER, fingerprint
from mailbot.core.reading.understood import Kind
from mailbot.inbound import bounce_dsn
from mailbot.inbound.automatic import automatic
from mailbot.inbound.calendars import calendar_method
from mailbot.inbound.facts import Facts
from mailbot.inbound.forwarded import carries_invoice, is_forward
from mailbot.inbound.robots import marked_unwanted
from mailbot.inbound.strangers import client_or_other
from mailbot.inbound.thread import is_own_id

DECIDERS = ("partner", "admin")
COMMANDERS = ("partner", "admin", "assistant")


@dataclass(frozen=True, slots=True)
class Claim:
    """A detector's claim, and why."""

    kind: Kind
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The kind, why, and what is doubtful about it."""

    kind: Kind
    why: str
    doubts: tuple[str, ...] = ()


def _own(facts: Facts) -> Claim | None:
    mail = facts.mail
    if mail.message_id and is_own_id(mail.message_id, facts.firm) and mail.from_address == facts.firm.address:
        return Claim(Kind.OWN, "our own message came back")
    if mail.from_address == facts.firm.address:
        return Claim(Kind.OWN, "the sender is our own address")
    if mail.has(HEADER) and mail.header(HEADER) == fingerprint(mail.text):
        return Claim(Kind.OWN, "our own message came back through a forwarder")
    return None


def _came_back_changed(facts: Facts) -> Claim | None:
    """Ours, and somebody may have written into it: a footer, or what they want to say. Never answered."""
    back = facts.mail.has(HEADER) and facts.mail.header(HEADER) != fingerprint(facts.mail.text)
    return Claim(Kind.OTHER, "our own message came back, and not as we sent it") if back else None


def _bounce(facts: Facts) -> Claim | None:
    if facts.bounce is None:
        return None
    return Claim(Kind.BOUNCE, "a report of a mail system")


def _receipt(facts: Facts) -> Claim | None:
    if bounce_dsn.report_type(facts.mail.tree) == "disposition-notification":
        return Claim(Kind.AUTO_REPLY, "a read receipt")
    return None


def _complaint(facts: Facts) -> Claim | None:
    """A provider reports that somebody marked one of our messages as unwanted (RFC 5965): no answer, no bounce."""
    if bounce_dsn.report_type(facts.mail.tree) == "feedback-report":
        return Claim(Kind.OTHER, "a provider's report about a message of ours")
    return None


def _bank(facts: Facts) -> Claim | None:
    if facts.bank is None:
        return None
    return Claim(Kind.BANK_NOTIFICATION, f"From shows a domain of {facts.bank.name}")


def _auto_reply(facts: Facts) -> Claim | None:
    why = automatic(facts)
    return Claim(Kind.AUTO_REPLY, why) if why else None


def _approval(facts: Facts) -> Claim | None:
    if not facts.links.to_digest or facts.role not in DECIDERS or not facts.from_inside:
        return None
    return Claim(Kind.APPROVAL, "a partner answers a digest")


def _command(facts: Facts) -> Claim | None:
    if facts.links.to_digest or facts.role not in COMMANDERS or facts.command is None:
        return None
    return Claim(Kind.COMMAND, f"a member of the firm writes {facts.command.verb!r}")


def _inside(facts: Facts) -> Claim | None:
    """A member of the firm, or somebody who shows its domain, and no order: their own mail, or an invoice."""
    if not facts.from_inside and facts.role is None:
        return None
    outsiders = [a for a in facts.mail.to + facts.mail.cc if not facts.firm.is_own_domain(a.rpartition("@")[2])]
    if carries_invoice(facts.mail):
        return Claim(Kind.INVOICE, "a member of the firm sends an invoice along")
    if outsiders:
        return Claim(Kind.OWN, "a colleague's own mail to somebody else")
    if is_forward(facts.mail):
        return Claim(Kind.OTHER, "a colleague forwards something without an order")
    return Claim(Kind.OTHER, "a colleague's mail that gives no order")


def _stranger(facts: Facts) -> Claim | None:
    if facts.from_inside or facts.role is not None:
        return None
    elsewhere = _not_for_us(facts)
    if elsewhere:
        return Claim(Kind.OTHER, elsewhere)
    kind, why = client_or_other(facts)
    return Claim(kind, why)


def _not_for_us(facts: Facts) -> str:
    """Why a stranger's mail is put aside whatever it says: a calendar's answer, or what the mail server distrusts.

    An answer to one of our own messages is read all the same, save a calendar's "accepted".
    """
    method = calendar_method(facts.mail)
    if method and (method == "REPLY" or not facts.links.any):
        return f"a calendar's message ({method.lower()})"
    if facts.links.any or facts.references:
        return ""
    return "the mail server marks it as unwanted" if marked_unwanted(facts.mail) else ""


DETECTORS: tuple[Callable[[Facts], Claim | None], ...] = (
    _own, _came_back_changed, _bounce, _receipt, _complaint, _bank, _auto_reply, _approval, _command, _inside,
    _stranger,
)  # fmt: skip

# (winner, loser): both may look right, and believing the winner cannot release, pay or lose anything.
HARMLESS = frozenset(
    {
        *((Kind.OWN, loser) for loser in Kind if loser is not Kind.OWN),
        *((Kind.BOUNCE, loser) for loser in Kind if loser is not Kind.BOUNCE),
        *((Kind.BANK_NOTIFICATION, loser) for loser in (Kind.AUTO_REPLY, Kind.CLIENT_REPLY, Kind.OTHER)),
        *((Kind.AUTO_REPLY, loser) for loser in Kind if loser not in (Kind.AUTO_REPLY, Kind.BANK_NOTIFICATION)),
        *((Kind.APPROVAL, loser) for loser in (Kind.OWN, Kind.OTHER, Kind.INVOICE)),
        *((Kind.COMMAND, loser) for loser in (Kind.OWN, Kind.OTHER, Kind.INVOICE)),
    }
)


def sort(facts: Facts) -> Sorted:
    """The kind of a message."""
    claims = [claim for detector in DETECTORS if (claim := detector(facts)) is not None]
    if not claims:
        return Sorted(kind=Kind.OTHER, why="nothing recognised it")
    first = claims[0]
    for other in claims[1:]:
        if other.kind is not first.kind and (first.kind, other.kind) not in HARMLESS:
            doubt = f"two readings: {first.kind} ({first.why}) and {other.kind} ({other.why})"
            return Sorted(kind=Kind.OTHER, why="it is not clear what this is", doubts=(doubt,))
    return Sorted(kind=first.kind, why=first.why, doubts=_doubts(first, facts))


def _doubts(claim: Claim, facts: Facts) -> tuple[str, ...]:
    if claim.kind is Kind.OTHER and facts.links.to_digest:
        return ("it answers a digest, but not from a partner's address",)
    return ()
