"""Money that the bank took back: a rejected direct debit, an unpaid cheque, a charge-back. Which payment was it?

Acting on the wrong payment reopens what was paid, so amount alone is never enough: the bank's own id, the account, the
payer's name or an invoice number must agree, and no second payment may fit as well. Else a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.core.matching.names import words_of
from mailbot.core.matching.normalise import compact, plain
from mailbot.core.payment import Payment
from mailbot.core.reading.understood import Movement

# A payer may contest an unauthorised direct debit for 13 months (CMF L133-24); cheques come back sooner.
LONGEST = timedelta(days=400)
# Banks return a direct debit within five working days (SEPA rulebook). Where nothing but payer and amount point at a
# payment, an older one may be another collection of the same client's, so a person looks.
USUAL = timedelta(days=10)

_REJECTION = re.compile(
    r"\b(?:REJET\w*|IMPAYEE?S?|SANS PROVISION|CONTRE ?-?PASS\w+|EXTOURN\w+|CHARGE ?-?BACKS?|CONTESTE\w*|"
    r"RETOUR (?:DE |D'UN )?(?:PRELEVEMENT|PRLV|CHEQUE|CHQ|VIREMENT|SEPA)|RETURNED|RETURN OF|REVERS(?:ED|AL)|UNPAID|"
    r"RUCKLASTSCHRIFT|RUECKLASTSCHRIFT|STORNO|DEVUELTO|DEVOLUCION|INSOLUTO|STORNIERT)\b"
)
# Fees for a rejection are the firm's own money.
_FEES = re.compile(r"\b(?:FRAIS|COMMISSION|FEES?|COUT)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A payment that counts, of the movement's amount: the key under which it entered, and the invoices it pays."""

    payment: Payment
    key: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The payment that was taken back; None when that is for a person to say, with the reason. `by_payer`: nothing but
    amount and payer points at it."""

    payment_id: int | None
    why: str
    by_payer: bool = False


def is_taken_back(movement: Movement) -> bool:
    """Does this debit take a payment back? Other debits are the firm's own money leaving."""
    text = plain(f"{movement.label or ''} {movement.payer or ''}")
    if movement.direction != "debit" or _FEES.search(text):
        return False
    return movement.takes_back or bool(_REJECTION.search(text))


def find_payment(movement: Movement, on: date, candidates: Sequence[Candidate]) -> Found:
    """Which of the payments of this amount came back on the day `on`."""
    if not candidates:
        return Found(None, "aucun règlement de ce montant n'est compté")
    ids = [one for one in candidates if movement.bank_id and one.key.endswith(f":{movement.bank_id}")]
    if len(ids) == 1:
        return Found(ids[0].payment.id, f"référence {movement.bank_id}")
    recent = [one for one in candidates if on - LONGEST <= one.payment.received_on <= on]
    for evidence in (_cited, _same_payer):
        near = recent if evidence is _cited else [one for one in recent if on - one.payment.received_on <= USUAL]
        proved = [(one, why) for one in near if (why := evidence(movement, one))]
        if len(proved) == 1:
            return Found(proved[0][0].payment.id, proved[0][1], by_payer=evidence is _same_payer)
        if proved:
            return Found(None, f"{len(proved)} règlements peuvent être celui qui est rejeté")
    return Found(None, "rien ne dit duquel de nos règlements il s'agit")


def _cited(movement: Movement, one: Candidate) -> str:
    """Does the label name an invoice that this payment pays? Empty when it does not."""
    label = plain(movement.label or "")
    cited = [number for number in one.numbers if _cites(label, number)]
    return f"cite {cited[0]}" if cited else ""


def _same_payer(movement: Movement, one: Candidate) -> str:
    """Is it the account or the name that this payment came from? Empty when nothing says so."""
    iban = (movement.payer_iban or "").replace(" ", "")
    if iban and iban == one.payment.payer_iban.replace(" ", ""):
        return f"même compte {iban}"
    named = set(words_of(f"{movement.payer or ''} {movement.label or ''}"))
    payer = set(words_of(one.payment.payer))
    return f"même payeur {one.payment.payer}" if payer and payer <= named else ""


def _cites(label: str, number: str) -> bool:
    """Whole: F-42 is not cited by F-421."""
    wanted = compact(number)
    words = (compact(word) for word in re.split(r"[\s,;:]+", label))
    return len(wanted) > 3 and any(word == wanted for word in words)
