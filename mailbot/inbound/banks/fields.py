"""Names that banks give to the fields of a notice, in the languages of Europe: the one table to extend.

Folded text (no accents, lower case). A name may be followed by more words ("Montant du virement"), never preceded.
"""

from __future__ import annotations

import re

AMOUNT, NET, VALUE_DATE, DATE, PAYER, ULTIMATE, LABEL, REFERENCE, IBAN, BANK_ID, ACCOUNT, SENSE, IGNORED = (
    "amount", "net", "value_date", "date", "payer", "ultimate", "label", "reference", "iban", "bank_id", "account",
    "sense", "ignored",
)  # fmt: skip

# First match wins, so the special stands before the general.
_NAMES: tuple[tuple[str, str], ...] = (
    (IGNORED, (
        r"(?:nouveau |ancien |votre |le )?solde\b|(?:new |available |current |old )?balance|(?:aktueller |"
        r"neuer )?(?:konto)?saldo|kontostand|saldo|frais\b|fees?\b|commissions?\b|gebuhr\w*|comision\w*|"
        r"commissioni|kosten|tva\b|taux\b|rate\b|wechselkurs|cours\b|kurs\b|decouvert|plafond|seuil|tax\b|"
        r"exchange|autorisation|solde disponible|total des frais|nombre\b|number of|anzahl|carte\b|card\b|"
        r"karte\b|statut\b|status\b|etat\b|bic\b|swift\b|banque (?:du|emettrice|de)|bank (?:of|des)|"
        r"montant (?:d'origine|initial|instruit|de l'ordre|en devise|transfere|envoye)|original amount|"
        r"instructed amount|ursprungs\w+|remboursements?\b|refunds?\b"
    )),
    (NET, (
        r"(?:montant )?net(?: verse| credite| recu| amount)?\b|net (?:payout|settlement)|nettobetrag|"
        r"importe neto|total(?! (?:credite|recu))\b|totaux|summe|somma|totaal|"
        r"montant (?:total )?(?:du )?(?:versement|virement de regularisation)|net a verser"
    )),
    (VALUE_DATE, (
        r"date (?:de )?valeur|valeur\b|en valeur(?: du| le)?|value ?date|valuta(?:datum|stellung)?\b|"
        r"wert(?:stellung|datum)?\b|fecha (?:de )?valor|data valuta|rentedatum|date de mise a disposition"
    )),
    (BANK_ID, (
        r"(?:reference|ref\.?|numero|n°|no|id|identifiant|transaction|nr\.?|code) ?(?:de |du |d'|of |the |la |"
        r"l')*(?:banque|bank|transaction|transfert|transfer|l'operation|operation|virement|versement|ordre|"
        r"id\b|interne|dossier bancaire|remise|autorisation)\b.*|transaction ?(?:id|code|number|nummer)|"
        r"transaktions\w+|numero de (?:transaction|transfert|l'operation|bordereau|remise)|payment id|"
        r"transfer (?:number|id)|remise n°?|bordereau\b|bankreferenz"
    )),
    (IBAN, (
        r"(?:iban|compte|konto|account|n° de compte)\b ?(?:(?:du |de l'|de la |of |the |des |sender'?s? |"
        r"payer'?s? |de )*(?:donneur|emetteur|payeur|debiteur|tiers|contrepartie|expediteur|sender|payer|"
        r"remitter|auftraggebers?|ordering|ordenante|ordinante|debit\w*|partie)\b.*|$(?<=iban))|(?:sender|"
        r"payer|ordering|remitter|counterparty)(?:'s)? (?:iban|account)\b.*|iban\b|gegenkonto|"
        r"compte (?:a debiter|d'origine|emetteur)|contrepartie iban"
    )),
    (ULTIMATE, (
        r"pour (?:le )?compte de|pour compte|on behalf of|donneur d'ordre (?:final|initial)|ultimate (?:debtor|"
        r"payer)|im auftrag von|debiteur (?:final|ultime)|por cuenta de|per conto di"
    )),
    (PAYER, (
        r"(?:nom |nom du |identite du |raison sociale du )?(?:donneur|donneurs) d'ordres?|(?:par |"
        r"d')?ordre de\b|emetteur|emettrice|emis par|payeur|payer\b|paye par|verse par|recu de|de la part de|"
        r"de\b$|from\b|sender|sent by|expediteur|origine\b|provenance|tireur|auftraggeber|absender|zahler|"
        r"zahlungspflichtiger|einzahler|ordenante|ordinante|opdrachtgever|mittente|remitente|client\b|"
        r"cliente\b|customer|kunde|klant|debiteur\b|debtor|titulaire du compte (?:emetteur|debite)|"
        r"contrepartie|counterparty|remitter|ordering (?:party|customer)|by order of|donor|tiers\b|nom\b|"
        r"name\b|acheteur|buyer|van\b$|von\b$|da\b$|partie|creancier|beneficiaire|payee|begunstigter|\ba$|to$"
    )),
    (LABEL, (
        r"(?:motif|motifs)(?! du (?:rejet|refus|retour))\b|libelle\b|objet\b|communication\b|message\b|note\b|"
        r"notes\b|verwendungszweck|remittance\b|concepto|causale|omschrijving|mededeling|description|"
        r"descripcion|descrizione|beschreibung|intitule|informations?(?: complementaires?)?$|details?\b|"
        r"purpose|reason\b|payment (?:details|reference)|subject\b|commentaire|lien de paiement|payment link|"
        r"produit|article|reference (?:du |de |for )?(?:paiement|payment|client|facture|donneur|emetteur|"
        r"virement|fin|bout|remettant|document)\b.*|(?:votre |your |client )reference|customer reference|"
        r"end[- ]to[- ]end.*|reference e2e|ihre referenz|buchungstext|mitteilung"
    )),
    (REFERENCE, (
        r"references?\b|ref\.?$|referenz|riferimento|referencia|kenmerk|n° de facture|facture\b|invoice\b|"
        r"affaire\b|dossier\b"
    )),
    (DATE, (
        r"dates?\b(?! (?:limite|d'expiration|de fin))|(?:recu|credite|debite|execute|comptabilise|traite|"
        r"arrive|encaisse|effectue|paye)e? le|received on|credited on|paid on|booking date|buchung(?:stag|"
        r"sdatum)?|transaction date|fecha\b|data\b|datum\b|jour\b|operation le|le$|ausfuhrung\w*|date$"
    )),
    (AMOUNT, (
        r"montants?\b|contre-?valeur(?: creditee)?|somme\b|sommes\b|amount\b|betrag\b|gutschrift(?:sbetrag)?|"
        r"importe\b|importo\b|bedrag\b|credit$|credit (?:en|eur|euros?)|encaisse\b|valeur du cheque|gross\b|"
        r"brut(?:to)?\b|total (?:credite|recu)|payment amount|you (?:receive|received|get)|vous (?:recevez|"
        r"avez recu)|contre-?valeur|paiement$|virement$|umsatz\b|brutto\w*"
    )),
    (SENSE, r"sens\b|operation\b|nature\b|type\b|mouvement\b|typ\b|art\b|tipo\b|soort|vorgang|transaction$|categorie"),
    (ACCOUNT, r"(?:votre |sur (?:le |votre )?)?compte\b|account\b|konto\b|cuenta|conto\b|rekening|sous-compte"),
)  # fmt: skip
_PATTERNS = tuple(
    (field, re.compile(rf"^(?:le |la |les |l'|votre |your |ihr |the )?(?:{names})")) for field, names in _NAMES
)
MAX_NAME = 44


def field_of(name: str) -> str | None:
    """The field that a folded name means, None when it is none."""
    bare = name.strip(" .:*\t-•")
    if not bare or len(bare) > MAX_NAME or sum(ch.isdecimal() for ch in bare) > 6:
        return None
    for field, pattern in _PATTERNS:
        if pattern.match(bare):
            return field
    return None


_WHOLE = re.compile(
    r"^(?:montant(?: recu| credite)?|emetteur|donneur d'ordre|payeur|de|expediteur|motif|libelle|"
    r"reference(?: client)?|objet|message|communication|date(?: de valeur| d'operation| de reception)?|"
    r"valeur|iban(?: emetteur| de l'emetteur)?|amount(?: received| credited)?|"
    r"from|payer|sender|reference|date|betrag|auftraggeber|"
    r"verwendungszweck|importe|concepto|fecha|importo|causale|client)$"
)


def is_whole_name(text: str) -> bool:
    """Is this folded text, alone on its line, the name of a field?"""
    return bool(_WHOLE.match(text.strip(" .:")))
