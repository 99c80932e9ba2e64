"""Whom a payment may come from: by account, by what people taught, by client code, by name."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from mailbot.core.matching import words
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.normalise import Label, runs
from mailbot.core.payment import Payment

AGREES = 0.75
SURELY_ANOTHER = 0.85
WHOLE = 0.9
_IBAN, _IBAN_SHARED, _ALIAS, _CODE, _NAME, _HOMONYM = 9.0, 1.5, 7.0, 6.0, 7.0, 1.2
_NEAREST = 5
_INSIDE = 0.85
NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: its weight in nats and the sentence that a person reads."""

    weight: float
    sentence: str


@dataclass(slots=True)
class Payers:
    """Signs and likeness per client.

    `known_iban`: the one client of the account, if it is one; `sharing`: several whose account it is; `coded`: clients
    whose code is written; `taught`: the one client whom people said to pay under this name or account; `doubtful`: the
    name was cut off, so that it may be somebody else's; `crowd`: how many clients' names resemble the payer's."""

    signs: dict[int, list[Sign]] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=dict)
    known_iban: int | None = None
    sharing: tuple[int, ...] = ()
    coded: tuple[int, ...] = ()
    taught: int | None = None
    doubtful: bool = False
    crowd: int = 0

    def add(self, client: int, weight: float, sentence: str) -> None:
        """One more sign for this client."""
        self.signs.setdefault(client, []).append(Sign(weight, sentence))

    def agrees(self, client: int) -> bool:
        """Does the payer look like this client, by account, by what we were taught, or by name?"""
        return client == self.known_iban or client in self.coded or self.named_like(client)

    def conflicts(self, client: int) -> bool:
        """Does the payer clearly look like somebody else?"""
        if self.named_like(client) or client in self.sharing:
            return False
        others = (like for other, like in self.likeness.items() if other != client)
        another = not self.doubtful and any(like >= SURELY_ANOTHER for like in others)
        return another or (self.known_iban is not None and self.known_iban != client)

    def named_like(self, client: int) -> bool:
        """The name fits, and no other client's fits clearly better: near-duplicates must not vouch for each other."""
        like = self.likeness.get(client, 0.0)
        return like >= AGREES and like > max(self.likeness.values()) - NEAR

    def only(self, client: int) -> bool:
        """The name fits this client nearly whole, and nobody else's comes near it."""
        like = self.likeness.get(client, 0.0)
        return like >= WHOLE and all(other < like - NEAR for one, other in self.likeness.items() if one != client)


def find_payers(payment: Payment, label: Label, ledger: LedgerIndex, language: str) -> Payers:
    """Everybody who may have paid, with what speaks for them."""
    found = Payers(doubtful=label.payer_cut and not payment.payer)
    payer = payment.payer or label.payer
    owners = ledger.clients_by_iban(payment.payer_iban)
    for client in owners:
        found.add(client, _IBAN - _IBAN_SHARED * math.log(len(owners)), words.say("iban", language))
    found.known_iban = owners[0] if len(owners) == 1 else None
    found.sharing = owners if len(owners) > 1 else ()
    taught = ledger.clients_by_alias(payment.payer_iban, payer)
    for client in taught:
        found.add(client, _ALIAS, words.say("alias", language))
        if len(taught) == 1:  # whom several were said to be, decides for none of them
            found.likeness[client] = 1.0
    found.taught = taught[0] if len(taught) == 1 else None
    _by_code(found, label, ledger, language)
    _by_name(found, payer, label, ledger, language)
    return found


def _by_name(found: Payers, payer: str, label: Label, ledger: LedgerIndex, language: str) -> None:
    near = ledger.names.nearest(payer) if payer else ledger.names.mentioned(label.text)
    if label.payer and payer == label.payer and not (near and near[0][1] >= WHOLE):
        # Words that follow the name are taken for a part of it where the bank sets no mark between them.
        inside = {client: min(like, _INSIDE) for client, like in ledger.names.mentioned(payer)}
        best = {client: max(like, inside.get(client, 0.0)) for client, like in (inside | dict(near)).items()}
        near = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    homonyms = sum(like > near[0][1] - NEAR for _, like in near) if near else 0
    found.crowd = len(near)
    for client, like in near[:_NEAREST]:
        name = words.say("name", language, name=ledger.client_names[client])
        found.add(client, _NAME * like - _HOMONYM * math.log(homonyms), name)
        found.likeness[client] = max(like, found.likeness.get(client, 0.0))


def _by_code(found: Payers, label: Label, ledger: LedgerIndex, language: str) -> None:
    """A client code written out; it must hold a letter and a figure, or any number would do."""
    for _, mark in code_marks(label.text):
        client = ledger.client_by_code(mark)
        if client is not None and client not in found.coded:
            found.add(client, _CODE, words.say("code", language, code=ledger.codes[client]))
            found.coded = (*found.coded, client)


def code_marks(text: str) -> list[tuple[str, str]]:
    """(word, its letters and figures) of words that may be a client code."""
    marks = [(word, "".join(run.text for run in runs(word))) for word in text.split()]
    return [(word, mark) for word, mark in marks if len(mark) >= 4 and not mark.isdigit() and not mark.isalpha()]
