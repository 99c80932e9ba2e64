"""How a message is understood: the one function that `mailbot explain` and the live path share, and its JSON.

Pure: bytes and the firm's facts in, one frozen value out. Nothing here obeys anything: an order or a payment counts
only where `authentic` is true, and whoever carries it out checks that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mailbot.core.approving.approval import read_decision
from mailbot.core.reading.understood import Approval, Clues, Evidence, Intent, Kind, Movement, Understood
from mailbot.inbound.authenticity import Checked
from mailbot.inbound.banks.notice import BankReading, read_bank_mail
from mailbot.inbound.facts import Facts
from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.language import language_of
from mailbot.inbound.reply.references import references
from mailbot.inbound.sort import sort

# What an automatic answer may carry: facts that stay true when the mailbox is read again.
_FROM_MACHINES = frozenset({Intent.CONTACT_CHANGE, Intent.DECEASED, Intent.INSOLVENCY})


def understand(mail: Mail, firm: FirmFacts, checked: Checked | None = None) -> Understood:
    """What `mail` says to this firm; `checked`: what was found out about its signatures, where somebody looked."""
    facts = Facts(mail, firm, checked)
    sorted_as = sort(facts)
    base = Understood(
        kind=sorted_as.kind,
        why=sorted_as.why,
        robot=bool(facts.robot),
        doubts=sorted_as.doubts + mail.defects,
        clues=_clues(facts),
    )
    return _READERS.get(sorted_as.kind, _plain)(facts, base)


def _client(facts: Facts, base: Understood) -> Understood:
    reading = facts.reading
    return replace(
        _plain(facts, base),
        intents=reading.intents,
        promise=reading.promise,
        evidence=reading.evidence,
        doubts=base.doubts + facts.new.doubts + reading.doubts,
    )


def _plain(facts: Facts, base: Understood) -> Understood:
    return replace(
        base,
        language=language_of(facts.new.text, facts.thread_text),
        new_text=facts.new.text,
        references=facts.references,
    )


def _bank(facts: Facts, base: Understood) -> Understood:
    bank = facts.bank
    reading = read_bank_mail(facts.mail, bank) if bank is not None else BankReading()
    told = replace(
        base,
        bank=bank.name if bank else None,
        payments=reading.movements,
        language=language_of(facts.new.text),
        doubts=base.doubts + reading.doubts,
    )
    return _proved(facts, told)


def _bounce(facts: Facts, base: Understood) -> Understood:
    return replace(base, bounce=facts.bounce, language=language_of(facts.new.text))


def _auto_reply(facts: Facts, base: Understood) -> Understood:
    away = facts.absence is not None and facts.absence.until is not None
    # Who stands in for some weeks is no new contact.
    lasting = _FROM_MACHINES - {Intent.CONTACT_CHANGE} if away else _FROM_MACHINES
    kept = tuple(intent for intent in facts.reading.intents if intent in lasting)
    evidence = tuple(item for item in facts.reading.evidence if item.intent in kept)
    return replace(_plain(facts, base), absence=facts.absence, intents=kept, evidence=evidence)


def _approval(facts: Facts, base: Understood) -> Understood:
    return _proved(facts, replace(_plain(facts, base), approval=decision_of(facts)))


def decision_of(facts: Facts) -> Approval | None:
    """The decision as written; None without a date to resolve it against."""
    writer = f"{facts.mail.from_name} {facts.mail.from_address}"
    return read_decision(facts.new.text, facts.today, writer) if facts.today else None


def _command(facts: Facts, base: Understood) -> Understood:
    return _proved(facts, replace(_plain(facts, base), command=facts.command))


def _proved(facts: Facts, base: Understood) -> Understood:
    return replace(base, authentic=facts.proof.verdict, authentic_why=facts.proof.why)


_READERS: dict[Kind, Callable[[Facts, Understood], Understood]] = {
    Kind.CLIENT_REPLY: _client,
    Kind.BANK_NOTIFICATION: _bank,
    Kind.BOUNCE: _bounce,
    Kind.AUTO_REPLY: _auto_reply,
    Kind.APPROVAL: _approval,
    Kind.COMMAND: _command,
}


def _clues(facts: Facts) -> Clues:
    links, mail = facts.links, facts.mail
    return Clues(
        tokens=links.tokens + tuple(token for token in links.visible if token not in links.tokens),
        message_ids=links.message_ids,
        subject_numbers=references(mail.subject, facts.firm),
        text_numbers=references(facts.new.text, facts.firm, facts.thread_text),
        sender=mail.from_address,
    )


def as_json(understood: Understood, file: str) -> dict[str, Any]:  # a JSON object: values of any kind
    """The object that `explain --json` prints for one file. Unknown is None or an empty list."""
    u = understood
    return {
        "file": file,
        "kind": str(u.kind),
        "language": u.language,
        "new_text": u.new_text,
        "intents": [str(intent) for intent in u.intents],
        "promise": {"date": _iso(u.promise.date), "amount": _text(u.promise.amount)} if u.promise else None,
        "references": list(u.references),
        "payments": [_payment(movement) for movement in u.payments],
        "bank": u.bank,
        "bounce": {"recipient": u.bounce.recipient, "status": u.bounce.status, "permanent": u.bounce.permanent}
        if u.bounce
        else None,
        "absence": {"until": _iso(u.absence.until), "substitute": u.absence.substitute} if u.absence else None,
        "approval": _decision(u.approval),
        "command": _order(u),
        "authentic": u.authentic,
        "evidence": [_evidence(item) for item in u.evidence],
        "robot": u.robot,
        "why": u.why,
        "doubts": list(u.doubts),
    }


def _payment(movement: Movement) -> dict[str, str | None]:
    return {
        "amount": f"{movement.amount:.2f}",
        "currency": movement.currency,
        "direction": movement.direction,
        "value_date": _iso(movement.value_date),
        "payer": movement.payer,
        "payer_iban": movement.payer_iban,
        "label": movement.label,
    }


def _decision(approval: Approval | None) -> dict[str, Any] | None:
    if approval is None or approval.decision is None:
        return None
    return {"decision": approval.decision, "except": list(approval.excluded), "only": list(approval.only)}


def _order(u: Understood) -> dict[str, Any] | None:
    if u.command is None:
        return None
    given = {"date": _iso(u.command.date), "amount": _text(u.command.amount), "query": u.command.query}
    return {"verb": u.command.verb, "args": {name: value for name, value in given.items() if value is not None}}


def _evidence(item: Evidence) -> dict[str, str]:
    return {"intent": item.intent, "sentence": item.sentence, "why": item.why}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(amount: Decimal | None) -> str | None:
    return f"{amount:.2f}" if amount is not None else None
