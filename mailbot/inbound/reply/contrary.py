"""The last look at a text that no word list understood: money sent on a day gone by, or a "no" to the bill?

Rather stop than chase: either holds the reminders, and a person reads it.
"""

from __future__ import annotations

import re

from mailbot.inbound.reply.heard import Heard
from mailbot.inbound.reply.promises import has_day_behind
from mailbot.inbound.reply.words.idioms import without_idioms

_A_PAYMENT = re.compile(
    r"\b(?:paiements?|virements?|reglements?|cheques?|versements?|recu de|debit\w*|ordre|preleve\w*|somme|"
    r"fonds|especes|"
    r"mandat\w*|apuree?|lettrer|payments?|transfers?|cheque|wire|remittance|uberweisung|zahlung|transferencia|pago|"
    r"bonifico|pagamento|betaling|overschrijving)\b"
)
_GONE_BY = re.compile(
    r"\b(?:hier|ce matin|deja|depuis|dernier|derniere|il y a|yesterday|already|last|gestern|bereits)\b"
)
_UNSURE = re.compile(
    r"\b(?:pas|jamais|aucune?|si|quand|sera|seront|serait|devrait|pourrait|attend\w*|rappel\w*|relanc\w*|"
    r"refus\w*|revenu|"
    r"rejet\w*|dossier|employeur|audience|juge|adverse|prud|greffe|tribunal|piece|delai|bloque\w*|"
    r"impossible|facture du|not|never|if|when|will|nicht|kein\w*|wenn|no|si|non|se|niet)\b"
)
_THE_BILL = re.compile(
    r"\b(?:factur\w+|note d'honoraires|montants?|honoraires|sommes?|prestations?|frais|dettes?|prix|"
    r"tarifs?|payer|paye|reclam\w+|devis|taux|heures|invoices?|bill|charges?|fees?|amount|services?|"
    r"rechnung\w*|betrag|leistung\w*|facturas?|importe|servicio|fattura|importo|factuur|bedrag)\b"
)
_A_NO = re.compile(
    r"\b(?:pas|jamais|aucune?|rien|personne ne|mais|alors que|pourtant|cependant|toutefois|or|trop|vol|faux|fausses?|"
    r"annule\w*|entendu|garanti|promis|convenu|incomplet\w*|abus\w*|not|never|no|but|however|wrong|"
    r"although|nicht|nie|kein\w*|aber|falsch|no|nunca|pero|non|mai|ma|pero|niet|geen|maar)\b|n't\b"
)
# A "no" that is not against the bill.
_HARMLESS_NO = re.compile(
    r"\bpas encore\b|\bne (?:peux|pouvons|peut|pourrai|pourrons|sais|savons) pas\b|\bpas (?:de|d'|"
    r"aucun) (?:souci|probleme|quoi|inquietude|objection)\w*|\bpas oublie\w*|\b(?:n'hesitez|ne manquerai|"
    r"ne manquerons) pas\b|\binquiet\w+ pas|\bn'ai pas (?:pu|eu le temps|les moyens|d'argent)\b|"
    r"\bpas disponible|\bnot yet\b|\bno problem\b|\bnot a problem\b|\bcan(?:'t|not) (?:pay|afford)\b"
)


def first_paid(heard: Heard) -> str | None:
    """The first sentence that names a payment and a time gone by, without a "no" or an "if"."""
    if heard.today is None:
        return None
    for sentence in heard.said:
        folded = without_idioms(sentence.folded)
        named = _A_PAYMENT.search(folded) and not _UNSURE.search(folded) and not sentence.question
        if named and (_GONE_BY.search(folded) or has_day_behind(sentence.text, heard.today)):
            return sentence.text
    return None


def speaks_against(heard: Heard) -> bool:
    """Is the bill spoken of with a "no" or a "but", and nothing asked?"""
    return first_against(heard) is not None


def first_against(heard: Heard) -> str | None:
    """The first sentence with the "no"; None when the text does not speak against the bill."""
    if any(sentence.question for sentence in heard.said):
        return None
    plain = [_HARMLESS_NO.sub(" ", without_idioms(sentence.folded)) for sentence in heard.said]
    if not any(_THE_BILL.search(text) for text in plain):
        return None
    return next((sentence.text for sentence, text in zip(heard.said, plain, strict=True) if _A_NO.search(text)), None)
