"""Alerts about what happens at one instant: a message refused, doubtful, unreadable or not proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mailbot.core.alerting.escalation_state import AlertKind, Debtor
from mailbot.core.alerting.escalation_words import ADVISED, TITLED
from mailbot.core.alerting.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message on its way out: to whom, and of a reminder whose it is. `debtor` None: a mail to the firm's people."""

    delivery_id: int
    recipients: str
    answer: str = ""
    debtor: Debtor | None = None
    reminder_id: int | None = None
    formal: bool = False


def delivery_refused(message: Outgoing) -> Finding:
    """It certainly did not arrive, and will not be tried again. A formal notice that is not there lets no time run."""
    words = _of(message, "delivery_refused")
    facts = {"recipients": message.recipients, "answer": _last_word(message), **words}
    if words:
        facts[ADVISED] = words[TITLED]
    return _about(message, AlertKind.DELIVERY_REFUSED, str(message.delivery_id), facts)


def copy_refused(refused: Sequence[tuple[str, str]], message: Outgoing) -> Finding:
    """It arrived, but not at these addresses, each with the server's answer."""
    word = "delivery_refused_copy" if message.debtor else "delivery_refused_office"
    message = replace(message, recipients=", ".join(to for to, _ in refused), answer=refused[0][1])
    facts = {"recipients": message.recipients, "answer": _last_word(message), TITLED: word, ADVISED: word}
    return _about(message, AlertKind.DELIVERY_REFUSED, f"{message.delivery_id}:copy", facts, calm=True)


def delivery_unknown(message: Outgoing) -> Finding:
    """It may have left or not; only a person sends it again."""
    facts = {"recipients": message.recipients, "delivery": message.delivery_id, **_of(message, "delivery_unknown")}
    return _about(message, AlertKind.DELIVERY_UNKNOWN, str(message.delivery_id), facts)


def message_quarantined(message_id: int) -> Finding:
    """The program could not read it."""
    return Finding(kind=AlertKind.MESSAGE_QUARANTINED, key=str(message_id), facts={}, about_id=message_id)


def bank_unverified(message_id: int, bank: str, why: str, debtor: Debtor | None) -> Finding:
    """A notice that is not proven to come from the bank: nothing was counted."""
    facts: dict[str, Any] = {"bank": bank, "why": why}
    if not bank:
        facts[TITLED] = "bank_unverified_unnamed"
    return Finding(
        kind=AlertKind.BANK_UNVERIFIED, key=f"message:{message_id}", facts=facts, debtor=debtor, about_id=message_id
    )


def approval_refused(message_id: int, why: str, partner: str) -> Finding:
    """Somebody answered a digest and nothing came of it: whoever decides on the batch is told."""
    return Finding(
        kind=AlertKind.APPROVAL_REFUSED, key=f"message:{message_id}", facts={"why": why}, partner=partner,
        about_id=message_id,
    )  # fmt: skip


def client_request(message_id: int, debtor: Debtor, what: str, facts: dict[str, Any], who: str) -> Finding:
    """A client wants a paper that a person has a hand in. `what`: copy, no_file, which, contact, order or portal;
    `who`: the assistant who does such things, empty for the client's partner."""
    word = f"client_request_{what}"
    return Finding(
        kind=AlertKind.CLIENT_REQUEST, key=f"{message_id}:{what}", facts={**facts, TITLED: word, ADVISED: word},
        debtor=debtor, about_id=message_id, partner=who,
    )  # fmt: skip


def opt_out(hold_id: int, debtor: Debtor, sentence: str, said_on: date) -> Finding:
    """The client wants no more messages; the hold keeps them back."""
    facts: dict[str, Any] = {"sentence": sentence, "day": said_on}
    return Finding(kind=AlertKind.OPT_OUT, key=str(hold_id), facts=facts, debtor=debtor, about_id=hold_id)


def _last_word(message: Outgoing) -> str:
    return message.answer.rstrip(". ") or "-"


def _of(message: Outgoing, kind: str) -> dict[str, Any]:
    """Which title: of a formal notice, of another reminder (the kind's own), of a mail to the firm's people."""
    if message.debtor is None:
        return {TITLED: f"{kind}_office"}
    return {TITLED: f"{kind}_formal"} if message.formal else {}


def _about(message: Outgoing, kind: AlertKind, key: str, facts: dict[str, Any], *, calm: bool = False) -> Finding:
    about = message.delivery_id if kind is AlertKind.DELIVERY_UNKNOWN else message.reminder_id
    return Finding(
        kind=kind, key=key, facts=facts, debtor=message.debtor, about_id=about, urgent=message.formal and not calm
    )
