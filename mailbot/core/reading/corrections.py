"""What a person says a message means, when they have read it: the verdicts, and the label that each one gives.

A label says of a message what is right, in the names of `explain --json`, so that readers can be measured against it.
A person presses one key about what matters most; what else the program heard in small talk is then neither right nor
wrong (`alt_intents`), whereas a stop or a promise that the person did not confirm is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mailbot.core.reading.understood import STOPS, Intent, Kind


class Verdict(StrEnum):
    """What a person decides about a message, one key each."""

    DISPUTE = "dispute"
    PROMISE = "promise"
    PAID = "paid"
    ANSWERED = "answered"
    NOTHING = "nothing"
    INSTALMENTS = "instalments"
    OPT_OUT = "opt_out"
    INSOLVENCY = "insolvency"
    DECEASED = "deceased"
    OTHER_CLIENT = "other_client"


# What each verdict says that the client meant; none says it of the two that are about nothing and about whom.
MEANS: dict[Verdict, Intent] = {
    Verdict.DISPUTE: Intent.DISPUTE,
    Verdict.PROMISE: Intent.PROMISE_TO_PAY,
    Verdict.PAID: Intent.ALREADY_PAID,
    Verdict.ANSWERED: Intent.QUESTION,
    Verdict.INSTALMENTS: Intent.INSTALLMENT_REQUEST,
    Verdict.OPT_OUT: Intent.OPT_OUT,
    Verdict.INSOLVENCY: Intent.INSOLVENCY,
    Verdict.DECEASED: Intent.DECEASED,
}
# Effects that a person's word sets, as it sets those of a reply that was understood.
ACTS = frozenset(MEANS) - {Verdict.ANSWERED}

_GRAVE = STOPS | {Intent.PROMISE_TO_PAY}
# What may be asked and is answered by a person: an answer given is in no contradiction to any of them.
_ASKED = frozenset({
    Intent.QUESTION, Intent.DOCUMENT_REQUEST, Intent.CONTACT_CHANGE, Intent.INSTALLMENT_REQUEST, Intent.OTHER,
    Intent.ACKNOWLEDGEMENT,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is right about a message. `day` and `amount`: of a promise. `references`: the invoices it is about, where a
    person named them."""

    verdict: Verdict
    day: date | None = None
    amount: Decimal | None = None
    references: tuple[str, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As the books keep it."""
        return {
            "verdict": self.verdict.value,
            "day": self.day.isoformat() if self.day else None,
            "amount": f"{self.amount:.2f}" if self.amount is not None else None,
            "references": list(self.references),
        }


def meant_of(kept: Mapping[str, Any]) -> Meant:
    """As it was before it was kept."""
    return Meant(
        verdict=Verdict(kept["verdict"]),
        day=date.fromisoformat(kept["day"]) if kept.get("day") else None,
        amount=Decimal(kept["amount"]) if kept.get("amount") else None,
        references=tuple(kept.get("references") or ()),
    )


def agrees(understood: Mapping[str, Any], meant: Meant) -> bool:
    """Had the program understood what the person says? About whom a message is, is not part of it."""
    heard = {Intent(one) for one in understood.get("intents") or ()}
    if meant.verdict is Verdict.OTHER_CLIENT:
        return True
    if meant.verdict is Verdict.NOTHING:
        return not heard & _GRAVE
    if understood.get("kind") != Kind.CLIENT_REPLY:
        return False
    if meant.verdict is Verdict.ANSWERED:
        return bool(heard) and heard <= _ASKED
    if MEANS[meant.verdict] not in heard or (heard & _GRAVE) - {MEANS[meant.verdict]}:
        return False
    return meant.verdict is not Verdict.PROMISE or _same_promise(understood.get("promise"), meant)


def _same_promise(heard: Mapping[str, Any] | None, meant: Meant) -> bool:
    said = heard or {}
    same_amount = meant.amount is None or said.get("amount") == f"{meant.amount:.2f}"
    return meant.day is not None and said.get("date") == meant.day.isoformat() and same_amount


def label(file: str, understood: Mapping[str, Any], meant: Meant) -> dict[str, Any] | None:
    """The labelled example for the measurement; None where the decision was only about whom it comes from."""
    if meant.verdict is Verdict.OTHER_CLIENT:
        return None
    heard = [str(one) for one in understood.get("intents") or ()]
    talk = [one for one in heard if Intent(one) not in _GRAVE]
    if meant.verdict is Verdict.NOTHING:
        kind = str(understood.get("kind") or Kind.OTHER)
        made: dict[str, Any] = {"file": file, "kind": kind, "alt_kinds": [Kind.OTHER.value], "intents": []}
        return made | {"alt_intents": sorted({*talk, Intent.ACKNOWLEDGEMENT.value, Intent.OTHER.value})}
    right = [one for one in talk if Intent(one) in _ASKED] if meant.verdict is Verdict.ANSWERED else []
    right = right or [MEANS[meant.verdict].value]
    made = {"file": file, "kind": Kind.CLIENT_REPLY.value, "intents": right}
    made["alt_intents"] = sorted(set(talk) - set(right))
    if meant.verdict is Verdict.PROMISE:
        amount = f"{meant.amount:.2f}" if meant.amount is not None else None
        made["promise"] = {"date": meant.day.isoformat() if meant.day else None, "amount": amount}
    if meant.references:
        made["references"] = list(meant.references)
    return made
