"""Who paid, read out of a statement label such as `VIR RECU 123Z DE: DUPONT SARL MOTIF: FACT 12 REF: X`."""

from __future__ import annotations

import re

from mailbot.inbound.reply.folding import fold

_MARKED = re.compile(
    r"(?:/(?:de|emetteur|donneur|from|frm|von|nom|ordg)\s?[:/ ]|\b(?:de|emetteur|donneur(?: d'ordre)?|from|"
    r"frm|von|nom)\s?:)\s?(?P<name>.{2,80}?)(?=\s*(?:/|\b)(?:motif|date|ref|reference|id|libelle|message|"
    r"ben|pour|iban|bic|remi|eref|svwz|kref|mref|notprovided|rn)\b\s?[:/+ ]|\s*$)"
)
_OF = re.compile(
    r"\b(?:virement|vir|vrt|versement|remise|transfert)(?: (?:sepa|inst\w*|recue?s?|re|permanent|europeen|"
    r"en votre faveur|\d{6,16}[a-z]?|n°? ?\d+))* (?:de|from|du)\b:? (?P<name>.{2,80}?)(?=\s*(?:\n|$|\b(?:motif|"
    r"reference|ref|libelle|objet|message|date|iban)\b\s?:))"
)
_PREFIX = re.compile(
    r"^(?:\W{0,3}(?:virements?|vir|vrt|virt|virrec|vers(?:ement)?|sct|transfert|inst(?:antane)?|sepa|"
    r"recus?|re|faveur|en votre faveur|tiers|europeen|permanent|compte a compte|de|du|credit|ok|"
    r"prelevements?|prlv|cheques?|remise|paiement|paymt|payment|bank|giro|credit transfer|incoming|"
    r"uberweisung|gutschrift|eingang|sepa-gutschrift|bonifico|transferencia|recibida)\b\W{0,2}|"
    r"\W{0,3}\d{6,16}[a-z]?\b\W{0,2})+"
)
# Words that begin what was paid, never a name.
_STOP = re.compile(
    r"(?:\s|^)(?:f-?\d|fact\w*|fac\b|fc\b|inv\w*|notes?\b|nh\b|honoraires?|hono\w*|ref\w*|motif|solde|"
    r"acompte|provision|principal|loyers?|reglements?|regl\b|regt\b|rgt\b|paiements?|payment|avocat|"
    r"dossier|dos\b|sin\b|sinistre|mandat|bord\b|mensualite|echeance|ech\b|cotisation|merci|n°|no\b|num\w*|"
    r"du \d|rf\d\d|re\b|rechnung\w*|rg\b|re-?nr|factura|fattura|factuur|commande|cde\b|penalites?|"
    r"interets?|succession|indemnit\w+|trimestre|honorar\w*|a valoir|remb\w*|fin\b|janvier|fevrier|mars|"
    r"avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|[a-z]{0,4}[-/]?\d{3,}|\d+[/.]\d+|"
    r"\d{4})"
)
_CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|m\.|mme\.|m ou mme|mr ou mme|m et mme) ")
# "SVWZ+…" and "EREF+…" of German labels, "?20"-fields of MT940.
_GERMAN = re.compile(r"(?:EREF|KREF|MREF|CRED|SVWZ|ABWA|IBAN|BIC|PURP|DEBT)\+")


def payer_in(label: str) -> str | None:
    """The payer's name in a label; None when nothing there looks like one."""
    text = " ".join(label.replace("\n", " \n ").split(" "))
    folded = fold(text)
    for pattern in (_MARKED, _OF):
        found = pattern.search(folded)
        if found:
            return _clean(text[found.start("name") : found.end("name")])
    first_line, _, rest = label.partition("\n")
    prefix = _PREFIX.match(fold(first_line))
    if prefix is None:
        return None
    name = first_line[prefix.end() :]
    if not name.strip() and rest.strip():  # the name stands on the line below "VIREMENT EN VOTRE FAVEUR"
        below = rest.strip().split("\n")[0]
        return None if _STOP.match(fold(below)) else _clean(below)
    if rest.strip() and name.strip() and not _STOP.match(fold(name)):
        return _clean(name)
    return _until_stop(name)


def _until_stop(name: str) -> str | None:
    folded = fold(name)
    found = _STOP.search(folded)
    kept = name[: found.start()] if found else name
    words = kept.split()
    if _CIVILITY.match(fold(kept) + " ") and len(words) > 3:
        words = words[:3]
    return _clean(" ".join(words))


def _clean(name: str) -> str | None:
    text = " ".join(name.split()).strip(" .,;:-/\"'")
    return text if len(text) >= 2 and any(ch.isalpha() for ch in text) else None


def remittance(label: str) -> str:
    """The label on one line; of a German one only what the payer wrote."""
    return " ".join(label.split())
