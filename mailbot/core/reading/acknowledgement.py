"""When a client's own words look like an acknowledgement of the debt (C. civ. 2240), which starts limitation again.

It is only ever proposed: whether an answer acknowledges the debt without reserve is for a person to say, and the day
could not be taken back in court.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.core.reading.understood import Intent, Kind, Understood

# Who promises or asks for time admits to owe, unless the same message contests it or says that it is paid.
_ADMITS = {
    Intent.PROMISE_TO_PAY: "le client promet de payer",
    Intent.INSTALLMENT_REQUEST: "le client demande un échéancier",
}
_DENIES = frozenset({Intent.DISPUTE, Intent.ALREADY_PAID})


@dataclass(frozen=True, slots=True)
class Admission:
    """What the client wrote, and why it may count. `references`: the invoices named, empty when none is."""

    why: str
    sentence: str
    references: tuple[str, ...] = ()


def admission(understood: Understood) -> Admission | None:
    """What in this message may acknowledge the debt; None when nothing does."""
    intents = set(understood.intents)
    if understood.kind is not Kind.CLIENT_REPLY or intents & _DENIES:
        return None
    found = next((intent for intent in _ADMITS if intent in intents), None)
    if found is None:
        return None
    said = next((one.sentence for one in understood.evidence if one.intent == found.value), "")
    return Admission(_ADMITS[found], said, understood.references)
