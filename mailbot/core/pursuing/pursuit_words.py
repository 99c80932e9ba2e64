"""The words of the ways after the last notice, in French and English; another language gets English.

Only wording lives here: what is open, and why, is decided in `pursuit`; where it is written stands in `pursuit_rules`.
"""

from __future__ import annotations

from datetime import date

from mailbot.core import sentences
from mailbot.core.money import Money
from mailbot.core.pursuing.pursuit_case import Finding, Standing, Value
from mailbot.core.pursuing.pursuit_conditions_en import CONDITIONS as ENGLISH
from mailbot.core.pursuing.pursuit_conditions_fr import CONDITIONS as FRENCH
from mailbot.core.pursuing.pursuit_rules import RULES, Mark

WAYS: dict[str, dict[str, str]] = {
    "fr": {
        "claim_declaration": "déclaration de créance",
        "batonnier": "saisine du bâtonnier (fixation et recouvrement des honoraires)",
        "public_claim": "réclamation à l'acheteur public",
        "payment_order": "injonction de payer",
        "small_claim": "procédure simplifiée de recouvrement des petites créances",
        "interim_order": "référé-provision",
        "doubtful": "passage en créance douteuse",
    },
    "en": {
        "claim_declaration": "declaration of claim in insolvency",
        "batonnier": "referral to the bâtonnier (fees fixed and recovered)",
        "public_claim": "claim to the public buyer",
        "payment_order": "order for payment (injonction de payer)",
        "small_claim": "simplified recovery of small claims",
        "interim_order": "interim payment order (référé-provision)",
        "doubtful": "transfer to doubtful debts",
    },
}

STANDINGS: dict[str, dict[Standing, str]] = {
    "fr": {
        Standing.MET: "établi",
        Standing.MISSING: "manque",
        Standing.CHECK: "à vérifier",
        Standing.BARRED: "fermé",
    },
    "en": {
        Standing.MET: "shown",
        Standing.MISSING: "missing",
        Standing.CHECK: "to check",
        Standing.BARRED: "closed",
    },
}

_MARKS: dict[str, dict[Mark, str]] = {
    "fr": {
        Mark.READ: "texte lu",
        Mark.SECONDARY: "source secondaire",
        Mark.UNCONFIRMED: "à confirmer",
        Mark.OWN: "",
    },
    "en": {
        Mark.READ: "text read",
        Mark.SECONDARY: "secondary source",
        Mark.UNCONFIRMED: "to be confirmed",
        Mark.OWN: "",
    },
}

CONDITIONS: dict[str, dict[str, str]] = {"fr": FRENCH, "en": ENGLISH}


def way(key: str, language: str) -> str:
    """What a way is called; a kind that is none of ours is said as it stands."""
    return WAYS[_known(language)].get(key, key)


def standing(value: Standing, language: str) -> str:
    """How a condition stands, in a word or two."""
    return STANDINGS[_known(language)][value]


def sentence(finding: Finding, language: str) -> str:
    """What was found, and what it would need."""
    values = {name: _said(value, language) for name, value in finding.values}
    return CONDITIONS[_known(language)][finding.key].format_map(values)


def source(finding: Finding, language: str) -> str:
    """Where the condition is written and how surely it was read; empty for a fact of the firm's own."""
    rule = RULES[finding.key]
    return ", ".join(part for part in (rule.source, _MARKS[_known(language)][rule.mark]) if part)


def _known(language: str) -> str:
    return "fr" if language == "fr" else "en"


def _said(value: Value, language: str) -> str:
    if isinstance(value, Money):
        return sentences.money(value, language)
    return sentences.day(value, language) if isinstance(value, date) else str(value)
