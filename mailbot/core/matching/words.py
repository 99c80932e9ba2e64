"""The words of matching: what warns that a credit is no client's payment, and the sentences that explain a match."""

from __future__ import annotations

import re

# Taxes, insurers, own transfers, salaries, loans, refunds, returns, payouts of payment services.
NO_CLIENT = re.compile(
    r"\b(?:DGFIP|DRFIP|TRESOR PUBLIC|FINANCES PUBLIQUES|IMPOTS?|URSSAF|REMB(?:OURSEMENT|T)?|REFUND|REJET\w*|IMPAYE\w*"
    r"|RETOUR|ANNUL\w*|EXTOURNE|SALAIRES?|PAIE(?!\W*$)|PAYE DE|PRET|EMPRUNT|DEBLOCAGE|VIREMENT INTERNE|VIR INTERNE"
    r"|COMPTE A COMPTE|TRESORERIE|AVOIR FOURNISSEUR|INDEMNITE|SINISTRE|STRIPE|PAYPAL|SUMUP|GOCARDLESS|ADYEN|MOLLIE"
    r"|REMISE CARTE\w*|REMISE CB|STANCER|PAYPLUG|PAYOUT)\b"
)
# Money paid before there is an invoice: the amount alone then points at nothing.
BEFOREHAND = re.compile(
    r"\b(?:ACOMPTES?|AVANCES?|ARRHES|DEPOT DE GARANTIE|CAUTION|DEVIS|PROVISIONS?|PARTIEL(?:LE)?S?|DEPOSIT|ADVANCE)\b"
)

_SENTENCES: dict[str, dict[str, str]] = {
    "fr": {
        "iban": "compte connu du client",
        "alias": "payeur déjà rattaché à ce client",
        "code": "code client {code}",
        "name": "le payeur ressemble à {name}",
        "rf": "référence de créancier de {number}",
        "full": "numéro {number}",
        "spaced": "numéro {number}, écrit autrement",
        "digits": "chiffres de {number}",
        "groups": "numéro {number}, sans préfixe",
        "short": "numéro court de {number}",
        "range": "{number}, entre les numéros cités",
        "typo": "numéro {number}, à une faute près",
        "cut": "début du numéro {number}, coupé par la banque",
        "running": "numéro court de {number}",
        "month": "mois de {number}",
        "exact": "montant exact",
        "cents": "montant à quelques centimes près",
        "fee": "montant diminué de frais ou d'un escompte",
        "part": "règlement partiel",
        "over": "montant supérieur au solde",
        "credit": "avoir déduit",
        "balance": "solde de tout le compte",
        "subset": "somme de plusieurs factures",
        "amount_only": "seul le montant correspond",
        "oldest": "sur les plus anciennes",
        "blocked": "à vérifier : {reason}",
        "no_client": "« {word} » : ce n'est sans doute pas un client",
        "settled": "{number} est déjà réglée",
        "again": "le même virement est venu peu avant",
        "unclear": "un numéro cité désigne plusieurs factures",
        "other_cited": "le libellé cite une autre facture",
        "payer_conflict": "le payeur ressemble à un autre client",
        "no_reference": "aucune référence complète",
        "disagrees": "ni le montant ni le payeur ne confirment",
        "rival": "une autre répartition tombe juste",
        "tie": "deux répartitions se valent",
        "future": "facture postérieure au règlement",
        "score": "indices trop faibles",
        "name_alone": "seul le nom du payeur le dit",
        "nothing": "aucune facture ouverte ne correspond",
    },
    "en": {
        "iban": "the client's known account",
        "alias": "payer assigned to this client before",
        "code": "client code {code}",
        "name": "the payer looks like {name}",
        "rf": "creditor reference of {number}",
        "full": "number {number}",
        "spaced": "number {number}, written otherwise",
        "digits": "figures of {number}",
        "groups": "number {number}, without prefix",
        "short": "short number of {number}",
        "range": "{number}, between the numbers named",
        "typo": "number {number}, one error apart",
        "cut": "beginning of number {number}, cut off by the bank",
        "running": "short number of {number}",
        "month": "month of {number}",
        "exact": "exact amount",
        "cents": "amount within a few cents",
        "fee": "amount less a fee or a discount",
        "part": "part payment",
        "over": "more than is open",
        "credit": "credit note deducted",
        "balance": "the whole account",
        "subset": "sum of several invoices",
        "amount_only": "only the amount fits",
        "oldest": "on the oldest",
        "blocked": "to be checked: {reason}",
        "no_client": "“{word}”: probably no client",
        "settled": "{number} is settled already",
        "again": "the same transfer came shortly before",
        "unclear": "a number names several invoices",
        "other_cited": "the label names another invoice",
        "payer_conflict": "the payer looks like another client",
        "no_reference": "no whole reference",
        "disagrees": "neither amount nor payer confirms it",
        "rival": "another split fits exactly",
        "tie": "two splits are as likely",
        "future": "invoice later than the payment",
        "score": "the signs are too weak",
        "name_alone": "only the payer's name says so",
        "nothing": "no open invoice fits",
    },
}


def say(key: str, language: str, **values: str) -> str:
    """One sentence of the explanation."""
    return _SENTENCES.get(language, _SENTENCES["en"])[key].format_map(values)
