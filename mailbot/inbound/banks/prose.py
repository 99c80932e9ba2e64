"""One movement told in sentences: `Damien Lacoste vous a envoyé 240,00 €`, `You received 2,400.00 EUR from …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailbot.inbound.banks.values import Sum
from mailbot.inbound.reply.amounts import Amount, amounts
from mailbot.inbound.reply.folding import fold

# What stands before an amount that was not paid: balances, fees, limits, conversions, savings.
_NOT_PAID = re.compile(
    r"\b(?:solde|balance|saldo|kontostand|frais|fees?|commission|plafond|seuil|limite|decouvert|economis\w+|"
    r"save up to|about|environ|soit|approximately|ca\.|tva|gebuhr\w*|total du jour|total|net|reste|encore|"
    r"minimum|maximum|jusqu'a|up to|capital(?: de)?|solde[^.;!?]{0,80}|balance[^.;!?]{0,60}|"
    r"remboursements?|bruts?)(?:\b[^.;!?]{0,32})?$"
)
# "TOTAL BATIMENT vous a envoyé 512,00 €": a sum that somebody sent is what was paid.
_SENT = re.compile(
    r"\b(?:total|net)\b[^.;!?]{0,40}\b(?:vous a|sent|paid|a (?:vire|regle|paye|envoye|verse))\b[^.;!?]{0,20}$"
)
_AFTER_NOT_PAID = re.compile(
    r"^[^.;!?\n]{0,12}\b(?:de frais|of fees|in fees|de solde|au taux|at today|fees?\b|de capital)"
)
_NAME = r"(?P<name>[^\W\d_][^\n<>\"|;:]{1,70}?)"
_END = (
    r"(?=\s*(?:$|\n|:|\s(?:erhalten|eingegangen|bekommen|nous est|nous sont)\b|\.\s|\.$|,\s(?:le|on|sur|par|"
    r"pour|ref|motif|soit|date|valeur|qui)\b|\(|\s-\s|\b(?:sur (?:le |votre )?(?:compte|sous-compte|livret|"
    r"iban)|a ete|est (?:arrive|disponible|maintenant)|le \d|on \d|du \d|pour (?:un |le )?(?:montant|"
    r"la facture|votre|facture)|d'un montant|de \d|has |have |in your|into your|to your|will |was |is now|avec|"
    r"via|par (?:virement|carte)|motif|reference|ref\b|au titre|vous|hat|wurde|am \d|en fecha|por importe)))"
)
_FROM = (
    re.compile(
        r"(?:^|[\s,])"
        + _NAME
        + (
            r" (?:vous a (?:envoye|paye|vire|fait (?:un |parvenir )|transfere|adresse|regle|verse)|sent you|"
            r"paid you|has (?:sent|paid) you|vient de vous (?:payer|envoyer|virer)|hat ihnen|le ha enviado|"
            r"ti ha inviato|heeft u)\b"
        )
    ),
    re.compile(r"\bclient(?:e)? " + _NAME + r" (?:a|vient de) (?:regle|paye|payer|regler)"),
    re.compile(
        (
            r"\b(?:de la part de|emis(?:e)? par|en provenance de|proviennent de|provient de|"
            r"effectue par|envoye par|provenant de|ordonne par|"
            r"verse par|tiree? par|remise? par|recu de|recus de|received from|sent by|from|von|ordenad\w+ por|"
            r"da parte di|de parte de|van|by)\b:? (?:m\. |la societe |the )?"
        )
        + _NAME
        + _END
    ),
    re.compile(r"\b(?:€|eur|euros?|gbp|usd|chf)\b\)?(?: eur| usd)? (?:de|par|of|from)\b:? " + _NAME + _END),
    re.compile(r"€(?: eur)? (?:de|par|from)\b:? " + _NAME + _END),
    re.compile(r"\b(?:virement|paiement|transfert)(?: \w+){0,2} de " + _NAME + _END),
    re.compile(r"^de " + _NAME + r"$", re.M),
)
_IN_BRACKETS = re.compile(r"(?:€|eur|euros?)\s?\((?P<name>[^()\d][^()]{2,60})\)")
_NOT_A_NAME = re.compile(
    r"^(?:votre|notre|vos|nos|compte|credit|debit|your|the|l'argent|cette|montant|un |une |\d|son |ihr|banque|"
    r"ce |cet |client|virement|de )|@|\bcompte\b|\bmotif\b"
)
_BARE_MOTIVE = re.compile(r"\bmotif (?!du |de la |de votre |personnel|:)(?P<label>[^\n,.;]{2,80})")
_IN_PARENTHESES = re.compile(r"\((?:ref(?:erence)?|motif|libelle|objet)\.?\s?:?\s(?P<label>[^()\n]{2,100})\)")
_QUOTED = re.compile(r"[\"“«]\s?([^\"”»\n]{2,160}?)\s?[\"”»]")
_NUMBER = re.compile(r"\b[A-Z]{1,5}-?20\d\d-?\d{2,6}\b")
_MOTIVE = re.compile(
    r"\b(?:motif|libelle|ref(?:erence)?|objet|message|communication|verwendungszweck|concepto|causale|"
    r"note)\b(?: (?:client|du virement|de [^:]{2,40}))?\s?:\s?(?P<label>[^\n]{2,160})"
)


def paid(lines: list[str], currency: str, *, totals: bool = False) -> Sum | None:
    """The amount that was paid: on a line of its own, else the first that is not a balance, a fee or a limit.

    `totals`: a total counts too (a deposit of cheques).
    """
    for line in lines:
        found = amounts(line)
        rest = fold(line[: found[0].start] + line[found[0].end :]).strip(" .+-*") if found else "x"
        if len(found) == 1 and not rest:
            return _sum(found[0], currency)
    for line in lines:
        for amount in _candidates(re.sub("(?i)total", "     ", line) if totals else line):
            return _sum(amount, currency)
    return None


def _candidates(line: str) -> Iterator[Amount]:
    folded = fold(line)
    for amount in amounts(line):
        before, after = folded[max(0, amount.start - 60) : amount.start], folded[amount.end : amount.end + 40]
        aside = _NOT_PAID.search(before) and not _SENT.search(before)
        if amount.amount and not aside and not _AFTER_NOT_PAID.search(after):
            yield amount


def _sum(amount: Amount, currency: str) -> Sum:
    return Sum(amount.amount, amount.currency or currency, amount.negative)


def payer(text: str) -> str | None:
    """Who paid, as the sentence says."""
    folded = fold(text)
    for pattern in _FROM:
        for found in pattern.finditer(folded):
            name = _name(text[found.start("name") : found.end("name")])
            if name:
                return name
    inside = _IN_BRACKETS.search(folded)
    return _name(text[inside.start("name") : inside.end("name")]) if inside else None


def _name(raw: str) -> str | None:
    name = " ".join(raw.split()).strip(" .,:;-\"'*")
    # Sentences begin with words that are no name: keep from the last capital run.
    if len(name) < 2 or not name[0].isupper() or _NOT_A_NAME.search(fold(name)):
        return None
    if re.match(r"(?:La|Le|Les) [a-zé]", name):  # "La somme", not "LA TABLE DE JEANNE"
        return None
    return name


def label(text: str) -> str | None:
    """The payer's words: after "motif :", or in quotation marks."""
    folded = fold(text)
    found = _MOTIVE.search(folded) or _IN_PARENTHESES.search(folded) or _BARE_MOTIVE.search(folded)
    if found:
        raw = text[found.start("label") : found.end("label")]
        cut = re.search(r"\. (?:[A-ZÉ]|$)|\.$", raw)
        return (raw[: cut.start()] if cut else raw).strip(' "“”«»')
    quoted = _QUOTED.search(text)
    return quoted[1].strip() if quoted else None


def number_in(text: str) -> str | None:
    """The first invoice number of an ordinary shape."""
    found = _NUMBER.search(text)
    return found[0] if found else None


def name_below(lines: list[str]) -> str | None:
    """The line right below an amount that stands alone: there phones' banks print the payer."""
    for index, line in enumerate(lines[:-1]):
        found = amounts(line)
        if len(found) == 1 and len(line.strip()) <= found[0].end - found[0].start + 3:
            below = re.sub(r"^(?:de|from|von|à|par)\b ?:? ", "", lines[index + 1].strip(), flags=re.I)
            shown = below if len(below) <= 70 and not amounts(below) else ""
            return (
                shown.strip(" .")
                if shown and any(ch.isupper() for ch in shown) and not shown.startswith(('"', "“", "«"))
                else None
            )
    return None
