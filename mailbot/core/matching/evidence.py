"""What speaks for whom in one payment: the invoices it names, the clients it may come from, the words that warn.

Each sign weighs in nats, a log-likelihood ratio: how much likelier it is when the payment really is for that client or
invoice than by chance. Weights add up; the sentence is what a person reads. """

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailbot.core.matching import words
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.normalise import Label, Run, plain, read_label, runs
from mailbot.core.matching.references import Citation, citations, last_group
from mailbot.core.payment import Payment

AGREES = 0.75
SURELY_ANOTHER = 0.85
_IBAN, _IBAN_SHARED, _ALIAS, _CODE, _NAME, _HOMONYM = 9.0, 1.5, 7.0, 6.0, 7.0, 1.2
_SHORT = 3.0
_NEAREST = 5
_NEAR = 0.05
# A running number counts only after one of these words, or after another number of the same list.
_INVOICE_WORD = re.compile(
    r"(?:FACTURES?|FACTS?|FACS?|FRES?|FTS?|INV(?:OICES?)?|RG|RGT|REGLT|REGLEMENT|NOTES?|N|NO|NOS|NUM)"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence."""

    weight: float
    sentence: str


@dataclass(slots=True)
class Findings:
    """All that one payment tells, gathered once. `cited`: rows of invoices it names, in order; `settled`: it names one
    that is paid; `unclear`: a number that several invoices bear; `payers`: signs per client; `known_iban`: the one
    client of the account, if it is one."""

    payment: Payment
    label: Label
    cited: dict[int, Citation] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    unclear: bool = False
    payers: dict[int, list[Sign]] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=dict)
    known_iban: int | None = None
    warning: str = ""

    def agrees(self, client: int) -> bool:
        """Does the payer look like this client, by account, by what we were taught, or by name?"""
        return client == self.known_iban or self._named_like(client)

    def conflicts(self, client: int) -> bool:
        """Does the payer clearly look like somebody else?"""
        if self._named_like(client):
            return False
        another = any(like >= SURELY_ANOTHER for other, like in self.likeness.items() if other != client)
        return another or (self.known_iban is not None and self.known_iban != client)

    def _named_like(self, client: int) -> bool:
        """The name fits, and no other client's fits clearly better: near-duplicates must not vouch for each other."""
        like = self.likeness.get(client, 0.0)
        return like >= AGREES and like > max(self.likeness.values()) - _NEAR


def gather(payment: Payment, ledger: LedgerIndex, language: str) -> Findings:
    """Everything that the payment's label, payer and account say about this ledger."""
    label = read_label(payment.label)
    found = Findings(payment, label, warning=_warning(payment))
    _find_payers(found, ledger, language)
    marks = runs(label.text)
    named = citations(marks, ledger.spelt)
    for citation in named:
        if not (label.cut and citation.end == len(marks) and _may_go_on(citation, ledger)):
            _note(found, citation, ledger)
    _find_running_numbers(found, marks, named, ledger)
    return found


def _may_go_on(citation: Citation, ledger: LedgerIndex) -> bool:
    """At the end of a label that the bank cut, 2026-004 may have been 2026-0042, unless no number has more figures."""
    complete = sum(map(str.isdigit, citation.text)) >= ledger.most_figures
    return citation.spelling != "rf" and not (complete and citation.spelling in ("full", "digits"))


def _warning(payment: Payment) -> str:
    """A word that says that this is no client's payment."""
    text = f" {plain(payment.payer)} {plain(payment.label)} "
    found = words.NO_CLIENT.search(text)
    return found[0].strip() if found else ""


def _find_payers(found: Findings, ledger: LedgerIndex, language: str) -> None:
    payment, payer = found.payment, found.payment.payer or found.label.payer
    owners = ledger.clients_by_iban(payment.payer_iban)
    for client in owners:
        found.payers.setdefault(client, []).append(
            Sign(_IBAN - _IBAN_SHARED * math.log(len(owners)), words.say("iban", language))
        )
    found.known_iban = owners[0] if len(owners) == 1 else None
    taught = ledger.client_by_alias(payment.payer_iban, payer)
    if taught is not None:
        found.payers.setdefault(taught, []).append(Sign(_ALIAS, words.say("alias", language)))
        found.likeness[taught] = 1.0
    _find_by_code(found, ledger, language)
    near = (ledger.names.nearest(payer) if payer else ledger.names.mentioned(found.label.text))[:_NEAREST]
    homonyms = sum(like > near[0][1] - _NEAR for _, like in near) if near else 0
    for client, like in near:
        weight = _NAME * like - _HOMONYM * math.log(homonyms)
        sign = Sign(weight, words.say("name", language, name=ledger.client_names[client]))
        found.payers.setdefault(client, []).append(sign)
        found.likeness[client] = max(like, found.likeness.get(client, 0.0))


def _find_by_code(found: Findings, ledger: LedgerIndex, language: str) -> None:
    """A client code written out; it must hold a letter and a figure, or any number would do."""
    for word in found.label.text.split():
        mark = "".join(run.text for run in runs(word))
        if len(mark) < 4 or mark.isdigit() or mark.isalpha():
            continue
        client = ledger.client_by_code(mark)
        if client is not None:
            sign = Sign(_CODE, words.say("code", language, code=ledger.codes[client]))
            found.payers.setdefault(client, []).append(sign)
            found.likeness[client] = max(AGREES, found.likeness.get(client, 0.0))


def _note(found: Findings, citation: Citation, ledger: LedgerIndex) -> None:
    """Enter a citation: the one open invoice that it names, or that it names a settled one, or several."""
    rows = [row for row in sorted(citation.invoices) if ledger.currency(row) == found.payment.amount.currency]
    standing = [row for row in rows if ledger.open(row)]
    if not rows:
        found.unclear = True
    elif not standing:
        found.settled.append(ledger.numbers[rows[0]])
    else:
        theirs = [row for row in standing if found.agrees(ledger.client(row))]
        exact = [row for row in theirs or standing if ledger.open(row) == found.payment.amount.minor]
        chosen = next((some for some in (standing, theirs, exact) if len(some) == 1), None)
        if chosen:
            found.cited.setdefault(chosen[0], citation)
        else:
            found.unclear = True


def _find_running_numbers(
    found: Findings, marks: Sequence[Run], named: Sequence[Citation], ledger: LedgerIndex
) -> None:
    """`FACT 42`, `F-2026-0042 ET 43`, `42 A 45`: running numbers, read among the invoices of clients who look like the
    payer."""
    clients = {ledger.client(row) for row in found.cited} or {c for c in found.payers if found.agrees(c)}
    numbers = running_numbers(marks, named)
    if len(clients) != 1 or not numbers:
        return
    rows = ledger.of_client(clients.pop(), found.payment.amount.currency)
    by_number: dict[int, list[int]] = {}
    for row in rows:
        by_number.setdefault(last_group(ledger.numbers[row]) or -1, []).append(row)
    for number in numbers:
        same = by_number.get(number, [])
        if len(same) == 1:
            found.cited.setdefault(same[0], Citation(same, "short", str(number), 0, 0))
        elif same:
            found.unclear = True


def running_numbers(marks: Sequence[Run], named: Sequence[Citation]) -> list[int]:
    """Numbers of a list that begins after an invoice word or after a number named in full; ranges are filled in."""
    numbers: list[int] = []
    listing = joining = to = False
    inside = {at for citation in named for at in range(citation.start, citation.end)}
    for at, mark in enumerate(marks):
        if at in inside:
            listing, joining, to = True, False, False
        elif _INVOICE_WORD.fullmatch(mark.text):
            listing, joining = True, True
        elif mark.text in ("ET", "AND", "A", "AU"):
            joining, to = listing, mark.text in ("A", "AU")
        elif mark.is_number and listing and joining and len(mark.text) <= 6:
            first = numbers[-1] + 1 if to and numbers and 0 < int(mark.text) - numbers[-1] <= 24 else int(mark.text)
            numbers += range(first, int(mark.text) + 1)
            to = False
        else:
            listing = joining = False
    return numbers
