"""What a bank's mail tells: money came, money left, nothing yet, or nothing at all."""

from __future__ import annotations

import re
from enum import StrEnum


class Story(StrEnum):
    """CREDIT and DEBIT are booked; PAYOUT moves the firm's own money; NOTHING is booked; UNKNOWN says neither."""

    CREDIT = "credit"
    DEBIT = "debit"
    PAYOUT = "payout"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


# Not booked, or no money of ours: announced, pending, failed, asked for, offered, codes, balances.
_NOTHING = re.compile(
    r"\b(?:en attente|a recevoir|en cours de (?:traitement|verification|validation)|bloquee?s?\b|debloquer|"
    r"suspendue?|n'a pas (?:pu|ete)|n'ont pas pu|pas encore|sera (?:credite|debite|disponible|effectue|"
    r"verse)e?|seront (?:credites?|verses?)|devrait (?:etre|arriver)|vous annonce|nous annonce|est annonce|"
    r"annonces?\b|prevue? le|programmee?s?|planifiee?|a echoue|echec (?:du|de votre|de la) (?:virement|"
    r"paiement|transaction)|echouee?|a ete (?:refuse|abandonne|annule)e? ?(?:par|\.|,|$|faute|car)|"
    r"en instance|expirera|a valider|a confirmer|confirmez|veuillez (?:valider|confirmer))\b"
    r"|\b(?:demande de (?:paiement|[\d ]+,\d\d)|votre demande (?:de paiement|a (?:bien )?ete|d'argent)|"
    r"lien de paiement (?:envoye|cree)|facture envoyee|request(?:ed)? (?:a )?payment|payment request|"
    r"code (?:de )?(?:connexion|securite|verification|confirmation|unique|validation)|mot de passe|"
    r"one-time|verification code|votre code|nouvelle connexion|nouvel appareil|login|sign-in|"
    r"connexion (?:depuis|a votre))\b"
    r"|\b(?:pending|on hold|will be (?:credited|paid|available|processed)|scheduled|upcoming|"
    r"expected (?:on|by)|has (?:been )?failed|was declined|has been declined|could not be|awaiting|held|"
    r"under review|vorgemerkt|ausstehend|fehlgeschlagen|abgelehnt|angekundigt|wird (?:am|gutgeschrieben)|"
    r"pendiente|en espera|in attesa|rifiutato|in behandeling)\b"
)
# An alert about the balance, not about what moved it.
_BALANCE = re.compile(
    r"^[^\n]{0,30}\b(?:alerte solde|solde (?:de votre|du|bas|insuffisant)|low balance|balance alert|kontostandsalarm)\b"
    r"|\bsolde (?:de votre compte |du compte |actuel )?[^\n.]{0,40}(?:s'etablit|s'eleve|est (?:de|passe|"
    r"inferieur|descendu|negatif)|passe sous|atteint|a franchi)"
    r"|^[^\n]{0,30}\b(?:releve[^\n]{0,40}disponible|statement is (?:ready|available))"
    r"|\b(?:ihr kontostand (?:betragt|ist|liegt)|aucune? (?:operation|mouvement)s? (?:cette|ce|sur|n'))"
    r"|\b(?:your balance is|balance (?:has )?(?:fallen|dropped|is below))\b"
)
_ADVERT = re.compile(
    r"\b(?:offre (?:soumise|speciale|reservee|valable)|offerts?\b|desabonn\w+|desinscri\w+|unsubscribe|"
    r"newsletter|profitez|parrain\w+|decouvrez|beneficiez|jusqu'au \d+[/ ].{0,30}(?:ouvrez|recevez)|gagnez|"
    r"sans frais ce mois|les commercants qui|en moyenne|promo\w*|cashback|bon plan|jeu concours|"
    r"avantages? exclusif|invitation !|nouveaute|webinaire|taux promotionnel)\b"
)
_PAYOUT = re.compile(
    r"\b(?:versement (?:de [^.]{0,30})?(?:vers|sur) votre compte|avons envoye un versement|"
    r"envoye un versement|vous a verse|venons de vous verser|vous verser|votre versement|"
    r"versement (?:est )?(?:en route|effectue|initie|programme)|has paid you|payout|auszahlung|"
    r"virement de vos (?:encaissements|fonds)|transfert vers votre (?:compte|banque)|"
    r"vers votre compte bancaire|retrait vers|pago a su cuenta|uitbetaling|net verse|reversement|"
    r"accredito sul suo conto)\b"
)
_DEBIT = re.compile(
    r"\b(?:a ete debitee?|est debitee?|debite de|au debit\b|debit de|avis de debit|"
    r"operation(?:s)? debitrice|vous avez (?:envoye|paye|effectue|emis|transfere|retire|rembourse)|"
    r"virement (?:emis|envoye|sortant|effectue|vers)|paiement (?:par carte|carte|effectue|emis|envoye)|"
    r"achat\b|retrait\b|prelevement (?:de|sur|sepa|emis par|vient|a ete)|rejet\w*|rejete\w*|impaye\w*|"
    r"revenu impaye|sans provision|contre-?pass\w+|extourn\w+|annulation d'|conteste\w*|contestation|"
    r"chargeback|opposition|retour (?:de|d'un) (?:prelevement|virement|cheque)|avons preleve|"
    r"remboursement (?:effectue|emis|envoye|a )|rembourse a|frais de tenue|cotisation"
    r"|you(?:'ve| have)? (?:sent|paid|made a payment|spent|transferred)|debited|card payment|withdrawal|"
    r"direct debit|refunded|returned|reversed|dispute\w*|lastschrift|belastung|abbuchung|abgebucht|"
    r"rucklastschrift|kartenzahlung|uberweisung (?:an|ausgefuhrt)|adeudo|cargo en|pago con tarjeta|"
    r"addebito|pagamento con carta|afgeschreven|betaling aan)\b"
)
_REVERSED = re.compile(
    r"\b(?:rejet\w*|rejete\w*|impaye\w*|contre-?pass\w+|extourn\w+|conteste\w*|chargeback|rucklastschrift|"
    r"reversed|returned unpaid|returned|storn\w+|retour de prelevement)\b"
)
_CREDIT = re.compile(
    r"\bcreditee?s?\b|\bnouveaux? (?:virement|paiement|encaissement)s?\b|\bcredit (?:de )?[+]? ?\d|"
    r"\bpaiement (?:de|d'un montant de) [\d .,]+ ?(?:€|eur|euros)? (?:par|de la part|recu)\b|\b(?:a regle|"
    r"a paye|ont paye|ont regle) (?:la |votre |une |sa |le )?(?:facture|note|somme|commande|lien)|"
    r"\bvirement vient d'arriver|\breception d'un (?:virement|paiement)|\b(?:a ete creditee?|"
    r"vient d'etre creditee?|est creditee?|au credit\b|credit de|avis de credit|operation\w* (?:au credit|"
    r"creditrice\w*)|creditee?s? en valeur|portee? au credit|virements? (?:\w+ )?(?:recus?|entrant|arrive|"
    r"en votre faveur)|virement est arrive|vous avez recu|avez recu|argent recu|paiement recu|"
    r"paiements recus|vous a (?:envoye|paye|vire|fait un virement|transfere|adresse)|vient de (?:payer|"
    r"vous payer|regler)|en votre faveur|encaisse\w*|remises? (?:de |d'un )?cheques?|votre remise|"
    r"bien recu|somme creditee|recu le|recue le"
    r"|you(?:'ve| have)? (?:received|got|been paid)|sent you|paid you|has been credited|was credited|"
    r"credited to|credit advice|payment received|payment (?:of [^\n]{1,20} )?from|"
    r"we (?:have )?received (?:eur|gbp|usd|chf|€|£|\d)|lien de paiement (?:a ete )?paye|"
    r"a effectue un (?:virement|versement) (?:sur|au credit de|en faveur de) (?:votre|notre)|"
    r"money (?:in|received)|incoming (?:payment|transfer)|"
    r"has landed|landed in|deposit|gutschrift|gutgeschrieben|eingegangen|geldeingang|zahlungseingang|"
    r"erhalten von|haben .{0,40} erhalten|umsatz gebucht|abono|ha recibido|transferencia recibida|ingreso|"
    r"accredito|accreditat\w+|bonifico ricevuto|ha ricevuto|bijgeschreven|ontvangen|bijschrijving|"
    r"recu un)\b"
)
_OPERATIONS = re.compile(
    r"\b(?:operations?|mouvements?|transactions?|umsatz\w*|movimientos|movimenti|recap\w*|releve d'operations|"
    r"nouvelle operation|operation suivante)\b"
)


def story_of(folded: str) -> Story:
    """The story of a mail's folded subject and text.

    What is not booked silences everything; a rejection mentions the credit that it takes back, so it goes before.
    """
    if _ADVERT.search(folded) and not _DEBIT.search(folded[:200]):
        return Story.NOTHING
    credit, payout = _CREDIT.search(folded), _PAYOUT.search(folded)
    if payout and (not credit or payout.start() < credit.start()):
        return Story.PAYOUT
    if _NOTHING.search(folded) or _BALANCE.search(folded):
        return Story.NOTHING
    return Story.DEBIT if _REVERSED.search(folded) else _first_told(folded)


def takes_back(folded: str) -> bool:
    """Does it tell that an earlier credit was taken back?"""
    return bool(_REVERSED.search(folded))


def _first_told(folded: str) -> Story:
    """Credit or debit, whichever is spoken of first."""
    credit, debit = _CREDIT.search(folded), _DEBIT.search(folded)
    if credit and (debit is None or credit.start() <= debit.start()):
        return Story.CREDIT
    return Story.DEBIT if debit else Story.UNKNOWN


def direction_of(text: str, default: str) -> str:
    """ "credit" or "debit" for one line or cell, by its words; `default` when it has none."""
    if _REVERSED.search(text):
        return "debit"
    if re.search(
        r"\b(?:debit|debitrice|soll|prlv|prelevement|prelevt|cb\b|carte|retrait|frais|cotis|"
        r"vir(?:ement)? (?:sepa )?emis|achat|commission|agios|virement pour|echeance pret|withdrawal|fee)\b",
        text,
    ):
        return "debit"
    if re.search(
        r"\b(?:credit|creditrice|haben|recus?|en votre faveur|faveur|remise|vir(?:ement)? (?:sepa |inst )?de|"
        r"vir re\b|vir inst)\b",
        text,
    ):
        return "credit"
    return default
