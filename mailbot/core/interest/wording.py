"""The words of an annex, in French and English; another language gets English.

Only wording lives here: what is computed, and what is worth a notice, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from mailbot.core.interest.regime import AppliedRate, Regime

Value = str | date | Decimal

# Column heads and totals of the annex, in the order in which they are printed.
LABELS: dict[str, dict[str, str]] = {
    "fr": {
        "from": "du", "to": "au (inclus)", "days": "jours", "base": "somme due", "rate": "taux annuel",
        "amount": "intérêts", "source": "source du taux", "interest": "Intérêts de retard",
        "fixed": "Indemnité forfaitaire pour frais de recouvrement", "total": "Total",
        "method": "somme due × taux × jours / 365, intérêts simples ; chaque ligne est arrondie au centime.",
    },
    "en": {
        "from": "from", "to": "to (included)", "days": "days", "base": "sum due", "rate": "rate a year",
        "amount": "interest", "source": "source of the rate", "interest": "Late-payment interest",
        "fixed": "Fixed sum for recovery costs", "total": "Total",
        "method": "sum due × rate × days / 365, simple interest; each line is rounded to the cent.",
    },
}  # fmt: skip

_INDEXES: dict[str, dict[str, str]] = {
    "fr": {
        "ecb_mro": "taux BCE des opérations principales de refinancement",
        "fr_legal_professional": "taux de l'intérêt légal (autres cas)",
        "fr_legal_private": "taux de l'intérêt légal (créancier particulier)",
        "de_basiszins": "taux de base allemand",
        "uk_bank_rate": "taux directeur de la Banque d'Angleterre",
        "": "taux convenu",
    },
    "en": {
        "ecb_mro": "ECB rate for main refinancing operations",
        "fr_legal_professional": "French legal interest rate (other cases)",
        "fr_legal_private": "French legal interest rate (private creditor)",
        "de_basiszins": "German base rate (Basiszinssatz)",
        "uk_bank_rate": "Bank of England Bank Rate",
        "": "agreed rate",
    },
}

NOTICES: dict[str, dict[str, str]] = {
    "fr": {
        "floor_above_agreed": (
            "{semester} : le taux convenu ({agreed}) est inférieur au minimum légal de {floor}"
            " (trois fois le taux légal, C. com. L441-10 II). Il est appliqué tel quel ; les conditions sont à revoir."
        ),
        "floor_unknown": "{semester} : le minimum légal n'est pas connu ; le taux convenu n'a pas pu y être comparé.",
        "floor_above_default": (
            "{semester} : le triple du taux légal ({floor}) dépasse le taux supplétif ({rate}) ; ce minimum ne vaut que"
            " pour les taux convenus, le taux supplétif est appliqué."
        ),
        "proceedings": (
            "Procédure collective ouverte le {day} : les intérêts s'arrêtent la veille (C. com. L622-28) et l'indemnité"
            " forfaitaire n'est pas réclamée (L441-10 II)."
        ),
        "no_notice": "Aucune mise en demeure reçue : aucun intérêt ne court encore (C. civ. 1231-6, 1344-1).",
        "payments_on_principal": "Les règlements partiels sont imputés sur le principal, au profit du débiteur.",
        "payments_on_interest": (
            "Les règlements partiels sont imputés d'abord sur les intérêts courus, puis sur le principal"
            " (C. civ. 1343-1)."
        ),
        "second_hand": "{semester} : taux {index} lu de seconde main ({source}) ; le vérifier dans l'acte officiel.",
        "rate_missing": (
            "Pénalités non imprimées : le taux {index} de {semester} n'est pas connu ; ajoutez sa ligne à rates/{file}."
        ),
        "rates_unreadable": "Pénalités non imprimées : les tables de taux ne se lisent pas ({why}).",
        "not_ours": "Pénalités non imprimées : aucun régime connu pour ce client ({kind}, {country}).",
        "waived_for_client": "Pénalités non imprimées : remises à ce client par geste commercial.",
        "too_old": "{number} : pénalités non imprimées ({why}).",
        "after_judgment": "Suppose un jugement exécutoire depuis plus de deux mois (CMF L313-3).",
        "capitalised": "Suppose que le jugement ordonne la capitalisation (C. civ. 1343-2).",
        "paid_within_45_days": "À payer par l'acheteur public dans les 45 jours du principal (CCP R2192-36).",
    },
    "en": {
        "floor_above_agreed": (
            "{semester}: the agreed rate ({agreed}) is below the legal minimum of {floor} (three times the legal rate,"
            " C. com. L441-10 II). It is applied as agreed; have the terms reviewed."
        ),
        "floor_unknown": "{semester}: the legal minimum is not known; the agreed rate could not be held against it.",
        "floor_above_default": (
            "{semester}: three times the legal rate ({floor}) exceeds the default rate ({rate}); that minimum is for"
            " agreed rates only, the default rate is applied."
        ),
        "proceedings": (
            "Collective proceedings opened on {day}: interest stops on the eve (C. com. L622-28) and the fixed sum is"
            " not claimed (L441-10 II)."
        ),
        "no_notice": "No formal notice was received: no interest runs yet (C. civ. 1231-6, 1344-1).",
        "payments_on_principal": "Part payments lower the principal, in the debtor's favour.",
        "payments_on_interest": (
            "Part payments go to the interest run by then first, then to the principal (C. civ. 1343-1)."
        ),
        "second_hand": "{semester}: the rate {index} was read at second hand ({source}); check it in the official act.",
        "rate_missing": (
            "Penalties not printed: the rate {index} of {semester} is not known; add its row to rates/{file}."
        ),
        "rates_unreadable": "Penalties not printed: the tables of rates cannot be read ({why}).",
        "not_ours": "Penalties not printed: no regime is known for this client ({kind}, {country}).",
        "waived_for_client": "Penalties not printed: waived for this client as a gesture.",
        "too_old": "{number}: penalties not printed ({why}).",
        "after_judgment": "Supposes a judgment enforceable for more than two months (CMF L313-3).",
        "capitalised": "Supposes that the judgment orders compounding (C. civ. 1343-2).",
        "paid_within_45_days": "Payable by the public buyer within 45 days of the principal (CCP R2192-36).",
    },
}


def language_of(language: str) -> str:
    """`fr` or `en`."""
    return "fr" if language == "fr" else "en"


def title(regime: Regime, language: str) -> str:
    """What the claim is called."""
    return regime.title[language_of(language)]


def number(value: Decimal, language: str) -> str:
    """With two decimals or as many as it has, and a comma in French."""
    text = f"{value:.2f}" if value == value.quantize(Decimal("0.01")) else f"{value.normalize():f}"
    return text.replace(".", ",") if language_of(language) == "fr" else text


def percent(value: Decimal, language: str) -> str:
    """`12,40 %` in French, `12.40 %` in English."""
    return f"{number(value, language)} %"


def day(value: date, language: str) -> str:
    """`31/03/2026` in French, `2026-03-31` in English."""
    return f"{value:%d/%m/%Y}" if language_of(language) == "fr" else value.isoformat()


def notice(kind: str, values: Mapping[str, Value], language: str) -> str:
    """The sentence of a notice."""
    said = {name: _said(value, language) for name, value in values.items()}
    return NOTICES[language_of(language)][kind].format(**said)


def _said(value: Value, language: str) -> str:
    if isinstance(value, Decimal):
        return percent(value, language)
    return day(value, language) if isinstance(value, date) else value


def source(rate: AppliedRate, language: str) -> str:
    """Where a rate comes from, so that it can be made again: index and its act, multiplier, points, article."""
    return f"{made_of(rate, language)}{' ;' if language_of(language) == 'fr' else ';'} {rate.regime.article}"


def made_of(rate: AppliedRate, language: str) -> str:
    """The same, without the article."""
    regime, words = rate.regime, _INDEXES[language_of(language)]
    if rate.row is None:
        return f"{words['']} {percent(rate.percent, language)}"
    parts = [f"{words[regime.index]} {percent(rate.row.percent, language)} ({rate.row.source})"]
    if regime.times != 1:
        parts.append(f"× {regime.times}")
    if regime.points:
        parts.append(f"+ {regime.points} points")
    if regime.step is not None:
        up = "arrondi au multiple supérieur de" if language_of(language) == "fr" else "rounded up to a multiple of"
        parts.append(f"({up} {number(regime.step, language)})")
    return " ".join(parts)
