"""Where each condition of a way is written, and how surely it was read there.

`read`: in the official text; `secondary`: pages that agree and quote it; `unconfirmed`: general knowledge, to be
confirmed before it is relied on; `own`: a fact of the firm's books or a choice of the firm's, no rule of law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mailbot.core.money import Money


class Mark(StrEnum):
    """How surely the source was read."""

    READ = "read"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Rule:
    """The source of a condition as it is cited, and its mark."""

    source: str
    mark: Mark


# Principal and interest up to which a commissaire de justice recovers without a court (CPCE L125-1, R125-1).
SMALL_CLAIM = Money(Decimal("5000.00"), "EUR")
# Claims up to here are first tried amicably before a court that hears them (C. proc. civ. art. 750-1).
AMICABLE_FIRST = SMALL_CLAIM
# A claim is declared within so many months of the judgment's publication.
DECLARED_WITHIN_MONTHS = 2

_SERVED = ((date(2026, 9, 1), 3), (date.min, 6))


def service_months(ordered_on: date) -> int:
    """Within how many months an order for payment made on that day is served, else it lapses (décret 2026-96)."""
    return next(months for since, months in _SERVED if ordered_on >= since)


_OWN = Rule("", Mark.OWN)
_PAYMENT_ORDER = Rule("C. proc. civ. art. 1405 à 1425", Mark.SECONDARY)
_SMALL_CLAIM = Rule("C. proc. civ. exéc. art. L125-1, R125-1 s.", Mark.SECONDARY)
_COLLECTIVE = Rule("C. com., procédures collectives", Mark.UNCONFIRMED)
_BATONNIER = Rule("loi n° 71-1130 art. 10 ; décret n° 91-1197 art. 174 s.", Mark.READ)
_LIMITATION = Rule("C. com. L110-4 ; C. conso. L218-2 ; C. civ. 2224", Mark.READ)
_PUBLIC_LIMITATION = Rule("loi n° 68-1250 du 31 décembre 1968", Mark.UNCONFIRMED)
_DOUBTFUL = Rule("PCG, comptes 411 et 416", Mark.SECONDARY)

RULES: dict[str, Rule] = {
    # What the books show or lack.
    "ladder_climbed": _OWN, "debtor_address": _OWN, "debtor_siren": _OWN, "creditor_identity": _OWN,
    "invoice_copy": _OWN, "proof_of_order": _OWN, "unplaced_money": _OWN, "interest_unknown": _OWN, "vat_unknown": _OWN,
    "other_currency": _OWN, "promised": _OWN, "instalments": _OWN, "credits_cover": _OWN,
    # What closes every way, or most.
    "disputed": Rule("assignation au fond", Mark.UNCONFIRMED),
    "insolvent": _COLLECTIVE,
    "deceased": _OWN,
    "foreign_creditor": Rule("", Mark.UNCONFIRMED),
    "foreign_debtor": Rule("", Mark.UNCONFIRMED),
    "public_debtor": Rule("", Mark.UNCONFIRMED),
    "own_fees": _BATONNIER,
    "secrecy": Rule("secret professionnel : la créance confiée à un tiers", Mark.SECONDARY),
    # The formal notice and limitation.
    "formal_notice": Rule("C. civ. art. 1344, 1344-1", Mark.READ),
    "no_formal_notice": Rule("C. civ. art. 1344, 1344-1", Mark.READ),
    "notice_reception": Rule("preuve de la réception", Mark.SECONDARY),
    "limitation": _LIMITATION, "limitation_over": _LIMITATION,
    "limitation_public": _PUBLIC_LIMITATION, "limitation_public_over": _PUBLIC_LIMITATION,
    # Doubtful debt.
    "doubtful_entry": _DOUBTFUL, "already_doubtful": _OWN,
    "cash_books": Rule("BNC, comptabilité de trésorerie", Mark.SECONDARY),
    "not_irrecoverable": Rule("BOI-TVA-DED-40-10-20 ; CGI art. 272, 1", Mark.READ),
    # Bâtonnier.
    "fees_to_batonnier": _BATONNIER,
    "batonnier_form": Rule("décret n° 91-1197 art. 175", Mark.SECONDARY),
    "batonnier_delay": Rule("décret n° 91-1197 art. 175", Mark.SECONDARY),
    "batonnier_papers": Rule("pièces demandées par les ordres ; RIN art. 11.7", Mark.SECONDARY),
    "no_lawyers_mail": Rule("confidentialité entre avocats", Mark.SECONDARY),
    "mission_end": Rule("Civ. 2e, 26 mars 2015, n° 14-11.599", Mark.SECONDARY),
    # Order for payment.
    "determined_sum": _PAYMENT_ORDER,
    "court_commercial": _PAYMENT_ORDER, "court_judicial": _PAYMENT_ORDER,
    "serve_within": Rule("décret n° 2026-96 du 16 février 2026", Mark.SECONDARY),
    # Small claims.
    "within_limit": _SMALL_CLAIM, "too_large": _SMALL_CLAIM, "not_euros": _SMALL_CLAIM,
    "costs_on_creditor": _SMALL_CLAIM, "silence_refuses": _SMALL_CLAIM,
    # Interim order.
    "not_disputable": Rule("C. proc. civ. art. 835 al. 2, 873 al. 2", Mark.SECONDARY),
    "mention_only": _OWN,
    "amicable_first": Rule("C. proc. civ. art. 750-1", Mark.SECONDARY),
    # Public debtor.
    "public_interest": Rule("CCP art. L2192-10 s., R2192-10 s., R2192-36", Mark.READ),
    "chorus": Rule("CCP art. R2192-12", Mark.SECONDARY),
    "mandate_unverified": Rule("", Mark.UNCONFIRMED),
    # Insolvency.
    "claim_by": _COLLECTIVE, "claim_by_news": _COLLECTIVE, "claim_late": _COLLECTIVE,
    "creditors_agent": _OWN, "judgment_day": _OWN,
    "over_indebtedness": Rule("", Mark.UNCONFIRMED),
}  # fmt: skip
